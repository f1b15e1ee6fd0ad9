// One order in the book and at its warehouse.
#include <random>

#include "replay_world.hpp"

namespace trueup {
namespace {

using Words = std::vector<std::string>;

std::string row(const char* system, const char* id, const char* task, const char* task_id, const char* state, const char* at) {
  return std::string(system) + (std::string_view(system) == "acme" ? ",ship_order," : ",sales_order,") + id + ",SO-1," + task + "," + task_id + ",," + state + "," + at + ",,,\n";
}
std::string book(const char* task, const char* state, const char* at) { return row("cin7", "S1", task, *task == 'o' ? "" : "F1", state, at); }
std::string warehouse(const char* state, const char* at) { return row("acme", "A1", "", "", state, at); }

TEST(ReplaySides, TheBookShipsAfterTheWarehouse) {
  const std::string shipped = warehouse("shipped", "2026-11-10T12:00:00Z");
  EXPECT_EQ(ReplayWorld().states(shipped + book("ship", "AUTHORISED", "2026-11-10T12:30:00Z")).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(shipped + book("ship", "AUTHORISED", "2026-11-10T12:00:00Z")).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(shipped + book("ship", "AUTHORISED", "2026-11-10T11:59:59Z")).facts(), (Words{"shipped_before_warehouse cin7 S1 ship F1 unknown>shipped acme"}));
  const std::string advice = "acme,ship_advice,SH1,SO-1,MUG,5,,,LA1,2026-11-10T12:00:00Z,1\n";
  EXPECT_EQ(ReplayWorld().states(book("ship", "AUTHORISED", "2026-11-10T11:00:00Z")).documents(advice).facts().size(), 1u) << "by its ship advice";
  EXPECT_EQ(ReplayWorld().states(book("ship", "DRAFT", "2026-11-10T11:00:00Z")).documents(advice).facts(), Words{}) << "a draft takes nothing off stock";
}

TEST(ReplaySides, OneOrderByLinkOrPattern) {
  ReplayWorld world;
  world.add("links", "from_system,from_type,from_id,to_system,to_type,to_id,relation", "cin7,sales_order,S1,acme,ship_order,A9,same");
  world.states(book("ship", "AUTHORISED", "2026-11-10T11:00:00Z") + "acme,ship_order,A9,X-77,,,,shipped,2026-11-10T12:00:00Z,,,\n");
  EXPECT_EQ(world.facts().size(), 1u);
  EXPECT_EQ(ReplayWorld().states(book("ship", "AUTHORISED", "2026-11-10T11:00:00Z") + "acme,ship_order,A9,X-77,,,,shipped,2026-11-10T12:00:00Z,,,\n").facts().size(), 0u);
  ReplayWorld pattern;
  pattern.book_pattern = "SO-([0-9]+)";
  EXPECT_EQ(pattern.states(book("ship", "AUTHORISED", "2026-11-10T11:00:00Z") + "acme,ship_order,A9,1,,,,shipped,2026-11-10T12:00:00Z,,,\n").facts().size(), 1u);
}

TEST(ReplaySides, WithoutAReferenceTheIdNamesTheOrder) {
  EXPECT_EQ(ReplayWorld().states("cin7,sales_order,SO-1,,ship,F1,,AUTHORISED,2026-11-10T11:00:00Z,,,\nacme,ship_order,A1,SO-1,,,,shipped,2026-11-10T12:00:00Z,,,\n").facts().size(), 1u);
}

TEST(ReplaySides, TwoOrdersOfOneSideAreNotCompared) {
  EXPECT_EQ(ReplayWorld().states(book("order", "DRAFT", "2026-11-20T17:00:00Z") + warehouse("picked", "2026-11-20T17:30:00Z") + row("acme", "A2", "", "", "released", "2026-11-20T17:30:00Z")).facts(), Words{});
}

TEST(ReplaySides, NothingConfirmsTheShipment) {
  const std::string order = book("ship", "AUTHORISED", "2026-11-10T12:00:00Z") + warehouse("accepted", "2026-11-10T08:00:00Z");
  const Words unconfirmed{"shipped_without_confirmation cin7 S1 ship F1 unknown>shipped acme"};
  EXPECT_EQ(ReplayWorld().states(order).facts(), unconfirmed);
  ReplayWorld part;
  part.complete = false;
  EXPECT_EQ(part.states(order).facts(), Words{}) << "its record is not complete";
  ReplayWorld early;
  early.to = "2026-11-10T15:59:00Z";
  EXPECT_EQ(early.states(order).facts(), Words{}) << "its record ends before the limit of four hours";
  early.to = "2026-11-10T16:00:00Z";
  EXPECT_EQ(early.facts(), unconfirmed);
  ReplayWorld no_limit;
  no_limit.hops = "[]";
  EXPECT_EQ(no_limit.states(order).facts(), Words{}) << "no hop says how long it may take";
  ReplayWorld by_location;
  by_location.documents("cin7,sales_order,S1,SO-1,MUG,5,,,3PL Acme LA,2026-11-10T08:00:00Z,1\n");
  EXPECT_EQ(by_location.states(book("ship", "AUTHORISED", "2026-11-10T12:00:00Z")).facts(), unconfirmed) << "the operator of its location has nothing of it";
}

TEST(ReplaySides, StagesInOneSecond) {
  const auto stages = [](const char* pick, const char* pack, const char* ship) { return book("pick", "AUTHORISED", pick) + book("pack", "AUTHORISED", pack) + book("ship", "AUTHORISED", ship); };
  const std::string shipped = warehouse("shipped", "2026-11-10T11:00:00Z");
  const Words found{"stages_in_one_second cin7 S1 ship F1 unknown>shipped"};
  EXPECT_EQ(ReplayWorld().states(shipped + stages("2026-11-10T12:00:00Z", "2026-11-10T12:00:00Z", "2026-11-10T12:00:01Z")).facts(), found);
  EXPECT_EQ(ReplayWorld().states(shipped + stages("2026-11-10T12:00:00Z", "2026-11-10T12:00:01Z", "2026-11-10T12:00:02Z")).facts(), Words{});
  ReplayWorld own;
  own.locations = R"([{"id": "ACME-LA", "kind": "external", "operator": "acme"}, {"id": "MAIN", "kind": "own", "names": {"cin7": "Main Warehouse"}}])";
  own.states(shipped + stages("2026-11-10T12:00:00Z", "2026-11-10T12:00:00Z", "2026-11-10T12:00:00Z"));
  EXPECT_EQ(own.facts(), Words{}) << "where is not known";
  EXPECT_EQ(own.documents("cin7,sales_order,S1,SO-1,MUG,5,,,ACME-LA,2026-11-10T08:00:00Z,1\n").facts(), found);
  EXPECT_EQ(ReplayWorld().states(warehouse("shipped", "2026-11-09T23:00:00Z") + stages("2026-11-10T00:00:00Z", "2026-11-10T00:00:00Z", "2026-11-10T00:00:00Z")).facts(), Words{}) << "days without a time";
}

TEST(ReplaySides, AnExportThatPrintsOneTimeSaysNothingOfSteps) {
  const char* at = "2026-11-10T12:00:00Z";
  const std::string stages = book("pick", "AUTHORISED", at) + book("pack", "AUTHORISED", at) + book("ship", "AUTHORISED", at), shipped = warehouse("shipped", "2026-11-10T11:00:00Z");
  EXPECT_EQ(ReplayWorld().states(shipped + stages + book("order", "AUTHORISED", at)).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(shipped + stages + book("order", "AUTHORISED", "2026-11-10T08:00:00Z")).facts(), Words{"stages_in_one_second cin7 S1 ship F1 unknown>shipped"});
}

TEST(ReplaySides, CancelledHereShippedThere) {
  const std::string void_order = book("order", "AUTHORISED", "2026-11-10T08:00:00Z") + book("order", "VOIDED", "2026-11-10T10:00:00Z");
  EXPECT_EQ(ReplayWorld().states(void_order + warehouse("shipped", "2026-11-10T12:00:00Z")).facts(), (Words{"cancelled_but_shipped cin7 S1 order  unknown>voided acme"}));
  EXPECT_EQ(ReplayWorld().states(void_order + warehouse("shipped", "2026-11-10T09:00:00Z")).facts().size(), 1u) << "whichever is later";
  EXPECT_EQ(ReplayWorld().states(void_order + warehouse("partially_shipped", "2026-11-10T09:00:00Z")).facts(), Words{"states_apart_too_long cin7 S1 order  voided>partially_shipped acme"}) << "perhaps of the rest";
  EXPECT_EQ(ReplayWorld().states(void_order + warehouse("cancelled", "2026-11-10T12:00:00Z")).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(warehouse("cancelled", "2026-11-10T09:00:00Z") + book("ship", "AUTHORISED", "2026-11-10T12:00:00Z")).facts(),
            (Words{"cancelled_but_shipped acme A1 order  unknown>cancelled cin7"}));
}

TEST(ReplaySides, ApartForAsLongAsTheNewsTravels) {
  const std::string open = book("order", "AUTHORISED", "2026-11-10T08:00:00Z");
  const auto facts = [&](const char* shipped_at) { return ReplayWorld().states(open + warehouse("shipped", shipped_at)).facts(); };
  EXPECT_EQ(facts("2026-11-20T14:00:00Z"), Words{});
  EXPECT_EQ(facts("2026-11-20T13:59:59Z"), (Words{"states_apart_too_long cin7 S1 order  authorised>shipped acme"}));
  ReplayWorld friday;   // 2026-11-20 is a Friday
  friday.hops = R"([{"id": "H5", "from": "acme", "to": "cin7", "carries": ["ship_advice"], "max_age": "4h", "calendar": "mon-fri"}])";
  friday.as_of = friday.to = "2026-11-23T01:59:00Z";
  EXPECT_EQ(friday.states(open + warehouse("shipped", "2026-11-20T22:00:00Z")).facts(), Words{}) << "over the weekend";
  friday.as_of = friday.to = "2026-11-23T02:01:00Z";
  EXPECT_EQ(friday.facts().size(), 1u);
  ReplayWorld exported;
  exported.to = "2026-11-10T13:00:00Z";
  EXPECT_EQ(exported.states(open + warehouse("shipped", "2026-11-10T12:00:00Z")).facts(), Words{}) << "one hour after, when the states were exported";
}

TEST(ReplaySides, InParts) {
  const std::string open = book("order", "AUTHORISED", "2026-11-10T08:00:00Z");
  EXPECT_EQ(ReplayWorld().states(open + book("ship", "PARTIALLY AUTHORISED", "2026-11-20T16:00:00Z") + warehouse("shipped", "2026-11-20T17:00:00Z")).facts(), Words{}) << "the book deducts with the last box";
  const std::string shipped = book("ship", "AUTHORISED", "2026-11-10T13:00:00Z") + warehouse("shipped", "2026-11-10T12:00:00Z");
  EXPECT_EQ(ReplayWorld().states(open + shipped).facts(), Words{});
  EXPECT_EQ(ReplayWorld().states(open + shipped + row("cin7", "S1", "ship", "F2", "DRAFT", "2026-11-10T13:00:00Z")).facts(), (Words{"states_apart_too_long cin7 S1 ship F2 draft>shipped acme"})) << "a second shipment waits";
}

TEST(ReplaySides, NeverSideBySide) {
  EXPECT_EQ(ReplayWorld().states(book("order", "DRAFT", "2026-11-20T17:00:00Z") + warehouse("picked", "2026-11-20T17:30:00Z")).facts(), (Words{"states_contradict cin7 S1 order  draft>picked acme"}));
  EXPECT_EQ(ReplayWorld().states(book("order", "DRAFT", "2026-11-20T17:00:00Z") + warehouse("released", "2026-11-20T17:30:00Z")).facts(), Words{}) << "the Undo is on its way";
  EXPECT_EQ(ReplayWorld().states(book("order", "AUTHORISED", "2026-11-20T09:00:00Z") + warehouse("picked", "2026-11-20T10:30:00Z")).facts(), Words{});
}

TEST(ReplaySides, ExecutedElsewhere) {
  const auto world = [](const char* site) {
    ReplayWorld out;
    out.locations = R"([{"id": "ACME-LA", "kind": "external", "operator": "acme", "names": {"cin7": "3PL Acme LA", "acme": "LA1"}},
                        {"id": "ACME-NJ", "kind": "external", "operator": "acme", "names": {"cin7": "3PL Acme NJ", "acme": "NJ1"}}])";
    out.states(book("order", "AUTHORISED", "2026-11-20T15:00:00Z"));
    out.documents("cin7,sales_order,S1,SO-1,MUG,5,,,3PL Acme LA,2026-11-20T15:00:00Z,1\nacme,ship_advice,SH1,SO-1,MUG,5,,," + std::string(site) + ",2026-11-20T17:00:00Z,1\n");
    return out;
  };
  EXPECT_EQ(world("LA1").facts(), Words{});
  EXPECT_EQ(world("").facts(), Words{}) << "it runs two";
  EXPECT_EQ(world("NJ1").facts(), (Words{"order_misrouted cin7 S1 unknown>unknown acme"}));
  EXPECT_EQ(world("NJ1").documents("cin7,transfer_out,TR1,SO-1,MUG,5,,,3PL Acme NJ,2026-11-20T15:00:00Z,1\n").facts(), Words{}) << "a transfer of the order";
  EXPECT_EQ(world("NJ1").add("links", "from_system,from_type,from_id,to_system,to_type,to_id,relation", "cin7,sales_order,S0,cin7,sales_order,S1,replaces").facts(), Words{});
}

