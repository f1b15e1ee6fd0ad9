#include "trueup/model/printed_figure.hpp"

#include <gtest/gtest.h>

#include <random>

namespace trueup {
namespace {

constexpr PrintedFigure printed(std::string_view text) { return *parse_printed(text); }

static_assert(rounds_to(printed("8.33"), Ratio{12, 1}, Quantity{1'000'000}) == true);

TEST(PrintedFigure, KeepsItsPlaces) {
  EXPECT_EQ(printed("8.330").places, 3);
  EXPECT_EQ(printed("-8.3").value, -83);
  EXPECT_EQ(printed("8").places, 0);
  EXPECT_FALSE(parse_printed("8.") || parse_printed("") || parse_printed("8,33") || parse_printed("1.00000000001"));
}

TEST(PrintedFigure, ARoundingIsNoDifference) {
  const Quantity hundred{1'000'000};
  EXPECT_EQ(rounds_to(printed("8.33"), Ratio{12, 1}, hundred), true);   // 99.96
  EXPECT_EQ(rounds_to(printed("8.34"), Ratio{12, 1}, hundred), false);
  EXPECT_EQ(rounds_to(printed("8.330"), Ratio{12, 1}, hundred), false);  // 8.333 would have been printed
  EXPECT_EQ(rounds_to(printed("8.3333"), Ratio{12, 1}, hundred), true);
  EXPECT_EQ(rounds_to(printed("-8.33"), Ratio{12, 1}, -hundred), true);
  EXPECT_EQ(rounds_to(printed("-8.33"), Ratio{12, 1}, hundred), false);
  EXPECT_EQ(rounds_to(printed("8"), Ratio{12, 1}, hundred), true);
  EXPECT_EQ(rounds_to(printed("0.04"), Ratio{24, 1}, Quantity{10000}), true);  // 1/24
  EXPECT_EQ(rounds_to(printed("24"), Ratio{1, 24}, Quantity{10000}), true);
  EXPECT_EQ(rounds_to(printed("25"), Ratio{1, 24}, Quantity{10000}), false);
}

TEST(PrintedFigure, ATieMayHaveGoneEitherWay) {
  EXPECT_EQ(rounds_to(printed("2"), Ratio{2, 1}, Quantity{50000}), true);  // 2.5
  EXPECT_EQ(rounds_to(printed("3"), Ratio{2, 1}, Quantity{50000}), true);
  EXPECT_EQ(rounds_to(printed("3"), Ratio{2, 1}, Quantity{49999}), false);
}

TEST(PrintedFigure, UnknownStaysUnknown) {
  EXPECT_FALSE(rounds_to(printed("1"), Ratio{1, 1}, Quantity::unknown()));
  EXPECT_FALSE(rounds_to(printed("1.0000000000"), Ratio{1, std::numeric_limits<std::int64_t>::max()}, Quantity{Quantity::kMost}));
}

TEST(PrintedFigure, WhatIsRoundedRoundsBack) {
  std::mt19937 random(3);
  for (int i = 0; i < 50'000; ++i) {
    const std::int64_t pieces = static_cast<std::int64_t>(random() % 200'000) - 100'000, pack = 1 + static_cast<std::int64_t>(random() % 300);
    const int places = static_cast<int>(random() % 5);
    std::int64_t scale = 1;
    for (int at = 0; at < places; ++at) scale *= 10;
    const auto rounding = static_cast<Rounding>(random() % 2);  // to the nearest, either way of ties
    const PrintedFigure figure{static_cast<std::int64_t>(divide(Int128{pieces} * scale, pack, rounding)), places};
    ASSERT_EQ(rounds_to(figure, *make_ratio(pack, 1), Quantity{pieces * 10000}), true);
    const PrintedFigure wrong{figure.value + (random() % 2 == 0 ? 2 : -2), places};
    ASSERT_EQ(rounds_to(wrong, *make_ratio(pack, 1), Quantity{pieces * 10000}), false);
  }
}

}  // namespace
}  // namespace trueup
