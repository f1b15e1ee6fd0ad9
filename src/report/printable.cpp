#include "report/printable.hpp"

#include "fmt/format.h"

namespace trueup {
namespace {

// U+0080..U+009F (C1 controls), U+200B, U+202A..U+202E, U+2066..U+2069, in UTF-8; their length, else 0.
std::size_t hidden_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) <= 0x9F) return 2;
  if (byte(0) != 0xE2) return 0;
  const bool turns = byte(1) == 0x80 && (byte(2) == 0x8B || (byte(2) >= 0xAA && byte(2) <= 0xAE));
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
  return turns || isolates ? 3 : 0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    std::size_t hidden = c < 0x20 || c == 0x7f ? 1 : hidden_length(text);
    if (hidden == 0) out.push_back(text.front());
    for (std::size_t i = 0; i < hidden; ++i) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
    text.remove_prefix(hidden == 0 ? 1 : hidden);
  }
  return out;
}

}  // namespace trueup
