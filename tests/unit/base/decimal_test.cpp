#include "trueup/base/decimal.hpp"

#include <gtest/gtest.h>

#include <random>

namespace trueup {
namespace {

TEST(Decimal, ReadsEqualValuesWrittenDifferently) {
  for (const char* text : {"497", "497.0", "497.0000", "+497", "000497.00000000"}) {
    const ParsedDecimal parsed = parse_decimal(text, 4);
    EXPECT_EQ(parsed.fault, DecimalFault::kNone) << text;
    EXPECT_EQ(parsed.value, 4970000) << text;
  }
}

TEST(Decimal, RefusesWhatItWouldHaveToGuess) {
  for (const char* text : {"", "-", "+", ".", "5.", "1,234.50", "1.2E+11", "0x10", " 1", "1 ", "--1", "1.2.3", "NaN", "\xEF\xBC\x91"})
    EXPECT_EQ(parse_decimal(text, 4).fault, DecimalFault::kNotADecimal) << text;
}

TEST(Decimal, NeverRounds) {
  EXPECT_EQ(parse_decimal("12.34567", 4).fault, DecimalFault::kTooManyPlaces);
  EXPECT_EQ(parse_decimal("12.34560", 4).value, 123456);
}

TEST(Decimal, KnowsItsRange) {
  EXPECT_EQ(parse_decimal("99999999999999999999", 4).fault, DecimalFault::kOutOfRange);
  EXPECT_EQ(parse_decimal("922337203685477.5807", 4).value, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_decimal("922337203685477.5808", 4).fault, DecimalFault::kOutOfRange);
  EXPECT_EQ(parse_decimal("-922337203685477.5807", 4).value, -std::numeric_limits<std::int64_t>::max());
}

TEST(Decimal, WritesWhatItReads) {
  std::mt19937_64 random(20261120);
  for (int i = 0; i < 20000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 60);
    if (value == std::numeric_limits<std::int64_t>::min()) continue;
    for (const int places : {0, 4, 7, 10}) EXPECT_EQ(parse_decimal(format_decimal(value, places), places).value, value);
  }
  EXPECT_EQ(format_decimal(0, 4), "0");
  EXPECT_EQ(format_decimal(-5000, 4), "-0.5");
}

TEST(Decimal, DividesHalfToEven) {
  EXPECT_TRUE(divide_half_even(5, 2) == 2);
  EXPECT_TRUE(divide_half_even(7, 2) == 4);
  EXPECT_TRUE(divide_half_even(-5, 2) == -2);
  EXPECT_TRUE(divide_half_even(-7, 2) == -4);
  EXPECT_TRUE(divide_half_even(8, 3) == 3);
}

}  // namespace
}  // namespace trueup
