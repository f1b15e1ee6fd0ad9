#include "explain/route.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

Case chain() {
  Case the_case;
  for (const char* id : {"wms", "hub", "cin7"}) {
    System system;
    system.id = id;
    system.timezone = "America/Los_Angeles";
    the_case.systems.push_back(system);
  }
  const auto hop = [&](const char* id, const char* from, const char* to, const char* type, std::int64_t hours) {
    Hop made;
    made.id = id, made.from = from, made.to = to;
    made.carries = {type};
    if (hours > 0) made.max_age = Duration{hours * 3600};
    the_case.hops.push_back(made);
  };
  hop("H4", "wms", "hub", "ship_advice", 1);
  hop("H5", "hub", "cin7", "ship_advice", 3);
  hop("H6", "wms", "cin7", "receipt", 0);
  return the_case;
}

Instant at(const char* text) { return *parse_instant(text); }

TEST(Route, SumsItsHops) {
  const Case the_case = chain();
  const Route route = find_route(the_case, "ship_advice", "wms", "cin7");
  EXPECT_EQ(route.label(), "H4+H5");
  EXPECT_EQ(route.max_age->seconds, 4 * 3600);
}

TEST(Route, AHopWithoutLimitHasNone) {
  const Case the_case = chain();
  EXPECT_EQ(find_route(the_case, "receipt", "wms", "cin7").label(), "H6");
  EXPECT_FALSE(find_route(the_case, "receipt", "wms", "cin7").max_age);
  EXPECT_TRUE(find_route(the_case, "receipt", "cin7", "wms").hops.empty());
}

TEST(Age, LeavesOutWeekendsAndBlackoutsInTheSendersZone) {
  Case the_case = chain();
  Hop& hop = the_case.hops[0];
  // Friday 2026-11-20 16:00 to Monday 2026-11-23 10:00 in Los Angeles.
  const Instant friday = at("2026-11-21T00:00:00Z"), monday = at("2026-11-23T18:00:00Z");
  EXPECT_EQ(age_on(the_case, hop, friday, monday).seconds, 66 * 3600);
  hop.calendar = "mon-fri";
  EXPECT_EQ(age_on(the_case, hop, friday, monday).seconds, 18 * 3600);
  hop.blackout = {"2026-11-23"};
  EXPECT_EQ(age_on(the_case, hop, friday, monday).seconds, 8 * 3600);
  EXPECT_EQ(age_on(the_case, hop, monday, friday).seconds, 0);
}

TEST(Age, TheLongNightIsNoLongerThanItsHours) {
  Case the_case = chain();
  Hop& hop = the_case.hops[0];
  hop.calendar = "mon-fri";
  // Across the end of daylight saving, Sunday 2026-11-01: Friday noon to Monday noon, 73 hours of which 25 + 24 do not age.
  EXPECT_EQ(age_on(the_case, hop, at("2026-10-30T19:00:00Z"), at("2026-11-02T20:00:00Z")).seconds, 24 * 3600);
}

}  // namespace
}  // namespace trueup
