// Money in minor units of its currency, and unit costs with 7 places.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {

/// Cost of one base unit, in 1/10^7 of the currency.
struct UnitCost {
  static constexpr int kPlaces = 7;
  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();
  std::int64_t value = kUnknown;
  constexpr bool known() const { return value != kUnknown; }
};

/// Minor units (cents); 128 bits, so that sums of any snapshot cannot overflow.
struct Money {
  Int128 minor = 0;
  constexpr Money& operator+=(Money other) { return minor += other.minor, *this; }
  friend constexpr bool operator==(Money left, Money right) { return left.minor == right.minor; }
};

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
