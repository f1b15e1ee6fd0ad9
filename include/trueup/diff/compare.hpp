// compare: two Snapshots -> Delta. Exact: keys are interned, so equal ids are equal bytes; each key stands once a side.
#pragma once

#include <cstdint>
#include <vector>

#include "trueup/table/snapshot.hpp"

namespace trueup {

struct DeltaRow {
  static constexpr std::uint32_t kAbsent = ~std::uint32_t{0};

  StockKey key;
  Obstacle obstacle = Obstacle::kNone;   ///< kNone: the key is comparable
  bool obstacle_in_book = false;         ///< which side has the obstacle
  Quantity book, other;                  ///< base units; unknown where a side is
  Quantity delta;                        ///< book - other; unknown unless comparable
  std::uint32_t book_row = kAbsent, other_row = kAbsent;  ///< into the snapshots

  bool comparable() const { return obstacle == Obstacle::kNone; }
};

struct Delta {
  std::vector<DeltaRow> rows;  ///< all keys of both sides: the book's in its order, then those that only the other has
};

/// The row of a key that stands on neither side: what absence says there.
DeltaRow compare_absent(const StockKey& key, const Snapshot& book, const Snapshot& other);

/// Full outer join on (SKU, location). An absent row is zero, unknown or not carried, as the absent side declares.
Delta compare(const Snapshot& book, const Snapshot& other);

}  // namespace trueup
