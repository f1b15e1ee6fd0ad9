// RowLocator: where a row's cells stand in the source, so that two rows of the same spelling are found equal by one
// comparison of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "diff/diff_cells.hpp"

namespace trueup::diffing {

struct RowPlace {
  std::uint64_t place = 0;  ///< offset << 16 | length of the stretch of source that holds all the row's cells; or kNone
  std::uint32_t shape = 0;  ///< hash of where each cell stands in that stretch, how long it is, and which are missing

  static constexpr std::uint64_t kNone = ~std::uint64_t{0};
};

/// Rows of equal shape whose stretches have the same bytes have the same cells. Shapes of different rows are equal once
/// in about 2^32 only, and that matters only where all bytes are the same, too.
class RowLocator {
 public:
  /// `simd`: use the processor's wide registers where it has them; the answer is the same.
  RowLocator(const RecordBatch& batch, const DiffPlan& plan, bool after, bool simd);

  /// Places of `count` rows from `first` on.
  void locate(RowIndex first, std::size_t count, RowPlace* out) const;

 private:
  /// A column in the order in which the batch holds them, with its weight in the shape.
  struct WeighedColumn {
    std::size_t index;
    const Cell* cells;
    std::uint64_t weight;
  };
  static constexpr std::size_t kWide = 4;

  RowPlace locate_row(RowIndex row) const;
  void locate_wide(RowIndex first, RowPlace* out) const;

  std::vector<WeighedColumn> columns_;  ///< key and compared
  bool simd_;
};

}  // namespace trueup::diffing
