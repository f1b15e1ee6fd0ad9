// Refunds against restocks of one order.
#include "replay_world.hpp"

namespace trueup {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kHeader = "system,type,id,reference,order_reference,sku,quantity,bucket,state,effective_at,line";
const Words kRefundOnly{"refund_without_restock cin7 CN1 unknown>unknown"}, kRestockOnly{"restock_without_refund cin7 RS1 unknown>unknown"};

std::string document(const std::string& type, const std::string& id, const std::string& quantity, const std::string& at, const std::string& sku = "MUG", const std::string& state = "", const std::string& bucket = "") {
  return "cin7," + type + "," + id + ",,SO-1," + sku + "," + quantity + "," + bucket + "," + state + "," + at + ",1\n";
}
std::string credit(const std::string& at = "2026-11-10T10:00:00Z") { return document("credit_note", "CN1", "2", at); }
std::string restock(const std::string& at = "2026-11-10T10:00:00Z") { return document("restock", "RS1", "2", at); }

ReplayWorld world(const std::string& documents, const std::string& hop = R"("from": "acme", "to": "cin7", "carries": ["return_receipt"], "max_age": "3d")") {
  ReplayWorld out;
  out.hops = R"([{"id": "H7", )" + hop + "}]";
  out.add("documents", kHeader, "cin7,ship_advice,F1,SO-1,,MUG,5,,,2026-11-03T10:00:00Z,1\n" + documents);
  return out;
}

TEST(ReplayReturns, OneWithoutTheOther) {
  EXPECT_EQ(world(credit()).facts(), kRefundOnly) << "without any states";
  EXPECT_EQ(world(document("refund", "CN1", "2", "2026-11-10T10:00:00Z")).facts(), kRefundOnly);
  EXPECT_EQ(world(restock()).facts(), kRestockOnly);
  EXPECT_EQ(world(document("return_receipt", "RS1", "2", "2026-11-10T10:00:00Z")).facts(), kRestockOnly);
  EXPECT_EQ(world(credit() + restock("2026-11-05T10:00:00Z")).facts(), Words{}) << "whichever comes first";
  EXPECT_EQ(world(credit() + restock("2026-11-19T10:00:00Z")).facts(), Words{});
  EXPECT_EQ(world("").facts(), Words{});
  EXPECT_EQ(world(credit() + "acme,return_receipt,RR1,,SO-1,MUG,2,,,2026-11-10T10:00:00Z,1\n").facts(), kRefundOnly) << "the warehouse took them back, the book did not";
}

TEST(ReplayReturns, Units) {
  ReplayWorld one = world(credit());
  const Replay replay = one.replay();
  ASSERT_EQ(replay.facts.size(), 1u);
  EXPECT_EQ(replay.facts[0].quantity.text() + " " + one.text(replay.facts[0].sku), "2 MUG");
  EXPECT_EQ(world(document("credit_note", "CN1", "0", "2026-11-10T10:00:00Z")).facts(), Words{}) << "money alone";
  EXPECT_EQ(world(credit() + document("credit_note", "CN2", "-2", "2026-11-10T11:00:00Z")).facts(), Words{}) << "taken back";
}

TEST(ReplayReturns, OfEachSku) {
  EXPECT_EQ(world(credit() + document("restock", "RS1", "2", "2026-11-10T10:00:00Z", "LAMP")).facts(), (Words{kRefundOnly[0], kRestockOnly[0]}));
  ReplayWorld kit = world(credit() + document("restock", "RS1", "2", "2026-11-10T10:00:00Z", "LAMP"));
  kit.add("kits", "system,kit_sku,component_sku,quantity", "cin7,MUG,LAMP,1\n");
  EXPECT_EQ(kit.facts(), Words{}) << "a kit comes back in parts";
}

TEST(ReplayReturns, WhatDoesNotCount) {
  for (const char* state : {"draft", "VOIDED", "cancelled"}) {
    EXPECT_EQ(world(document("credit_note", "CN1", "2", "2026-11-10T10:00:00Z", "MUG", state)).facts(), Words{}) << state;
    EXPECT_EQ(world(credit() + document("restock", "RS1", "2", "2026-11-10T10:00:00Z", "MUG", state)).facts(), kRefundOnly) << state;
  }
  EXPECT_EQ(world(credit() + document("restock", "RS1", "2", "2026-11-10T10:00:00Z", "MUG", "", "quarantine")).facts(), Words{}) << "faulty goods are taken back";
}

TEST(ReplayReturns, AfterTheLimit) {
  const auto facts = [](const char* credited) { return world(credit(credited)).facts(); };
  EXPECT_EQ(facts("2026-11-17T17:59:59Z"), kRefundOnly);
  EXPECT_EQ(facts("2026-11-17T18:00:00Z"), Words{});
  const std::string early = document("credit_note", "CN0", "1", "2026-11-10T10:00:00Z"), late = credit("2026-11-17T18:00:00Z");
  EXPECT_EQ(world(early + late).facts(), Words{}) << "the second is young";
  EXPECT_EQ(world(late + early).facts(), Words{});
  EXPECT_EQ(world(credit(), R"("from": "acme", "to": "cin7", "carries": ["return_receipt"])").facts(), Words{}) << "no limit";
  EXPECT_EQ(world(credit(), R"("from": "acme", "to": "cin7", "carries": ["ship_advice"], "max_age": "3d")").facts(), Words{}) << "no hop";
  EXPECT_EQ(world(credit(), R"("from": "acme", "to": "cin7", "carries": ["restock"], "max_age": "3d")").facts(), kRefundOnly);
  EXPECT_EQ(world(credit(), R"("from": "cin7", "to": "acme", "carries": ["return_authorization"], "max_age": "3d")").facts(), kRefundOnly);
}

TEST(ReplayReturns, WhereTheInputIsComplete) {
  ReplayWorld part = world(credit());
  part.complete = false;
  EXPECT_EQ(part.facts(), Words{});
  ReplayWorld early = world(credit());
  early.to = "2026-11-13T10:00:00Z";
  EXPECT_EQ(early.facts(), Words{}) << "ends with the limit";
  early.to = "2026-11-13T10:00:01Z";
  EXPECT_EQ(early.facts(), kRefundOnly);
  ReplayWorld late = world(credit());
  late.from = "2026-11-03T10:00:01Z";
  EXPECT_EQ(late.facts(), Words{}) << "begins after the shipment";
}

TEST(ReplayReturns, OfAnOrderThatWasShipped) {
  ReplayWorld open;
  open.hops = R"([{"id": "H7", "from": "acme", "to": "cin7", "carries": ["return_receipt"], "max_age": "3d"}])";
  open.add("documents", kHeader, "cin7,sales_order,S1,SO-1,,MUG,5,,,2026-11-03T10:00:00Z,1\n" + credit());
  EXPECT_EQ(open.facts(), Words{}) << "there was nothing to come back";
  open.from = "";
  EXPECT_EQ(open.facts(), Words{}) << "however far back the documents go";
  open.states("acme,ship_order,A1,SO-1,,,,shipped,2026-11-04T10:00:00Z,,,\n");
  Words words = open.facts();
  EXPECT_EQ(std::count(words.begin(), words.end(), kRefundOnly[0]), 1);
}

TEST(ReplayReturns, ByStates) {
  const auto row = [](const std::string& task, const std::string& id, const std::string& state, const std::string& sku, const std::string& quantity) {
    return "cin7,sales_order,S1,SO-1," + task + "," + id + ",," + state + ",2026-11-10T10:00:00Z," + sku + "," + quantity + ",\n";
  };
  const auto facts = [](ReplayWorld of, const std::string& states) {
    Words words = of.states(states).facts();
    std::erase_if(words, [](const std::string& word) { return word.find("_without_re") == std::string::npos; });
    return words;
  };
  EXPECT_EQ(facts(world(""), row("credit", "CN1", "AUTHORISED", "MUG", "2")), (Words{"refund_without_restock cin7 S1 credit CN1 unknown>authorised"}));
  EXPECT_EQ(facts(world(""), row("credit", "CN1", "DRAFT", "MUG", "2")), Words{});
  EXPECT_EQ(facts(world(""), row("credit", "CN1", "AUTHORISED", "", "")), Words{}) << "of which SKU is not known";
  EXPECT_EQ(facts(world(credit()), row("restock", "RS9", "RESTOCKED", "", "")), Words{}) << "of any of the order";
  EXPECT_EQ(facts(world(restock()), row("credit", "CN9", "AUTHORISED", "", "")), Words{});
  EXPECT_EQ(facts(world(credit()), row("credit", "CN1", "VOIDED", "", "")), Words{}) << "the note itself is void";
  EXPECT_EQ(facts(world(credit()), row("credit", "CN1", "AUTHORISED", "MUG", "2")), kRefundOnly);
  ReplayWorld both = world(credit());
  const Replay replay = both.states(row("credit", "CN1", "AUTHORISED", "MUG", "2")).replay();
  ASSERT_FALSE(replay.facts.empty());
  EXPECT_EQ(replay.facts[0].quantity.text(), "2") << "once";
}

TEST(ReplayReturns, ByReferenceOrOrderReference) {
  const std::string other = "cin7,restock,RS1,SO-1,,MUG,2,,,2026-11-10T10:00:00Z,1\n", own = "cin7,restock,RS1,RMA-7,SO-1,MUG,2,,,2026-11-10T10:00:00Z,1\n";
  EXPECT_EQ(world(credit() + other).facts(), Words{});
  EXPECT_EQ(world(credit() + own).facts(), Words{}) << "the order's goes before its own";
  EXPECT_EQ(world(credit() + "cin7,restock,RS1,SO-2,,MUG,2,,,2026-11-10T10:00:00Z,1\n").facts(), kRefundOnly);
}

}  // namespace
}  // namespace trueup
