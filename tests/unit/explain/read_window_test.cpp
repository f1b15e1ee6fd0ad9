#include <gtest/gtest.h>

#include "explain/gaps.hpp"

namespace trueup {
namespace {

const StockKey kKey{TextId{1}, TextId{2}, false};

Event event(Side side, std::int64_t effect, Truth in_balance) {
  Event made;
  made.side = side;
  made.key = kKey;
  made.effect = {effect};
  made.in_balance = in_balance;
  return made;
}

Delta delta(std::int64_t value) {
  DeltaRow row;
  row.key = kKey;
  row.book = row.other = Quantity{0};
  row.delta = {value};
  return {{row}};
}

TEST(ReadWindow, TakesTheOnlyChoiceThatLeavesNothing) {
  // The warehouse's -5 was posted while its stock was read; book - other is 0, so the balance cannot hold it yet.
  std::vector<Event> events{event(Side::kOther, -5, Truth::kUnknown)};
  EXPECT_TRUE(settle_read_window(events, delta(0)).empty());
  EXPECT_EQ(events[0].in_balance, Truth::kNo);
  events[0].in_balance = Truth::kUnknown;
  EXPECT_TRUE(settle_read_window(events, delta(5)).empty());
  EXPECT_EQ(events[0].in_balance, Truth::kYes);
}

TEST(ReadWindow, TwoChoicesAreUndecided) {
  std::vector<Event> events{event(Side::kOther, -5, Truth::kUnknown), event(Side::kOther, -5, Truth::kUnknown)};
  EXPECT_EQ(settle_read_window(events, delta(5)).size(), 1u);
}

TEST(ReadWindow, NoChoiceIsUndecided) {
  std::vector<Event> events{event(Side::kOther, -5, Truth::kUnknown)};
  EXPECT_EQ(settle_read_window(events, delta(3)).size(), 1u);
}

TEST(ReadWindow, SettledEventsCountFirst) {
  std::vector<Event> events{event(Side::kOther, -2, Truth::kYes), event(Side::kOther, -5, Truth::kUnknown)};
  EXPECT_TRUE(settle_read_window(events, delta(2)).empty());
  EXPECT_EQ(events[1].in_balance, Truth::kNo);
}

}  // namespace
}  // namespace trueup
