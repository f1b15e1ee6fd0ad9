#include "mapping/spelling_index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trueup {
namespace {

struct World {
  TextPool pool;
  TextId id(std::string_view text) { return pool.intern(text); }
};

TEST(SpellingIndex, AMapsSpellingBeforeTheBooksOwnAndTheSmallestOfThem) {
  World world;
  const TextId sku = world.id("MUG-001-BL"), upper = world.id("MUG-001- BL"), lower = world.id("mug-001-bl"), code = world.id("Mug-001-bl"), other = world.id("MUG-002-BL");
  SpellingIndex index(world.pool);
  index.learn_own(sku);
  EXPECT_EQ(index.find(code).sku, sku);
  EXPECT_EQ(index.find(code).spelling, sku);
  index.learn_mapped(lower, sku);
  index.learn_mapped(upper, sku);
  EXPECT_EQ(index.find(code).spelling, upper);
  EXPECT_FALSE(index.find(other));
}

TEST(SpellingIndex, TwoItemsOfOneFormAreNone) {
  World world;
  const TextId sku = world.id("MUG-001"), alike = world.id("mug-001"), code = world.id("Mug-001");
  SpellingIndex index(world.pool);
  index.learn_own(sku);
  index.learn_own(alike);
  EXPECT_FALSE(index.find(code));
}

// Many more codes than chains: each is found in its own form only.
TEST(SpellingIndex, ChainsAreShared) {
  World world;
  std::vector<TextId> skus, codes;
  for (int i = 0; i < 2000; ++i) skus.push_back(world.id("SKU-" + std::to_string(10000 + i))), codes.push_back(world.id("sku-" + std::to_string(10000 + i)));
  const TextId unknown = world.id("sku-99999");
  SpellingIndex index(world.pool);
  for (const TextId sku : skus) index.learn_own(sku);
  for (std::size_t i = 0; i < skus.size(); ++i) ASSERT_EQ(index.find(codes[i]).sku, skus[i]);
  EXPECT_FALSE(index.find(unknown));
}

}  // namespace
}  // namespace trueup
