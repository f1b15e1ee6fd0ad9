// PrintedFigure: a number as it was printed, with its places. 8.33 cases may be the rounding of 100 pieces; 8.330 may not.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "trueup/base/ratio.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/model/rounding.hpp"

namespace trueup {

/// value / 10^places; trailing zeros count, they were printed.
struct PrintedFigure {
  static constexpr int kMostPlaces = 10;
  std::int64_t value = 0;
  int places = 0;
};

/// [+-]digits[.digits] with at most kMostPlaces places; nothing for any other text.
constexpr std::optional<PrintedFigure> parse_printed(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::size_t places = point == std::string_view::npos ? 0 : text.size() - point - 1;
  if (places > static_cast<std::size_t>(PrintedFigure::kMostPlaces)) return std::nullopt;
  const ParsedDecimal parsed = parse_decimal(text, static_cast<int>(places));
  if (parsed.fault != DecimalFault::kNone) return std::nullopt;
  return PrintedFigure{parsed.value, static_cast<int>(places)};
}

/// Whether a figure in some unit can be the rounding of `base` base units: they are no further apart than half of its last
/// place. Equal is a rounding too. Nothing when the quantity is unknown or the numbers are beyond 128 bits.
constexpr std::optional<bool> rounds_to(PrintedFigure printed, Ratio base_per_unit, Quantity base) {
  if (!base.known() || printed.places < 0 || printed.places > PrintedFigure::kMostPlaces) return std::nullopt;
  Int128 scale = 2, one = 1;
  for (int i = 0; i < printed.places; ++i) scale *= 10;
  for (int i = 0; i < Quantity::kPlaces; ++i) one *= 10;
  // |base / 10^4 / ratio - value / 10^places| <= 1 / (2 * 10^places), times 2 * 10^places * 10^4 * numerator.
  const Int128 unit = one * base_per_unit.numerator;
  const auto truth = checked_multiply(Int128{base.value} * base_per_unit.denominator, scale);
  const auto said = checked_multiply(unit * 2, printed.value);
  const auto apart = truth && said ? checked_add(*truth, -*said) : std::nullopt;
  if (!apart) return std::nullopt;
  return *apart <= unit && *apart >= -unit;
}

}  // namespace trueup
