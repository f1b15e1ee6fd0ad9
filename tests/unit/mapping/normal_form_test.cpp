#include "trueup/mapping/normal_form.hpp"

#include <gtest/gtest.h>

#include <set>

namespace trueup {
namespace {

std::string utf8(unsigned point) {
  std::string out;
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
  if (point >= 0x10000) out = {static_cast<char>(0xF0 | point >> 18), static_cast<char>(0x80 | (point >> 12 & 0x3F))};
  else out = {static_cast<char>(0xE0 | point >> 12)};
  return out + static_cast<char>(0x80 | (point >> 6 & 0x3F)) + static_cast<char>(0x80 | (point & 0x3F));
}

TEST(NormalForm, JoinsSpellingsOfOneItem) {
  for (const char* spelling : {"A-1042", "a-1042", " A-1042 ", "A-1042\t", "\r\nA-1042", "A - 1042", "A-1042\x1D",
                               "A-10\xC2\xA0" "42", "A-\xE2\x80\x8B" "1042", "\xEF\xBC\xA1-1042", "\xEF\xBB\xBF" "A-1042",
                               "A-10\xC2\xAD" "42", "\xE3\x80\x80" "A-1042", "A\xE2\x80\x91" "1042", "A\xE2\x88\x92" "1042",
                               "\xD0\x90-1042", "\xCE\x91-1042", "A-\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x94\xEF\xBC\x92"})
    EXPECT_EQ(normal_form(spelling), "a-1042") << spelling;
  EXPECT_EQ(normal_form("0074512"), normal_form("74512"));
  EXPECT_EQ(normal_form("123456789012.0"), "123456789012");
  EXPECT_EQ(normal_form("00123456789012.00"), "123456789012");
}

TEST(NormalForm, ComposesAndNarrows) {
  EXPECT_EQ(normal_form("CAF\xC3\x89"), normal_form("cafe\xCC\x81"));
  EXPECT_EQ(normal_form("\xEF\xBD\xB6\xEF\xBE\x9E"), "\xE3\x82\xAC");                    // half-width ka and its voicing
  EXPECT_EQ(normal_form("\xC7\x96"), normal_form("u\xCC\x88\xCC\x84"));                  // two marks, one letter
  EXPECT_EQ(normal_form("a\xCC\xA3\xCC\x81"), normal_form("a\xCC\x81\xCC\xA3"));         // marks in either order
  EXPECT_EQ(normal_form("\xD0\x81"), normal_form("\xD0\x95\xCC\x88"));                   // stays Cyrillic: it has no Latin shape of its own
  EXPECT_EQ(normal_form("\xD0\x92\xD0\x9C-1"), normal_form("\xD0\xB2\xD0\xBC-1"));       // both cases
}

TEST(NormalForm, KeepsItemsApart) {
  EXPECT_NE(normal_form("A-1042"), normal_form("A1042"));
  EXPECT_NE(normal_form("A-10"), normal_form("A-1"));
  EXPECT_EQ(normal_form("0"), "0");
  EXPECT_EQ(normal_form("000"), "0");
  EXPECT_NE(normal_form("0A"), normal_form("A"));
  EXPECT_NE(normal_form("10.0"), normal_form("10"));
  EXPECT_NE(normal_form("A12345678.0"), normal_form("A12345678"));
  EXPECT_NE(normal_form("123456789012.10"), normal_form("123456789012.1"));
  EXPECT_NE(normal_form("123456789012.000"), normal_form("123456789012"));
  EXPECT_NE(normal_form("10\xC2\xB5" "F"), normal_form("10mF"));  // micro is no M
  EXPECT_NE(normal_form("O-1"), normal_form("0-1"));
  EXPECT_NE(normal_form("8\xC2\xB2"), normal_form("82"));         // a power is no width
  EXPECT_EQ(normal_form(""), "");
  EXPECT_EQ(normal_form(" \xC2\xA0\t"), "");
}

TEST(NormalForm, LeavesBytesThatAreNoText) {
  EXPECT_EQ(normal_form("A\xFF 1"), "a\xFF" "1");
  EXPECT_EQ(normal_form("\xC2"), "\xC2");
  EXPECT_EQ(normal_form("\xED\xA0\x80" "B"), "\xED\xA0\x80" "b");  // a surrogate
  EXPECT_EQ(normal_form("\xF4\x90\x80\x80"), "\xF4\x90\x80\x80");  // beyond Unicode
  std::string bytes;
  for (int c = 0; c < 256; ++c) {
    bytes.push_back(static_cast<char>(c));
    EXPECT_EQ(normal_form(normal_form(bytes)), normal_form(bytes));
    EXPECT_LE(lookalike_form(bytes).size() + loose_form(bytes).size(), 2 * bytes.size());
  }
}

TEST(NormalForm, IsItsOwnNormalForm) {
  std::set<unsigned> odd;
  for (unsigned point = 1; point < 0x30000; ++point) {
    if (point >= 0xD800 && point < 0xE000) continue;
    for (const std::string& code : {utf8(point), "A" + utf8(point) + "1", utf8(0x0410) + utf8(point)}) {
      const std::string form = normal_form(code);
      if (normal_form(form) != form) odd.insert(point);
    }
  }
  EXPECT_TRUE(odd.empty()) << odd.size() << ", first " << std::hex << *odd.begin();
}

TEST(NormalForm, AppendsToWhatIsThere) {
  std::string out = "0";
  append_normal_form(out, " 007A");
  EXPECT_EQ(out, "07a");
  append_normal_form(out, "\xEF\xBC\xA1");
  EXPECT_EQ(out, "07aa");
  append_normal_form(out, "");
  EXPECT_EQ(out, "07aa");
}

TEST(WeakerForms, JoinMoreThanTheNormalForm) {
  EXPECT_EQ(lookalike_form("SO-1l"), lookalike_form("s0-I1"));
  EXPECT_NE(lookalike_form("SO-11"), lookalike_form("SO11"));
  EXPECT_EQ(loose_form("AB-12/3.4_5"), loose_form("ab12345"));
  EXPECT_EQ(loose_form("AB 12"), loose_form("AB-12"));
  EXPECT_EQ(loose_form("AB-O1"), loose_form("AB/01"));
  EXPECT_NE(loose_form("AB+12"), loose_form("AB12"));
}

TEST(RoundedNumber, CouldBeACode) {
  EXPECT_TRUE(could_be("8.48971E+11", "848971234567"));
  EXPECT_TRUE(could_be("8.48971E+11", "00848971999999"));   // cut off
  EXPECT_TRUE(could_be("8.48971E+11", "848970500000"));     // rounded up
  EXPECT_FALSE(could_be("8.48971E+11", "848970499999"));
  EXPECT_FALSE(could_be("8.48971E+11", "848972000000"));
  EXPECT_FALSE(could_be("8.48971E+11", "8489712345678"));   // 13 digits
  EXPECT_FALSE(could_be("8.48971E+11", "84897123456"));
  EXPECT_FALSE(could_be("8.48971E+11", "A848971234567"));
  EXPECT_TRUE(could_be("1.2E+11", "120000000001"));
  EXPECT_TRUE(could_be("9.40E+12", "9402345678901"));
  EXPECT_FALSE(could_be("9.40E+12", "9412345678901"));
  EXPECT_TRUE(could_be("9,40e+12 ", "9402345678901"));
  EXPECT_TRUE(could_be("1E+11", "99960000000"));            // 9.996E+10 in fewer digits
  EXPECT_FALSE(could_be("1E+11", "94960000000"));
  EXPECT_TRUE(could_be("1.20E+06", "12E5"));                // a code that a spreadsheet took for a number
  EXPECT_TRUE(could_be("123456789012.0", "0123456789012"));
  EXPECT_FALSE(could_be("123456789012.0", "123456789013"));
  EXPECT_TRUE(could_be("123456789012345000", "123456789012345678"));
  EXPECT_FALSE(could_be("123456789012345000", "123456789012346678"));
}

TEST(RoundedNumber, IsARarity) {
  for (const char* code : {"", "A-1042", "848971234567", "12E5", "E+11", "1.2E+", "1.2E-3", "0.5E+11", "1.2.3E+11", "1.23456E+3", "1E+99", "1E+9999", "+", "1,2"})
    EXPECT_FALSE(parse_rounded_number(code)) << code;
  const auto number = parse_rounded_number("1.2E+11");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->digits, "12");
  EXPECT_EQ(number->length, 12u);
}

TEST(SpellingDifference, NamesIt) {
  EXPECT_EQ(spelling_difference("A-1042", "A-1042"), "nothing");
  EXPECT_EQ(spelling_difference("A-1042 ", "A-1042"), "a blank at an end");
  EXPECT_EQ(spelling_difference("A-1042\xC2\xA0", "A-1042"), "a blank at an end");
  EXPECT_EQ(spelling_difference("A-1042", " A-1042"), "a missing blank at an end");
  EXPECT_EQ(spelling_difference("A- 1042", "A-1042"), "a blank inside");
  EXPECT_EQ(spelling_difference("A-\xE2\x80\x8B" "1042", "A-1042"), "an invisible character");
  EXPECT_EQ(spelling_difference("\xEF\xBC\xA1-1042", "A-1042"), "full or half width");
  EXPECT_EQ(spelling_difference("CAFE\xCC\x81", "CAF\xC3\x89"), "how an accent is composed");
  EXPECT_EQ(spelling_difference("74512", "0074512"), "leading zeros");
  EXPECT_EQ(spelling_difference("a-1042", "A-1042"), "case");
  EXPECT_EQ(spelling_difference("\xD0\x90-1042", "A-1042"), "a look-alike from another alphabet");
  EXPECT_EQ(spelling_difference("123456789012.0", "123456789012"), "decimals of a spreadsheet");
  EXPECT_EQ(spelling_difference("A-1O42", "A-1042"), "O for 0, or I or l for 1");
  EXPECT_EQ(spelling_difference("A1042", "A-1042"), "punctuation");
  EXPECT_EQ(spelling_difference("8.48971E+11", "848971234567"), "a number that a spreadsheet has rounded");
  EXPECT_EQ(spelling_difference("a-1042 ", "A-1042"), "a blank at an end, case");
  EXPECT_EQ(spelling_difference("A-1042", "B-1042"), "more than spelling");
}

}  // namespace
}  // namespace trueup
