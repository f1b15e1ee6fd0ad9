// CsvScanner: the one place that knows where a cell of delimited text ends (RFC 4180, LF or CRLF). Finds the bytes that
// matter 64 at a time and hands each cell and row to a sink.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "trueup/base/bytes.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trueup {

/// Of 64 bytes, which are what; bit i is byte i.
struct CsvMasks {
  std::uint64_t delimiter = 0, line = 0, quote = 0;
};

#if defined(__SSE2__)
inline CsvMasks csv_masks(const char* at, char delimiter) {
  const auto* blocks = reinterpret_cast<const __m128i*>(at);
  const __m128i bytes[] = {_mm_loadu_si128(blocks), _mm_loadu_si128(blocks + 1), _mm_loadu_si128(blocks + 2), _mm_loadu_si128(blocks + 3)};
  const auto where = [&](char wanted) {
    const __m128i pattern = _mm_set1_epi8(wanted);
    const auto bits = [&](int i) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], pattern)))} << (16 * i);
    };
    return bits(0) | bits(1) | bits(2) | bits(3);
  };
  return {where(delimiter), where('\n'), where('"')};
}
#else
inline CsvMasks csv_masks(const char* at, char delimiter) {
  CsvMasks out;
  for (int i = 0; i < 64; ++i) {
    out.delimiter |= std::uint64_t{at[i] == delimiter} << i;
    out.line |= std::uint64_t{at[i] == '\n'} << i;
    out.quote |= std::uint64_t{at[i] == '"'} << i;
  }
  return out;
}
#endif

enum class CsvCell : std::uint8_t { kPlain, kQuoted, kDoubledQuotes, kMalformed };

/// Sink: `void cell(begin, end, CsvCell)` with offsets of the text inside the quotes; `bool row(begin, end)` after the
/// row's last cell, false to stop there; `void blank()` for an empty line.
/// The text must be followed by Bytes::kPadding readable bytes.
template <class Sink>
class CsvScanner {
 public:
  CsvScanner(std::string_view text, std::uint64_t begin, char delimiter, Sink& sink)
      : text_(text), delimiter_(delimiter), sink_(sink), block_(begin), cell_(begin), row_(begin) {}

  /// Scans to at least `stop`; false when the sink stopped it.
  bool scan(std::uint64_t stop) {
    for (; block_ < stop && block_ < text_.size(); block_ += kBlock) {
      CsvMasks masks = csv_masks(text_.data() + block_, delimiter_);
      if (text_.size() - block_ < kBlock) cut(masks, text_.size() - block_);
      if (!(state_ == State::kPlain && masks.quote == 0 ? scan_plain(masks) : scan_quoted(masks))) return false;
    }
    return true;
  }

  /// Ends the last row, which need not end with a line feed; false when a quoted cell is still open.
  bool finish() {
    if (state_ == State::kInside) return false;
    if (row_ < text_.size()) end_row(text_.size());
    return true;
  }

  std::uint64_t position() const { return block_; }
  std::uint64_t row_begin() const { return row_; }

 private:
  static constexpr std::uint64_t kBlock = 64;
  static_assert(kBlock <= Bytes::kPadding);
  enum class State : std::uint8_t { kPlain, kInside, kClosed };

  static void cut(CsvMasks& masks, std::uint64_t count) {
    const std::uint64_t valid = (std::uint64_t{1} << count) - 1;
    masks.delimiter &= valid;
    masks.line &= valid;
    masks.quote &= valid;
  }

  bool scan_plain(const CsvMasks& masks) {
    for (std::uint64_t ends = masks.delimiter | masks.line; ends != 0; ends &= ends - 1) {
      const std::uint64_t at = block_ + static_cast<unsigned>(std::countr_zero(ends));
      if ((masks.line & (ends & -ends)) != 0) {
        if (!end_row(at)) return false;
      } else {
        sink_.cell(cell_, at, CsvCell::kPlain);
        cell_ = at + 1;
      }
    }
    return true;
  }

  bool scan_quoted(const CsvMasks& masks) {
    for (std::uint64_t bits = masks.delimiter | masks.line | masks.quote; bits != 0; bits &= bits - 1) {
      const std::uint64_t bit = bits & -bits;
      const std::uint64_t at = block_ + static_cast<unsigned>(std::countr_zero(bits));
      if ((masks.quote & bit) != 0) quote(at);
      else if (state_ == State::kInside) continue;
      else if ((masks.line & bit) == 0) end_cell(at), cell_ = at + 1;
      else if (!end_row(at)) return false;
    }
    return true;
  }

  void quote(std::uint64_t at) {
    if (state_ == State::kPlain) {
      // A quote that does not open the cell is text: 12" monitor.
      if (at == cell_) state_ = State::kInside, doubled_ = false;
    } else if (state_ == State::kInside) {
      state_ = State::kClosed;
      closed_ = at;
    } else if (at == closed_ + 1) {
      state_ = State::kInside;
      doubled_ = true;
    }
  }

  void end_cell(std::uint64_t end) {
    if (state_ == State::kPlain) return sink_.cell(cell_, end, CsvCell::kPlain);
    state_ = State::kPlain;
    if (closed_ + 1 != end) return sink_.cell(cell_, end, CsvCell::kMalformed);
    sink_.cell(cell_ + 1, closed_, doubled_ ? CsvCell::kDoubledQuotes : CsvCell::kQuoted);
  }

  bool end_row(std::uint64_t line_feed) {
    std::uint64_t end = line_feed;
    if (end > cell_ && text_[end - 1] == '\r') --end;
    const std::uint64_t begin = row_;
    bool proceed = true;
    if (end == begin) {
      sink_.blank();
    } else {
      end_cell(end);
      proceed = sink_.row(begin, end);
    }
    row_ = cell_ = line_feed + 1;
    return proceed;
  }

  std::string_view text_;
  char delimiter_;
  Sink& sink_;
  std::uint64_t block_;       ///< where the next 64 bytes start
  std::uint64_t cell_;        ///< where the cell starts
  std::uint64_t row_;         ///< where the row starts
  std::uint64_t closed_ = 0;  ///< the last closing quote of the cell
  State state_ = State::kPlain;
  bool doubled_ = false;
};

}  // namespace trueup
