// What the golden cases of tests/golden/checks cannot show: large circles, several systems, dates, and the order of rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "mapping/checks/rounded_fraction.hpp"
#include "trueup/io/read_case.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/validate.hpp"

namespace trueup {
namespace {

using Rows = std::vector<std::string>;

std::string lines(const std::string& header, const Rows& rows) {
  std::string text = header + "\\n";
  for (const std::string& row : rows) text += row + "\\n";
  return text;
}

// A case of a book, a warehouse and a shop, as JSON.
class World {
 public:
  World& add(const std::string& table, const std::string& system, const std::string& header, const Rows& rows) {
    inputs_ += (inputs_.empty() ? "" : ",") + std::string(R"({"table": ")") + table + R"(", )" + (system.empty() ? "" : R"("system": ")" + system + R"(", )") + R"("text": ")" + lines(header, rows) + R"("})";
    return *this;
  }
  World& map(const Rows& rows, const std::string& table = "sku_map") {
    Rows owned;
    for (const std::string& row : rows) owned.push_back(row + (std::count(row.begin(), row.end(), ',') == 3 ? "," : "") + ",team");
    return add(table, "", "from_system,from_value,to_system,to_value,valid_from,owner", owned);
  }
  World& without_comparison() {
    locations_ = "";
    return *this;
  }

  std::vector<Issue> check(const std::vector<std::string>& only) const {
    const std::string json = R"({"case": {"name": "unit", "as_of": "2026-11-20T06:00:00Z"}, "system": [{"id": "cin7", "role": "system_of_record", "timezone": "UTC"},
      {"id": "acme", "role": "execution", "timezone": "UTC"}, {"id": "shop", "role": "channel", "timezone": "UTC"}],)" + locations_ + R"("input": [)" + inputs_ + "]}";
    const auto the_case = read_case_json(json, ".");
    EXPECT_TRUE(the_case) << the_case.error().message;
    auto evidence = read_evidence(*the_case, 1);
    EXPECT_TRUE(evidence) << evidence.error().message;
    std::vector<Issue> found;
    const auto mapping = Mapping::compile(*the_case, *evidence, found);
    EXPECT_TRUE(mapping);
    auto issues = validate(*the_case, *evidence, *mapping, {only}, found);
    EXPECT_TRUE(issues);
    return std::move(*issues);
  }

 private:
  std::string inputs_;
  std::string locations_ = R"("location": [{"id": "LA", "kind": "external", "operator": "acme", "names": {"cin7": "Acme LA", "acme": "LA1"}}],)";
};

Rows values(const std::vector<Issue>& issues) {
  Rows out;
  for (const Issue& issue : issues) out.push_back(issue.place.value);
  return out;
}

TEST(RoundedFraction, FindsWhatWasRounded) {
  for (std::int64_t q = 3; q <= 1000; ++q) {
    for (const std::int64_t p : {std::int64_t{1}, q - 1, q + 1, 7 * q + 2}) {
      const Ratio ratio = *make_ratio(p, q);
      if (kRatioOne % ratio.denominator == 0) continue;
      const auto rounded = static_cast<std::int64_t>(divide_half_even(Int128{p} * kRatioOne, q));
      if (rounded % 100 == 0) continue;  // prints 8 places or less: not near enough for so large a denominator
      EXPECT_EQ(rounded_fraction(rounded), ratio) << p << "/" << q;
      if (rounded % 10 != 9) {
        EXPECT_NE(rounded_fraction(rounded + 1), ratio) << p << "/" << q << " off by its last place";
      }
    }
  }
  EXPECT_EQ(rounded_fraction(416'667'000), (Ratio{1, 24})) << "0.0416667";
  EXPECT_EQ(rounded_fraction(416'670'000), (Ratio{1, 24})) << "0.041667";
}

