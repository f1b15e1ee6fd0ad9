// rounded_fraction: the fraction that somebody rounded: 0.0416666667 was 1/24.
#pragma once

#include <optional>
#include <string>

#include "trueup/base/ratio.hpp"

namespace trueup {

inline constexpr int kRatioPlaces = 10;                        // of a kRatio column
inline constexpr std::int64_t kRatioOne = 10'000'000'000;

/// The fraction with a denominator of at most 1,000 (of at most 100 where fewer than 9 places are printed) of which a ratio, in
/// 1/10^10, is the nearest decimal at the places it prints. Nothing with less than 6 places, or where the decimal is the fraction.
constexpr std::optional<Ratio> rounded_fraction(std::int64_t ratio_e10) {
  if (ratio_e10 <= 0) return std::nullopt;
  int places = kRatioPlaces;
  std::int64_t last_place = 1;
  while (places > 0 && ratio_e10 % (last_place * 10) == 0) last_place *= 10, --places;
  if (places < 6) return std::nullopt;
  const std::int64_t most = places >= 9 ? 1000 : 100;
  // A fraction so near is a convergent of the decimal's continued fraction.
  Int128 numerator = 1, before_numerator = 0;
  std::int64_t denominator = 0, before_denominator = 1;
  for (std::int64_t left = ratio_e10, right = kRatioOne; right != 0;) {
    const std::int64_t whole = left / right, rest = left % right;
    const Int128 next_denominator = Int128{whole} * denominator + before_denominator;
    if (next_denominator > most) return std::nullopt;
    const Int128 next_numerator = Int128{whole} * numerator + before_numerator;
    before_numerator = numerator, numerator = next_numerator;
    before_denominator = denominator, denominator = static_cast<std::int64_t>(next_denominator);
    left = right, right = rest;
    const Int128 off = Int128{ratio_e10} * denominator - numerator * kRatioOne;
    if (off == 0) return std::nullopt;
    if (numerator > 0 && 2 * (off < 0 ? -off : off) <= Int128{denominator} * last_place)
      return Ratio{static_cast<std::int64_t>(numerator), denominator};
  }
  return std::nullopt;
}

/// "24", "1/24".
inline std::string ratio_words(Ratio ratio) {
  return std::to_string(ratio.numerator) + (ratio.denominator == 1 ? "" : "/" + std::to_string(ratio.denominator));
}

}  // namespace trueup
