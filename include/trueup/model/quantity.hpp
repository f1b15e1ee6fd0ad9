// Quantity: units of stock, int64 fixed point with 4 places, checked. Unknown is a value of its own.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "trueup/base/decimal.hpp"
#include "trueup/base/ratio.hpp"
#include "trueup/model/rounding.hpp"

namespace trueup {

/// A signed number of units, in 1/10000. The unit itself (base or pack) is the context's.
struct Quantity {
  static constexpr int kPlaces = 4;
  /// 100 billion units: what a file may print. Barcodes in a quantity column are beyond it, sums of stock far below.
  static constexpr std::int64_t kMost = 1'000'000'000'000'000;
  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

  std::int64_t value = 0;

  static constexpr Quantity unknown() { return {kUnknown}; }
  constexpr bool known() const { return value != kUnknown; }
  constexpr Quantity operator-() const { return {-value}; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  std::string text() const { return known() ? format_decimal(value, kPlaces) : std::string(); }
};

/// Sum; nothing on overflow or when either is unknown.
constexpr std::optional<Quantity> add(Quantity left, Quantity right) {
  if (!left.known() || !right.known()) return std::nullopt;
  const auto sum = narrow(Int128{left.value} + right.value);
  if (!sum) return std::nullopt;
  return Quantity{*sum};
}

/// Difference; nothing on overflow or when either is unknown.
constexpr std::optional<Quantity> subtract(Quantity left, Quantity right) {
  if (!right.known()) return std::nullopt;
  return add(left, -right);
}

/// A whole number of times; nothing on overflow or when unknown. No binary float is a number of times.
template <std::integral Count>
constexpr std::optional<Quantity> multiply(Quantity quantity, Count times) {
  const auto product = checked_multiply(quantity.value, times);
  const auto narrowed = product ? narrow(*product) : std::nullopt;
  if (!quantity.known() || !narrowed) return std::nullopt;
  return Quantity{*narrowed};
}

/// A share, rounded once to 1/10000; nothing on overflow or when unknown. Conversions of units do not round: to_base.
constexpr std::optional<Quantity> multiply(Quantity quantity, Ratio ratio, Rounding rounding) {
  if (!quantity.known()) return std::nullopt;
  const auto narrowed = narrow(divide(Int128{quantity.value} * ratio.numerator, ratio.denominator, rounding));
  if (!narrowed) return std::nullopt;
  return Quantity{*narrowed};
}

/// In base units; nothing when the conversion is inexact or beyond kMost.
constexpr std::optional<Quantity> to_base(Quantity quantity, Ratio base_per_unit) {
  if (!quantity.known()) return std::nullopt;
  const auto scaled = scale_exactly(quantity.value, base_per_unit);
  if (!scaled || *scaled > Quantity::kMost || *scaled < -Quantity::kMost) return std::nullopt;
  return Quantity{*scaled};
}

}  // namespace trueup