TEST(RoundedFraction, LeavesDecimalsAlone) {
  for (const std::int64_t exact : {kRatioOne, kRatioOne / 4, kRatioOne / 64, 12 * kRatioOne, kRatioOne / 1024 * 3, kRatioOne / 8 * 5, std::int64_t{0}, -kRatioOne / 3})
    EXPECT_EQ(rounded_fraction(exact), std::nullopt) << exact;
  EXPECT_EQ(rounded_fraction(3'333'300'000), std::nullopt) << "five places: 0.33333";
  std::mt19937_64 random(11);
  int found = 0;
  for (int i = 0; i < 20'000; ++i) found += rounded_fraction(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kRatioOne))).has_value();
  EXPECT_LE(found, 5) << "of 20,000 random decimals";
}

TEST(MapGraph, AHundredThousandRowsRoundAreOneIssue) {
  constexpr int kRows = 100'000;
  Rows one_system, two_systems;
  for (int i = 0; i < kRows; ++i) {
    const std::string from = std::to_string(i), to = std::to_string((i + 1) % kRows);
    one_system.push_back("cin7,C" + from + ",cin7,C" + to);
    two_systems.push_back(i % 2 == 0 ? "acme,A" + from + ",cin7,C" + to : "cin7,C" + from + ",acme,A" + to);
  }
  for (const Rows& rows : {one_system, two_systems}) {
    const auto issues = World().map(rows).check({"map"});
    ASSERT_EQ(issues.size(), 1u);
    EXPECT_EQ(issues[0].code, "map_cycle");
    EXPECT_EQ(issues[0].place.row, 2u);
    EXPECT_NE(issues[0].message.find("100000 values"), std::string::npos) << issues[0].message;
  }
}

TEST(MapGraph, ALongChainIsOneIssueAtItsHead) {
  Rows rows;
  for (int i = 99'999; i >= 0; --i) rows.push_back("cin7,C" + std::to_string(i) + ",cin7,C" + std::to_string(i + 1));
  const auto issues = World().map(rows).check({"map"});
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, "map_chain");
  EXPECT_EQ(issues[0].place.row, 100'001u);
  EXPECT_NE(issues[0].message.find("\"C100000\" of cin7, 100000 rows"), std::string::npos) << issues[0].message;
}

TEST(MapGraph, TwoCodesThatLeadIntoOneReplacementAreTwoChains) {
  const Rows rows = {"acme,A1,cin7,OLD", "shop,S1,cin7,OLD", "cin7,OLD,cin7,NEW", "cin7,NEW,acme,A2"};
  EXPECT_EQ(World().map(rows).check({"map_chain"}).size(), 2u);
}

TEST(MapGraph, AReplacementThatIsNotMappedItselfIsAChain) {
  EXPECT_EQ(values(World().map({"acme,A1,acme,A2", "acme,A2,cin7,C"}).check({"map"})), Rows{"A2"});
  EXPECT_TRUE(World().map({"acme,A1,acme,A2", "acme,A2,cin7,C", "acme,A1,cin7,C"}).check({"map_chain"}).empty());
}

TEST(MapGraph, MapsBetweenThreeSystemsMayLeadRound) {
  const Rows rows = {"shop,S,cin7,C", "cin7,C,shop,S", "cin7,C,acme,A", "acme,A,cin7,C", "acme,A,shop,S", "shop,S,acme,A"};
  EXPECT_TRUE(World().map(rows).check({"map"}).empty());
  Rows wrong = rows;
  wrong[4] = "acme,A,shop,S2";
  wrong.push_back("shop,S2,cin7,C");
  EXPECT_FALSE(World().map(wrong).check({"map_cycle"}).empty()) << "S comes round as S2";
}

TEST(MapChecks, ARowBackChoosesAmongSeveral) {
  EXPECT_TRUE(World().map({"acme,A1,cin7,C", "acme,A2,cin7,C", "cin7,C,acme,A2"}).check({"map_backward_differs", "map_chain", "map_cycle"}).empty());
  EXPECT_EQ(World().map({"acme,A1,cin7,C1", "cin7,C1,acme,A2", "acme,A2,cin7,C2"}).check({"map_backward_differs"}).size(), 2u) << "A1 to C1 to A2, and C1 to A2 to C2";
}

TEST(MapChecks, ConflictsOfEveryMapAreFound) {
  for (const char* table : {"location_map", "status_map", "unit_map", "sku_map"}) {
    const Rows rows = {"acme,X,cin7,Y,2026-01-05T00:00:00Z", "acme,X,cin7,Z,2026-01-05T00:00:00Z", "acme,V,cin7,Y,2026-01-05T00:00:00Z", "acme,V,cin7,Z,2026-02-05T00:00:00Z"};
    const auto issues = World().map(rows, table).check({"map_conflict"});
    EXPECT_FALSE(issues.empty()) << table;
    for (const Issue& issue : issues) EXPECT_EQ(issue.place.value, "X") << table;
  }
}

TEST(MapChecks, WhatHasEndedDoesNotCount) {
  EXPECT_TRUE(World().map({"acme,A1,cin7,C,2025-01-01T00:00:00Z", "acme,A1,cin7,,2026-01-01T00:00:00Z", "acme,A2,cin7,C,2026-01-01T00:00:00Z"}).check({"map"}).empty());
  EXPECT_EQ(World().map({"acme,A1,cin7,C,2025-01-01T00:00:00Z", "acme,A2,cin7,C,2026-01-01T00:00:00Z"}).check({"map"}).size(), 1u);
  EXPECT_TRUE(World().map({"acme,A1,cin7,C,2025-01-01T00:00:00Z", "acme,A2,cin7,C,2027-01-01T00:00:00Z"}).check({"map"}).empty()) << "not yet";
}

World items_of(const Rows& book, const Rows& other) {
  World world;
  world.add("items", "cin7", "sku,name,barcode", book).add("items", "acme", "sku,name,barcode", other);
  return world;
}

TEST(SkuMapCrossed, NamesTellWhereABarcodeIsMissing) {
  const Rows crossed = {"acme,A1,cin7,MUG-BLU", "acme,A2,cin7,MUG-RED"};
  const Rows book = {"MUG-RED,Mug red,", "MUG-BLU,Mug blue,"};
  EXPECT_EQ(values(items_of(book, {"A1,MUG RED,", "A2,MUG BLUE,"}).map(crossed).check({"sku_map_crossed"})), Rows{"A1"});
  EXPECT_TRUE(items_of(book, {"A1,MUG BLUE,", "A2,MUG RED,"}).map(crossed).check({"sku_map_crossed"}).empty());
  EXPECT_TRUE(items_of(book, {"A1,Mug red,", "A2,Mug green,"}).map(crossed).check({"sku_map_crossed"}).empty()) << "only one fits";
  const Rows sold = {"MUG-RED,Mug red,850004123010", "MUG-BLU,Mug blue,850004123027"};
  EXPECT_TRUE(items_of(sold, {"A1,MUG RED,850004123027", "A2,MUG BLUE,850004123010"}).map(crossed).check({"sku_map_crossed", "barcode_differs"}).empty()) << "barcodes fit, names do not count";
  EXPECT_EQ(items_of(sold, {"A1,MUG RED,850004123010", "A2,MUG BLUE,"}).map(crossed).check({"sku_map_crossed"}).size(), 1u) << "one of four is missing";
}

TEST(SkuMapCrossed, IsNoBarcodeThatDiffersToo) {
  const Rows sold = {"MUG-RED,,850004123010", "MUG-BLU,,850004123027"}, there = {"A1,,850004123010", "A2,,0850004123027"};
  const auto world = items_of(sold, there).map({"acme,A1,cin7,MUG-BLU", "acme,A2,cin7,MUG-RED", "cin7,MUG-BLU,acme,A1", "cin7,MUG-RED,acme,A2"});
  EXPECT_EQ(values(world.check({"sku_map_crossed", "barcode_differs"})), Rows{"A1"}) << "once, though both directions state it";
}

TEST(SkuUnmapped, ACodeWasRightWhileItsRowHeld) {
  const Rows map = {"acme,A1,cin7,C,2025-01-01T00:00:00Z", "acme,A1,cin7,,2026-06-01T00:00:00Z"};
  const std::string documents = "type,id,sku,quantity,location,effective_at";
  EXPECT_TRUE(World().map(map).add("documents", "acme", documents, {"receipt,R1,A1,5,LA1,2026-05-01"}).check({"sku_unmapped"}).empty());
  EXPECT_EQ(World().map(map).add("documents", "acme", documents, {"receipt,R1,A1,5,LA1,2026-07-01"}).check({"sku_unmapped"}).size(), 1u);
}

TEST(SkuUnmapped, WithoutComparisonTheBookIsTheSystemOfRecord) {
  World world = items_of({"C,Mug,", "D,Tea,"}, {"A1,Mug,", "D,Tea,", "X,Soap,"}).map({"acme,A1,cin7,C"});
  EXPECT_EQ(values(world.check({"sku_unmapped"})), Rows{"X"});
  EXPECT_EQ(values(world.without_comparison().check({"sku_unmapped"})), Rows{"X"});
}

TEST(KitCycle, IsOneIssueHoweverLong) {
  Rows rows;
  for (int i = 0; i < 100'000; ++i) rows.push_back("K" + std::to_string(i) + ",K" + std::to_string((i + 1) % 100'000) + ",1");
  EXPECT_EQ(values(World().add("kits", "cin7", "kit_sku,component_sku,quantity", rows).check({"kit_cycle"})), Rows{"K0"});
  EXPECT_EQ(values(World().add("kits", "cin7", "kit_sku,component_sku,quantity", {"K,K,2", "L,M,1"}).check({"kit_cycle"})), Rows{"K"});
}

TEST(PackPaths, AKitOfOneComponentIsAPath) {
  World world;
  world.add("items", "cin7", "sku,base_unit", {"LID,EA", "LID-CP,Case Pack"}).add("kits", "cin7", "kit_sku,component_sku,quantity", {"LID-CP,LID,210"});
  World agrees = world, differs = world;
  EXPECT_TRUE(agrees.add("item_units", "cin7", "sku,unit,numerator,denominator", {"LID,Case Pack,210,1"}).check({"unit", "kit"}).empty());
  EXPECT_EQ(values(differs.add("item_units", "cin7", "sku,unit,numerator,denominator", {"LID,Case Pack,200,1"}).check({"pack_paths_differ"})), Rows{"Case Pack"});
}

TEST(PackPaths, ADozenOfPairsIsTwelvePairs) {
  World shoes;
  shoes.add("items", "cin7", "sku,base_unit", {"SHOE,pair"}).add("item_units", "cin7", "sku,unit,numerator,denominator", {"SHOE,x12:DZ,6,1"});
  EXPECT_TRUE(shoes.check({"pack_paths_differ"}).empty()) << "a dozen single shoes are six pairs: only a base of single things is compared";
}

TEST(PackPaths, TheBaseUnitIsOne) {
  World world;
  world.add("items", "cin7", "sku,base_unit", {"TEA,EA"}).add("item_units", "cin7", "sku,unit,numerator,denominator", {"TEA,EA,24,1"});
  EXPECT_EQ(values(world.check({"pack_paths_differ"})), Rows{"EA"});
}

// The same issues, whatever order the rows of every table come in.
TEST(MapChecks, RowsMayComeInAnyOrder) {
  Rows map = {"acme,A1,cin7,C1", "acme,A2,cin7,C1", "cin7,C1,acme,A3", "cin7,N1,cin7,N2", "cin7,N2,cin7,N1", "acme,A7,cin7,N9", "cin7,N9,cin7,N8", "acme,A9,cin7,GONE", "acme,A9,cin7,GONE"};
  Rows items = {"C1,Mug,850004123010", "c1,Mug,850004123010", "N1,Tea,", "N2,Tea,12", "N8,Soap,", "C1,Mug,850004123010"}, packs = {"C1,CASE,12,1", "C1,CASE,24,1", "C1,EACH,1,1", "C1,PIECE,1,1"};
  std::mt19937 random(5);
  std::map<std::string, int> first;
  for (int round = 0; round < 20; ++round) {
    std::map<std::string, int> counts;
    for (const Issue& issue : World().map(map).add("items", "cin7", "sku,name,barcode", items).add("item_units", "cin7", "sku,unit,numerator,denominator", packs).check({"sku", "item", "map", "unit"})) ++counts[issue.code];
    if (round == 0) first = counts;
    EXPECT_EQ(counts, first) << "round " << round;
    for (Rows* rows : {&map, &items, &packs}) std::shuffle(rows->begin(), rows->end(), random);
  }
  EXPECT_GE(first.size(), 9u);
}

}  // namespace
}  // namespace trueup