TEST(ReplaySides, NeverByTheOrderOfRows) {
  std::vector<std::string> states, documents;
  for (int i = 0; i < 24; ++i) {
    const std::string n = std::to_string(i), hour = std::to_string(10 + i % 5), own = "SO-" + n + ",";
    states.push_back("cin7,sales_order,S" + n + "," + own + "order,,," + (i % 4 == 0 ? "VOIDED" : "AUTHORISED") + ",2026-11-10T08:00:00Z,,,\n");
    if (i % 4 != 0) states.push_back("cin7,sales_order,S" + n + "," + own + "ship,F1,,AUTHORISED,2026-11-10T" + hour + ":00:00Z,,,\n");
    states.push_back("acme,ship_order,A" + n + "," + own + ",,,accepted,2026-11-10T09:00:00Z,,,\n");
    if (i % 3 != 0) states.push_back("acme,ship_order,A" + n + "," + own + ",,,shipped,2026-11-10T12:00:00Z,,,\n");
    documents.push_back("cin7,sales_order,S" + n + "," + own + "MUG,10,,,3PL Acme LA,2026-11-10T08:00:00Z,1\n");
    if (i % 3 != 0) documents.push_back("acme,ship_advice,H" + n + "," + own + "MUG," + (i % 2 == 0 ? "10" : "8") + ",,,LA1,2026-11-10T12:00:00Z,1\n");
  }
  const auto facts = [](const std::vector<std::string>& of_states, const std::vector<std::string>& of_documents) {
    ReplayWorld world;
    for (const std::string& one : of_states) world.states(one);
    for (const std::string& one : of_documents) world.documents(one);
    const Replay replay = world.replay();
    Words words = world.words(replay);
    for (std::size_t i = 0; i < words.size(); ++i) words[i] += " " + std::to_string(replay.facts[i].order);
    return words;
  };
  const Words first = facts(states, documents);
  EXPECT_GT(first.size(), 15u);
  std::mt19937 random(5);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(states.begin(), states.end(), random);
    std::shuffle(documents.begin(), documents.end(), random);
    EXPECT_EQ(facts(states, documents), first);
  }
}

}  // namespace
}  // namespace trueup
