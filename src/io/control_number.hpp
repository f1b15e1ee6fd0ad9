// Control numbers and counts of X12 envelopes: digits, compared as numbers are.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "io/text.hpp"

namespace trueup {

/// Without leading zeros.
inline std::string bare_control_number(std::string_view number) {
  number = trimmed(number);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return std::string(number);
}

inline std::optional<std::uint64_t> parse_count(std::string_view text) {
  text = trimmed(text);
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace trueup
