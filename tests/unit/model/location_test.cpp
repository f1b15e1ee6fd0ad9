#include "trueup/model/location.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace trueup {
namespace {

using Indices = std::vector<std::size_t>;

const std::vector<Location> kSites = {
    {"ACME-LA", true, "acme", {{"cin7", "3PL Acme"}, {"acme", "LA1"}, {"acme", "LA1-OVERFLOW"}}, {{"cin7", "LA"}}},
    {"ACME-NJ", true, "acme", {{"cin7", "3PL Acme"}, {"acme", "NJ1"}}, {{"cin7", "NJ"}, {"cin7", "NJ 2"}}},
    {"MAIN", false, "", {{"cin7", "Main Warehouse"}}, {}},
    {"ODD", false, "", {{"cin7", "Dock: East"}}, {}}};

TEST(Location, ABinIsPrintedBehindItsLocation) {
  EXPECT_EQ(location_part("Main Warehouse: Bin 1"), "Main Warehouse");
  EXPECT_EQ(split_place("Main Warehouse: Bin 1").bin, "Bin 1");
  EXPECT_EQ(split_place("Main Warehouse").bin, "");
  EXPECT_EQ(location_part("Main:Warehouse"), "Main:Warehouse");
  EXPECT_EQ(split_place("A: B: C").bin, "B: C");
}

TEST(Location, ANameFitsNoneOneOrSeveral) {
  EXPECT_EQ(resolve_location(kSites, "acme", "LA1-OVERFLOW").indices, Indices{0});
  EXPECT_EQ(resolve_location(kSites, "acme", "LA1-OVERFLOW").outcome(), NameOutcome::kOne);
  EXPECT_EQ(resolve_location(kSites, "cin7", "3PL Acme").indices, (Indices{0, 1}));
  EXPECT_EQ(resolve_location(kSites, "cin7", "3PL Acme").outcome(), NameOutcome::kSeveral);
  EXPECT_EQ(resolve_location(kSites, "cin7", "LA1").outcome(), NameOutcome::kNone);  // another system's name
  EXPECT_EQ(resolve_location(kSites, "cin7", "main warehouse").outcome(), NameOutcome::kNone);
  EXPECT_EQ(resolve_location(kSites, "anybody", "ACME-NJ").indices, Indices{1});  // the canonical name
  std::vector<Location> more = kSites;
  more.push_back({"LA1", false, "", {}, {}});
  EXPECT_EQ(resolve_location(more, "acme", "LA1").indices, Indices{0});  // a system's own word goes first
  EXPECT_EQ(resolve_location(more, "cin7", "LA1").indices, Indices{4});
}

TEST(Location, ABinNarrowsWhatANameLeavesOpen) {
  EXPECT_EQ(resolve_location(kSites, "cin7", "3PL Acme", "NJ 2").indices, Indices{1});
  EXPECT_EQ(resolve_location(kSites, "cin7", "3PL Acme", "SF").outcome(), NameOutcome::kNone);
  EXPECT_EQ(resolve_location(kSites, "cin7", "Main Warehouse", "any").indices, Indices{2});
  EXPECT_EQ(resolve_place(kSites, "cin7", "3PL Acme: LA").indices, Indices{0});
  EXPECT_EQ(resolve_place(kSites, "cin7", "3PL Acme").outcome(), NameOutcome::kSeveral);
  EXPECT_EQ(resolve_place(kSites, "cin7", "Dock: East").indices, Indices{3});  // a name with a colon of its own
  EXPECT_EQ(resolve_place(kSites, "cin7", "Nowhere: East").outcome(), NameOutcome::kNone);
  std::vector<Location> rest = kSites;
  rest[1].bins.clear();
  EXPECT_EQ(resolve_location(rest, "cin7", "3PL Acme", "SF").indices, Indices{1});
}

TEST(Location, OneNameForTwoMakesAGroup) {
  EXPECT_EQ(comparison_groups(kSites), (std::vector<Indices>{{0, 1}}));
  EXPECT_TRUE(comparison_groups(std::span(kSites).subspan(1)).empty());
  const std::vector<Location> chain = {{"A", true, "", {{"x", "one"}}, {}}, {"B", true, "", {{"y", "solo"}}, {}},
                                       {"C", true, "", {{"x", "two"}, {"x", "two"}}, {}}, {"D", true, "", {{"x", "two"}, {"x", "one"}}, {}}};
  EXPECT_EQ(comparison_groups(chain), (std::vector<Indices>{{0, 2, 3}}));
  const std::vector<Location> others = {{"A", true, "", {{"x", "one"}}, {}}, {"B", true, "", {{"y", "one"}}, {}}};
  EXPECT_TRUE(comparison_groups(others).empty());  // the same word of two systems
}

TEST(Location, GroupsAreWhatSharingReaches) {
  std::mt19937 random(23);
  for (int round = 0; round < 3'000; ++round) {
    std::vector<Location> sites(1 + random() % 7);
    for (auto& site : sites)
      for (std::size_t i = random() % 3; i > 0; --i) site.names.push_back({"x", std::to_string(random() % 8)});
    const std::size_t count = sites.size();
    std::vector<std::vector<bool>> reach(count, std::vector<bool>(count, false));
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j)
        for (const auto& left : sites[i].names)
          for (const auto& right : sites[j].names) reach[i][j] = reach[i][j] || i == j || left == right;
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j) reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
    std::vector<Indices> expected;
    for (std::size_t i = 0; i < count; ++i) {
      Indices group;
      for (std::size_t j = 0; j < count; ++j)
        if (reach[i][j]) group.push_back(j);
      if (group.size() > 1 && group.front() == i) expected.push_back(group);
    }
    ASSERT_EQ(comparison_groups(sites), expected);
  }
}

}  // namespace
}  // namespace trueup
