#include "trueup/model/bucket_dialects.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>
#include <string>
#include <utility>

namespace trueup {
namespace {

const BucketDialect& dialect(std::string_view name) { return *find_bucket_dialect(name); }

BucketFigures figures(std::initializer_list<std::pair<Bucket, std::int64_t>> units) {
  BucketFigures all;
  for (const auto& [bucket, count] : units) all[bucket] = Quantity{count * 10000};
  return all;
}

static_assert(find_bucket_dialect("cin7_core")->find("StockOnHand")->kind == WordKind::kMoney);
static_assert(find_bucket_dialect("cin7_omni")->find("stockOnHand")->bucket == Bucket::kOnHand);

TEST(Bucket, EachHasItsColumn) {
  for (std::size_t i = 0; i < kBucketCount; ++i) EXPECT_EQ(parse_bucket(name_of(static_cast<Bucket>(i))), static_cast<Bucket>(i));
  EXPECT_FALSE(parse_bucket("OnHand") || parse_bucket(""));
  EXPECT_FALSE(find_bucket_dialect("nobody"));
}

TEST(Bucket, OneWordHasAnotherMeaningElsewhere) {
  EXPECT_EQ(dialect("cin7_core").word_for(Bucket::kOnHand), "OnHand");
  EXPECT_EQ(dialect("cin7_omni").word_for(Bucket::kAllocated), "openSales");
  EXPECT_EQ(dialect("cin7_omni").find("holding")->kind, WordKind::kMixed);
  EXPECT_FALSE(dialect("cin7_core").find("stockOnHand"));  // spelt as printed
  EXPECT_EQ(dialect("shopify").word_for(Bucket::kAllocated), "committed");
  EXPECT_EQ(dialect("shopify").word_for(Bucket::kUnavailable), "");  // a sum of four
  EXPECT_EQ(dialect("x12_wms").find("33")->kind, WordKind::kDoubtful);
  EXPECT_EQ(dialect("shiphero").word_for(Bucket::kAvailable), "");
  EXPECT_EQ(dialect("amazon").find("totalQuantity")->kind, WordKind::kMixed);
}

TEST(Bucket, TablesAreSound) {
  std::set<std::string_view> names;
  for (const BucketDialect& one : kBucketDialects) {
    EXPECT_TRUE(names.insert(one.dialect).second) << one.dialect;
    EXPECT_FALSE(one.because.empty()) << one.dialect;
    std::set<std::string_view> words;
    for (const BucketWord& word : one.words) {
      EXPECT_TRUE(words.insert(word.word).second) << one.dialect << " " << word.word;
      EXPECT_TRUE(word.bucket != Bucket::kCount_ || word.kind != WordKind::kBucket) << one.dialect << " " << word.word;
      EXPECT_TRUE(word.bucket == Bucket::kCount_ || word.kind != WordKind::kMoney) << one.dialect << " " << word.word;
    }
    for (const Bucket solved : one.identity.solves) EXPECT_TRUE(one.identity.holds(solved)) << one.dialect;
  }
}

TEST(Bucket, ShopifyFollowsFromItsParts) {
  const auto all = figures({{Bucket::kOnHand, 100}, {Bucket::kAllocated, 30}, {Bucket::kUnavailable, 5}, {Bucket::kAvailable, 65}});
  for (const Bucket bucket : {Bucket::kOnHand, Bucket::kAllocated, Bucket::kUnavailable, Bucket::kAvailable}) {
    BucketFigures rest = all;
    rest[bucket] = Quantity::unknown();
    EXPECT_EQ(recompute(dialect("shopify"), bucket, rest).quantity, all[bucket]) << name_of(bucket);
  }
  EXPECT_FALSE(contradiction(dialect("shopify"), all));
  EXPECT_EQ(recompute(dialect("shopify"), Bucket::kInTransit, all).fault, RecomputeFault::kNotInIdentity);
  const auto negative = figures({{Bucket::kOnHand, 3}, {Bucket::kAllocated, 5}, {Bucket::kUnavailable, 0}});
  EXPECT_EQ(recompute(dialect("shopify"), Bucket::kAvailable, negative).quantity, Quantity{-20000});
  EXPECT_EQ(recompute(dialect("shopify"), Bucket::kAvailable, figures({{Bucket::kOnHand, 3}, {Bucket::kAllocated, 5}})).fault, RecomputeFault::kMissingFigure);
}

TEST(Bucket, Cin7CoreIsNeverRecomputed) {
  const auto row = figures({{Bucket::kOnHand, 0}, {Bucket::kAllocated, 1}, {Bucket::kAvailable, 1}});  // the vendor's own example
  for (const Bucket bucket : {Bucket::kAvailable, Bucket::kOnHand, Bucket::kAllocated}) {
    EXPECT_EQ(recompute(dialect("cin7_core"), bucket, row).fault, RecomputeFault::kNotAllowed);
    EXPECT_FALSE(recompute(dialect("cin7_core"), bucket, row).quantity.known());
  }
  const auto found = contradiction(dialect("cin7_core"), row);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->bucket, Bucket::kAvailable);
  EXPECT_EQ(found->printed, Quantity{10000});
  EXPECT_EQ(found->computed, Quantity{-10000});
  EXPECT_TRUE(found->expected);
}

TEST(Bucket, OmniAvailableFollowsAndNothingElse) {
  const auto row = figures({{Bucket::kOnHand, 9}, {Bucket::kAllocated, 7}, {Bucket::kAvailable, 2}});
  EXPECT_EQ(recompute(dialect("cin7_omni"), Bucket::kAvailable, row).quantity, Quantity{20000});
  EXPECT_EQ(recompute(dialect("cin7_omni"), Bucket::kOnHand, row).fault, RecomputeFault::kNotAllowed);
}

TEST(Bucket, WhatIsContradictoryStaysUnknown) {
  const auto row = figures({{Bucket::kOnHand, 9}, {Bucket::kAllocated, 7}, {Bucket::kUnavailable, 0}, {Bucket::kAvailable, 200}});
  for (const char* name : {"shiphero", "shipbob", "amazon", "extensiv", "x12_wms", "generic_wms"}) {
    EXPECT_EQ(recompute(dialect(name), Bucket::kAvailable, row).fault, RecomputeFault::kNoIdentity) << name;
    EXPECT_FALSE(contradiction(dialect(name), row)) << name;
  }
  EXPECT_EQ(dialect("shiphero").on_hand_includes_unavailable, Truth::kUnknown);
  EXPECT_EQ(dialect("shopify").on_hand_includes_unavailable, Truth::kYes);
}

TEST(Bucket, BrokenIdentitiesCarryBothNumbers) {
  auto row = figures({{Bucket::kOnHand, 100}, {Bucket::kAllocated, 30}, {Bucket::kUnavailable, 5}, {Bucket::kAvailable, 70}});
  const auto found = contradiction(dialect("shopify"), row);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->printed, Quantity{700000});
  EXPECT_EQ(found->computed, Quantity{650000});
  EXPECT_FALSE(found->expected);
  row[Bucket::kUnavailable] = Quantity::unknown();
  EXPECT_FALSE(contradiction(dialect("shopify"), row));
  const auto shipstation = figures({{Bucket::kOnHand, 10}, {Bucket::kAllocated, 3}, {Bucket::kAvailable, 10}});
  EXPECT_EQ(contradiction(dialect("shipstation"), shipstation)->computed, Quantity{70000});
}

TEST(Bucket, SumsBeyondTheRangeAreNoFigures) {
  BucketFigures row;
  row[Bucket::kAvailable] = row[Bucket::kAllocated] = Quantity{std::numeric_limits<std::int64_t>::max()};
  EXPECT_EQ(recompute(dialect("shipstation"), Bucket::kOnHand, row).fault, RecomputeFault::kTooLarge);
}

}  // namespace
}  // namespace trueup
