// X12Scanner: the one place that knows where a segment and an element of X12 end. Finds the separators 64 bytes at a time and
// hands each segment to a sink.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/text.hpp"
#include "io/x12_separators.hpp"
#include "trueup/base/bytes.hpp"
#include "trueup/table/record_batch.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trueup {

/// A segment as it stands in the text. Valid during the call that hands it over.
struct X12Segment {
  const char* text;           ///< of the file
  std::uint64_t begin;        ///< offset of its id
  const std::uint32_t* ends;  ///< where the id and each element end, from `begin` on
  std::uint32_t count;        ///< of `ends`: the elements and the id
  std::uint64_t number;       ///< 1-based place among the file's segments

  std::string_view id() const { return {text + begin, ends[0]}; }
  /// By its number in the standard: 1 is W1201; empty where the segment is shorter.
  std::string_view element(std::uint32_t which) const {
    if (which >= count) return {};
    const std::uint32_t from = ends[which - 1] + 1;
    return {text + begin + from, ends[which] - from};
  }
};

/// Of 64 bytes, which are what; bit i is byte i.
struct X12Masks {
  std::uint64_t element = 0, terminator = 0, line = 0;
};

#if defined(__SSE2__)
inline X12Masks x12_masks(const char* at, char element, char terminator) {
  const auto* blocks = reinterpret_cast<const __m128i*>(at);
  const __m128i bytes[] = {_mm_loadu_si128(blocks), _mm_loadu_si128(blocks + 1), _mm_loadu_si128(blocks + 2), _mm_loadu_si128(blocks + 3)};
  const auto where = [&](char wanted) {
    const __m128i pattern = _mm_set1_epi8(wanted);
    const auto bits = [&](int i) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], pattern)))} << (16 * i);
    };
    return bits(0) | bits(1) | bits(2) | bits(3);
  };
  return {where(element), where(terminator), where('\n')};
}
#else
inline X12Masks x12_masks(const char* at, char element, char terminator) {
  X12Masks out;
  for (int i = 0; i < 64; ++i) {
    out.element |= std::uint64_t{at[i] == element} << i;
    out.terminator |= std::uint64_t{at[i] == terminator} << i;
    out.line |= std::uint64_t{at[i] == '\n'} << i;
  }
  return out;
}
#endif

enum class X12Stop : std::uint8_t {
  kPlace,        ///< reached what was asked for
  kEnd,          ///< the text's end
  kInterchange,  ///< the next segment is an ISA, which declares separators of its own
  kBrokenLines,  ///< lines are broken inside of segments: their ends must be taken out first
  kSink,         ///< the sink said so
};

/// Why a segment is not handed over.
enum class X12Refusal : std::uint8_t { kTooLong, kTooManyElements };

/// Sink: `bool segment(const X12Segment&)`, false to stop; `void refuse(begin, number, element, X12Refusal)`.
/// Blanks and line ends between segments and before a terminator are skipped, empty segments too.
/// The text must be followed by Bytes::kPadding readable bytes.
template <class Sink>
class X12Scanner {
 public:
  static constexpr std::uint32_t kMostElements = 4096;

  /// `number`: how many segments came before `begin`.
  X12Scanner(std::string_view text, std::uint64_t begin, std::uint64_t number, const X12Separators& separators, Sink& sink)
      : text_(text),
        element_(separators.element),
        terminator_(separators.terminator),
        last_(terminator_.back()),
        lines_(last_ != '\n' && last_ != '\r'),
        sink_(sink),
        block_(begin),
        segment_(begin),
        number_(number),
        ends_(kMostElements + 2 * kBlock) {}

  /// Scans to at least `stop`, unless something stops it.
  X12Stop scan(std::uint64_t stop) {
    for (; block_ < stop && block_ < text_.size(); block_ += kBlock) {
      X12Masks masks = x12_masks(text_.data() + block_, element_, last_);
      if (text_.size() - block_ < kBlock) cut(masks, (std::uint64_t{1} << (text_.size() - block_)) - 1);
      if (segment_ > block_) cut(masks, segment_ - block_ < kBlock ? ~std::uint64_t{0} << (segment_ - block_) : 0);
      if (!scan_block(masks)) return stopped_;
      if (lines_ && masks.line != 0 && breaks_lines(masks)) return X12Stop::kBrokenLines;
      if (count_ > kMostElements) too_many_ = true, count_ = 1;
    }
    return block_ >= text_.size() ? X12Stop::kEnd : X12Stop::kPlace;
  }

  std::uint64_t position() const { return block_; }
  /// Where the segment starts that is not handed over yet: after scan() it is the next interchange, or what the text ends in.
  std::uint64_t segment_begin() const { return segment_; }
  std::uint64_t segment_count() const { return number_; }

  /// Takes the text's end for the last terminator.
  void finish() { end_segment(text_.size()); }

 private:
  static constexpr std::uint64_t kBlock = 64;
  static constexpr std::uint64_t kMostBytes = ~std::uint32_t{0};
  static_assert(kBlock <= Bytes::kPadding);

  static void cut(X12Masks& masks, std::uint64_t valid) {
    masks.element &= valid;
    masks.terminator &= valid;
    masks.line &= valid;
  }

