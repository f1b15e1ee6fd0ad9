// RecordBatch: rows as they were decoded: untyped cells in columns, each a view of the input's bytes, each row with its
// place in the input. Eight bytes a cell; nothing is copied unless unescaping demands it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/bytes.hpp"

namespace trueup {

/// One cell: a view into the batch's source bytes or into its arena; or missing (no such field, null), which is not
/// the same as empty text.
class Cell {
 public:
  static constexpr std::uint64_t kMaxLength = (std::uint64_t{1} << 24) - 1;  ///< 16 MiB; longer text is refused
  static constexpr std::uint64_t kMaxOffset = (std::uint64_t{1} << 39) - 1;

  constexpr Cell() = default;
  static constexpr Cell in_source(std::uint64_t offset, std::uint64_t length) { return Cell(offset << 24 | length); }
  static constexpr Cell in_arena(std::uint64_t offset, std::uint64_t length) {
    return Cell(std::uint64_t{1} << 63 | offset << 24 | length);
  }
  constexpr bool missing() const { return bits_ == kMissing; }
  constexpr bool arena() const { return (bits_ >> 63) != 0; }
  constexpr std::uint64_t offset() const { return (bits_ >> 24) & kMaxOffset; }
  constexpr std::uint64_t length() const { return bits_ & kMaxLength; }

 private:
  explicit constexpr Cell(std::uint64_t bits) : bits_(bits) {}
  static constexpr std::uint64_t kMissing = ~std::uint64_t{0};
  std::uint64_t bits_ = kMissing;
};

struct RecordBatch {
  std::string input;                        ///< the file, as the case names it; for messages
  std::string table;                        ///< canonical table of these rows; empty for a plain file
  std::shared_ptr<const Bytes> source;      ///< kept alive by the batch
  std::string arena;                        ///< text that had to be unescaped or made
  std::vector<std::string> names;           ///< one a column: canonical name, attribute, or header text
  std::vector<std::string> labels;          ///< one a column: how the source calls it (header, JSON path), for messages
  std::vector<std::vector<Cell>> columns;   ///< all of one length
  std::vector<std::uint64_t> rows;          ///< one a row: 1-based place in the input

  std::size_t row_count() const { return rows.size(); }

  /// The text of a cell; empty for a missing one. Valid while the batch lives and its arena does not grow.
  std::string_view text(Cell cell) const {
    if (cell.missing()) return {};
    const char* base = cell.arena() ? arena.data() : source->data();
    return {base + cell.offset(), static_cast<std::size_t>(cell.length())};
  }

  std::optional<std::size_t> find(std::string_view name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == name) return i;
    return std::nullopt;
  }
};

}  // namespace trueup
