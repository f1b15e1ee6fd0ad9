#include "profile_drift.hpp"

#include <gtest/gtest.h>

#include "trueup/io/read_case.hpp"

namespace trueup {
namespace {

struct Drift {
  std::vector<Issue> issues, rejected;
  std::size_t misfits = 0;
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '\n' ? "\\n" : c == '"' ? "\\\"" : std::string(1, c);
  return out + '"';
}

// A case of one input with this text; null when reading it is refused.
std::optional<Drift> drift(const std::string& table, const std::string& profile, const std::string& text) {
  const std::string json = R"({"case":{"name":"t","as_of":"2026-11-20T06:00:00Z"},"system":[{"id":"acme","role":"execution","timezone":"UTC"}],)"
                           R"("input":[{"table":")" + table + R"(","system":"acme","profile":")" + profile + R"(","complete":true,"text":)" + quoted(text) + "}]}";
  const auto the_case = read_case_json(json, "");
  EXPECT_TRUE(the_case) << the_case.error().text();
  std::vector<Misfit> misfits;
  auto evidence = read_evidence(*the_case, 1, nullptr, &misfits);
  if (!evidence) return std::nullopt;
  EXPECT_EQ(evidence->coverage.size(), 1u);
  EXPECT_EQ(evidence->coverage.front().complete, misfits.empty());
  Drift out;
  out.issues = profile_drift(*the_case, *evidence, misfits);
  out.rejected = evidence->rejected;
  out.misfits = misfits.size();
  return out;
}

Drift stock(const std::string& text) { return drift("stock", "trueup.stock", text).value(); }

TEST(ProfileDrift, AColumnThatFitsIsNoDrift) {
  const Drift found = stock("sku,location,on_hand\nA,LA1,1\nB,LA1,2\nC,LA1,3\n");
  EXPECT_TRUE(found.issues.empty());
  EXPECT_EQ(found.misfits, 0u);
}

TEST(ProfileDrift, NamesTheNearestHeaderThatNothingReads) {
  const Drift found = stock("Report of today\nSKU;Loc. ation;lokation;on_hand\nA;x;LA1;1\n");
  ASSERT_EQ(found.issues.size(), 1u);
  EXPECT_EQ(found.issues[0].code, "column_renamed");
  EXPECT_EQ(found.issues[0].place.row, 2u);
  EXPECT_EQ(found.issues[0].place.column, "location");
  EXPECT_EQ(found.issues[0].place.value, "Loc. ation");  // the same letters before nearly the same ones
}

TEST(ProfileDrift, AHeaderThatIsReadIsNoNewName) {
  const Drift found = drift("links", "trueup.links", "from_type,from_id,to_system,to_type,to_id,relation\nreceipt,R-1,cin7,receipt,R-1,same\n").value();
  ASSERT_EQ(found.issues.size(), 1u);
  EXPECT_EQ(found.issues[0].code, "column_missing");  // to_system is near, and taken
  EXPECT_EQ(found.issues[0].place.column, "from_system");
}

TEST(ProfileDrift, AKeyThatIsReadIsNoNewName) {
  auto profile = std::make_shared<Profile>();
  profile->format = SourceFormat::kJson;
  profile->rules.resize(1);
  for (const char* path : {"/Line/Quantity", "Quantities"}) {
    profile->rules[0].columns.emplace_back();
    profile->rules[0].columns.back().from = {path};
  }
  Misfit misfit{0, profile, {{"lines.json", Bytes::own(R"([{"quantities": 3, "QTYS": 4}])")}}, {ErrorCode::kMissingColumn, "no record has the field", {"lines.json", 0, "/Line/Quantity", ""}, ""}};
  Evidence evidence;
  const auto issues = profile_drift({}, evidence, {misfit});
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, "column_missing");
}

TEST(ProfileDrift, EachLostColumnIsOneIssue) {
  const Drift found = stock("warehouse,on_hand\nLA1,1\n");
  ASSERT_EQ(found.issues.size(), 2u);
  EXPECT_EQ(found.issues[0].place.column, "sku");
  EXPECT_EQ(found.issues[1].place.column, "location");
  EXPECT_EQ(found.issues[1].code, "column_missing");
}

TEST(ProfileDrift, ReadsTheKeysOfJson) {
  const std::string page = R"({"Total":1,"Page":1,"ProductAvailabilityList":[{"ID":"g-1","SKU":"A","Name":"5\" \"OnHand\": x","Location":"Main","Bin":null,"Batch":null,"ExpiryDate":null,)"
                           R"("OnHnd":4,"Allocated":0,"Available":4,"OnOrder":0,"StockOnHand":8,"InTransit":0}]})";
  const auto found = drift("stock", "cin7_core.availability", [&] {
    std::string text = page;
    for (std::size_t at = 0; (at = text.find('\\', at)) != std::string::npos; at += 2) text.insert(at, "\\");
    return text;
  }());
  ASSERT_TRUE(found);
  ASSERT_EQ(found->issues.size(), 1u);
  EXPECT_EQ(found->issues[0].code, "column_renamed");
  EXPECT_EQ(found->issues[0].place.column, "/OnHand");
  EXPECT_EQ(found->issues[0].place.value, "OnHnd");
}

TEST(ProfileDrift, OtherFaultsOfStructureAreRefused) {
  EXPECT_FALSE(drift("stock", "trueup.stock", "<html><body>404</body></html>"));
  EXPECT_FALSE(drift("stock", "trueup.stock", "sku,location,on_hand,on_hand\nA,LA1,1,1\n"));
}

TEST(ProfileDrift, OneIssueForAColumnOfAnotherKind) {
  const Drift found = stock("sku,location,on_hand,as_of\nA,LA1,1 EA,\nB,LA1,2 EA,\nC,LA1,,\nD,LA1,3 EA,20/11/2026\n");
  ASSERT_EQ(found.issues.size(), 1u);
  EXPECT_EQ(found.issues[0].code, "column_retyped");
  EXPECT_EQ(found.issues[0].place.row, 2u);
  EXPECT_EQ(found.issues[0].place.column, "on_hand");
  ASSERT_EQ(found.rejected.size(), 1u);  // one bad time of one cell is a bad cell
  EXPECT_EQ(found.rejected[0].code, "time_malformed");
}

TEST(ProfileDrift, ASingleGoodCellKeepsTheColumn) {
  const Drift found = stock("sku,location,on_hand\nA,LA1,1 EA\nB,LA1,2 EA\nC,LA1,3 EA\nD,LA1,0\n");
  EXPECT_TRUE(found.issues.empty());
  EXPECT_EQ(found.rejected.size(), 3u);
}

TEST(ProfileDrift, TwoBadCellsAreTwoBadCells) {
  const Drift found = stock("sku,location,on_hand\nA,LA1,1 EA\nB,LA1,2 EA\n");
  EXPECT_TRUE(found.issues.empty());
  EXPECT_EQ(found.rejected.size(), 2u);
}

TEST(ProfileDrift, ATimeColumnWithTheBalancesOwnInstant) {
  const Drift found = stock("sku,location,on_hand,as_of\nA,LA1,1,20/11/2026\nB,LA1,2,20/11/2026\nC,LA1,3,20/11/2026\nD,LA1,4,\n");
  ASSERT_EQ(found.issues.size(), 1u);
  EXPECT_EQ(found.issues[0].place.column, "as_of");
  EXPECT_TRUE(found.rejected.empty());
}

}  // namespace
}  // namespace trueup
