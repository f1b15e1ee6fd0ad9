// Keys of a profile beyond rows and columns: word lists, zones, extensions, the shapes of CSV, JSON and X12 files.
#include <gtest/gtest.h>

#include "batch_text.hpp"
#include "trueup/io/profile.hpp"

namespace trueup {
namespace {

using test::joined;

constexpr const char* kStock = "[[rows]]\ntable = \"stock\"\n[rows.columns]\nsku = \"A\"\nlocation = \"B\"\n";
constexpr const char* kLines = "[[rows]]\ntable = \"stock\"\neach = \"LIN\"\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = \"N1[01=WH]-04\"\n";

std::string csv(const std::string& more) { return "name = \"x\"\nformat = \"csv\"\n" + more + kStock; }
std::string x12(const std::string& shape) { return "name = \"x\"\nformat = \"x12\"\n[x12]\n" + shape + kLines; }

std::string fault_of(const std::string& text) {
  const Result<Profile> result = parse_profile(text, "x.toml");
  return result ? "" : std::string(name_of(result.error().code)) + " " + result.error().text();
}

TEST(ProfileWords, AColumnNamesAListOfTheProfile) {
  const auto profile = parse_profile(csv("[words.unit]\nCS = \"CASE\"\nXX = \"\"\n") + "unit = { from = \"U\", words = \"unit\" }\n", "x");
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->rules[0].columns[2].words, (Words{{"CS", "CASE"}, {"XX", ""}}));
  EXPECT_EQ(profile->find_words("unit")->size(), 2u);
  EXPECT_EQ(profile->find_words("bucket"), nullptr);
  EXPECT_NE(fault_of(csv("") + "unit = { from = \"U\", words = \"unit\" }\n").find("no word list"), std::string::npos);
}

TEST(ProfileZone, MustBeKnown) {
  EXPECT_EQ(parse_profile(csv("zone = \"America/Los_Angeles\"\n"), "x")->zone, "America/Los_Angeles");
  EXPECT_NE(fault_of(csv("zone = \"Mars/Olympus\"\n")).find("no time zone"), std::string::npos);
}

TEST(ProfileConditions, UnlessIsANegatedWhen) {
  const auto profile = parse_profile(csv("") + "[rows.when]\nKind = \"IN\"\n[rows.unless]\nState = [\"VOID\", \"*\"]\n", "x");
  ASSERT_TRUE(profile) << profile.error().text();
  ASSERT_EQ(profile->rules[0].when.size(), 2u);
  EXPECT_FALSE(profile->rules[0].when[0].negated);
  EXPECT_TRUE(profile->rules[0].when[1].negated);
  EXPECT_EQ(joined(profile->rules[0].when[1].words), "VOID,*");
}

TEST(ProfileCsv, SaysHowFiguresAndPlacesArePrinted) {
  const auto profile = parse_profile(csv("[csv]\ndecimal = \",\"\nthousands = \".\"\nspread = \"columns\"\nspread_after = [\"COO\"]\n"), "x");
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->csv.decimal_point, ',');
  EXPECT_EQ(profile->csv.thousands, '.');
  EXPECT_EQ(profile->csv.spread, CsvSpread::kColumns);
  EXPECT_EQ(joined(profile->csv.spread_after), "COO");
  EXPECT_NE(fault_of(csv("[csv]\ndecimal = \",\"\nthousands = \",\"\n")).find("decimal point"), std::string::npos);
  EXPECT_NE(fault_of(csv("[csv]\nspread = \"columns\"\n")).find("spread_after"), std::string::npos);
  EXPECT_NE(fault_of(csv("[csv]\nspread = \"rows\"\n")).find("none, groups or columns"), std::string::npos);
  EXPECT_NE(fault_of(csv("[csv]\ndecimal = \"5\"\n")).find("decimal"), std::string::npos);
}

