#include "explain/message_log.hpp"

#include <gtest/gtest.h>

#include "trueup/io/decode.hpp"

namespace trueup {
namespace {

constexpr const char* kHead = "kind,id,reference,sent_at,acknowledged_at,status,group_control,set_control,hop\n";

Evidence log_of(const std::string& rows) {
  Evidence evidence;
  std::vector<Issue> issues;
  auto batch = decode_csv({"log.csv", Bytes::own(kHead + rows)}, {}, issues);
  batch->table = "messages";
  append_records(evidence.table("messages"), *batch, {}, evidence.pool, issues);
  Coverage input;
  input.table = "messages";
  evidence.coverage.push_back(input);
  EXPECT_TRUE(issues.empty());
  return evidence;
}

MessageFacts facts_of(Evidence& evidence, const char* id) {
  const Instant instant = *parse_instant("2026-11-20T00:00:00Z");
  return MessageLog(evidence).facts(evidence.pool.intern("ship_advice"), evidence.pool.intern(id), {}, 0, instant, instant);
}

TEST(MessageLog, AnAnswerFindsItsSetByGroupAndSetNumber) {
  Evidence evidence = log_of(
      "ship_advice,SH1,SO1,2026-11-19T08:00:00Z,,,0012,0001,\n"
      "ship_advice,SH2,SO2,2026-11-19T08:00:00Z,,,12,0002,\n"
      "ship_advice,SH3,SO3,2026-11-19T08:00:00Z,,,12,0003,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,12,1,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,R,012,0002,\n");
  EXPECT_EQ(facts_of(evidence, "SH1").acknowledged, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH1").error_recorded, Truth::kNo);
  EXPECT_EQ(facts_of(evidence, "SH2").acknowledged, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH2").error_recorded, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH3").acknowledged, Truth::kNo);
  EXPECT_EQ(facts_of(evidence, "SH3").sent, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH1").applied, Truth::kNo) << "syntax accepted is not applied";
}

TEST(MessageLog, AnAnswerToAGroupIsOneToEachOfItsSets) {
  Evidence evidence = log_of(
      "ship_advice,SH1,SO1,2026-11-19T08:00:00Z,,,12,1,\n"
      "ship_advice,SH2,SO2,2026-11-19T08:00:00Z,,,13,1,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,12,,\n"
      "receipt,,,,2026-11-19T09:00:00Z,A,13,,\n");
  EXPECT_EQ(facts_of(evidence, "SH1").acknowledged, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH2").acknowledged, Truth::kNo) << "an answer to receipts";
}

TEST(MessageLog, TwoDocumentsUnderOneNumberLeaveTheAnswerOpen) {
  Evidence evidence = log_of(
      "ship_advice,SH1,SO1,2026-11-19T08:00:00Z,,,12,1,\n"
      "ship_advice,SH2,SO2,2026-11-19T08:00:00Z,,,12,1,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,12,1,\n");
  EXPECT_EQ(facts_of(evidence, "SH1").acknowledged, Truth::kNo);
}

TEST(MessageLog, EachHopCountsForItself) {
  Evidence evidence = log_of(
      "ship_advice,SH1,SO1,2026-11-19T08:00:00Z,,,12,1,east\n"
      "ship_advice,SH2,SO2,2026-11-19T08:00:00Z,,,12,1,west\n"
      "ship_advice,SH3,SO3,2026-11-19T08:00:00Z,,,13,1,west\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,R,12,1,west\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,12,1,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,13,1,\n");
  EXPECT_EQ(facts_of(evidence, "SH1").acknowledged, Truth::kNo) << "an answer without a hop fits two";
  EXPECT_EQ(facts_of(evidence, "SH2").acknowledged, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH2").error_recorded, Truth::kYes);
  EXPECT_EQ(facts_of(evidence, "SH3").acknowledged, Truth::kYes);
}

TEST(MessageLog, AnswersAreNoTransmissions) {
  Evidence evidence = log_of(
      "ship_advice,SH1,SO1,2026-11-19T08:00:00Z,,,12,1,\n"
      "ship_advice,SH2,SO2,2026-11-19T08:00:00Z,,,12,2,\n"
      "ship_advice,,,,2026-11-19T09:00:00Z,A,12,1,\n");
  const auto [sent, confirmed] = MessageLog(evidence).transmissions();
  EXPECT_EQ(sent, 2u);
  EXPECT_EQ(confirmed, 1u);
}

}  // namespace
}  // namespace trueup
