// Sku: a code exactly as a system printed it. Two spellings are two codes; what they have in common is mapping's to say.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

/// The bytes of a code, owned by somebody else. Equal and ordered byte by byte: "ab-1" is not "AB-1", nor "AB-1 ".
class Sku {
 public:
  constexpr explicit Sku(std::string_view bytes) : bytes_(bytes) {}
  constexpr explicit Sku(const char* bytes) : bytes_(bytes) {}
  explicit Sku(std::string&&) = delete;  // the bytes would be gone before the code is

  constexpr std::string_view bytes() const { return bytes_; }
  friend constexpr auto operator<=>(Sku, Sku) = default;

 private:
  std::string_view bytes_;
};

enum class SkuFault : std::uint8_t {
  kEmpty,
  kNul,
  kControl,  ///< U+0001 to U+001F, U+007F to U+009F: a tab or line break that came with a copy
  kNotUtf8,
  kTooLong   ///< more characters than its system takes
};

struct SkuDefect {
  SkuFault fault;
  std::size_t at;  ///< the byte where it stands; where the limit is passed, for kTooLong

  friend constexpr bool operator==(const SkuDefect&, const SkuDefect&) = default;
};

constexpr std::string_view text_of(SkuFault fault) {
  constexpr std::string_view kTexts[] = {"is empty", "holds a NUL", "holds a control character", "is not UTF-8",
                                         "is longer than its system takes"};
  return kTexts[static_cast<std::size_t>(fault)];
}

/// The most characters of a SKU in a dialect; nothing where the vendor does not say (Cin7 Core: 50).
constexpr std::optional<std::size_t> longest_sku(std::string_view dialect) {
  if (dialect == "cin7_core") return 50;
  return std::nullopt;
}

namespace detail {

/// Bytes of the character that starts at `at`; 0 when none does. Shortest forms only, no surrogates (Unicode 15, table 3-7).
constexpr std::size_t utf8_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto continues = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(at + 1, 0x80, 0xBF) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
    return continues(at + 1, low, high) && continues(at + 2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first < 0xF0 || first > 0xF4) return 0;
  const unsigned low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
  return continues(at + 1, low, high) && continues(at + 2, 0x80, 0xBF) && continues(at + 3, 0x80, 0xBF) ? 4 : 0;
}

constexpr bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return character.size() == 2 && first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace detail

/// The first thing that is wrong with a code, which stays as it is. Blanks, case and look-alikes are no defects.
constexpr std::optional<SkuDefect> defect_of(Sku sku, std::optional<std::size_t> longest = std::nullopt) {
  const std::string_view bytes = sku.bytes();
  if (bytes.empty()) return SkuDefect{SkuFault::kEmpty, 0};
  std::size_t characters = 0;
  for (std::size_t at = 0, size = 0; at < bytes.size(); at += size) {
    size = detail::utf8_size(bytes, at);
    if (bytes[at] == '\0') return SkuDefect{SkuFault::kNul, at};
    if (size == 0) return SkuDefect{SkuFault::kNotUtf8, at};
    if (detail::is_control(bytes.substr(at, size))) return SkuDefect{SkuFault::kControl, at};
    if (longest && ++characters > *longest) return SkuDefect{SkuFault::kTooLong, at};
  }
  return std::nullopt;
}

}  // namespace trueup
