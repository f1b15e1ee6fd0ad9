#include "trueup/model/sku.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace trueup {
namespace {

using namespace std::string_view_literals;

static_assert(Sku("AB-1") == Sku("AB-1") && Sku("AB-1") != Sku("ab-1"));
static_assert(sizeof(Sku) == sizeof(std::string_view));

TEST(Sku, EverySpellingIsACodeOfItsOwn) {
  const char* spellings[] = {"AB-1", "ab-1", "AB-1 ", " AB-1", "AB\u20111", "\uFF21B-1", "0AB-1", "AB-1\u200B"};
  for (const char* left : spellings)
    for (const char* right : spellings) EXPECT_EQ(Sku(left) == Sku(right), left == right);
  EXPECT_NE(Sku("e\u0301"), Sku("\u00E9"));  // one letter, two normal forms
  EXPECT_NE(Sku("A\0B"sv), Sku("A\0C"sv));
}

TEST(Sku, IsOrderedByUnsignedBytes) {
  EXPECT_LT(Sku("a"), Sku("\x80"));
  EXPECT_LT(Sku("A"), Sku("A\x01"));
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string left, right;
    for (std::size_t at = random() % 4; at > 0; --at) left += static_cast<char>(random() % 3 * 127);
    for (std::size_t at = random() % 4; at > 0; --at) right += static_cast<char>(random() % 3 * 127);
    const int head = std::memcmp(left.data(), right.data(), std::min(left.size(), right.size()));
    const bool less = head != 0 ? head < 0 : left.size() < right.size();
    ASSERT_EQ(Sku(std::string_view(left)) < Sku(std::string_view(right)), less);
  }
}

TEST(Sku, DefectsAreNamedWithTheirPlace) {
  EXPECT_FALSE(defect_of(Sku("AB 1/\u00E9\u00A0")));
  EXPECT_EQ(defect_of(Sku("")), (SkuDefect{SkuFault::kEmpty, 0}));
  EXPECT_EQ(defect_of(Sku("AB\0"sv)), (SkuDefect{SkuFault::kNul, 2}));
  EXPECT_EQ(defect_of(Sku("A\tB")), (SkuDefect{SkuFault::kControl, 1}));
  EXPECT_EQ(defect_of(Sku("AB\x7F")), (SkuDefect{SkuFault::kControl, 2}));
  EXPECT_EQ(defect_of(Sku("AB\u0085")), (SkuDefect{SkuFault::kControl, 2}));
  EXPECT_EQ(defect_of(Sku("AB\xE9")), (SkuDefect{SkuFault::kNotUtf8, 2}));  // Latin-1
  EXPECT_EQ(text_of(SkuFault::kTooLong), "is longer than its system takes");
}

TEST(Sku, OnlyShortestFormsAreUtf8) {
  for (const char* good : {"\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF"})
    EXPECT_TRUE(!defect_of(Sku(good)) || defect_of(Sku(good))->fault == SkuFault::kControl) << good;
  for (const char* bad : {"\xC0\xAF", "\xC1\x81", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"})
    EXPECT_EQ(defect_of(Sku(bad)), (SkuDefect{SkuFault::kNotUtf8, 0}));
}

TEST(Sku, LimitsCountCharacters) {
  EXPECT_EQ(longest_sku("cin7_core"), 50u);
  EXPECT_FALSE(longest_sku("cin7_omni"));
  const std::string fifty(50, 'x'), longer(51, 'x');
  std::string accents;
  for (int i = 0; i < 50; ++i) accents += "\u00E9";
  EXPECT_FALSE(defect_of(Sku(std::string_view(fifty)), 50));
  EXPECT_FALSE(defect_of(Sku(std::string_view(accents)), 50));
  EXPECT_EQ(defect_of(Sku(std::string_view(longer)), 50), (SkuDefect{SkuFault::kTooLong, 50}));
  EXPECT_EQ(defect_of(Sku(std::string_view(accents)), 49), (SkuDefect{SkuFault::kTooLong, 98}));
  EXPECT_FALSE(defect_of(Sku(std::string_view(longer))));
}

}  // namespace
}  // namespace trueup
