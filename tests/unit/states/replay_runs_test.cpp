// One system's orders against the machine of its dialect.
#include "replay_world.hpp"
#include "trueup/model/order_machines.hpp"

namespace trueup {
namespace {

using Words = std::vector<std::string>;

// The sale of Cin7's own documentation: each stage authorised on the one before, the invoice paid, the credit restocked.
constexpr std::string_view kDocumentedSale =
    "cin7,sales_order,SO-1,,quote,,,NOT AVAILABLE,2026-11-02T09:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,order,,,DRAFT,2026-11-02T09:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,order,,,AUTHORISED,2026-11-02T09:05:00Z,,,\n"
    "cin7,sales_order,SO-1,,pick,F1,,DRAFT,2026-11-02T09:05:00Z,,,\n"
    "cin7,sales_order,SO-1,,pick,F1,,AUTHORISED,2026-11-02T10:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,pack,F1,,DRAFT,2026-11-02T10:10:00Z,,,\n"
    "cin7,sales_order,SO-1,,pack,F1,,AUTHORISED,2026-11-02T10:30:00Z,,,\n"
    "cin7,sales_order,SO-1,,ship,F1,,AUTHORISED,2026-11-02T12:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,invoice,INV-1,,DRAFT,2026-11-02T12:30:00Z,,,\n"
    "cin7,sales_order,SO-1,,invoice,INV-1,,AUTHORISED,2026-11-02T12:31:00Z,,,\n"
    "cin7,sales_order,SO-1,,invoice,INV-1,,PAID,2026-11-05T12:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,credit,CR-1,,DRAFT,2026-11-09T12:00:00Z,,,\n"
    "cin7,sales_order,SO-1,,credit,CR-1,,AUTHORISED,2026-11-09T12:05:00Z,,,\n"
    "cin7,sales_order,SO-1,,restock,CR-1,,DRAFT,2026-11-09T12:06:00Z,,,\n"
    "cin7,sales_order,SO-1,,restock,CR-1,,AUTHORISED,2026-11-09T12:07:00Z,,,\n";

TEST(ReplayRuns, TheDocumentedSaleConforms) {
  ReplayWorld world;
  const Replay replay = world.states(kDocumentedSale).replay();
  EXPECT_EQ(world.words(replay), Words{});
  ASSERT_EQ(replay.conformance.size(), 1u);
  EXPECT_EQ(replay.conformance[0].dialect, "cin7_core");
  EXPECT_EQ(replay.conformance[0].hop, "H1");
  // Seven steps between two rows, and two first rows: of the ship and the restock. The others may have come by an Undo.
  EXPECT_EQ(replay.conformance[0].steps, replay.conformance[0].conforming);
  EXPECT_EQ(replay.conformance[0].steps, 9u);
  EXPECT_EQ(replay.orders, 1u);
  EXPECT_EQ(replay.rows, 15u);
  EXPECT_EQ(replay.unknown_words, 0u);
}

TEST(ReplayRuns, AnUndoNeedsItsRow) {
  const std::string order =
      "cin7,sales_order,SO-1,,order,,,AUTHORISED,2026-11-02T09:00:00Z,,,\n"
      "cin7,sales_order,SO-1,,pick,F1,,AUTHORISED,2026-11-02T10:00:00Z,,,\n"
      "cin7,sales_order,SO-1,,pick,F1,,DRAFT,2026-11-02T11:00:00Z,,,\n";
  EXPECT_EQ(ReplayWorld().states(order).facts(), (Words{"state_step_backwards cin7 SO-1 pick F1 authorised>draft"}));
  EXPECT_EQ(ReplayWorld().states(order + "cin7,sales_order,SO-1,,pick,F1,,undone,2026-11-02T10:59:59Z,,,\n").facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(order + "cin7,sales_order,SO-1,,pick,F1,,undone,2026-11-02T11:00:00Z,,,\n").facts(), Words{}) << "in the same second";
  EXPECT_EQ(ReplayWorld().states(order + "cin7,sales_order,SO-1,,order,,,undone,2026-11-02T10:30:00Z,,,\n").facts(), Words{}) << "of the order";
  EXPECT_EQ(ReplayWorld().states(order + "cin7,sales_order,SO-1,,pick,F2,,undone,2026-11-02T10:30:00Z,,,\n").facts().size(), 1u) << "of another fulfilment";
}

TEST(ReplayRuns, AnUndoneRowAloneLeadsBack) {
  const std::string pick =
      "cin7,sales_order,SO-1,,pick,F1,,AUTHORISED,2026-11-02T10:00:00Z,,,\n"
      "cin7,sales_order,SO-1,,pick,F1,,undone,2026-11-02T11:00:00Z,,,\n";
  EXPECT_EQ(ReplayWorld().states(pick + "cin7,sales_order,SO-1,,pick,F1,,AUTHORISED,2026-11-02T12:00:00Z,,,\n").facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(pick + "cin7,sales_order,SO-1,,pack,F1,,AUTHORISED,2026-11-02T12:00:00Z,,,\n").facts(),
            (Words{"state_requirement_unmet cin7 SO-1 pack F1 unknown>authorised"}));
  EXPECT_EQ(ReplayWorld().states("cin7,sales_order,SO-1,,ship,F1,,AUTHORISED,2026-11-02T10:00:00Z,,,\n"
                                 "cin7,sales_order,SO-1,,ship,F1,,undone,2026-11-02T11:00:00Z,,,\n").facts(),
            (Words{"state_transition_illegal cin7 SO-1 ship F1 shipped>undone"})) << "a shipment has no way back";
}

TEST(ReplayRuns, WhatAStepNeeds) {
  const std::string pick = "cin7,sales_order,SO-1,,pick,F1,,DRAFT,2026-11-02T10:00:00Z,,,\n";
  const std::string pack = "cin7,sales_order,SO-1,,pack,F1,,AUTHORISED,2026-11-02T11:00:00Z,,,\n";
  ReplayWorld world;
  const Replay unmet = world.states(pick + pack).replay();
  EXPECT_EQ(world.words(unmet), (Words{"state_requirement_unmet cin7 SO-1 pack F1 unknown>authorised"}));
  EXPECT_EQ(unmet.facts[0].needs.task, OrderTask::kPick);
  EXPECT_EQ(ReplayWorld().states(pack).facts(), Words{}) << "no row of the pick: unknown";
  EXPECT_EQ(ReplayWorld().states("cin7,sales_order,SO-1,,pick,F2,,DRAFT,2026-11-02T10:00:00Z,,,\n" + pack).facts(), Words{}) << "another fulfilment's";
  EXPECT_EQ(ReplayWorld().states(pack + "cin7,sales_order,SO-1,,pick,F1,,DRAFT,2026-11-02T12:00:00Z,,,\n").facts().size(), 1u) << "the pick began later";
  EXPECT_EQ(ReplayWorld().states(pack + "cin7,sales_order,SO-1,,pick,F1,,AUTHORISED,2026-11-02T11:00:00Z,,,\n").facts(), Words{}) << "in the same second";
  EXPECT_EQ(ReplayWorld().states(pack + "cin7,sales_order,SO-1,,pick,F1,,VOIDED,2026-11-02T12:00:00Z,,,\n").facts(), Words{}) << "its history is cut";
  EXPECT_EQ(ReplayWorld().states(pick + pack + "cin7,sales_order,SO-1,,pick,,,VOIDED,2026-11-02T12:00:00Z,,,\n").facts(), Words{}) << "so is that of the order's own pick";
  EXPECT_EQ(ReplayWorld().states(pick + "cin7,sales_order,SO-1,,order,,,DRAFT,2026-11-02T09:00:00Z,,,\n").facts(), Words{}) << "an Undo may have led to a first draft";
}

TEST(ReplayRuns, SkippedBackwardsIllegal) {
  const auto order = [](const char* from, const char* to) {
    return "acme,ship_order,A1,,,,," + std::string(from) + ",2026-11-02T10:00:00Z,,,\nacme,ship_order,A1,,,,," + to + ",2026-11-02T11:00:00Z,,,\n";
  };
  EXPECT_EQ(ReplayWorld().states(order("accepted", "picked")).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(order("released", "Packed")).facts(), (Words{"state_step_skipped acme A1 order  released>packed"}));
  EXPECT_EQ(ReplayWorld().states(order("shipped", "picked")).facts(), (Words{"state_step_backwards acme A1 order  shipped>picked"}));
  EXPECT_EQ(ReplayWorld().states(order("shipped", "cancelled")).facts(), (Words{"state_transition_illegal acme A1 order  shipped>cancelled"}));
  const OrderMachine& machine = *find_order_machine("generic_wms");
  EXPECT_EQ(states_between(machine, OrderTask::kOrder, OrderState::kReleased, OrderState::kPacked), (std::vector{OrderState::kAccepted, OrderState::kPicked}));
  EXPECT_EQ(states_between(machine, OrderTask::kOrder, OrderState::kAccepted, OrderState::kPicked), std::vector<OrderState>{});
}

TEST(ReplayRuns, AnUnknownWordBreaksNoChain) {
  ReplayWorld world;
  const Replay replay = world.states("acme,ship_order,A1,,,,,accepted,2026-11-02T10:00:00Z,,,\n"
                                     "acme,ship_order,A1,,,,,WAVED 7,2026-11-02T10:30:00Z,,,\n"
                                     "acme,ship_order,A1,,,,,picked,2026-11-02T11:00:00Z,,,\n").replay();
  EXPECT_EQ(world.words(replay), Words{});
  EXPECT_EQ(replay.unknown_words, 1u);
  EXPECT_EQ(replay.conformance[0].steps, 1u);
  ReplayWorld mapped;
  mapped.add("status_map", "from_system,from_value,to_system,to_value,valid_from", "acme,WAVED 7,cin7,shipped,2026-11-02T10:15:00Z");
  mapped.states("acme,ship_order,A1,,,,,WAVED 7,2026-11-02T10:10:00Z,,,\n"
                "acme,ship_order,A1,,,,,WAVED 7,2026-11-02T10:30:00Z,,,\n"
                "acme,ship_order,A1,,,,,picked,2026-11-02T11:00:00Z,,,\n");
  EXPECT_EQ(mapped.facts(), (Words{"state_step_backwards acme A1 order  shipped>picked"})) << "by status_map, from its date";
}

TEST(ReplayRuns, OneInstantHasTheOrderThatIsAllowed) {
  EXPECT_EQ(ReplayWorld().states("acme,ship_order,A1,,,,,shipped,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,released,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,released,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,accepted,2026-11-02T10:00:00Z,,,\n").facts(), Words{});
  // Both orders are allowed, and only one of them leads on.
  EXPECT_EQ(ReplayWorld().states("acme,ship_order,A1,,,,,released,2026-11-02T09:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,accepted,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,on_hold,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,picking,2026-11-02T11:00:00Z,,,\n").facts(), Words{});
  // on_hold stands after shipped among the canonical states, and before accepted in this history.
  EXPECT_EQ(ReplayWorld().states("acme,ship_order,A1,,,,,picking,2026-11-02T09:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,accepted,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,on_hold,2026-11-02T10:00:00Z,,,\n"
                                 "acme,ship_order,A1,,,,,picked,2026-11-02T11:00:00Z,,,\n").facts(), Words{});
}

TEST(ReplayRuns, WhatHasNoMachineIsCounted) {
  ReplayWorld world;
  world.book_dialect = "xero";
  const Replay replay = world.states("cin7,sales_order,SO-1,,order,,,AUTHORISED,2026-11-02T09:00:00Z,,,\n"
                                     "acme,purchase_order,P1,,,,,released,2026-11-02T10:00:00Z,,,\n"
                                     "acme,ship_order,A1,,wave,,,released,2026-11-02T10:00:00Z,,,\n"
                                     "acme,ship_order,A1,,ship,,,shipped,2026-11-02T10:00:00Z,,,\n").replay();
  EXPECT_EQ(replay.not_replayed, 3u);
  EXPECT_EQ(replay.orders, 1u);
  EXPECT_EQ(replay.unknown_words, 0u) << "a warehouse's ship is its one status";
}

}  // namespace
}  // namespace trueup
