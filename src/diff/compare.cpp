#include "trueup/diff/compare.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace trueup {
namespace {

std::uint64_t hash_key(const StockKey& key) { return std::uint64_t{key.sku.value} << 32 | key.location.value; }

// What one side says of a key: its quantity, or why there is none.
struct SideAnswer {
  Quantity quantity = Quantity::unknown();
  Obstacle obstacle = Obstacle::kNone;
};

SideAnswer answer_of(const Snapshot& side, std::uint32_t row) {
  if (row != DeltaRow::kAbsent) {
    const SnapshotRow& found = side.rows[row];
    const bool readable = found.obstacle == Obstacle::kNone || found.obstacle == Obstacle::kUnmapped;
    return {readable ? found.on_hand : Quantity::unknown(), found.obstacle};
  }
  switch (side.absent) {
    case AbsentRow::kZero: return {Quantity{0}, Obstacle::kNone};
    case AbsentRow::kNotCarried: return {Quantity::unknown(), Obstacle::kNotCarried};
    case AbsentRow::kUnknown: break;
  }
  return {Quantity::unknown(), Obstacle::kUnknown};
}

void fill(DeltaRow& row, const Snapshot& book, const Snapshot& other) {
  const SideAnswer left = answer_of(book, row.book_row), right = answer_of(other, row.other_row);
  row.book = left.quantity;
  row.other = right.quantity;
  row.delta = Quantity::unknown();
  row.obstacle_in_book = left.obstacle != Obstacle::kNone && right.obstacle == Obstacle::kNone;
  row.obstacle = right.obstacle != Obstacle::kNone ? right.obstacle : left.obstacle;
  // An absent row is the weaker reason: a code without partner says why the book has no row.
  if (left.obstacle != Obstacle::kNone && right.obstacle == Obstacle::kUnknown) row.obstacle = left.obstacle, row.obstacle_in_book = true;
  if (!row.comparable()) return;
  const auto delta = add(left.quantity, -right.quantity);
  if (delta) row.delta = *delta;
  else row.obstacle = Obstacle::kOverflow;
}

}  // namespace

DeltaRow compare_absent(const StockKey& key, const Snapshot& book, const Snapshot& other) {
  DeltaRow row;
  row.key = key;
  fill(row, book, other);
  return row;
}

Delta compare(const Snapshot& book, const Snapshot& other) {
  Delta delta;
  delta.rows.reserve(std::max(book.rows.size(), other.rows.size()));
  absl::flat_hash_map<std::uint64_t, std::uint32_t> by_key;
  by_key.reserve(book.rows.size());
  for (std::uint32_t i = 0; i < book.rows.size(); ++i) {
    by_key.emplace(hash_key(book.rows[i].key), static_cast<std::uint32_t>(delta.rows.size()));
    DeltaRow row;
    row.key = book.rows[i].key;
    row.book_row = i;
    delta.rows.push_back(row);
  }
  for (std::uint32_t i = 0; i < other.rows.size(); ++i) {
    const StockKey& key = other.rows[i].key;
    const auto found = key.foreign ? by_key.end() : by_key.find(hash_key(key));
    if (found != by_key.end()) {
      delta.rows[found->second].other_row = i;
      continue;
    }
    DeltaRow row;
    row.key = key;
    row.other_row = i;
    delta.rows.push_back(row);
  }
  for (DeltaRow& row : delta.rows) fill(row, book, other);
  return delta;
}

}  // namespace trueup
