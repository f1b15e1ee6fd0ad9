// Dates and clock readings as exports print them, brought to ISO 8601.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

enum class DateForm : std::uint8_t {
  kIso,         ///< 2026-11-20
  kDayFirst,    ///< 20/11/2026; also with - or . and without leading zeros
  kMonthFirst,  ///< 11/20/2026; likewise
  kCompact,     ///< 20261120
  kEpoch,       ///< since 1970 in UTC: seconds up to 11 digits, milliseconds from 12 to 14
  kX12,         ///< CCYYMMDD, or YYMMDD with 70..99 in the last century (element 373)
};

/// The form that a profile's word names (`date`); nothing for an unknown word. "" is ISO.
std::optional<DateForm> date_form(std::string_view word);

/// "2026-11-20", or "2026-11-20T18:05:00" when a clock is printed, with "Z" or an offset when one is printed. The clock
/// stands behind the date or by itself in `clock`: 18:05[:00[.123]], 6:05 PM, or HHMM[SS[D[D]]] (X12 element 337).
/// A date that is ISO already is taken whatever the form. Nothing when the text is none of this.
std::optional<std::string> iso_time(std::string_view date, std::string_view clock, DateForm form);

}  // namespace trueup
