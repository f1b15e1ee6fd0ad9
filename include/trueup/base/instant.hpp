// Instants (UTC, microseconds) and durations; ISO 8601 in, ISO 8601 out.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

struct Duration {
  std::int64_t seconds = 0;
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

/// A point in time: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

/// A wall clock's reading; `offset_seconds` is there when the text carried an offset or Z.
struct CivilTime {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::int32_t micros = 0;
  std::optional<std::int32_t> offset_seconds;
};

/// Days since 1970-01-01 of a proleptic Gregorian date.
constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/// "2026-11-20", "2026-11-20T06:00[:00[.123]]" with "T" or a blank, and an optional "Z" or "+02:00".
std::optional<CivilTime> parse_civil_time(std::string_view text);

/// The instant of a reading whose offset is `offset_seconds` east of UTC.
Instant instant_of(const CivilTime& civil, std::int32_t offset_seconds);

/// An instant whose text must carry its offset; nothing otherwise.
std::optional<Instant> parse_instant(std::string_view text);

/// "2026-11-20T06:00:00Z"; microseconds only when there are any.
std::string format_instant(Instant instant);

/// A number with s, m, h or d: "90m".
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace trueup