  bool scan_block(const X12Masks& masks) {
    std::uint64_t elements = masks.element;
    for (std::uint64_t terminators = masks.terminator; terminators != 0; terminators &= terminators - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(terminators));
      const std::uint64_t at = block_ + bit;
      if (at < segment_ || (terminator_.size() > 1 && !terminates(at))) continue;
      const std::uint64_t below = elements & ((std::uint64_t{1} << bit) - 1);
      add_elements(below);
      elements ^= below;
      if (!end_segment(at + 1 - terminator_.size())) return false;
      if (!start_segment(at + 1)) return false;
      if (segment_ > block_ && segment_ - block_ < kBlock) elements &= ~std::uint64_t{0} << (segment_ - block_);
      else if (segment_ - block_ >= kBlock) elements = 0;
    }
    add_elements(elements);
    return true;
  }

  bool terminates(std::uint64_t last) const {
    const std::uint64_t before = terminator_.size() - 1;
    return last >= segment_ + before && text_.substr(last - before, terminator_.size()) == terminator_;
  }

  /// Eight at a time whatever there is: what is written beyond them is overwritten by the next.
  void add_elements(std::uint64_t bits) {
    const auto base = static_cast<std::uint32_t>(block_ - segment_);
    const std::uint32_t count = bits_of(bits);
    std::uint32_t* out = ends_.data() + count_;
    for (std::uint32_t done = 0; done < count; done += 8)
      for (int i = 0; i < 8; ++i, bits &= bits - 1) *out++ = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    count_ += count;
  }

  /// Its number of ones. Without the processor's own instruction, which is not everywhere, std::popcount calls a function.
  static std::uint32_t bits_of(std::uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    return static_cast<std::uint32_t>(((bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
  }

  /// False when the sink stopped it.
  bool end_segment(std::uint64_t end) {
    const std::uint64_t last = count_ == 0 ? segment_ : segment_ + ends_[count_ - 1] + 1;
    const bool fits = end - segment_ <= kMostBytes && !too_many_;
    if (fits)
      while (end > last && is_blank(text_[end - 1])) --end;
    if (end == segment_) return true;
    ++number_;
    if (!fits) return refuse(0, too_many_ ? X12Refusal::kTooManyElements : X12Refusal::kTooLong);
    ends_[count_++] = static_cast<std::uint32_t>(end - segment_);
    if (end - segment_ > Cell::kMaxLength && !elements_fit()) return true;
    if (sink_.segment(X12Segment{text_.data(), segment_, ends_.data(), count_, number_})) return true;
    stopped_ = X12Stop::kSink;
    return false;
  }

  bool elements_fit() {
    for (std::uint32_t i = 0; i < count_; ++i)
      if (ends_[i] - (i == 0 ? 0 : ends_[i - 1] + 1) > Cell::kMaxLength) return !refuse(i, X12Refusal::kTooLong);
    return true;
  }

  bool refuse(std::uint32_t element, X12Refusal why) {
    sink_.refuse(segment_, number_, element, why);
    return true;
  }

  /// False when the segment at `begin` is an ISA.
  bool start_segment(std::uint64_t begin) {
    while (begin < text_.size() && is_blank(text_[begin]) && text_[begin] != element_) ++begin;
    segment_ = begin;
    count_ = 0;
    too_many_ = false;
    if (begin >= text_.size() || text_[begin] != 'I' || !starts_interchange(text_, begin)) return true;
    stopped_ = X12Stop::kInterchange;
    return false;
  }

  /// Whether a line ends inside of a segment: not after a terminator, nor with nothing but blanks before one.
  bool breaks_lines(const X12Masks& masks) {
    for (std::uint64_t lines = masks.line & ~(masks.terminator << 1); lines != 0; lines &= lines - 1) {
      const std::uint64_t at = block_ + static_cast<unsigned>(std::countr_zero(lines));
      if (at < blank_until_) continue;
      blank_until_ = at;
      while (blank_until_ < text_.size() && is_blank(text_[blank_until_])) ++blank_until_;
      if (blank_until_ < text_.size() && !text_.substr(blank_until_).starts_with(terminator_) && inside_before(at)) return true;
    }
    return false;
  }

  /// Whether the last thing before `at` that is no blank is not a terminator.
  bool inside_before(std::uint64_t at) const {
    while (at > 0 && is_blank(text_[at - 1])) --at;
    return at > 0 && !text_.substr(0, at).ends_with(terminator_);
  }

  std::string_view text_;
  char element_;
  std::string_view terminator_;
  char last_;   ///< byte of the terminator
  bool lines_;  ///< a line's end is no terminator
  Sink& sink_;
  std::uint64_t block_;            ///< where the next 64 bytes start
  std::uint64_t segment_;          ///< where the segment starts
  std::uint64_t number_;           ///< segments handed over or refused
  std::uint64_t blank_until_ = 0;  ///< line ends before it have been looked at
  std::vector<std::uint32_t> ends_;
  std::uint32_t count_ = 0;
  bool too_many_ = false;
  X12Stop stopped_ = X12Stop::kPlace;
};

}  // namespace trueup
