#include "mapping/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "utf8proc.h"

namespace trueup {
namespace {

using Points = std::vector<utf8proc_int32_t>;
using ByteTable = std::array<char, 256>;  // what a byte becomes; 0: it is dropped

constexpr bool is_blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr char folded_byte(unsigned char c, unsigned folds) {
  if (is_blank(c)) return (folds & kInnerBlanks) != 0 ? char{0} : static_cast<char>(c);
  if ((folds & kInvisible) != 0 && (c < 0x20 || c == 0x7f)) return 0;
  if ((folds & kPunctuation) != 0 && (c == '-' || c == '_' || c == '/' || c == '.')) return 0;
  if ((folds & kLookAlikes) != 0 && (c == 'o' || c == 'O')) return '0';
  if ((folds & kLookAlikes) != 0 && (c == 'i' || c == 'I' || c == 'l' || c == 'L')) return '1';
  return static_cast<char>((folds & kCase) != 0 && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

constexpr ByteTable table_of(unsigned folds) {
  ByteTable table{};
  for (unsigned c = 0; c < table.size(); ++c) table[c] = folded_byte(static_cast<unsigned char>(c), folds);
  return table;
}

constexpr ByteTable kNormalTable = table_of(kNormalFolds);

// "123456789012.0": shorter numbers may be codes with a point of their own.
void drop_decimals(std::string& out, std::size_t start) {
  constexpr std::size_t kShortest = 6;
  std::size_t end = out.size();
  while (end > start && out[end - 1] == '0') --end;
  if (end == out.size() || out.size() - end > 2 || end <= start + kShortest || out[end - 1] != '.') return;
  const auto first = out.begin() + static_cast<std::ptrdiff_t>(start), point = out.begin() + static_cast<std::ptrdiff_t>(end - 1);
  if (std::all_of(first, point, is_digit)) out.erase(end - 1);
}

void drop_zeros(std::string& out, std::size_t start) {
  std::size_t first = start;
  while (first + 1 < out.size() && out[first] == '0' && is_digit(out[first + 1])) ++first;
  if (first > start) out.erase(start, first - start);
}

void append_bytes(std::string& out, std::string_view text, unsigned folds, const ByteTable& table) {
  const std::size_t start = out.size();
  out.resize(start + text.size());
  char* next = out.data() + start;
  for (const char c : text) {
    const char to = table[static_cast<unsigned char>(c)];
    *next = to;
    next += to != 0;
  }
  out.resize(static_cast<std::size_t>(next - out.data()));
  if (out.size() == start) return;
  if ((folds & kDecimals) != 0 && out.back() == '0') drop_decimals(out, start);
  if ((folds & kZeros) != 0 && out[start] == '0') drop_zeros(out, start);
}

void append_plain(std::string& out, std::string_view text, unsigned folds) {
  if (folds == kNormalFolds) return append_bytes(out, text, folds, kNormalTable);
  std::size_t first = 0, end = text.size();
  while (first < end && is_blank(static_cast<unsigned char>(text[first]))) ++first;
  while (end > first && is_blank(static_cast<unsigned char>(text[end - 1]))) --end;
  const bool keep_ends = (folds & kEndBlanks) == 0;
  if (keep_ends) out.append(text.substr(0, first));
  append_bytes(out, text.substr(first, end - first), folds, table_of(folds));
  if (keep_ends) out.append(text.substr(end));
}

bool is_ascii(std::string_view text) {
  std::uint64_t bits = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    bits |= word;
  }
  unsigned char rest = 0;
  for (; at < text.size(); ++at) rest |= static_cast<unsigned char>(text[at]);
  return ((bits & 0x8080808080808080u) | (rest & 0x80u)) == 0;
}

// False when the text is not UTF-8.
bool decode_points(std::string_view text, Points& points) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
    utf8proc_int32_t point;
    const utf8proc_ssize_t length = utf8proc_iterate(at, left, &point);
    if (length <= 0) return false;
    points.push_back(point);
    at += length;
    left -= length;
  }
  return true;
}

void encode_points(const Points& points, std::string& out) {
  for (const utf8proc_int32_t point : points) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t length = utf8proc_encode_char(point, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
}

// Each point replaced by what utf8proc makes of it where `chosen` says so.
template <class Chosen>
void decompose(Points& points, int options, Chosen chosen) {
  Points out;
  for (const utf8proc_int32_t point : points) {
    utf8proc_int32_t made[32];
    int boundary = 0;
    const utf8proc_ssize_t count = chosen(point) ? utf8proc_decompose_char(point, made, std::size(made), static_cast<utf8proc_option_t>(options), &boundary) : 0;
    if (count <= 0 || count > static_cast<utf8proc_ssize_t>(std::size(made))) out.push_back(point);
    else out.insert(out.end(), made, made + count);
  }
  points = std::move(out);
}

int combining_class(utf8proc_int32_t point) { return utf8proc_get_property(point)->combining_class; }

// Marks in canonical order: stable within each run of points that combine.
void order_marks(Points& points) {
  for (auto first = points.begin(); first != points.end();) {
    const auto combines = [](utf8proc_int32_t point) { return combining_class(point) != 0; };
    first = std::find_if(first, points.end(), combines);
    const auto end = std::find_if_not(first, points.end(), combines);
    std::stable_sort(first, end, [](auto left, auto right) { return combining_class(left) < combining_class(right); });
    first = end;
  }
}

void compose(Points& points) {
  decompose(points, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, [](utf8proc_int32_t) { return true; });
  order_marks(points);
  const auto count = utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                                              static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (count >= 0) points.resize(static_cast<std::size_t>(count));
}

void narrow_width(Points& points) {
  constexpr utf8proc_int32_t kWideMacron = 0xFFE3;  // in full it would become a blank and a mark
  decompose(points, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, [](utf8proc_int32_t point) {
    const auto type = utf8proc_get_property(point)->decomp_type;
    return point != kWideMacron && (type == UTF8PROC_DECOMP_TYPE_WIDE || type == UTF8PROC_DECOMP_TYPE_NARROW);
  });
}

// Both cases of Cyrillic, since a lower-case code is a folded one; of Greek only shapes that no unit of measure needs
// (U+03BC is the micro of 10 uF).
struct LookAlike {
  utf8proc_int32_t point;
  char latin;
};
constexpr LookAlike kLookAlikeLetters[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BF, 'o'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'},
    {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'},
    {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0432, 'b'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'},
    {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'},
};

void replace_look_alikes(Points& points) {
  constexpr utf8proc_int32_t kMinus = 0x2212;
  for (utf8proc_int32_t& point : points) {
    const auto* found = std::lower_bound(std::begin(kLookAlikeLetters), std::end(kLookAlikeLetters), point,
                                         [](const LookAlike& letter, utf8proc_int32_t sought) { return letter.point < sought; });
    if (found != std::end(kLookAlikeLetters) && found->point == point) point = found->latin;
    else if (point == kMinus || (point >= 0x80 && utf8proc_category(point) == UTF8PROC_CATEGORY_PD)) point = '-';
  }
}

bool is_unicode_blank(utf8proc_int32_t point) {
  constexpr utf8proc_int32_t kNextLine = 0x85;
  const auto category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP || point == kNextLine;
}

bool is_invisible(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return point >= 0x80 && (utf8proc_get_property(point)->ignorable || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC);
}

void fold_points(Points& points, unsigned folds) {
  if ((folds & kWidth) != 0) narrow_width(points);
  if ((folds & kComposition) != 0) compose(points);
  if ((folds & (kEndBlanks | kInnerBlanks | kWidth)) != 0) std::replace_if(points.begin(), points.end(), is_unicode_blank, ' ');
  if ((folds & kInvisible) != 0) points.erase(std::remove_if(points.begin(), points.end(), is_invisible), points.end());
  if ((folds & kAlphabet) != 0) replace_look_alikes(points);
  if ((folds & kCase) != 0) decompose(points, UTF8PROC_STABLE | UTF8PROC_CASEFOLD, [](utf8proc_int32_t) { return true; });
  if ((folds & kAlphabet) != 0) replace_look_alikes(points);  // what only folding the case made one
  if ((folds & kComposition) != 0) compose(points);
}

}  // namespace

void append_folded(std::string& out, std::string_view text, unsigned folds) {
  Points points;
  if (is_ascii(text) || !decode_points(text, points)) return append_plain(out, text, folds);
  fold_points(points, folds);
  std::string plain;
  encode_points(points, plain);
  append_plain(out, plain, folds);
}

}  // namespace trueup
