// JsonScanner: reads RFC 8259 text strictly, from left to right, in constant memory. It hands out tokens of the source:
// a number keeps its printed text (a DOM would make a double of it), and a file of any size needs no index beside it.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "io/text.hpp"
#include "trueup/base/bytes.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trueup {

enum class JsonKind : std::uint8_t { kAbsent, kNull, kText, kBare, kObject, kArray };

/// A scalar: the text between the quotes, or a bare number, true or false.
struct JsonToken {
  const char* begin = nullptr;
  std::uint64_t length = 0;
  JsonKind kind = JsonKind::kAbsent;
  bool escaped = false;  ///< holds a backslash: see unescape_json

  std::string_view text() const { return {begin, static_cast<std::size_t>(length)}; }
};

/// Replaces the escapes of a text that the scanner has passed; false for half a surrogate pair.
bool unescape_json(std::string_view token, std::string& out);

#if defined(__SSE2__)
/// Bits of the 16 bytes that end the plain run of a text: quote, backslash, control character.
inline unsigned json_text_stops(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i special = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(special, control)));
}

/// True when `text` stands at `at`; both are followed by padding.
inline bool same_padded(const char* at, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += 16) {
    const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const __m128i right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
    const unsigned different = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right))) ^ 0xffffu;
    if (different != 0) return static_cast<unsigned>(std::countr_zero(different)) >= text.size() - i;
  }
  return true;
}

/// The length of the plain decimal that starts at `at` ("12", "0.50"); 0 when it is of another shape or longer than 15.
/// Without a loop, since the lengths of numbers are what a branch predictor cannot know.
inline unsigned json_plain_decimal(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i values = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  const auto digits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values)));
  const auto points = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.'))));
  const auto length = static_cast<unsigned>(std::countr_one(digits | points));
  const unsigned point = points & ((1u << length) - 1);
  const auto whole = static_cast<unsigned>(std::countr_one(digits));
  const bool one_point = (point & (point - 1)) == 0;
  const bool leading_zero = *at == '0' && whole != 1;
  const bool exponent = (at[length] | 0x20) == 'e';
  return length < 16 && one_point && whole != 0 && at[length - 1] != '.' && !leading_zero && !exponent ? length : 0;
}
#else
inline unsigned json_plain_decimal(const char*) { return 0; }

inline unsigned json_text_stops(const char* at) {
  unsigned out = 0;
  for (unsigned i = 0; i < 16; ++i)
    if (at[i] == '"' || at[i] == '\\' || static_cast<unsigned char>(at[i]) < 0x20) out |= 1u << i;
  return out;
}

inline bool same_padded(const char* at, std::string_view text) { return std::memcmp(at, text.data(), text.size()) == 0; }
#endif

class JsonScanner {
 public:
  static constexpr int kMaxDepth = 512;

  /// `text` must be followed by Bytes::kPadding readable bytes.
  void open(std::string_view text) { open(text, 0, text.size()); }
  /// A part of it; offsets count from the start of the text.
  void open(std::string_view text, std::size_t begin, std::size_t end);

  /// The next character that is no blank; NUL at the end of the text.
  char next() {
    // Nothing that may stand here is below a blank, and the padding is NUL or skipped text.
    if (static_cast<unsigned char>(*at_) <= ' ') skip_blanks();
    return at_ < end_ ? *at_ : '\0';
  }

  /// Goes into an object or a list when the next character opens one.
  bool enter(char open) { return next() == open ? (++at_, true) : false; }

  /// Stands before the next entry; false behind the closing character or at a fault. `first` must start as true.
  bool entry(char close, bool& first) {
    const char c = next();
    if (c == close) return ++at_, false;
    if (first) return first = false, true;
    if (c != ',') return fail("a comma or the end of the object or list is missing");
    ++at_;
    return true;
  }

  /// A key and its colon. `key` comes with the key that is expected here, both quotes included, or empty; it leaves with
  /// the one that is. `as_expected` tells whether it is the same: nearly always, and then nothing need be looked up.
  bool key(std::string_view& key, bool& as_expected) {
    (void)next();
    as_expected = !key.empty() && key.size() <= static_cast<std::size_t>(end_ - at_) && same_padded(at_, key);
    if (as_expected) at_ += key.size();
    else if (!other_key(key)) return false;
    if (*at_ != ':' && next() != ':') return fail("a colon is missing");
    ++at_;
    return true;
  }

  /// A text, a number or a word; a fault when anything else stands here.
  bool scalar(JsonToken& out) {
    const char c = next();
    if (c == '"') return text(out);
    return c == 'n' || c == 't' || c == 'f' ? word(out) : number(out);
  }

  /// Passes one value of any kind, checking it.
  bool skip_value(int depth = 0);

  bool fail(const char* what) {
    if (fault_ == nullptr) fault_ = what;
    return false;
  }
  bool failed() const { return fault_ != nullptr; }
  const char* fault() const { return fault_; }
  /// The text ended where more was due.
  bool truncated() const { return at_ >= end_; }
  std::uint64_t offset() const { return static_cast<std::uint64_t>(at_ - begin_); }

 private:
  bool text(JsonToken& out);
  bool number(JsonToken& out);
  bool word(JsonToken& out);
  bool other_key(std::string_view& key);
  bool skip_escape();
  bool digits();
  void skip_blanks();

  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* fault_ = nullptr;
};

inline bool JsonScanner::text(JsonToken& out) {
  const char* from = ++at_;
  bool escaped = false;
  while (at_ < end_) {
    const unsigned stops = json_text_stops(at_);
    if (stops == 0) {
      at_ += 16;
      continue;
    }
    at_ += std::countr_zero(stops);
    if (at_ >= end_) break;
    if (*at_ == '"') {
      out = {from, static_cast<std::uint64_t>(at_++ - from), JsonKind::kText, escaped};
      return true;
    }
    escaped = true;
    if (*at_ != '\\') return fail("a control character in a text");
    if (!skip_escape()) return false;
  }
  at_ = end_;
  return fail("a text never ends");
}

inline bool JsonScanner::digits() {
  const char* from = at_;
  while (*at_ >= '0' && *at_ <= '9') ++at_;
  return at_ != from;
}

inline bool JsonScanner::number(JsonToken& out) {
  const char* from = at_;
  if (const unsigned length = json_plain_decimal(at_); length != 0) {
    at_ += length;
    out = {from, length, JsonKind::kBare, false};
    return true;
  }
  if (*at_ == '-') ++at_;
  const bool zero = *at_ == '0';
  const char* first = at_;
  if (!digits()) return fail("no JSON value");
  if (zero && at_ - first > 1) return fail("a number that starts with a zero");
  if (*at_ == '.') {
    ++at_;
    if (!digits()) return fail("a number without digits behind its point");
  }
  if (*at_ == 'e' || *at_ == 'E') {
    ++at_;
    if (*at_ == '+' || *at_ == '-') ++at_;
    if (!digits()) return fail("a number without digits in its exponent");
  }
  out = {from, static_cast<std::uint64_t>(at_ - from), JsonKind::kBare, false};
  return true;
}

}  // namespace trueup
