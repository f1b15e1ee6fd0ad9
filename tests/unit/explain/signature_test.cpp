#include "trueup/explain/signature.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace trueup {
namespace {

using enum Observation;

std::set<std::string> codes(const Judgement& judgement) {
  std::set<std::string> out;
  for (const WeighedCause& cause : judgement.causes) out.insert(std::string(cause.cause->code));
  return out;
}

Observations late_document() {
  Observations seen;
  seen.set(kAbsentInBook, Truth::kYes);
  seen.set(kOverAgeLimit, Truth::kYes);
  for (const Observation open : {kSent, kAcknowledged, kApplied, kErrorRecorded, kLaterOneApplied}) seen.set(open, Truth::kUnknown);
  return seen;
}

TEST(Signature, EveryRowNamesACause) {
  for (const auto& table : signature_tables())
    for (const Signature& row : table) {
      EXPECT_NE(find_cause(row.code), nullptr) << row.code;
      EXPECT_GT(row.prior, 0u);
      EXPECT_FALSE(row.correction.empty());
      ASSERT_GT(row.count, 0u);
      EXPECT_EQ(row.predictions[0].must, Must::kHold) << "the first prediction says what the row is about";
    }
}

TEST(Signature, WithoutALogALateDocumentHasSeveralCauses) {
  const Judgement judgement = judge(late_document());
  EXPECT_EQ(codes(judgement), (std::set<std::string>{"acked_not_applied", "edi_map_reject", "rate_limit_gap", "cursor_boundary_loss", "feed_dead"}));
  ASSERT_FALSE(judgement.ask_for.empty());
  EXPECT_EQ(judgement.ask_for.front().table, "messages");
}

TEST(Signature, TheLogLeavesOne) {
  Observations seen = late_document();
  seen.set(kSent, Truth::kYes);
  seen.set(kAcknowledged, Truth::kYes);
  seen.set(kApplied, Truth::kNo);
  seen.set(kErrorRecorded, Truth::kNo);
  EXPECT_EQ(codes(judge(seen)), (std::set<std::string>{"acked_not_applied"}));
  seen.set(kErrorRecorded, Truth::kYes);
  EXPECT_EQ(codes(judge(seen)), (std::set<std::string>{"edi_map_reject"}));
}

TEST(Signature, WithoutAnAgeLimitLagAndLossStayTogether) {
  Observations seen = late_document();
  seen.set(kOverAgeLimit, Truth::kUnknown);
  const std::set<std::string> found = codes(judge(seen));
  EXPECT_TRUE(found.contains("in_flight"));
  EXPECT_TRUE(found.contains("acked_not_applied"));
}

TEST(Signature, EvidenceOnlyEverShrinksTheSet) {
  // Every observation of a late document, in every combination of what it may turn out to be.
  const Observation open[] = {kSent, kAcknowledged, kApplied, kErrorRecorded, kLaterOneApplied, kOverAgeLimit, kBetweenInstants};
  Observations all_unknown = late_document();
  for (const Observation observation : open) all_unknown.set(observation, Truth::kUnknown);
  for (unsigned mask = 0; mask < 2187; ++mask) {
    Observations seen = all_unknown;
    unsigned rest = mask;
    for (const Observation observation : open) seen.set(observation, static_cast<Truth>(rest % 3)), rest /= 3;
    const std::set<std::string> before = codes(judge(seen));
    for (const Observation observation : open) {
      if (seen[observation] != Truth::kUnknown) continue;
      for (const Truth answer : {Truth::kNo, Truth::kYes}) {
        Observations more = seen;
        more.set(observation, answer);
        // A young document is in flight until an error says otherwise: the one cause that evidence may bring in.
        for (const std::string& code : codes(judge(more)))
          EXPECT_TRUE(before.contains(code) || (code == "edi_map_reject" && observation == kErrorRecorded)) << code;
      }
    }
  }
}

TEST(Signature, WeightsSumToOne) {
  const Judgement judgement = judge(late_document());
  std::uint32_t sum = 0;
  for (const WeighedCause& cause : judgement.causes) sum += cause.weight_e4;
  EXPECT_EQ(sum, 10000u);
}

}  // namespace
}  // namespace trueup
