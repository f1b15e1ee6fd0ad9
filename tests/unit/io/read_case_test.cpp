#include "trueup/io/read_case.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

// A whole case in JSON, with one part replaced.
std::string with(const std::string& part, const std::string& replacement) {
  std::string text = R"({"case":{"name":"t","as_of":"2026-11-20T06:00:00Z","currency":"USD"},
 "system":[{"id":"cin7","role":"system_of_record"},{"id":"acme","role":"execution","timezone":"UTC"}],
 "location":[{"id":"LA","kind":"external","operator":"acme","names":{"cin7":"3PL LA","acme":["LA1","LA2"]}}],
 "hop":[{"id":"H5","from":"acme","to":"cin7","carries":["ship_advice"],"max_age":"4h"}],
 "input":[{"table":"stock","system":"cin7","text":"sku,location,on_hand\nA,LA,1\n"}]})";
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), replacement);
}

TEST(ReadCase, FillsInWhatGoesWithoutSaying) {
  const auto the_case = read_case_json(with("", ""), "");
  ASSERT_TRUE(the_case) << the_case.error().text();
  ASSERT_EQ(the_case->comparisons.size(), 1u);
  EXPECT_EQ(the_case->comparisons[0].book, "cin7");
  EXPECT_EQ(the_case->comparisons[0].other, "acme");
  EXPECT_EQ(the_case->comparisons[0].locations, std::vector<std::string>{"LA"});
  EXPECT_EQ(the_case->locations[0].names.size(), 3u);
  EXPECT_EQ(the_case->hops[0].max_age->seconds, 14400);
  EXPECT_FALSE(the_case->hops[0].every);  // never zero when nothing is said
}

struct Refusal {
  const char* part;
  const char* replacement;
  ErrorCode code;
  const char* says;
};

class ReadCaseRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(ReadCaseRefuses, WithThePlaceAndWhatWouldBeAccepted) {
  const Refusal& refusal = GetParam();
  const auto the_case = read_case_json(with(refusal.part, refusal.replacement), "");
  ASSERT_FALSE(the_case);
  EXPECT_EQ(the_case.error().code, refusal.code) << the_case.error().text();
  EXPECT_NE(the_case.error().text().find(refusal.says), std::string::npos) << the_case.error().text();
  EXPECT_FALSE(the_case.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ReadCaseRefuses,
    testing::Values(Refusal{"\"name\":\"t\"", "\"name\":\"t\",\"nmae\":\"t\"", ErrorCode::kUnknownKey, "nmae"},
                    Refusal{"\"USD\"", "\"dollars\"", ErrorCode::kBadValue, "currency"},
                    Refusal{"2026-11-20T06:00:00Z", "2026-11-20", ErrorCode::kBadValue, "as_of"},
                    Refusal{"\"execution\"", "\"warehouse\"", ErrorCode::kBadValue, "execution"},
                    Refusal{"\"UTC\"", "\"Mars/Olympus\"", ErrorCode::kBadValue, "time zone"},
                    Refusal{"{\"cin7\":\"3PL LA\",\"acme\":[\"LA1\",\"LA2\"]}", "\"LA1\"", ErrorCode::kBadValue, "names"},
                    Refusal{"\"3PL LA\"", "5", ErrorCode::kBadValue, "names"},
                    Refusal{"\"operator\":\"acme\"", "\"operator\":\"acne\"", ErrorCode::kContradiction, "acne"},
                    Refusal{"\"id\":\"acme\"", "\"id\":\"cin7\"", ErrorCode::kContradiction, "twice"},
                    Refusal{"\"ship_advice\"", "\"ship_advise\"", ErrorCode::kBadValue, "ship_advise"},
                    Refusal{"\"4h\"", "\"4 hours\"", ErrorCode::kBadValue, "duration"},
                    Refusal{"\"table\":\"stock\"", "\"table\":\"stocks\"", ErrorCode::kBadValue, "canonical table"},
                    Refusal{"\"text\":", "\"files\":[],\"text\":", ErrorCode::kContradiction, "files"},
                    Refusal{"\"system\":\"cin7\",\"text\"", "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-19T00:00:00Z\",\"text\"", ErrorCode::kContradiction, "before from"},
                    Refusal{"\"as_of\":\"2026-11-20T06:00:00Z\"", "\"tolerance\":{\"A\":{\"units\":\"1\"}}", ErrorCode::kUnsupported, "classes"}));

}  // namespace
}  // namespace trueup
