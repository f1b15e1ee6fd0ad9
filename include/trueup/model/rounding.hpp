// Rounding, by name: every place that rounds says how, and every product says when it is too large.
#pragma once

#include <cstdint>
#include <optional>

#include "trueup/base/decimal.hpp"

namespace trueup {

enum class Rounding : std::uint8_t {
  kHalfEven,  ///< to the nearest, a tie to the even neighbour: adds no drift to sums
  kHalfUp,    ///< to the nearest, a tie away from zero: as invoices do
  kDown       ///< toward zero
};

/// Nothing beyond 128 bits.
constexpr std::optional<Int128> checked_add(Int128 left, Int128 right) {
  Int128 sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) return std::nullopt;
  return sum;
}

/// Nothing beyond 128 bits.
constexpr std::optional<Int128> checked_multiply(Int128 left, Int128 right) {
  Int128 product = 0;
  if (__builtin_mul_overflow(left, right, &product)) return std::nullopt;
  return product;
}

/// numerator / denominator as a whole number; the denominator is positive.
constexpr Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) {
  const Int128 quotient = numerator / denominator, rest = numerator % denominator;
  const Int128 magnitude = rest < 0 ? -rest : rest, to_next = denominator - magnitude;
  const bool tie = magnitude == to_next;
  const bool away = rounding != Rounding::kDown && (magnitude > to_next || (tie && (rounding == Rounding::kHalfUp || quotient % 2 != 0)));
  return away ? quotient + (numerator < 0 ? -1 : 1) : quotient;
}

}  // namespace trueup
