#include "explain/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace trueup {
namespace {

// Events by hand: a side, an order, a quantity; all of one item at one place unless said otherwise.
class World {
 public:
  Evidence evidence;
  std::vector<Event> events;

  std::uint32_t add(Side side, std::uint32_t order, std::int64_t units, const char* line = "", std::uint32_t link = 0, const char* sku = "A") {
    Event event;
    event.side = side;
    event.flow = Flow::kOut;
    event.key = {evidence.pool.intern(sku), evidence.pool.intern("LA"), false};
    event.effect = {-units * 10000};
    event.order = order;
    event.line = evidence.pool.intern(line);
    event.link = link;
    event.id = evidence.pool.intern("D" + std::to_string(events.size()));
    event.moved_at = event.at = 1'000'000 * static_cast<std::int64_t>(events.size());
    event.in_balance = Truth::kYes;
    event.row = static_cast<std::uint32_t>(events.size());
    events.push_back(event);
    return event.row;
  }

  std::vector<Match> match() const { return match_events(events, evidence); }
};

const Match* match_of(const std::vector<Match>& matches, std::uint32_t event) {
  for (const Match& match : matches)
    if (std::count(match.book.begin(), match.book.end(), event) + std::count(match.other.begin(), match.other.end(), event) > 0) return &match;
  return nullptr;
}

TEST(Match, TheSecondAdviceIsAbsentNotAWrongQuantity) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 12);
  const auto first = world.add(Side::kOther, 1, 12), second = world.add(Side::kOther, 1, 24);
  const auto matches = world.match();
  EXPECT_EQ(match_of(matches, booked), match_of(matches, first));
  EXPECT_TRUE(match_of(matches, second)->book.empty());
}

TEST(Match, TwoLateAdvicesStayTwoDocuments) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 3);
  world.add(Side::kOther, 1, 3);
  const auto late = world.add(Side::kOther, 1, 5), later = world.add(Side::kOther, 1, 7);
  const auto matches = world.match();
  EXPECT_TRUE(match_of(matches, late)->book.empty());
  EXPECT_TRUE(match_of(matches, later)->book.empty());
  EXPECT_NE(match_of(matches, late), match_of(matches, later));
  EXPECT_EQ(match_of(matches, booked)->other.size(), 1u);
}

TEST(Match, AnExactSubsetIsOneThing) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 10);
  const auto four = world.add(Side::kOther, 1, 4), six = world.add(Side::kOther, 1, 6), three = world.add(Side::kOther, 1, 3);
  const auto matches = world.match();
  EXPECT_EQ(match_of(matches, booked), match_of(matches, four));
  EXPECT_EQ(match_of(matches, booked), match_of(matches, six));
  EXPECT_TRUE(match_of(matches, three)->book.empty());
}

TEST(Match, AnAmbiguousSubsetIsNotChosen) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 10);
  for (const int units : {4, 6, 3, 7}) world.add(Side::kOther, 1, units);
  EXPECT_TRUE(match_of(world.match(), booked)->other.empty());
}

TEST(Match, EqualQuantitiesThatCannotBeToldApartStayCandidates) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 5);
  world.add(Side::kOther, 1, 5);
  world.add(Side::kOther, 1, 5);
  const auto matches = world.match();
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(match_of(matches, booked)->other.size(), 2u);
  EXPECT_EQ(match_of(matches, booked)->missing, 1u);
}

TEST(Match, ALinkTellsThemApart) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 5, "", 9);
  const auto wrong = world.add(Side::kOther, 1, 5, "", 8), right = world.add(Side::kOther, 1, 5, "", 9);
  const auto matches = world.match();
  EXPECT_EQ(match_of(matches, booked), match_of(matches, right));
  EXPECT_TRUE(match_of(matches, wrong)->book.empty());
}

TEST(Match, OneLineWithTwoQuantitiesIsOneThing) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 10, "1"), received = world.add(Side::kOther, 1, 120, "1");
  world.add(Side::kBook, 1, 4, "2");
  world.add(Side::kOther, 1, 4, "2");
  const auto matches = world.match();
  EXPECT_EQ(match_of(matches, booked), match_of(matches, received));
}

TEST(Match, OtherOrdersAndItemsNeverMeet) {
  World world;
  const auto booked = world.add(Side::kBook, 1, 5), other = world.add(Side::kOther, 2, 5), item = world.add(Side::kOther, 3, 5, "", 0, "B");
  const auto matches = world.match();
  EXPECT_NE(match_of(matches, booked), match_of(matches, other));
  EXPECT_NE(match_of(matches, booked), match_of(matches, item));
}

// Whatever the pairing, every event stands in exactly one match, and shuffling the rows changes none of it.
TEST(Match, EachEventOnceInAnyOrder) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    World world;
    const std::size_t size = 2 + random() % 12;
    for (std::size_t i = 0; i < size; ++i)
      world.add(random() % 2 == 0 ? Side::kBook : Side::kOther, 1 + random() % 2, 1 + random() % 4, random() % 3 == 0 ? "1" : "", random() % 4 == 0 ? 1 + random() % 2 : 0);
    const auto names = [&](const std::vector<Event>& events) {
      std::vector<std::vector<std::string>> out;
      for (const Match& match : match_events(events, world.evidence)) {
        std::vector<std::string> ids;
        for (const auto* side : {&match.book, &match.other})
          for (const std::uint32_t i : *side) ids.emplace_back(world.evidence.text(events[i].id));
        std::sort(ids.begin(), ids.end());
        out.push_back(ids);
      }
      std::sort(out.begin(), out.end());
      return out;
    };
    const auto before = names(world.events);
    std::size_t count = 0;
    for (const auto& ids : before) count += ids.size();
    EXPECT_EQ(count, size);
    std::vector<Event> shuffled = world.events;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    EXPECT_EQ(names(shuffled), before);
  }
}

}  // namespace
}  // namespace trueup
