#include "trueup/value/price.hpp"

#include <gtest/gtest.h>

#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

// The book has 10 of A, valued at 25.00, and an item cost of 3; the warehouse has 8. `costing` is the case's line for it.
std::string money_of(const std::string& costing, const std::string& items = "A,3\\n") {
  const std::string json = R"({"case":{"name":"t","as_of":"2026-11-20T06:00:00Z","currency":"USD")" + costing + R"(},
 "system":[{"id":"cin7","role":"system_of_record"},{"id":"acme"}],
 "location":[{"id":"LA","kind":"external","operator":"acme"}],
 "input":[{"table":"stock","system":"cin7","complete":true,"absent":"zero","text":"sku,location,on_hand,value\nA,LA,10,25\n"},
          {"table":"stock","system":"acme","complete":true,"absent":"zero","text":"sku,location,on_hand\nA,LA,8\n"},
          {"table":"items","system":"cin7","text":"sku,unit_cost\n)" + items + R"("}]})";
  const auto the_case = read_case_json(json, "");
  EXPECT_TRUE(the_case) << the_case.error().text();
  const auto run = reconcile(*the_case);
  EXPECT_TRUE(run) << run.error().text();
  const std::string summary = summary_json(**run);
  const std::size_t start = summary.find("\"money\":");  // the one finding's
  return summary.substr(start, summary.find("\"unpriced_keys\"", start) - start);
}

TEST(Price, WeightedAverageAndStandardTakeTheItemsCost) {
  for (const char* costing : {R"(,"costing":"weighted_average")", R"(,"costing":"standard")"}) {
    const std::string money = money_of(costing);
    for (const char* figure : {"\"low\": \"6.00\"", "\"likely\": \"6.00\"", "\"high\": \"6.00\""}) EXPECT_NE(money.find(figure), std::string::npos) << money;
  }
}

TEST(Price, FifoTakesTheBooksValuationAndSaysNoRange) {
  const std::string money = money_of(R"(,"costing":"fifo")");
  for (const char* figure : {"\"low\": null", "\"likely\": \"5.00\"", "\"high\": null"}) EXPECT_NE(money.find(figure), std::string::npos) << money;
}

TEST(Price, UnknownStaysUnknown) {
  EXPECT_NE(money_of("").find("\"money\": null"), std::string::npos);
  // Two costs of one item are none; what is left is the book's own valuation.
  EXPECT_NE(money_of(R"(,"costing":"standard")", "A,3\\nA,4\\n").find("\"likely\": \"5.00\""), std::string::npos);
}

}  // namespace
}  // namespace trueup
