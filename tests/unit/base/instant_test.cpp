#include "trueup/base/instant.hpp"

#include <gtest/gtest.h>

#include "trueup/base/time_zone.hpp"

namespace trueup {
namespace {

std::string utc(std::string_view text) {
  const auto instant = parse_instant(text);
  return instant ? format_instant(*instant) : "none";
}

TEST(Instant, ReadsOffsetsAndFractions) {
  EXPECT_EQ(utc("2026-11-20T06:00:00Z"), "2026-11-20T06:00:00Z");
  EXPECT_EQ(utc("2026-11-20 06:00:00+02:00"), "2026-11-20T04:00:00Z");
  EXPECT_EQ(utc("2026-11-20T06:00:00.1234567Z"), "2026-11-20T06:00:00.123456Z");
  EXPECT_EQ(utc("1969-12-31T23:59:59Z"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(utc("2024-02-29T00:00Z"), "2024-02-29T00:00:00Z");
}

TEST(Instant, RefusesWhatIsNone) {
  for (const char* text : {"", "2026-11-20", "2026-11-20T06:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-20T24:00:00Z",
                           "20.11.2026", "11/20/2026 06:00", "2026-11-20T06:00:00Zebra", "2026-11-20T06:00:00+99:00"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Instant, LocalTimesTakeTheSystemsZone) {
  const auto zone = TimeZone::load("America/Los_Angeles");
  ASSERT_TRUE(zone);
  EXPECT_EQ(format_instant(zone->to_instant(*parse_civil_time("2026-11-19 14:05:00"))), "2026-11-19T22:05:00Z");
  EXPECT_EQ(format_instant(zone->to_instant(*parse_civil_time("2026-07-19 14:05:00"))), "2026-07-19T21:05:00Z");
  EXPECT_FALSE(TimeZone::load("America/Nowhere"));
}

TEST(Duration, ReadsUnits) {
  EXPECT_EQ(parse_duration("90m")->seconds, 5400);
  EXPECT_EQ(parse_duration("4h")->seconds, 14400);
  EXPECT_EQ(parse_duration("2d")->seconds, 172800);
  for (const char* text : {"", "m", "4", "-4h", "4 h", "4w", "1.5h"}) EXPECT_FALSE(parse_duration(text)) << text;
}

}  // namespace
}  // namespace trueup
