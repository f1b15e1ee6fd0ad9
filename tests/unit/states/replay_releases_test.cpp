// Orders released after the cut-off of the hop to their warehouse.
#include "replay_world.hpp"

namespace trueup {
namespace {

using Words = std::vector<std::string>;

std::string row(const std::string& system, const std::string& state, const std::string& at) {
  return (system == "acme" ? "acme,ship_order,A1,SO-1,,,," : "cin7,sales_order,S1,SO-1,order,,,") + state + "," + at + ",,,\n";
}
std::string book(const std::string& state, const std::string& at) { return row("cin7", state, at); }
std::string shipped(const std::string& at) { return row("acme", "shipped", at); }

// 2026-11-12 is a Thursday; the book's clock is UTC.
ReplayWorld world(const std::string& hop = R"("cutoff": "15:00", "max_age": "9d")") {
  ReplayWorld out;
  out.as_of = out.to = "2026-11-17T00:00:00Z";
  out.hops = R"([{"id": "H1", "from": "cin7", "to": "acme", "carries": ["ship_order"], )" + hop +
             R"(}, {"id": "H5", "from": "acme", "to": "cin7", "carries": ["ship_advice"], "max_age": "9d"}])";
  return out;
}
const Words kLate{"released_after_cutoff cin7 S1 order  unknown>authorised acme"};

TEST(ReplayReleases, AfterTheCutOffAndOnALaterDay) {
  const auto facts = [](const char* released, const char* left) { return world().states(book("AUTHORISED", released) + shipped(left)).facts(); };
  EXPECT_EQ(facts("2026-11-12T15:00:01Z", "2026-11-13T00:00:00Z"), kLate);
  EXPECT_EQ(facts("2026-11-12T15:00:00Z", "2026-11-13T10:00:00Z"), Words{}) << "in time";
  EXPECT_EQ(facts("2026-11-12T15:30:00Z", "2026-11-12T23:59:59Z"), Words{}) << "on its day";
  EXPECT_EQ(facts("2026-11-12T00:00:00Z", "2026-11-13T10:00:00Z"), Words{}) << "a day without a time";
  EXPECT_EQ(world().states(book("AUTHORISED", "2026-11-12T15:30:00Z") + row("acme", "picked", "2026-11-13T10:00:00Z")).facts(), Words{}) << "not shipped yet";
}

TEST(ReplayReleases, ByTheSendersClock) {
  const auto facts = [](const char* zone) {
    ReplayWorld out = world();
    out.book_zone = zone;
    return out.states(book("AUTHORISED", "2026-11-12T21:30:00Z") + shipped("2026-11-13T10:00:00Z")).facts();
  };
  EXPECT_EQ(facts("UTC"), kLate);
  EXPECT_EQ(facts("America/Los_Angeles"), Words{}) << "at 13:30";
  ReplayWorld days = world();
  days.book_zone = "America/Los_Angeles";
  EXPECT_EQ(days.states(book("AUTHORISED", "2026-11-13T00:00:00Z") + shipped("2026-11-13T20:00:00Z")).facts(), Words{}) << "a day without a time, which would be 16:00 there";
  EXPECT_EQ(facts(""), Words{}) << "no time zone";
}

TEST(ReplayReleases, WithoutACutOff) {
  const std::string rows = book("AUTHORISED", "2026-11-12T15:30:00Z") + shipped("2026-11-13T10:00:00Z");
  EXPECT_EQ(world(R"("max_age": "9d")").states(rows).facts(), Words{});
  EXPECT_EQ(world(R"("cutoff": "soon", "max_age": "9d")").states(rows).facts(), Words{});
  const std::string second = R"("cutoff": "15:00", "max_age": "9d"}, {"id": "H2", "from": "cin7", "to": "acme", "carries": ["sales_order"], "max_age": "9d", )";
  EXPECT_EQ(world(second + R"("cutoff": "16:00")").states(rows).facts(), Words{}) << "another hop is still open";
  EXPECT_EQ(world(second + R"("cutoff": "14:00")").states(rows).facts(), kLate);
}

TEST(ReplayReleases, TheLastRelease) {
  const std::string early = book("AUTHORISED", "2026-11-12T09:00:00Z"), left = shipped("2026-11-13T10:00:00Z");
  EXPECT_EQ(world().states(early + book("AUTHORISED", "2026-11-12T15:30:00Z") + left).facts(), Words{}) << "printed again";
  EXPECT_EQ(world().states(early + book("UNDONE", "2026-11-12T10:00:00Z") + book("AUTHORISED", "2026-11-12T15:30:00Z") + left).facts(), kLate);
  EXPECT_EQ(world().states(early + book("UNDONE", "2026-11-14T10:00:00Z") + book("AUTHORISED", "2026-11-14T15:30:00Z") + left).facts(), Words{}) << "after it left";
  EXPECT_EQ(world().states(book("AUTHORISED", "2026-11-12T15:30:00Z") + book("UNDONE", "2026-11-14T10:00:00Z") + book("AUTHORISED", "2026-11-14T10:30:00Z") + left).facts(), kLate);
}

TEST(ReplayReleases, ReleasedWhereTheDialectSaysSo) {
  const auto facts = [](const std::string& released) {
    ReplayWorld out = world();
    out.book_dialect = "cin7_omni";
    out.states(book("Approved", "2026-11-12T15:30:00Z") + released + shipped("2026-11-13T10:00:00Z"));
    Words words = out.facts();
    std::erase_if(words, [](const std::string& word) { return !word.starts_with("released_after_cutoff"); });
    return words;
  };
  EXPECT_EQ(facts(book("Release To Pick", "2026-11-12T16:00:00Z")), (Words{"released_after_cutoff cin7 S1 order  unknown>released acme"}));
  EXPECT_EQ(facts(book("Release To Pick", "2026-11-13T08:00:00Z")), Words{});
  EXPECT_EQ(facts(""), Words{}) << "approved is not released";
}

TEST(ReplayReleases, DaysThatDoNotCount) {
  const auto facts = [](const char* hop, const char* released, const char* left) { return world(hop).states(book("AUTHORISED", released) + shipped(left)).facts(); };
  const char* weekdays = R"("cutoff": "15:00", "max_age": "9d", "calendar": "mon-fri")";
  EXPECT_EQ(facts(weekdays, "2026-11-13T15:30:00Z", "2026-11-16T10:00:00Z"), kLate) << "from Friday to Monday";
  EXPECT_EQ(facts(weekdays, "2026-11-13T15:30:00Z", "2026-11-14T10:00:00Z"), Words{}) << "on Saturday, before the next day that counts";
  EXPECT_EQ(facts(weekdays, "2026-11-14T15:30:00Z", "2026-11-16T10:00:00Z"), Words{}) << "on a Saturday, when nothing closes";
  const char* holiday = R"("cutoff": "15:00", "max_age": "9d", "blackout": ["2026-11-13"])";
  EXPECT_EQ(facts(holiday, "2026-11-12T15:30:00Z", "2026-11-13T10:00:00Z"), Words{});
  EXPECT_EQ(facts(holiday, "2026-11-12T15:30:00Z", "2026-11-14T10:00:00Z"), kLate);
}

}  // namespace
}  // namespace trueup
