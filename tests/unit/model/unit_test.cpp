#include "trueup/model/unit.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace trueup {
namespace {

constexpr UnitCode unit(std::string_view text) { return parse_unit_code(text).unit; }

static_assert(unit("x12:CS") != unit("rec21:CS") && unit("x12:CS") != unit("CS") && unit("rec20:EA") != unit("x12:EA"));
static_assert(unit("rec20:XCS") == unit("rec21:CS"));
static_assert(fixed_factor(unit("x12:DZ")) == Ratio{12, 1});

TEST(UnitCode, IsAListAndACode) {
  EXPECT_EQ(unit("x12:CA"), (UnitCode{UnitList::kX12, "CA"}));
  EXPECT_EQ(unit("rec20:C62"), (UnitCode{UnitList::kRec20, "C62"}));
  EXPECT_EQ(unit("rec20:X1"), (UnitCode{UnitList::kRec20, "X1"}));  // a length, not a package
  EXPECT_EQ(unit("CA"), (UnitCode{UnitList::kWord, "CA"}));
  EXPECT_EQ(unit("3 Pack"), (UnitCode{UnitList::kWord, "3 Pack"}));
  EXPECT_EQ(unit("Case: outer"), (UnitCode{UnitList::kWord, "Case: outer"}));
  EXPECT_EQ(unit(" each "), (UnitCode{UnitList::kWord, " each "}));
  for (const char* text : {"x12:CA", "rec20:C62", "rec21:CS", "Case Pack"}) EXPECT_EQ(unit(text).text(), text);
}

TEST(UnitCode, SaysWhyATextIsNone) {
  EXPECT_EQ(parse_unit_code("").fault, UnitCodeFault::kEmpty);
  EXPECT_EQ(parse_unit_code("rec22:CS").fault, UnitCodeFault::kUnknownList);
  EXPECT_EQ(parse_unit_code("x12:").fault, UnitCodeFault::kNotACode);
  EXPECT_EQ(parse_unit_code("x12:CASE").fault, UnitCodeFault::kNotACode);
  EXPECT_EQ(parse_unit_code("x12:ca").fault, UnitCodeFault::kNotACode);
  EXPECT_EQ(parse_unit_code("rec21:XCS").fault, UnitCodeFault::kNotACode);
  EXPECT_EQ(parse_unit_code("rec20:XCST").fault, UnitCodeFault::kNotACode);
  EXPECT_EQ(text_of(UnitCodeFault::kNotACode), "is not a code of its list");
}

TEST(UnitMeaning, IsEachListsOwn) {
  EXPECT_EQ(name_of(meaning_of(unit("x12:CS"))), "cassette");
  EXPECT_EQ(name_of(meaning_of(unit("rec21:CS"))), "case");
  EXPECT_EQ(name_of(meaning_of(unit("x12:CA"))), "case");
  EXPECT_EQ(name_of(meaning_of(unit("rec20:XCA"))), "can");
  EXPECT_EQ(name_of(meaning_of(unit("x12:PL"))), "pallet");
  EXPECT_EQ(name_of(meaning_of(unit("rec20:XPL"))), "pail");
  EXPECT_EQ(name_of(meaning_of(unit("rec20:C62"))), "each");
  EXPECT_EQ(name_of(meaning_of(unit("rec20:ZZ"))), "unknown");
  EXPECT_EQ(name_of(meaning_of(unit("rec20:CS"))), "unknown");  // a package code needs its X there
}

TEST(UnitMeaning, OfAFreeWordIsItsEnglish) {
  EXPECT_EQ(meaning_of(unit("Each")), UnitMeaning::kEach);
  EXPECT_EQ(meaning_of(unit("CASE")), UnitMeaning::kCase);
  EXPECT_EQ(meaning_of(unit("CS")), UnitMeaning::kUnknown);
  EXPECT_EQ(meaning_of(unit("case ")), UnitMeaning::kUnknown);
  EXPECT_EQ(meaning_of(unit("unknown")), UnitMeaning::kUnknown);
}

TEST(UnitMeaning, EachHasAWordOfItsOwnAndEachCodeStandsOnce) {
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < static_cast<std::size_t>(UnitMeaning::kCount_); ++i) words.insert(name_of(static_cast<UnitMeaning>(i)));
  EXPECT_EQ(words.size(), static_cast<std::size_t>(UnitMeaning::kCount_));
  EXPECT_FALSE(words.contains(""));
  std::set<std::string> codes;
  for (const auto& known : detail::kKnownUnits) {
    EXPECT_TRUE(codes.insert(known.unit.text()).second) << known.unit.text();
    EXPECT_EQ(unit(known.unit.text()).list, known.unit.list) << known.unit.text();
  }
}

TEST(UnitCode, BareCodesClash) {
  for (const char* code : {"CS", "CA", "PL", "PC", "ST", "BT"}) EXPECT_TRUE(clashes(code)) << code;
  for (const char* code : {"EA", "CT", "BX", "PK", "BG", "C62", "nothing"}) EXPECT_FALSE(clashes(code)) << code;
}

TEST(UnitCode, OnlyNumbersThatTheCodeSaysAreFixed) {
  const std::pair<const char*, std::int64_t> fixed[] = {
      {"x12:EA", 1}, {"rec20:C62", 1}, {"x12:PR", 2}, {"rec20:PR", 2}, {"x12:P6", 6}, {"x12:DZ", 12}, {"rec20:DZN", 12},
      {"x12:GS", 144}, {"rec20:GRO", 144}, {"rec20:CEN", 100}, {"rec20:MIL", 1000}, {"Dozen", 12}};
  for (const auto& [text, number] : fixed) EXPECT_EQ(fixed_factor(unit(text)), (Ratio{number, 1})) << text;
  for (const char* text : {"x12:CA", "x12:CS", "rec21:CS", "x12:PL", "x12:PK", "x12:ST", "x12:GR", "DZ", "case"}) EXPECT_FALSE(fixed_factor(unit(text))) << text;
}

}  // namespace
}  // namespace trueup
