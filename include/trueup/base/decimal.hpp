// Exact decimals: text to int64 fixed point and back. No binary floats, no silent rounding.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

__extension__ typedef __int128 Int128;  // 128-bit intermediates keep every product of two int64 exact

enum class DecimalFault : std::uint8_t { kNone, kNotADecimal, kTooManyPlaces, kOutOfRange };

struct ParsedDecimal {
  std::int64_t value = 0;
  DecimalFault fault = DecimalFault::kNone;
};

namespace detail {
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
}  // namespace detail

/// Parses [+-]digits[.digits] with at most `places` places that are not trailing zeros, scaled by 10^places. No
/// exponent, no thousands separator, no decimal comma, no blanks.
constexpr ParsedDecimal parse_decimal(std::string_view text, int places) {
  std::size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
  const std::size_t first = at;
  std::uint64_t magnitude = 0;
  constexpr std::uint64_t kLimit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  DecimalFault fault = DecimalFault::kNone;
  auto push = [&](unsigned digit) {
    if (magnitude > (kLimit - digit) / 10) fault = DecimalFault::kOutOfRange;
    else magnitude = magnitude * 10 + digit;
  };
  while (at < text.size() && detail::is_digit(text[at])) push(static_cast<unsigned>(text[at++] - '0'));
  std::size_t digits = at - first;
  int used = 0;
  bool too_many = false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && detail::is_digit(text[at])) {
      const unsigned digit = static_cast<unsigned>(text[at++] - '0');
      ++digits;
      if (used < places) push(digit), ++used;
      else if (digit != 0) too_many = true;
    }
    if (text[at - 1] == '.') return {0, DecimalFault::kNotADecimal};
  }
  if (digits == 0 || at != text.size()) return {0, DecimalFault::kNotADecimal};
  if (too_many) return {0, DecimalFault::kTooManyPlaces};
  for (; used < places && fault == DecimalFault::kNone; ++used) push(0);
  if (fault != DecimalFault::kNone) return {0, fault};
  const auto value = static_cast<std::int64_t>(magnitude);
  return {negative ? -value : value, DecimalFault::kNone};
}

/// The shortest text of value / 10^places: no trailing zeros, no "+", "-0" never.
inline std::string format_decimal(Int128 value, int places) {
  const bool negative = value < 0;
  Int128 rest = negative ? -value : value;
  std::string reversed;
  bool significant = false;
  for (int i = 0; i < places; ++i, rest /= 10) {
    const char digit = static_cast<char>('0' + static_cast<int>(rest % 10));
    significant = significant || digit != '0';
    if (significant) reversed.push_back(digit);
  }
  if (significant) reversed.push_back('.');
  do {
    reversed.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (negative) reversed.push_back('-');
  return {reversed.rbegin(), reversed.rend()};
}

/// numerator / denominator rounded half to even. The denominator is positive.
constexpr Int128 divide_half_even(Int128 numerator, Int128 denominator) {
  const bool negative = numerator < 0;
  const Int128 magnitude = negative ? -numerator : numerator;
  Int128 quotient = magnitude / denominator;
  const Int128 twice = 2 * (magnitude % denominator);
  if (twice > denominator || (twice == denominator && quotient % 2 != 0)) ++quotient;
  return negative ? -quotient : quotient;
}

constexpr std::optional<std::int64_t> narrow(Int128 value) {
  if (value > std::numeric_limits<std::int64_t>::max() || value < -Int128{std::numeric_limits<std::int64_t>::max()})
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace trueup
