#include <gtest/gtest.h>

#include "batch_text.hpp"
#include "io/csv_layout.hpp"

namespace trueup {
namespace {

using test::failure_of;
using test::file_of;
using test::rows_of;

Result<Decoded> read(const std::string& profile, const std::string& text) {
  const auto parsed = parse_profile("name = \"t\"\nformat = \"csv\"\n" + profile, "t.toml");
  if (!parsed) return Error(parsed.error());
  return decode(*parsed, {file_of(text)});
}

std::string rows(const std::string& profile, const std::string& text) {
  const auto decoded = read(profile, text);
  return decoded ? rows_of(decoded->batches[0]) : decoded.error().text();
}

constexpr const char* kGroups = R"(
[csv]
spread = "groups"
[[rows]]
table = "stock"
unless = { "@group" = "Total" }
[rows.columns]
sku = "SKU"
location = "@group"
on_hand = "Quantity on hand"
available = { from = "Available", optional = true }
unit = { from = "Unit", optional = true }
)";

TEST(CsvSpread, ReadsOneRowAGroup) {
  EXPECT_EQ(rows(kGroups, ",Main,,North,\nSKU,Quantity on hand,Available,Quantity on hand,Available\nA,5,4,1,1\nB,6,6,,0\n"),
            "A|Main|5|4\nA|North|1|1\nB|Main|6|6\nB|North|~|0\n");
}

TEST(CsvSpread, KeepsTheRowNumbersOfTheFile) {
  const auto decoded = read(kGroups, ",Main,,North,\nSKU,Quantity on hand,Available,Quantity on hand,Available\nA,5,4,1,1\nB,6,6,0,0\n");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->batches[0].rows, (std::vector<std::uint64_t>{3, 3, 4, 4}));
}

TEST(CsvSpread, FindsFixedColumnsBehindTheGroups) {
  EXPECT_EQ(rows(kGroups, "Main,,North,,,\nQuantity on hand,Available,Quantity on hand,Available,SKU,Unit\n5,4,1,1,A,EA\n"), "A|Main|5|4|EA\nA|North|1|1|EA\n");
  EXPECT_EQ(rows(kGroups, "Main,,,\nQuantity on hand,Available,SKU,Unit\n5,4,A,EA\n"), "A|Main|5|4|EA\n");
}

TEST(CsvSpread, FindsTheGroupsBelowTitlesAndEmptyRows) {
  EXPECT_EQ(rows(kGroups, "Stock Level Report\n\n\nAs of,2026-11-20\n,Main,,North,\n\nSKU,Quantity on hand,Available,Quantity on hand,Available\nA,5,4,1,1\n"), "A|Main|5|4\nA|North|1|1\n");
}

TEST(CsvSpread, TakesAGroupWithoutFiguresForNoPlace) {
  EXPECT_EQ(rows(kGroups, "Product,,Main,\nSKU,Unit,Quantity on hand,Available\nA,EA,5,4\n"), "A|Main|5|4|EA\n");
}

TEST(CsvSpread, LeavesWhatAGroupDoesNotHaveMissing) {
  EXPECT_EQ(rows(kGroups, ",Main,,North\nSKU,Quantity on hand,Available,Quantity on hand\nA,5,4,1\n"), "A|Main|5|4\nA|North|1|4\n") << "a column that stands once belongs to all";
  EXPECT_EQ(rows(kGroups, ",Main,,North,Far,\nSKU,Quantity on hand,Available,Quantity on hand,Quantity on hand,Available\nA,5,4,1,2,2\n"), "A|Main|5|4\nA|North|1|~\nA|Far|2|2\n");
}

TEST(CsvSpread, LeavesOutTheGroupThatAConditionNames) {
  EXPECT_EQ(rows(kGroups, ",Main,Total\nSKU,Quantity on hand,Quantity on hand\nA,5,5\n"), "A|Main|5\n");
}

TEST(CsvSpread, ReadsAGroupsNameOnEachOfItsColumns) {
  EXPECT_EQ(rows(kGroups, ",Main,Main,Main,Main\nSKU,Quantity on hand,Available,Quantity on hand,Available\nA,5,4,1,1\n"), "A|Main|5|4\nA|Main|1|1\n");
}

TEST(CsvSpread, SaysThatNoPlaceIsNamed) {
  EXPECT_EQ(rows(kGroups, "SKU,Quantity on hand\nA,5\n"),
            "in.csv:1: the row above the header names no place that has figures; a row above the header with the name of each place where its columns start");
  EXPECT_EQ(failure_of(read(kGroups, ",Main\nSKU,Qty\nA,5\n")), "missing_column");
}

constexpr const char* kColumns = R"(
[csv]
spread = "columns"
spread_after = ["COO", "Barcode"]
null = ["", "not stocked"]
[[rows]]
table = "stock"
when = { "@value" = "*" }
[rows.columns]
sku = "SKU"
location = "@group"
available = "@value"
)";

TEST(CsvSpread, ReadsOneRowAColumn) {
  EXPECT_EQ(rows(kColumns, "Handle,SKU,Barcode,COO,Main,\"Los Angeles, CA\"\nh,A,1,US,5,not stocked\nh,B,2,US,-3,0\n"), "A|Main|5\nB|Main|-3\nB|Los Angeles, CA|0\n");
  EXPECT_EQ(rows(kColumns, "Handle,SKU,COO,Main\nh,A,US,5\n"), "A|Main|5\n");
}