TEST(ProfileColumns, SayHowADateIsPrinted) {
  const auto profile = parse_profile(csv("") + "as_of = { from = \"Day\", time = \"Clock\", date = \"dd/mm/yyyy\" }\n", "x");
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(profile->rules[0].columns[2].time + profile->rules[0].columns[2].date, "Clockdd/mm/yyyy");
  EXPECT_NE(fault_of(csv("") + "as_of = { from = \"Day\", date = \"d.m.y\" }\n").find("known form"), std::string::npos);
}

TEST(ProfileX12, HasSetsLoopsAndTotals) {
  const auto profile = parse_profile(x12("sets = [\"846\"]\nids = [\"SK\"]\nexceptions_only = { \"W06-01\" = \"X\" }\n[x12.loops]\nLIN = {}\n"
                                         "N1 = { in = \"LIN\", holds = [\"N3\", \"QTY\"] }\nHL = { id = \"HL-01\", parent = \"HL-02\" }\n") +
                                         "on_hand = \"QTY-02\"\n[rows.total]\nfrom = \"CTT-02\"\ncolumn = \"on_hand\"\n", "x");
  ASSERT_TRUE(profile) << profile.error().text();
  EXPECT_EQ(joined(profile->x12.sets) + joined(profile->x12.ids), "846SK");
  ASSERT_EQ(profile->x12.loops.size(), 3u);
  EXPECT_EQ(profile->x12.loops[0].in, "ST");
  EXPECT_EQ(profile->x12.loops[1].in + joined(profile->x12.loops[1].holds), "LINN3,QTY");
  EXPECT_EQ(profile->x12.loops[2].parent, "HL-02");
  EXPECT_EQ(profile->x12.exceptions_only[0].path, "W06-01");
  EXPECT_EQ(profile->rules[0].total->from + profile->rules[0].total->column, "CTT-02on_hand");
}

TEST(ProfileX12, RefusesWhatItDoesNotUnderstand) {
  EXPECT_NE(fault_of(x12("ids = [\"SK\"]\n")).find("sets"), std::string::npos);
  EXPECT_NE(fault_of(x12("sets = [\"846\"]\n[x12.loops]\nN1 = { in = \"LX\" }\n")).find("no loop"), std::string::npos);
  EXPECT_NE(fault_of(x12("sets = [\"846\"]\n[x12.loops]\nHL = { id = \"HL-01\" }\n")).find("together"), std::string::npos);
  EXPECT_NE(fault_of(std::string("name = \"x\"\nformat = \"x12\"\n") + kLines).find("x12"), std::string::npos);
  EXPECT_NE(fault_of(std::string("name = \"x\"\nformat = \"x12\"\n[x12]\nsets = [\"846\"]\n") + kStock).find("each"), std::string::npos);
  EXPECT_NE(fault_of(csv("[x12]\nsets = [\"846\"]\n")).find("another format"), std::string::npos);
  EXPECT_NE(fault_of(csv("") + "[rows.total]\nfrom = \"T\"\ncolumn = \"sku\"\n").find("X12"), std::string::npos);
}

TEST(ProfileExtends, WhatTheOwnFileSaysHolds) {
  const auto base = find_profile("cin7_core.availability", "");
  ASSERT_TRUE(base);
  const auto own = parse_profile("name = \"mine\"\nextends = \"cin7_core.availability\"\nzone = \"UTC\"\n[json]\ntotal = \"Count\"\n", "mine.toml");
  ASSERT_TRUE(own) << own.error().text();
  EXPECT_EQ(own->name, "mine");
  EXPECT_EQ(own->title, (*base)->title);
  EXPECT_EQ(own->zone, "UTC");
  EXPECT_EQ(own->json.total, "Count");
  EXPECT_EQ(own->json.list, (*base)->json.list) << "what stands in a table beside it stays";
  EXPECT_EQ(own->rules.size(), (*base)->rules.size());
}

TEST(ProfileExtends, NamesAShippedProfile) {
  EXPECT_NE(fault_of("name = \"mine\"\nextends = \"x12.999999\"\n").find("unknown_profile"), std::string::npos);
}

}  // namespace
}  // namespace trueup
