// X12Column: the cells of one column while a file is read. What rows in turn have from the loops around them is kept once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "io/column_rule.hpp"

namespace trueup {

struct X12Cells {
  Cell cell, minus, time;
};

/// Views of one place of the file.
inline bool same_place(Cell left, Cell right) { return left.offset() == right.offset() && left.length() == right.length(); }

class X12Column {
 public:
  /// `shares`: many rows in turn have one cell; then starts_ says which of them begins each.
  X12Column(bool shares, bool has_minus, bool has_time) : shares_(shares), has_minus_(has_minus), has_time_(has_time) {}

  bool shares() const { return shares_; }

  /// The cells of row `row`, the next.
  void add(std::uint64_t row, const X12Cells& cells) {
    if (shares_) starts_.push_back(row);
    cells_.cells.push_back(cells.cell);
    if (has_minus_) cells_.minus.push_back(cells.minus);
    if (has_time_) cells_.time.push_back(cells.time);
  }

  /// Of a column that shares: the cells of row `row` and of all after it, up to the next that are told.
  void share(std::uint64_t row, const X12Cells& cells) {
    if (!starts_.empty()) {
      const X12Cells last = at(starts_.size() - 1);
      if (same_place(last.cell, cells.cell) && same_place(last.minus, cells.minus) && same_place(last.time, cells.time)) return;
    }
    add(row, cells);
  }

  /// Of a column that does not share and has neither minus nor time: the next row's cell.
  void add(Cell cell) { cells_.cells.push_back(cell); }

  /// Of a column that does not share.
  X12Cells at(std::size_t row) const {
    return {cells_.cells[row], has_minus_ ? cells_.minus[row] : Cell(), has_time_ ? cells_.time[row] : Cell()};
  }

  bool all_missing() const {
    return std::all_of(cells_.cells.begin(), cells_.cells.end(), [](Cell cell) { return cell.missing(); });
  }
  ColumnCells take() { return std::move(cells_); }

  /// One cell a row, of those that take() gave, in whatever form they are now.
  std::vector<Cell> spread(std::vector<Cell> cells, std::size_t rows) const {
    if (!shares_) return cells;
    std::vector<Cell> out;
    out.reserve(rows);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::uint64_t end = i + 1 < cells.size() ? starts_[i + 1] : rows;
      out.insert(out.end(), end - starts_[i], cells[i]);
    }
    return out;
  }

  void reserve(std::size_t rows) {
    if (shares_) return;
    cells_.cells.reserve(rows);
    if (has_minus_) cells_.minus.reserve(rows);
    if (has_time_) cells_.time.reserve(rows);
  }

  void clear() {
    starts_.clear();
    cells_ = {};
  }

 private:
  bool shares_, has_minus_, has_time_;
  std::vector<std::uint64_t> starts_;
  ColumnCells cells_;
};

}  // namespace trueup
