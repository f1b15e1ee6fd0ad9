#include <gtest/gtest.h>

#include "batch_text.hpp"
#include "io/column_rule.hpp"
#include "io/printed_decimal.hpp"
#include "io/printed_time.hpp"

namespace trueup {
namespace {

using test::column_of;
using test::file_of;
using test::joined;
using test::rows_of;

/// One column of table `stock` out of column "c" of a file with the cells `cells`.
std::string read(const std::string& head, const std::string& column, const std::string& cells, const std::string& name = "on_hand") {
  const auto profile = parse_profile("name = \"t\"\nformat = \"csv\"\n" + head + "\n[[rows]]\ntable = \"stock\"\n[rows.columns]\nsku = \"sku\"\nlocation = { const = \"X\" }\n" + name + " = " + column + "\n", "t.toml");
  if (!profile) return profile.error().text();
  const auto decoded = decode(*profile, {file_of("sku;c;d\n" + cells)});
  return decoded ? column_of(decoded->batches[0], name) : decoded.error().text();
}

std::string decimals(const std::string& signs, const std::string& cells) {
  std::string rows;
  for (const char c : cells) rows += c == '|' ? std::string(";\nA;") : std::string(1, c);
  return read("[csv]\ndelimiter = \";\"\n" + signs, "\"c\"", "A;" + rows + ";\n");
}

constexpr const char* kComma = "decimal = \",\"\nthousands = \".\"\n";

TEST(ColumnForms, ReadsADecimalCommaAndThousands) {
  EXPECT_EQ(decimals(kComma, "1.234,5|1,5|1234,5|-1.234.567,25|7|+1.000|,5"), "1234.5,1.5,1234.5,-1234567.25,7,+1000,.5");
  EXPECT_EQ(decimals("decimal = \",\"\n", "1,5|1234,5"), "1.5,1234.5");
}

TEST(ColumnForms, ReadsOtherThousands) {
  EXPECT_EQ(decimals("thousands = \",\"\n", "8,099.24|1,234|12.5"), "8099.24,1234,12.5");
  EXPECT_EQ(decimals("decimal = \",\"\nthousands = \" \"\n", "1 234,5|1\xc2\xa0" "234,5|1\xe2\x80\xaf" "234,5"), "1234.5,1234.5,1234.5");
  EXPECT_EQ(decimals("thousands = \"'\"\n", "1'234.5|1\xe2\x80\x99" "234.5"), "1234.5,1234.5");
}

TEST(ColumnForms, LeavesWhatIsWronglyGroupedAsItIsPrinted) {
  EXPECT_EQ(decimals(kComma, "12.34,5|1.2345,5|1234.567,5|.123|1,|1,2,3|x|1.234.5,0"), "12.34,5,1.2345,5,1234.567,5,.123 (the decimal sign is \",\"),1,,1,2,3,x,1.234.5,0");
}

// 12.34 below a decimal comma is neither 1234 nor 12.34.
TEST(ColumnForms, NeverLetsAPointPassForADecimalSignThatItIsNot) {
  EXPECT_EQ(decimals(kComma, "12.34"), "12.34 (the decimal sign is \",\")");
  EXPECT_EQ(decimals("decimal = \",\"\n", "1.5|1.234"), "1.5 (the decimal sign is \",\"),1.234 (the decimal sign is \",\")");
}

TEST(ColumnForms, TouchesNumbersOnly) {
  EXPECT_EQ(read(std::string("[csv]\ndelimiter = \";\"\n") + kComma, "\"c\"", "A;1.234,5;\n", "lot"), "1.234,5");
  EXPECT_EQ(read(std::string("[csv]\ndelimiter = \";\"\n") + kComma, "\"c\"", "A;1.234,5;\n", "unit_cost"), "1234.5");
  EXPECT_EQ(read(std::string("[csv]\ndelimiter = \";\"\n") + kComma, "\"c\"", "A;1.234,5;\n", "note"), "1.234,5");
}

TEST(ColumnForms, TakesOffWithTheProfilesSigns) {
  EXPECT_EQ(read(std::string("[csv]\ndelimiter = \";\"\n") + kComma, "{ from = \"c\", minus = \"d\" }", "A;1.234,5;0,5\nB;2;1.000\nC;2;x\n"), "1234,-998,2 - x");
}

TEST(ColumnForms, AddsWhatAllArePrinted) {
  EXPECT_EQ(read("", "{ from = \"c\", plus = [\"d\"] }", "A;5;1.5\nB;5;\nC;;1\nD;x;1\nE;-5;2\n"), "6.5,~,~,x + 1,-3");
}

TEST(ColumnForms, CountsAMagnitudeAsTakenOff) {
  EXPECT_EQ(read("", "{ from = \"c\", sign = \"-\" }", "A;5;\nB;-5;\nC;0;\nD;x;\nE;+1.5;\nF;;\n"), "-5,-5,0,x,-1.5,~");
}

TEST(ColumnForms, MakesACellMissingByAnEmptyWord) {
  EXPECT_EQ(read("", "{ from = \"c\", words = { none = \"\", few = \"1\" } }", "A;None;\nB;few;\nC;7;\n"), "~,1,7");
}

std::string times(const std::string& head, const std::string& column, const std::string& cells) { return read(head, column, cells, "as_of"); }

TEST(ColumnForms, TakesTheProfilesDateFormWhereAColumnNamesNone) {
  EXPECT_EQ(times("date = \"dd/mm/yyyy\"", "\"c\"", "A;03/11/2026;\n"), "2026-11-03");
  EXPECT_EQ(times("date = \"dd/mm/yyyy\"", "{ from = \"c\", date = \"mm/dd/yyyy\" }", "A;03/11/2026;\n"), "2026-03-11");
}

TEST(ColumnForms, ReadsTimesInTheProfilesZone) {
  const std::string zone = "zone = \"America/Los_Angeles\"";
  EXPECT_EQ(times(zone, "\"c\"", "A;2026-01-20T06:00:00;\nB;2026-07-20 06:00;\nC;2026-07-20;\n"), "2026-01-20T14:00:00Z,2026-07-20T13:00:00Z,2026-07-20T07:00:00Z");
  EXPECT_EQ(times(zone, "\"c\"", "A;2026-01-20T06:00:00.1234567;\n"), "2026-01-20T14:00:00.123456Z");
}

TEST(ColumnForms, LetsAPrintedOffsetWin) {
  EXPECT_EQ(times("zone = \"America/Los_Angeles\"", "\"c\"", "A;2026-01-20T06:00:00Z;\nB;2026-01-20T06:00:00+02:00;\nC;2026-01-20 06:00:00 -0500;\nD;2026-01-20 06:00 UTC;\n"),
            "2026-01-20T06:00:00Z,2026-01-20T04:00:00Z,2026-01-20T11:00:00Z,2026-01-20T06:00:00Z");
}

TEST(ColumnForms, KnowsZonesByTheirWindowsNames) {
  EXPECT_EQ(times("zone = \"Pacific Standard Time\"", "\"c\"", "A;2026-01-20T06:00:00;\n"), "2026-01-20T14:00:00Z");
}

TEST(ColumnForms, ReadsDatesWithDayOrMonthFirst) {
  EXPECT_EQ(times("", "{ from = \"c\", date = \"dd/mm/yyyy\" }", "A;03/11/2026;\nB;3-1-2026;\nC;3.11.2026 6:05;\nD;31/11/2026;\nE;2026-11-03;\n"),
            "2026-11-03,2026-01-03,2026-11-03T06:05:00,31/11/2026,2026-11-03");
  EXPECT_EQ(times("", "{ from = \"c\", date = \"mm/dd/yyyy\" }", "A;03/11/2026;\nB;11/3/2026, 6:05:07 PM;\nC;11/3/2026 12:00 AM;\nD;13/11/2026;\nE;11/3-2026;\nF;11/3/26;\n"),
            "2026-03-11,2026-11-03T18:05:07,2026-11-03T00:00:00,13/11/2026,11/3-2026,11/3/26");
}

TEST(ColumnForms, ReadsCompactDatesAndEpochs) {
  EXPECT_EQ(times("", "{ from = \"c\", date = \"yyyymmdd\" }", "A;20261120;\nB;20261120 0605;\nC;20261320;\nD;261120;\n"), "2026-11-20,2026-11-20T06:05:00,20261320,261120");
  EXPECT_EQ(times("", "{ from = \"c\", date = \"epoch_ms\" }", "A;1795154700000;\nB;1795154700;\nC;1795154700123;\nD;179515470000000;\nE;-1;\n"),
            "2026-11-20T06:05:00Z,2026-11-20T06:05:00Z,2026-11-20T06:05:00.123000Z,179515470000000,-1");
}

TEST(ColumnForms, PutsTheClockOfAnotherColumnToItsDate) {
  EXPECT_EQ(times("", "{ from = \"c\", time = \"d\", date = \"mm/dd/yyyy\" }", "A;11/20/2026;6:05 PM\nB;11/20/2026;\nC;11/20/2026 0:00;18:05\nD;11/20/2026;25:00\nE;11/20/2026 7:00;18:05\nF;;18:05\n"),
            "2026-11-20T18:05:00,2026-11-20,2026-11-20T18:05:00,11/20/2026 25:00,11/20/2026 7:00 18:05,~");
  EXPECT_EQ(times("zone = \"Europe/Berlin\"", "{ from = \"c\", time = \"d\" }", "A;2026-11-20;06:05\nB;2026-11-20;06:05\nC;2026-11-20;07:05\n"), "2026-11-20T05:05:00Z,2026-11-20T05:05:00Z,2026-11-20T06:05:00Z");
}

TEST(ColumnForms, WritesADateThatIsATextAsADate) {
  EXPECT_EQ(read("zone = \"Europe/Berlin\"", "{ from = \"c\", date = \"mm/dd/yyyy\" }", "A;12/31/2027 0:00;\nB;12/31/2027;\n", "expiry"), "2027-12-31,2027-12-31");
}

TEST(ColumnForms, LeavesPlainProfilesUntouched) {
  const auto profile = parse_profile("name = \"t\"\nformat = \"csv\"\n[[rows]]\ntable = \"stock\"\n[rows.columns]\nsku = \"sku\"\nlocation = \"d\"\nas_of = \"c\"\non_hand = \"q\"\n", "t.toml");
  ASSERT_TRUE(profile);
  const auto decoded = decode(*profile, {file_of("sku,c,d,q\nA,2026-01-20T06:00:00+02:00,X,1.50\n")});
  ASSERT_TRUE(decoded);
  EXPECT_EQ(rows_of(decoded->batches[0]), "A|X|2026-01-20T06:00:00+02:00|1.50\n");
  EXPECT_TRUE(decoded->batches[0].arena.empty());
}

std::string x12_time(const std::string& date, const std::string& clock = "") { return iso_time(date, clock, DateForm::kX12).value_or("none"); }

TEST(PrintedTime, ReadsDatesAndClocksOfX12) {
  EXPECT_EQ(x12_time("20261120"), "2026-11-20");
  EXPECT_EQ(x12_time("261120"), "2026-11-20");
  EXPECT_EQ(x12_time("691231"), "2069-12-31");
  EXPECT_EQ(x12_time("700101"), "1970-01-01");
  EXPECT_EQ(x12_time("20261120", "0605"), "2026-11-20T06:05:00");
  EXPECT_EQ(x12_time("20261120", "060507"), "2026-11-20T06:05:07");
  EXPECT_EQ(x12_time("20261120", "0605078"), "2026-11-20T06:05:07.8");
  EXPECT_EQ(x12_time("20261120", "06050789"), "2026-11-20T06:05:07.89");
  EXPECT_EQ(x12_time("20261131"), "none");
  EXPECT_EQ(x12_time("20261120", "2460"), "none");
  EXPECT_EQ(x12_time("20261120", "605"), "none");
  EXPECT_EQ(x12_time("2026112"), "none");
}

TEST(PrintedTime, ReadsNoClockThatIsNone) {
  const auto read = [](const char* text) { return iso_time(text, "", DateForm::kIso).value_or("none"); };
  EXPECT_EQ(read("2026-11-20 6:05"), "2026-11-20T06:05:00");
  for (const char* text : {"2026-11-20 13:05 PM", "2026-11-20 0:05 AM", "2026-11-20 6:5", "2026-11-20 6:05:", "2026-11-20 6:05 XM", "2026-11-20x", "2026-11-2", "2026-11-20 06:05+", "", "20261120"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(PrintedDecimal, TakesNothingElse) {
  for (const char* text : {"", "-", "1e3", "1 234", "--1", ".", "1.2.3", "(1)", "1-"}) EXPECT_FALSE(plain_decimal(text, {'.', ','})) << text;
}

}  // namespace
}  // namespace trueup
