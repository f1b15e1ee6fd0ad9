// Quantity: units of stock, int64 fixed point with 4 places, checked. Unknown is a value of its own.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "trueup/base/decimal.hpp"
#include "trueup/base/ratio.hpp"

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

/// In base units; nothing when the conversion is inexact or beyond kMost.
constexpr std::optional<Quantity> to_base(Quantity quantity, Ratio base_per_unit) {
  if (!quantity.known()) return std::nullopt;
  const auto scaled = scale_exactly(quantity.value, base_per_unit);
  if (!scaled || *scaled > Quantity::kMost || *scaled < -Quantity::kMost) return std::nullopt;
  return Quantity{*scaled};
}

}  // namespace trueup
