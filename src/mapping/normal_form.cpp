#include "trueup/mapping/normal_form.hpp"

#include <cstdint>

namespace trueup {
namespace {

// Three-byte UTF-8 sequences that print as nothing or as a blank: U+200B..U+200D, U+2060, U+FEFF, U+3000.
bool is_invisible(std::string_view three) {
  return three == "\xE2\x80\x8B" || three == "\xE2\x80\x8C" || three == "\xE2\x80\x8D" || three == "\xE2\x81\xA0" ||
         three == "\xEF\xBB\xBF" || three == "\xE3\x80\x80";
}

// U+FF01..U+FF5E are the full-width forms of '!'..'~'; 0 when the sequence is another one.
char narrowed(std::string_view three) {
  if (three.size() < 3 || three[0] != '\xEF') return 0;
  const unsigned second = static_cast<unsigned char>(three[1]), third = static_cast<unsigned char>(three[2]);
  const unsigned point = 0xF000u | (second & 0x3F) << 6 | (third & 0x3F);
  return point >= 0xFF01 && point <= 0xFF5E ? static_cast<char>(point - 0xFF01 + '!') : char{0};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string visible_form(std::string_view code) {
  std::string out;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const std::string_view three = code.substr(at, 3);
    if (is_blank(code[at])) continue;
    if (code.substr(at, 2) == "\xC2\xA0") ++at;  // NBSP
    else if (is_invisible(three)) at += 2;
    else if (const char narrow_char = narrowed(three); narrow_char != 0) out.push_back(lower(narrow_char)), at += 2;
    else out.push_back(lower(code[at]));
  }
  return out;
}

}  // namespace

std::string normal_form(std::string_view code) {
  std::string form = visible_form(code);
  std::size_t zeros = 0;
  while (zeros + 1 < form.size() && form[zeros] == '0' && form[zeros + 1] >= '0' && form[zeros + 1] <= '9') ++zeros;
  return form.substr(zeros);
}

std::string spelling_difference(std::string_view code, std::string_view known) {
  auto trimmed = [](std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
  };
  if (code == known) return "nothing";
  if (trimmed(code) == trimmed(known)) return code.size() > known.size() ? "a blank at an end" : "a missing blank at an end";
  if (visible_form(code) != visible_form(known)) return "leading zeros";
  std::string lower_code, lower_known;
  for (char c : code) lower_code.push_back(lower(c));
  for (char c : known) lower_known.push_back(lower(c));
  return lower_code == lower_known ? "case" : "blanks, width or case";
}

}  // namespace trueup
