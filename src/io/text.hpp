// Small text helpers of the decoders: ASCII only, no locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace trueup {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

constexpr bool same_word(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (to_lower(left[i]) != to_lower(right[i])) return false;
  return true;
}

/// Cut for a message, at a character's boundary.
inline std::string readable(std::string_view text, std::size_t limit = 80) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
  return std::string(text.substr(0, limit)) + "...";
}

/// `words` with ", " between them; the rest is counted once the text is longer than `limit`.
inline std::string listed(const std::vector<std::string>& words, std::size_t limit = 240) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (out.size() > limit) return out + ", and " + std::to_string(words.size() - i) + " more";
    if (i != 0) out += ", ";
    out += words[i];
  }
  return out;
}

}  // namespace trueup
