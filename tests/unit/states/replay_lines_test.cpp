// Quantities: lines from stage to stage, and picks that wait for stock.
#include "replay_world.hpp"

namespace trueup {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kShipped = "cin7,sales_order,S1,SO-1,order,,,AUTHORISED,2026-11-10T08:00:00Z,,,\n"
                                      "cin7,sales_order,S1,SO-1,ship,F1,,AUTHORISED,2026-11-10T12:30:00Z,,,\n"
                                      "acme,ship_order,A1,SO-1,,,,shipped,2026-11-10T12:00:00Z,,,\n";
const std::string kOrdered = "cin7,sales_order,S1,SO-1,MUG,10,,,3PL Acme LA,2026-11-10T08:00:00Z,1\n";

TEST(ReplayLines, PartialShownAsFull) {
  const Words partial{"partial_shown_as_full cin7 S1 ship F1 unknown>shipped acme"};
  ReplayWorld world;
  world.states(kShipped).documents(kOrdered + "acme,ship_advice,SH1,SO-1,MUG,8,,,LA1,2026-11-10T12:00:00Z,1\n");
  const Replay replay = world.replay();
  EXPECT_EQ(world.words(replay), partial);
  EXPECT_EQ(replay.facts[0].quantity.text(), "10");
  EXPECT_EQ(replay.facts[0].other_quantity.text(), "8");
  EXPECT_EQ(replay.lines, 1u);
  EXPECT_EQ(replay.funnel[static_cast<std::size_t>(FunnelStage::kOrdered)].units.text(), "10");
  EXPECT_EQ(replay.funnel[static_cast<std::size_t>(FunnelStage::kShipped)].units.text(), "8");
  EXPECT_EQ(world.documents("acme,ship_advice,SH2,SO-1,MUG,2,,,LA1,2026-11-10T12:20:00Z,1\n").facts(), Words{}) << "in two shipments";
}

TEST(ReplayLines, TheRestIsOnRecord) {
  const std::string eight = "acme,ship_advice,SH1,SO-1,MUG,8,,,LA1,2026-11-10T12:00:00Z,1\n";
  const auto with = [&](const char* state) { return ReplayWorld().states(std::string(kShipped) + state).documents(kOrdered + eight).facts(); };
  EXPECT_EQ(with("acme,ship_order,A1,SO-1,,,1,cancelled,2026-11-10T12:10:00Z,MUG,2,\n"), Words{});
  EXPECT_EQ(with("acme,ship_order,A1,SO-1,,,2,cancelled,2026-11-10T12:10:00Z,CUP,2,\n").size(), 1u) << "of another item";
  ReplayWorld part;
  part.complete = false;
  EXPECT_EQ(part.states(kShipped).documents(kOrdered + eight).facts(), Words{}) << "a shipment may be missing";
  EXPECT_EQ(part.documents("acme,ship_advice,SH3,SO-1,MUG,0,10,,LA1,2026-11-10T12:00:00Z,2\n").facts().size(), 1u) << "it says itself what was ordered";
}

TEST(ReplayLines, InPacks) {
  ReplayWorld world;
  world.add("item_units", "sku,unit,numerator,denominator", "MUG,CASE,5,1");
  world.states(kShipped).documents(kOrdered + "acme,ship_advice,SH1,SO-1,MUG,2,,CASE,LA1,2026-11-10T12:00:00Z,1\n");
  EXPECT_EQ(world.facts(), Words{});
  world.add("kits", "kit_sku,component_sku,quantity", "SET,MUG,2");
  EXPECT_EQ(world.documents("cin7,sales_order,S1,SO-1,SET,10,,,3PL Acme LA,2026-11-10T08:00:00Z,2\n").facts(), Words{}) << "a kit is shipped as its components";
}

TEST(ReplayLines, LostOnTheWay) {
  const std::string open = "cin7,sales_order,S1,SO-1,order,,,AUTHORISED,2026-11-20T08:00:00Z,,,\nacme,ship_order,A1,SO-1,,,,accepted,2026-11-20T10:30:00Z,,,\n";
  const std::string sent = "cin7,sales_order,S1,SO-1,MUG,10,,,3PL Acme LA,2026-11-20T08:00:00Z,1\ncin7,ship_order,SO1,SO-1,MUG,10,,,3PL Acme LA,";
  const auto facts = [&](const char* sent_at, const char* accepted) {
    return ReplayWorld().states(open).documents(sent + sent_at + ",1\nacme,ship_order,A1,SO-1,MUG," + accepted + ",,,LA1,2026-11-20T17:30:00Z,1\n").facts();
  };
  EXPECT_EQ(facts("2026-11-20T16:59:59Z", "10"), Words{});
  EXPECT_EQ(facts("2026-11-20T16:59:59Z", "8"), (Words{"funnel_loss cin7 SO1 unknown>unknown acme"}));
  EXPECT_EQ(facts("2026-11-20T17:00:00Z", "8"), Words{}) << "the hop still has time";
}

class ReplayPicks : public ::testing::Test {
 protected:
  ReplayWorld world(const char* here, const char* there, const char* needed = "5") {
    ReplayWorld out;
    out.locations = R"([{"id": "ACME-LA", "kind": "external", "operator": "acme", "names": {"cin7": "3PL Acme LA"}}, {"id": "MAIN", "kind": "own", "names": {"cin7": "Main Warehouse"}}])";
    out.states("cin7,sales_order,S1,SO-1,order,,,AUTHORISED,2026-11-20T08:00:00Z,,,\ncin7,sales_order,S1,SO-1,pick,F1,,DRAFT,2026-11-20T08:00:00Z,MUG," + std::string(needed) + ",\n");
    out.documents("cin7,sales_order,S1,SO-1,MUG,5,,,3PL Acme LA,2026-11-20T08:00:00Z,1\n");
    out.add("stock", "system,sku,location,on_hand,available,as_of", "cin7,MUG,3PL Acme LA,9," + std::string(here) + ",2026-11-20T17:00:00Z\ncin7,MUG,Main Warehouse,9," + there + ",2026-11-20T17:00:00Z\n");
    out.add("stock", "", "cin7,MUG,3PL Acme LA,90,90,2026-11-19T17:00:00Z\ncin7,MUG,Main Warehouse,90,90,2026-11-21T17:00:00Z\n");
    return out;
  }
  const Words by_stock{"pick_blocked_by_stock cin7 S1 pick F1 unknown>draft"}, despite_stock{"pick_blocked_despite_stock cin7 S1 pick F1 unknown>draft"};
};

TEST_F(ReplayPicks, AgainstWhatIsAvailable) {
  EXPECT_EQ(world("4", "5").facts(), by_stock);
  EXPECT_EQ(world("4", "4").facts(), Words{}) << "nowhere enough";
  EXPECT_EQ(world("5", "0").facts(), despite_stock);
  EXPECT_EQ(world("", "9").facts(), Words{}) << "unknown";
  EXPECT_EQ(world("4", "9", "").facts(), Words{}) << "how much it needs is unknown";
}

TEST_F(ReplayPicks, WhatWaitsForSomebodyIsNotBlocked) {
  EXPECT_EQ(world("5", "0").add("settings", "system,key,value,location,since", "cin7,pick_mode,auto,,\ncin7,pick_mode,manual,3PL Acme LA,2026-03-01T00:00:00Z\n").facts(), Words{});
  EXPECT_EQ(world("5", "0").add("settings", "system,key,value,location,since", "cin7,pick_mode,manual,,\ncin7,pick_mode,auto,3PL Acme LA,\n").facts(), despite_stock);
  EXPECT_EQ(world("5", "0").add("settings", "system,key,value,location,since", "cin7,pick_mode,auto,3PL Acme LA,\ncin7,pick_mode,manual,,\n").facts(), despite_stock);
  EXPECT_EQ(world("4", "5").states("acme,ship_order,A1,SO-1,,,,accepted,2026-11-20T09:00:00Z,,,\n").facts(), Words{}) << "the warehouse has it";
  EXPECT_EQ(world("4", "5").states("cin7,sales_order,S1,SO-1,pick,F1,,AUTHORISED,2026-11-20T09:00:00Z,,,\n").facts(), Words{}) << "it is picked";
}

TEST(StateIssues, GroupedAtTheFirstRow) {
  ReplayWorld world;
  for (int i = 1; i <= 3; ++i) {
    const std::string id = "A" + std::to_string(i);
    world.states("acme,ship_order," + id + ",SO-" + std::to_string(i) + ",,,,shipped,2026-11-02T10:00:00Z,,,sync\nacme,ship_order," + id + ",SO-" + std::to_string(i) + ",,,,picked,2026-11-02T11:00:00Z,,," + (i == 3 ? "ann" : "sync") + "\n");
  }
  const Replay replay = world.replay();
  const std::vector<Issue> issues = state_issues(world.the_case, *world.evidence, replay);
  ASSERT_EQ(issues.size(), 2u) << "by who did it";
  EXPECT_EQ(issues[0].code, "state_step_backwards");
  EXPECT_EQ(issues[0].place.row, 3u);
  EXPECT_EQ(issues[0].place.value, "picked");
  EXPECT_EQ(issues[0].message, "acme's A1, by sync: went from shipped to picked without an undone row; so it is with 1 more order");
  EXPECT_EQ(issues[0].affected->documents, 2u);
  EXPECT_EQ(issues[0].affected->orders, 2u);
  EXPECT_EQ(issues[1].place.row, 7u);
  EXPECT_TRUE(state_issues(world.the_case, *world.evidence, Replay{}).empty());
}

}  // namespace
}  // namespace trueup
