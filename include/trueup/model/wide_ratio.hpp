// WideRatio: products of pack sizes along a chain of units, in 128 bits; and sets of units whose ratios are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trueup/base/ratio.hpp"
#include "trueup/model/rounding.hpp"

namespace trueup {

/// Positive, in lowest terms.
struct WideRatio {
  Int128 numerator = 1, denominator = 1;
  friend constexpr bool operator==(const WideRatio&, const WideRatio&) = default;
};

constexpr WideRatio widen(Ratio ratio) { return {ratio.numerator, ratio.denominator}; }
constexpr WideRatio inverse(WideRatio ratio) { return {ratio.denominator, ratio.numerator}; }

constexpr std::optional<Ratio> narrow(WideRatio ratio) {
  const auto numerator = narrow(ratio.numerator), denominator = narrow(ratio.denominator);
  if (!numerator || !denominator) return std::nullopt;
  return Ratio{*numerator, *denominator};
}

constexpr Int128 common_divisor(Int128 left, Int128 right) {
  while (right != 0) left = std::exchange(right, left % right);
  return left;
}

/// Nothing when the product in lowest terms is beyond 128 bits.
constexpr std::optional<WideRatio> multiply(WideRatio left, WideRatio right) {
  const Int128 first = common_divisor(left.numerator, right.denominator), second = common_divisor(right.numerator, left.denominator);
  const auto numerator = checked_multiply(left.numerator / first, right.numerator / second);
  const auto denominator = checked_multiply(left.denominator / second, right.denominator / first);
  if (!numerator || !denominator) return std::nullopt;
  return WideRatio{*numerator, *denominator};
}

/// "12", "1/24".
inline std::string text_of(Ratio ratio) {
  const std::string numerator = std::to_string(ratio.numerator);
  return ratio.denominator == 1 ? numerator : numerator + "/" + std::to_string(ratio.denominator);
}

/// Things in sets, and how many of one are one of another within a set. Union by size; nearly linear in the joins.
class RatioSets {
 public:
  enum class Outcome : std::uint8_t { kAgrees, kDisagrees, kTooLarge };
  struct Joined {
    Outcome outcome = Outcome::kAgrees;
    WideRatio implied;  ///< what was known before, for kDisagrees
  };

  explicit RatioSets(std::size_t count) : links_(count) {
    for (std::size_t i = 0; i < count; ++i) links_[i].parent = i;
  }

  /// One `whole` is `parts` of `part`. Joins their sets, or compares with what is known.
  Joined join(std::size_t whole, std::size_t part, WideRatio parts) {
    const Root left = root_of(whole), right = root_of(part);
    if (!left.per_one || !right.per_one) return {Outcome::kTooLarge, {}};
    if (left.index == right.index) {
      const auto implied = multiply(*left.per_one, inverse(*right.per_one));
      if (!implied) return {Outcome::kTooLarge, {}};
      return {*implied == parts ? Outcome::kAgrees : Outcome::kDisagrees, *implied};
    }
    // right roots in one left root = parts x (right roots in one part) / (left roots in one whole)
    const auto scaled = multiply(parts, *right.per_one);
    const auto between = scaled ? multiply(*scaled, inverse(*left.per_one)) : std::nullopt;
    if (!between) return {Outcome::kTooLarge, {}};
    if (links_[left.index].size <= links_[right.index].size) hang(left.index, right.index, *between);
    else hang(right.index, left.index, inverse(*between));
    return {};
  }

  bool together(std::size_t left, std::size_t right) const { return root_of(left).index == root_of(right).index; }

 private:
  struct Link {
    std::size_t parent = 0, size = 1;
    WideRatio parents_per_one;
  };
  struct Root {
    std::size_t index;
    std::optional<WideRatio> per_one;  // roots in one; nothing beyond 128 bits
  };

  Root root_of(std::size_t index) const {
    Root root{index, WideRatio{}};
    for (; links_[root.index].parent != root.index; root.index = links_[root.index].parent)
      if (root.per_one) root.per_one = multiply(*root.per_one, links_[root.index].parents_per_one);
    return root;
  }
  void hang(std::size_t child, std::size_t parent, WideRatio parents_per_one) {
    links_[child].parent = parent, links_[child].parents_per_one = parents_per_one;
    links_[parent].size += links_[child].size;
  }

  std::vector<Link> links_;
};

}  // namespace trueup
