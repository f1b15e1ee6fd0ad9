// Cells of two files compared: by bytes, by decimal value, and in the order of keys.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/table/record_batch.hpp"

#include "diff/diff_plan.hpp"

namespace trueup::diffing {

/// A row number inside a batch, counted from 0.
using RowIndex = std::uint32_t;
inline constexpr RowIndex kNoRow = ~RowIndex{0};

/// One side of a diff: the batch, and its key and compared columns in the plan's order.
struct DiffSide {
  DiffSide(const RecordBatch& from, const DiffPlan& plan, bool after);

  std::string_view text(Cell cell) const { return batch->text(cell); }

  const RecordBatch* batch;
  const char* source;  ///< the bytes that cells stand in; never null
  std::vector<const Cell*> key, compared;
};

/// True when both are decimals ([+-] digits [. digits], one digit at least) of one value: "1.0", "01", "+1." and "1";
/// "-0" and "0". Exact at any length.
bool same_decimal(std::string_view a, std::string_view b);

/// True when both cells are missing, or both are there and have the same bytes, or, if `numeric`, the same value.
inline bool same_cell(const DiffSide& x, Cell a, const DiffSide& y, Cell b, bool numeric) {
  if (a.missing() || b.missing()) return a.missing() == b.missing();
  const std::string_view left = x.text(a), right = y.text(b);
  return left == right || (numeric && same_decimal(left, right));
}

inline bool same_key(const DiffSide& x, RowIndex row, const DiffSide& y, RowIndex other) {
  for (std::size_t i = 0; i < x.key.size(); ++i)
    if (!same_cell(x, x.key[i][row], y, y.key[i][other], false)) return false;
  return true;
}

/// Component by component in byte order; a missing cell comes before empty text.
std::strong_ordering compare_keys(const DiffSide& x, RowIndex row, const DiffSide& y, RowIndex other);

/// The key's cells as one CSV line: a missing cell is nothing, empty text is "".
std::string key_text(const DiffSide& side, RowIndex row);

}  // namespace trueup::diffing
