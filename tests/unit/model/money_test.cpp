#include "trueup/model/money.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace trueup {
namespace {

TEST(Money, PricesOnceAndRoundsHalfToEven) {
  const Quantity three{30000};
  EXPECT_EQ(format_money(price_of(three, UnitCost{398650000}, "USD"), "USD"), "119.60");  // 3 x 39.865 = 119.595 -> even
  EXPECT_EQ(format_money(price_of(-three, UnitCost{398650000}, "USD"), "USD"), "-119.60");
  EXPECT_EQ(format_money(price_of(Quantity{5000}, UnitCost{100000}, "USD"), "USD"), "0.00");  // 0.005 -> 0.00
  EXPECT_EQ(format_money(price_of(Quantity{15000}, UnitCost{100000}, "USD"), "USD"), "0.02");  // 0.015 -> 0.02
}

TEST(Money, KnowsEachCurrencysMinorUnit) {
  EXPECT_EQ(format_money({1234}, "JPY"), "1234");
  EXPECT_EQ(format_money({1234}, "KWD"), "1.234");
  EXPECT_EQ(format_money({-5}, "USD"), "-0.05");
}

TEST(Quantity, ConvertsExactlyOrNotAtAll) {
  EXPECT_EQ(to_base(Quantity{20000}, Ratio{12, 1})->text(), "24");
  EXPECT_EQ(to_base(Quantity{240000}, Ratio{1, 24})->text(), "1");
  EXPECT_FALSE(to_base(Quantity{10000}, Ratio{1, 24}));  // 0.041666... is no quantity
  EXPECT_FALSE(to_base(Quantity{std::numeric_limits<std::int64_t>::max()}, Ratio{2, 1}));
  EXPECT_FALSE(to_base(Quantity::unknown(), Ratio{}));
  EXPECT_FALSE(add(Quantity{std::numeric_limits<std::int64_t>::max()}, Quantity{1}));
}

TEST(Quantity, IsCalculatedWithoutSurprises) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(subtract(Quantity{30000}, Quantity{50000}), Quantity{-20000});
  EXPECT_FALSE(subtract(Quantity{-kMax}, Quantity{1}));
  EXPECT_FALSE(subtract(Quantity{1}, Quantity::unknown()) || subtract(Quantity::unknown(), Quantity{1}));
  EXPECT_EQ(multiply(Quantity{30000}, -2), Quantity{-60000});
  EXPECT_FALSE(multiply(Quantity{kMax}, 2) || multiply(Quantity::unknown(), 0) || multiply(Quantity{-kMax}, -2));
  EXPECT_EQ(multiply(Quantity{10000}, Ratio{1, 3}, Rounding::kHalfEven), Quantity{3333});
  EXPECT_EQ(multiply(Quantity{1}, Ratio{1, 2}, Rounding::kHalfUp), Quantity{1});
  EXPECT_EQ(multiply(Quantity{1}, Ratio{1, 2}, Rounding::kDown), Quantity{0});
  EXPECT_FALSE(multiply(Quantity{kMax}, Ratio{3, 2}, Rounding::kDown) || multiply(Quantity::unknown(), Ratio{}, Rounding::kDown));
}

TEST(Rounding, DoesWhatItsNameSays) {
  struct {
    int numerator, denominator, half_even, half_up, down;
  } const rows[] = {{5, 2, 2, 3, 2}, {7, 2, 4, 4, 3}, {-5, 2, -2, -3, -2}, {-7, 2, -4, -4, -3}, {1, 2, 0, 1, 0}, {-1, 2, 0, -1, 0},
                    {2, 3, 1, 1, 0}, {-2, 3, -1, -1, 0}, {1, 3, 0, 0, 0}, {6, 3, 2, 2, 2}, {0, 7, 0, 0, 0}};
  for (const auto& row : rows) {
    EXPECT_EQ(static_cast<int>(divide(row.numerator, row.denominator, Rounding::kHalfEven)), row.half_even) << row.numerator << "/" << row.denominator;
    EXPECT_EQ(static_cast<int>(divide(row.numerator, row.denominator, Rounding::kHalfUp)), row.half_up) << row.numerator << "/" << row.denominator;
    EXPECT_EQ(static_cast<int>(divide(row.numerator, row.denominator, Rounding::kDown)), row.down) << row.numerator << "/" << row.denominator;
  }
  for (int numerator = -300; numerator <= 300; ++numerator)
    for (int denominator = 1; denominator < 30; ++denominator)
      ASSERT_TRUE(divide(numerator, denominator, Rounding::kHalfEven) == divide_half_even(numerator, denominator));
}

constexpr Int128 kMostMinor = (Int128{std::numeric_limits<std::int64_t>::max()} << 64) | Int128{std::numeric_limits<std::uint64_t>::max()};

TEST(Money, IsAddedAndMultipliedWithinItsRange) {
  EXPECT_EQ(add(Money{5}, Money{-7}), Money{-2});
  EXPECT_EQ(subtract(Money{5}, Money{7}), Money{-2});
  EXPECT_EQ(multiply(Money{5}, -3), Money{-15});
  EXPECT_EQ(multiply(Money{1000}, Ratio{1, 3}, Rounding::kHalfEven), Money{333});
  EXPECT_EQ(multiply(Money{-5}, Ratio{1, 2}, Rounding::kHalfUp), Money{-3});
  EXPECT_FALSE(add(Money{kMostMinor}, Money{1}) || subtract(Money{-kMostMinor}, Money{2}) || multiply(Money{kMostMinor}, 2));
  EXPECT_FALSE(multiply(Money{kMostMinor}, Ratio{2, 3}, Rounding::kDown));
  EXPECT_LT(Money{-1}, Money{0});
}

