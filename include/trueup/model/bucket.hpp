// Buckets of stock, and what each dialect means by its words for them. "Available" has a different formula in each system; what is
// not known to hold is not calculated.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "trueup/model/observation.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {

enum class Bucket : std::uint8_t { kOnHand, kAllocated, kAvailable, kUnavailable, kQuarantine, kInTransit, kOnOrder, kCount_ };
inline constexpr std::size_t kBucketCount = static_cast<std::size_t>(Bucket::kCount_);

/// The column of the canonical table `stock`.
constexpr std::string_view name_of(Bucket bucket) {
  constexpr std::string_view kNames[kBucketCount] = {"on_hand",    "allocated",  "available", "unavailable",
                                                     "quarantine", "in_transit", "on_order"};
  return kNames[static_cast<std::size_t>(bucket)];
}

constexpr std::optional<Bucket> parse_bucket(std::string_view name) {
  for (std::size_t i = 0; i < kBucketCount; ++i)
    if (name_of(static_cast<Bucket>(i)) == name) return static_cast<Bucket>(i);
  return std::nullopt;
}

enum class WordKind : std::uint8_t {
  kBucket,  ///< the bucket and nothing else
  kPart,    ///< a part of the bucket: its words sum to it
  kMixed,   ///< several buckets in one figure: cannot be compared with any
  kMoney,   ///< a value, whatever it sounds like
  kDoubtful  ///< what it holds is not certain: the profile of the partner must say
};

/// A dialect's own word; `bucket` is kCount_ where it is none of ours.
struct BucketWord {
  std::string_view word;
  Bucket bucket;
  WordKind kind = WordKind::kBucket;
};

/// on_hand = the sum of `parts`. The buckets of `solves` may be calculated from the others; none where the identity is known to fail.
struct BucketIdentity {
  std::span<const Bucket> parts{};
  std::span<const Bucket> solves{};

  constexpr bool stated() const { return !parts.empty(); }
  constexpr bool may_solve(Bucket bucket) const { return std::find(solves.begin(), solves.end(), bucket) != solves.end(); }
  constexpr bool holds(Bucket bucket) const {
    return stated() && (bucket == Bucket::kOnHand || std::find(parts.begin(), parts.end(), bucket) != parts.end());
  }
};

struct BucketDialect {
  std::string_view dialect;  ///< as `system.dialect` names it
  std::span<const BucketWord> words;
  BucketIdentity identity;
  Truth on_hand_includes_unavailable = Truth::kUnknown;
  std::string_view because;  ///< why the identity is as far to be trusted as it is

  constexpr const BucketWord* find(std::string_view word) const {
    for (const BucketWord& known : words)
      if (known.word == word) return &known;
    return nullptr;
  }
  /// The word whose figure is the bucket; empty when no single word is.
  constexpr std::string_view word_for(Bucket bucket) const {
    for (const BucketWord& known : words)
      if (known.bucket == bucket && known.kind == WordKind::kBucket) return known.word;
    return {};
  }
};

/// Figures of one key in one system; unknown where nothing was printed.
struct BucketFigures {
  std::array<Quantity, kBucketCount> quantities = [] {
    std::array<Quantity, kBucketCount> unknown{};
    unknown.fill(Quantity::unknown());
    return unknown;
  }();

  constexpr Quantity& operator[](Bucket bucket) { return quantities[static_cast<std::size_t>(bucket)]; }
  constexpr Quantity operator[](Bucket bucket) const { return quantities[static_cast<std::size_t>(bucket)]; }
};

enum class RecomputeFault : std::uint8_t {
  kNone,
  kNoIdentity,     ///< no formula of the dialect is certain
  kNotInIdentity,  ///< the formula says nothing of this bucket
  kNotAllowed,     ///< the formula is stated, and printed figures break it
  kMissingFigure,
  kTooLarge
};

constexpr std::string_view text_of(RecomputeFault fault) {
  constexpr std::string_view kTexts[] = {"",
                                         "no formula of this dialect is certain",
                                         "the dialect's formula does not hold this bucket",
                                         "the dialect's own figures break its formula",
                                         "a figure of the formula is unknown",
                                         "is too large"};
  return kTexts[static_cast<std::size_t>(fault)];
}

struct Recomputed {
  Quantity quantity = Quantity::unknown();
  RecomputeFault fault = RecomputeFault::kNone;
};

/// The printed figure `bucket` against what the others make of it. `expected`: the dialect is known to print such rows.
struct BucketContradiction {
  Bucket bucket;
  Quantity printed, computed;
  bool expected = false;
};

namespace detail {

constexpr Recomputed solve(const BucketIdentity& identity, Bucket bucket, const BucketFigures& figures) {
  Int128 parts = 0;
  for (const Bucket part : identity.parts) {
    if (part == bucket) continue;
    if (!figures[part].known()) return {Quantity::unknown(), RecomputeFault::kMissingFigure};
    parts += figures[part].value;
  }
  const Quantity on_hand = figures[Bucket::kOnHand];
  if (bucket != Bucket::kOnHand && !on_hand.known()) return {Quantity::unknown(), RecomputeFault::kMissingFigure};
  const auto solved = narrow(bucket == Bucket::kOnHand ? parts : on_hand.value - parts);
  if (!solved) return {Quantity::unknown(), RecomputeFault::kTooLarge};
  return {Quantity{*solved}};
}

}  // namespace detail

/// A bucket from the others, where the dialect's table allows it.
constexpr Recomputed recompute(const BucketDialect& dialect, Bucket bucket, const BucketFigures& figures) {
  if (!dialect.identity.stated()) return {Quantity::unknown(), RecomputeFault::kNoIdentity};
  if (!dialect.identity.holds(bucket)) return {Quantity::unknown(), RecomputeFault::kNotInIdentity};
  if (!dialect.identity.may_solve(bucket)) return {Quantity::unknown(), RecomputeFault::kNotAllowed};
  return detail::solve(dialect.identity, bucket, figures);
}

/// Where figures that are all printed break the identity that the dialect states: available against the rest.
constexpr std::optional<BucketContradiction> contradiction(const BucketDialect& dialect, const BucketFigures& figures) {
  const Quantity printed = figures[Bucket::kAvailable];
  if (!dialect.identity.holds(Bucket::kAvailable) || !printed.known()) return std::nullopt;
  const Recomputed computed = detail::solve(dialect.identity, Bucket::kAvailable, figures);
  if (computed.fault != RecomputeFault::kNone || computed.quantity == printed) return std::nullopt;
  return BucketContradiction{Bucket::kAvailable, printed, computed.quantity, !dialect.identity.may_solve(Bucket::kAvailable)};
}

}  // namespace trueup
