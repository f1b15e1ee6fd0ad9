// Exact rationals for pack sizes: 1/24 is never 0.0416666667.
#pragma once

#include <cstdint>
#include <numeric>
#include <optional>

#include "trueup/base/decimal.hpp"

namespace trueup {

struct Ratio {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;  ///< positive; the fraction is in lowest terms

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
};

/// The fraction in lowest terms; nothing when either part is not positive.
constexpr std::optional<Ratio> make_ratio(std::int64_t numerator, std::int64_t denominator) {
  if (numerator <= 0 || denominator <= 0) return std::nullopt;
  if (numerator % denominator == 0) return Ratio{numerator / denominator, 1};  // most packs, at a division instead of dozens
  const std::int64_t divisor = std::gcd(numerator, denominator);
  return Ratio{numerator / divisor, denominator / divisor};
}

/// value * ratio when the result is a whole number within int64; nothing when it is inexact or too large.
constexpr std::optional<std::int64_t> scale_exactly(std::int64_t value, Ratio ratio) {
  const Int128 product = Int128{value} * ratio.numerator;
  if (product % ratio.denominator != 0) return std::nullopt;
  return narrow(product / ratio.denominator);
}

}  // namespace trueup
