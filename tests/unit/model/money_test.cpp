#include "trueup/model/money.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace trueup
