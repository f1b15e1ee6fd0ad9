#include "trueup/mapping/normal_form.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

TEST(NormalForm, JoinsSpellingsOfOneItem) {
  for (const char* spelling : {"A-1042", "a-1042", " A-1042 ", "A-1042\t", "A-10\xC2\xA0"
                                                                            "42",
                               "A-\xE2\x80\x8B"
                               "1042",
                               "\xEF\xBC\xA1-1042"})
    EXPECT_EQ(normal_form(spelling), "a-1042") << spelling;
  EXPECT_EQ(normal_form("0074512"), normal_form("74512"));
}

TEST(NormalForm, KeepsItemsApart) {
  EXPECT_NE(normal_form("A-1042"), normal_form("A1042"));
  EXPECT_NE(normal_form("A-10"), normal_form("A-1"));
  EXPECT_EQ(normal_form("0"), "0");
  EXPECT_EQ(normal_form("000"), "0");
  EXPECT_NE(normal_form("0A"), normal_form("A"));
}

TEST(SpellingDifference, NamesIt) {
  EXPECT_EQ(spelling_difference("A-1042 ", "A-1042"), "a blank at an end");
  EXPECT_EQ(spelling_difference("74512", "0074512"), "leading zeros");
  EXPECT_EQ(spelling_difference("a-1042", "A-1042"), "case");
}

}  // namespace
}  // namespace trueup
