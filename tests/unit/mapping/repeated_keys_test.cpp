#include "mapping/checks/repeated_keys.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace trueup {
namespace {

std::vector<std::uint32_t> places_of(std::span<const KeyAt> found) {
  std::vector<std::uint32_t> places;
  for (const KeyAt& entry : found) places.push_back(entry.at);
  return places;
}

TEST(RepeatedKeys, EveryPlaceOfAKeyThatStandsTwiceByKeyAndPlace) {
  const std::vector<std::uint64_t> keys{9, 0, 4, 7, 4, 0, 9, 4};
  EXPECT_EQ(places_of(repeated_keys(keys)), (std::vector<std::uint32_t>{2, 4, 7, 0, 6}));
  EXPECT_TRUE(repeated_keys({}).empty());
  EXPECT_TRUE(repeated_keys(std::vector<std::uint64_t>{0, 0, 5}).empty());
}

TEST(RepeatedKeys, AgreesWithAMapOfCounts) {
  std::mt19937_64 random(7);
  for (const std::uint64_t range : {3u, 500u, 100'000u}) {
    std::vector<std::uint64_t> words(range), keys(20'000);
    for (std::uint64_t& word : words) word = random();
    words[0] = 0;
    for (std::uint64_t& key : keys) key = words[random() % range];
    std::map<std::uint64_t, std::vector<std::uint32_t>> all;
    for (std::uint32_t at = 0; at < keys.size(); ++at)
      if (keys[at] != 0) all[keys[at]].push_back(at);
    std::vector<std::uint32_t> expected;
    for (const auto& [key, places] : all)
      if (places.size() > 1) expected.insert(expected.end(), places.begin(), places.end());
    EXPECT_EQ(places_of(repeated_keys(keys)), expected) << range;
  }
}

TEST(RepeatedKeys, OneVisitAKey) {
  std::vector<std::size_t> sizes;
  for_each_repeated(repeated_keys(std::vector<std::uint64_t>{5, 6, 5, 6, 6, 8}), [&](std::span<const KeyAt> places) { sizes.push_back(places.size()); });
  EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 3}));
}

}  // namespace
}  // namespace trueup