TEST(CsvSpread, SaysThatNoColumnOfAPlaceFollows) {
  EXPECT_EQ(rows(kColumns, "Main,SKU,COO\n5,A,US\n"), "in.csv:1: no column of a place follows; a column for each place, named by it");
  EXPECT_EQ(rows(kColumns, "SKU,Main\nA,5\n"), "in.csv:1: column \"COO or Barcode\": the column is not in the file; the file has the headers SKU, Main");
  EXPECT_EQ(failure_of(read(kColumns, "SKU,COO,Main,main\nA,US,5,6\n")), "not_the_format");
}

TEST(CsvSpread, RejectsRaggedRowsOnce) {
  const auto decoded = read(kColumns, "SKU,COO,Main,North\nA,US,5\nB,US,1,2\n");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->rejected.size(), 1u);
  EXPECT_EQ(rows_of(decoded->batches[0]), "B|Main|1\nB|North|2\n");
}

constexpr const char* kUnless = R"(
[[rows]]
table = "stock"
unless = { Status = "*", Kind = ["kit", "service"] }
[rows.columns]
sku = "SKU"
location = { const = "X" }
[[rows]]
table = "items"
when = { Kind = "*" }
[rows.columns]
sku = "SKU"
kind = "Kind"
)";

TEST(CsvConditions, LeaveOutWhatTheyName) {
  const auto decoded = read(kUnless, "SKU,Status,Kind\nA,,good\nB,void,good\nC,,Kit\nD,,\n");
  ASSERT_TRUE(decoded) << decoded.error().text();
  EXPECT_EQ(rows_of(decoded->batches[0]), "A|X\nD|X\n");
  EXPECT_EQ(rows_of(decoded->batches[1]), "A|good\nB|good\nC|Kit\n");
}

TEST(CsvConditions, NeedNoColumnToSayNo) {
  const auto decoded = read(kUnless, "SKU,Kind\nA,good\nC,Kit\n");
  ASSERT_TRUE(decoded) << decoded.error().text();
  EXPECT_EQ(rows_of(decoded->batches[0]), "A|X\n");
  EXPECT_EQ(failure_of(read(kUnless, "SKU,Status\nA,\n")), "missing_column");
}

TEST(CsvConditions, LookAtColumnsThatAnEarlierRuleHasTaken) {
  const auto decoded = read("[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"SKU\"\nkind = \"Kind\"\n"
                            "[[rows]]\ntable = \"stock\"\nwhen = { Kind = \"good\" }\n[rows.columns]\nsku = \"SKU\"\nlocation = { const = \"X\" }\n",
                            "SKU,Kind\nA,good\nC,Kit\n");
  ASSERT_TRUE(decoded) << decoded.error().text();
  EXPECT_EQ(rows_of(decoded->batches[0]), "A|good\nC|Kit\n");
  EXPECT_EQ(rows_of(decoded->batches[1]), "A|X\n");
}

TEST(CsvLayout, SplitsAlternatives) {
  EXPECT_EQ(split_wanted({"SKU|Item Code", "On Hand"}), (CsvWanted{{"SKU", "Item Code"}, {"On Hand"}}));
  EXPECT_EQ(split_wanted({" a | b|"}), (CsvWanted{{"a", "b", ""}}));
}

TEST(CsvLayout, FindsAHeaderBelowFourRowsWhateverIsEmptyBetween) {
  for (const char* above : {"", "\n\n\n\n\n\n\n", "Sales\n\n\n\n\n\n", "a\n\nb\r\n\r\nc\nd\n", ",,,\n,,,\nTitle,,,\n,,,\n"}) {
    const auto layout = find_csv_layout(file_of(std::string(above) + "SKU,Qty,,\nA,1,,\n"), 0, {{"SKU"}, {"Qty"}});
    ASSERT_TRUE(layout) << above << layout.error().text();
    EXPECT_EQ(layout->header, (std::vector<std::string>{"SKU", "Qty"}));
  }
}

TEST(CsvLayout, RefusesALineWithoutEnd) {
  const std::string line(std::size_t{6} << 20, 'x');
  const std::string commas(std::size_t{6} << 20, ',');
  const std::string said = "in.csv:1: the first row does not end within 4 MiB; lines that end in LF or CRLF";
  for (const std::string& text : {line, commas, "\"" + line}) {
    const auto plain = find_csv_layout(file_of(text), 0, {});
    EXPECT_EQ(plain ? "ok" : plain.error().text(), said);
    const auto wanted = find_csv_layout(file_of(text), 0, {{"SKU"}});
    EXPECT_EQ(wanted ? "ok" : wanted.error().text(), said);
  }
  std::string names;
  for (int i = 0; i < 70'000; ++i) names += "c" + std::to_string(i) + ";";
  const auto wide = find_csv_layout(file_of(names + "\nb\n"), ';', {});
  ASSERT_FALSE(wide);
  EXPECT_EQ(wide.error().message, "the header has more than 65536 columns");
}

TEST(CsvLayout, RejectsALongRowAndGoesOn) {
  const std::string line(std::size_t{17} << 20, 'x');
  const auto decoded = read("[[rows]]\ntable = \"stock\"\n[rows.columns]\nsku = \"sku\"\nlocation = { const = \"X\" }\n", "sku\n" + line + "\nA\n");
  ASSERT_TRUE(decoded);
  ASSERT_EQ(decoded->rejected.size(), 1u);
  EXPECT_EQ(decoded->rejected[0].code, "cell_too_long");
  EXPECT_EQ(rows_of(decoded->batches[0]), "A|X\n");
}

}  // namespace
}  // namespace trueup