TEST(Money, IsSplitToTheLastCent) {
  EXPECT_EQ(split(Money{100}, std::vector<std::int64_t>{1, 1, 1}), (std::vector<Money>{{34}, {33}, {33}}));  // a tie: the first
  EXPECT_EQ(split(Money{-100}, std::vector<std::int64_t>{1, 1, 1}), (std::vector<Money>{{-34}, {-33}, {-33}}));
  EXPECT_EQ(split(Money{100}, std::vector<std::int64_t>{0, 1, 2}), (std::vector<Money>{{0}, {33}, {67}}));
  EXPECT_EQ(split(Money{1}, std::vector<std::int64_t>{0, 3, 4}), (std::vector<Money>{{0}, {0}, {1}}));
  EXPECT_EQ(split(Money{0}, std::vector<std::int64_t>{5}), (std::vector<Money>{{0}}));
  EXPECT_FALSE(split(Money{1}, std::vector<std::int64_t>{}) || split(Money{1}, std::vector<std::int64_t>{0, 0}));
  EXPECT_FALSE(split(Money{1}, std::vector<std::int64_t>{2, -1}));
  EXPECT_FALSE(split(Money{1}, std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::max(), 1}));
}

TEST(Money, PartsSumToTheWhole) {
  std::mt19937_64 random(17);
  for (int round = 0; round < 20'000; ++round) {
    std::vector<std::int64_t> weights(1 + random() % 9);
    for (auto& weight : weights) weight = static_cast<std::int64_t>(random() % (round % 2 == 0 ? 7 : 900'000'000'000'000'000));
    weights[random() % weights.size()] = 3;
    Int128 amount = static_cast<std::int64_t>(random());
    if (round % 3 == 0) amount = amount * static_cast<std::int64_t>(random());
    if (round % 3 == 1) amount %= 1000;
    if (round == 0) amount = kMostMinor;
    if (round == 1) amount = -kMostMinor - 1;
    const auto parts = split(Money{amount}, weights);
    ASSERT_TRUE(parts);
    Int128 total = 0, weight_sum = 0;
    for (const auto weight : weights) weight_sum += weight;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      total += (*parts)[i].minor;
      if (round % 3 == 1 && round > 1) {  // small: off by less than one minor unit from the exact share
        const Int128 apart = (*parts)[i].minor * weight_sum - amount * weights[i];
        ASSERT_TRUE(apart < weight_sum && -apart < weight_sum);
      }
    }
    ASSERT_TRUE(total == amount);
  }
}

TEST(UnitCost, FollowsPacksAndValuations) {
  EXPECT_EQ(add(UnitCost{10'000'000}, UnitCost{5'000'000}), UnitCost{15'000'000});
  EXPECT_FALSE(add(UnitCost{}, UnitCost{1}) || add(UnitCost{std::numeric_limits<std::int64_t>::max()}, UnitCost{1}));
  EXPECT_EQ(per_base_unit(UnitCost{100'000'000}, Ratio{12, 1}, Rounding::kHalfEven), UnitCost{8'333'333});  // 10.00 a case
  EXPECT_EQ(per_base_unit(UnitCost{10'000'000}, Ratio{1, 24}, Rounding::kDown), UnitCost{240'000'000});
  EXPECT_FALSE(per_base_unit(UnitCost{}, Ratio{}, Rounding::kDown));
  EXPECT_EQ(average_cost(Money{1000}, Quantity{30000}, "USD", Rounding::kHalfUp), UnitCost{33'333'333});
  EXPECT_EQ(average_cost(Money{1000}, Quantity{30000}, "JPY", Rounding::kHalfUp), UnitCost{3'333'333'333});
  EXPECT_FALSE(average_cost(Money{1}, Quantity{0}, "USD", Rounding::kDown) || average_cost(Money{1}, Quantity::unknown(), "USD", Rounding::kDown));
  EXPECT_FALSE(average_cost(Money{kMostMinor}, Quantity{1}, "USD", Rounding::kDown));
}

TEST(Money, IsRoundedAsAsked) {
  const Quantity one{10000};
  const UnitCost half_cent{50'000};
  EXPECT_EQ(extended_cost(one, half_cent, "USD", Rounding::kHalfEven), price_of(one, half_cent, "USD"));
  EXPECT_EQ(extended_cost(one, half_cent, "USD", Rounding::kHalfUp), Money{1});
  EXPECT_EQ(extended_cost(-one, half_cent, "USD", Rounding::kHalfUp), Money{-1});
  EXPECT_EQ(extended_cost(one, UnitCost{199'999}, "USD", Rounding::kDown), Money{1});
  EXPECT_FALSE(extended_cost(Quantity::unknown(), half_cent, "USD", Rounding::kDown) || extended_cost(one, UnitCost{}, "USD", Rounding::kDown));
}

TEST(Money, MinorUnitsAreIso4217s) {
  for (const char* code : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"})
    EXPECT_EQ(minor_places(code), 0) << code;
  for (const char* code : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) EXPECT_EQ(minor_places(code), 3) << code;
  for (const char* code : {"CLF", "UYW"}) EXPECT_EQ(minor_places(code), 4) << code;
  for (const char* code : {"USD", "EUR", "AUD", "NZD", "GBP", "MGA", "MRU", "UYU", "HUF", "TWD", "XCG"}) EXPECT_EQ(minor_places(code), 2) << code;
}

}  // namespace
}  // namespace trueup
