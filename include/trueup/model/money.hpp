// Money in minor units of its currency, and unit costs with 7 places.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/model/rounding.hpp"

namespace trueup {

/// Cost of one base unit, in 1/10^7 of the currency. May be negative: a credit.
struct UnitCost {
  static constexpr int kPlaces = 7;
  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();
  std::int64_t value = kUnknown;
  constexpr bool known() const { return value != kUnknown; }
  friend constexpr auto operator<=>(UnitCost, UnitCost) = default;
};

/// Minor units (cents); 128 bits, so that sums of any snapshot cannot overflow.
struct Money {
  Int128 minor = 0;
  constexpr Money& operator+=(Money other) { return minor += other.minor, *this; }
  friend constexpr auto operator<=>(Money, Money) = default;
};

/// Sum; nothing beyond 128 bits.
constexpr std::optional<Money> add(Money left, Money right) {
  const auto sum = checked_add(left.minor, right.minor);
  if (!sum) return std::nullopt;
  return Money{*sum};
}

/// Difference; nothing beyond 128 bits.
constexpr std::optional<Money> subtract(Money left, Money right) {
  Int128 difference = 0;
  if (__builtin_sub_overflow(left.minor, right.minor, &difference)) return std::nullopt;
  return Money{difference};
}

/// A whole number of times; nothing beyond 128 bits. No binary float is a number of times.
template <std::integral Count>
constexpr std::optional<Money> multiply(Money money, Count times) {
  const auto product = checked_multiply(money.minor, times);
  if (!product) return std::nullopt;
  return Money{*product};
}

/// A share or a rate, rounded once to the minor unit; nothing beyond 128 bits.
constexpr std::optional<Money> multiply(Money money, Ratio ratio, Rounding rounding) {
  const auto product = checked_multiply(money.minor, ratio.numerator);
  if (!product) return std::nullopt;
  return Money{divide(*product, ratio.denominator, rounding)};
}

/// Cuts an amount in proportion to weights; the parts sum to it exactly. What rounding down leaves over goes, a minor unit each, to
/// the largest remainders, and among equal ones to the first. Nothing without weights, when one is negative, or when their sum is
/// zero or beyond 63 bits.
inline std::optional<std::vector<Money>> split(Money money, std::span<const std::int64_t> weights) {
  Int128 sum = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) return std::nullopt;
    sum += weight;
  }
  if (sum == 0 || !narrow(sum)) return std::nullopt;
  // money = whole * sum + rest, so that no product is beyond 128 bits; the sign of `rest` is money's.
  const Int128 whole = money.minor / sum, rest = money.minor % sum, sign = money.minor < 0 ? -1 : 1;
  std::vector<Money> parts;
  std::vector<Int128> remainders;
  Int128 left_over = rest * sign;
  for (const std::int64_t weight : weights) {
    const Int128 share = rest * weight;
    parts.push_back({whole * weight + share / sum});
    remainders.push_back(share % sum * sign);
    left_over -= share / sum * sign;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) { return remainders[left] > remainders[right]; });
  for (std::size_t i = 0; i < order.size() && left_over > 0; ++i, --left_over) parts[order[i]].minor += sign;
  return parts;
}

/// Decimal places of a currency's minor unit (ISO 4217, list one).
constexpr int minor_places(std::string_view currency) {
  constexpr std::string_view kNone[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                        "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
  constexpr std::string_view kThree[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  for (std::string_view code : kNone)
    if (code == currency) return 0;
  for (std::string_view code : kThree)
    if (code == currency) return 3;
  return currency == "CLF" || currency == "UYW" ? 4 : 2;
}

/// quantity x unit cost in minor units, rounded half to even once.
constexpr Money price_of(Quantity quantity, UnitCost cost, std::string_view currency) {
  Int128 divisor = 1;
  for (int i = minor_places(currency); i < Quantity::kPlaces + UnitCost::kPlaces; ++i) divisor *= 10;
  return {divide_half_even(Int128{quantity.value} * cost.value, divisor)};
}

/// quantity x unit cost, rounded as asked; nothing when either is unknown.
constexpr std::optional<Money> extended_cost(Quantity quantity, UnitCost cost, std::string_view currency, Rounding rounding) {
  if (!quantity.known() || !cost.known()) return std::nullopt;
  Int128 divisor = 1;
  for (int i = minor_places(currency); i < Quantity::kPlaces + UnitCost::kPlaces; ++i) divisor *= 10;
  return Money{divide(Int128{quantity.value} * cost.value, divisor, rounding)};
}

/// Sum of costs of one unit (purchase and landed); nothing on overflow or when either is unknown.
constexpr std::optional<UnitCost> add(UnitCost left, UnitCost right) {
  if (!left.known() || !right.known()) return std::nullopt;
  const auto sum = narrow(Int128{left.value} + right.value);
  if (!sum) return std::nullopt;
  return UnitCost{*sum};
}

/// The cost of one base unit from the cost of one pack; nothing on overflow or when unknown.
constexpr std::optional<UnitCost> per_base_unit(UnitCost per_unit, Ratio base_per_unit, Rounding rounding) {
  if (!per_unit.known()) return std::nullopt;
  const auto cost = narrow(divide(Int128{per_unit.value} * base_per_unit.denominator, base_per_unit.numerator, rounding));
  if (!cost) return std::nullopt;
  return UnitCost{*cost};
}

/// What one unit of a valued stock costs on average; nothing on overflow, or when the quantity is unknown or not above zero.
constexpr std::optional<UnitCost> average_cost(Money value, Quantity quantity, std::string_view currency, Rounding rounding) {
  if (!quantity.known() || quantity.value <= 0) return std::nullopt;
  std::optional<Int128> scaled = value.minor;
  for (int i = minor_places(currency); scaled && i < Quantity::kPlaces + UnitCost::kPlaces; ++i) scaled = checked_multiply(*scaled, 10);
  const auto cost = scaled ? narrow(divide(*scaled, quantity.value, rounding)) : std::nullopt;
  if (!cost) return std::nullopt;
  return UnitCost{*cost};
}

inline std::string format_money(Money money, std::string_view currency) {
  const int places = minor_places(currency);
  std::string text = format_decimal(money.minor, places);
  if (places == 0) return text;
  const std::size_t point = text.find('.');
  const std::size_t shown = point == std::string::npos ? 0 : text.size() - point - 1;
  if (point == std::string::npos) text += '.';
  return text.append(static_cast<std::size_t>(places) - shown, '0');
}

}  // namespace trueup
