#include "io/source_encoding.hpp"

#include <algorithm>
#include <simdjson.h>

#include "io/not_csv.hpp"

namespace trueup {
namespace {

constexpr std::size_t kHead = 64;

// What windows-1252 has between 0x80 and 0x9f; elsewhere it is ISO 8859-1, whose bytes are their own code points.
constexpr char16_t kWindows1252[32] = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                                       0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

std::uint8_t byte(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// Whether the bytes of the head at `first`, `first` + 2, ... are all NUL, and the others all not.
bool alternates(std::string_view bytes, std::size_t first) {
  const std::size_t end = std::min(bytes.size(), kHead) / 2 * 2;
  for (std::size_t i = 0; i < end; ++i)
    if ((bytes[i] == '\0') != (i % 2 == first)) return false;
  return end >= 4;
}

/// Whether the first character beyond ASCII is one of UTF-8. One that comes later and is none says that the file is damaged,
/// not that all the others were something else.
bool starts_as_utf8(std::string_view bytes) {
  const auto beyond = std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<std::uint8_t>(c) >= 0x80; });
  const std::string_view rest = bytes.substr(static_cast<std::size_t>(beyond - bytes.begin()));
  if (rest.empty()) return true;
  const std::uint8_t first = byte(rest, 0);
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return rest.size() >= length && simdjson::validate_utf8(rest.data(), length);
}

void append(std::string& out, char32_t point) {
  const auto put = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  const auto tail = [&](int shift) { put(0x80 | (point >> shift & 0x3f)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) return put(0xc0 | point >> 6), tail(0);
  if (point < 0x10000) return put(0xe0 | point >> 12), tail(6), tail(0);
  put(0xf0 | point >> 18), tail(12), tail(6), tail(0);
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8 + 64);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint8_t one = byte(bytes, i);
    append(out, one >= 0x80 && one < 0xa0 ? kWindows1252[one - 0x80] : one);
  }
  return out;
}

Error half_pair(std::size_t at) {
  return {ErrorCode::kNotTheFormat, "half a UTF-16 surrogate pair at byte " + std::to_string(at), {}, "the file as it was exported, in UTF-8"};
}

Result<std::string> from_utf16(std::string_view bytes, bool big) {
  if (bytes.size() % 2 != 0)
    return Error{ErrorCode::kTruncated, "UTF-16 text that ends in half a character", {}, "the whole file, best in UTF-8"};
  const auto unit = [&](std::size_t at) -> char32_t { return big ? byte(bytes, at) << 8 | byte(bytes, at + 1) : byte(bytes, at + 1) << 8 | byte(bytes, at); };
  std::string out;
  out.reserve(bytes.size() / 2 + bytes.size() / 16 + 64);
  for (std::size_t at = unit(0) == 0xfeff ? 2 : 0; at < bytes.size(); at += 2) {
    char32_t point = unit(at);
    if (point >= 0xd800 && point < 0xe000) {
      const char32_t low = at + 2 < bytes.size() ? unit(at + 2) : 0;
      if (point >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return half_pair(at);
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      at += 2;
    }
    append(out, point);
  }
  return out;
}

}  // namespace

std::string name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "";
    case Encoding::kUtf16Little: return "UTF-16LE";
    case Encoding::kUtf16Big: return "UTF-16BE";
    case Encoding::kWindows1252: return "windows-1252";
  }
  return "";
}

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || alternates(bytes, 1)) return Encoding::kUtf16Little;
  if (bytes.starts_with("\xfe\xff") || alternates(bytes, 0)) return Encoding::kUtf16Big;
  if (simdjson::validate_utf8(bytes.data(), bytes.size()) || byte_order_mark(bytes) != 0 || starts_as_utf8(bytes)) return Encoding::kUtf8;
  const bool text = !known_binary(bytes) && bytes.find('\0') == std::string_view::npos;
  return text ? Encoding::kWindows1252 : Encoding::kUtf8;
}

Result<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return std::string(bytes.substr(byte_order_mark(bytes)));
    case Encoding::kUtf16Little: return from_utf16(bytes, false);
    case Encoding::kUtf16Big: return from_utf16(bytes, true);
    case Encoding::kWindows1252: return from_windows_1252(bytes);
  }
  return std::string(bytes);
}

}  // namespace trueup
