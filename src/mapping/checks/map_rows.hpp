// MapRows: the rows of a map in the order in which they are asked for: by direction, value and date.
#pragma once

#include <span>
#include <vector>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

/// "`from` of `from_system` is `to` of `to_system`"; no `to` ends it.
struct MapRow {
  TextId from_system, to_system, from, to;
  std::int64_t since = Records::kUnknown;
  std::uint32_t row = 0;

  bool same_key(const MapRow& other) const { return from_system == other.from_system && to_system == other.to_system && from == other.from; }
};

/// The readable rows between systems that the case declares, sorted by direction, value, date and row.
std::vector<MapRow> read_map(const CheckInput& input, const Records& rows);

/// The rows of `sorted` that hold at an instant, at most one a value and direction, in the same order. As in Translation, rows
/// of one date that disagree hold nothing.
std::vector<MapRow> rows_in_force(std::span<const MapRow> sorted, std::int64_t at);

/// All rows from one system to one other.
using Direction = std::span<const MapRow>;

std::vector<Direction> directions_of(std::span<const MapRow> sorted);

/// The rows that lead the other way; empty when there are none.
Direction reverse_of(std::span<const Direction> directions, Direction direction);

/// One mark a value, for walks over one direction at a time: dense, and wiped by what was set.
class ValueMarks {
 public:
  explicit ValueMarks(std::size_t pool_size) : marks_(pool_size) {}

  std::uint32_t operator[](TextId value) const { return marks_[value.value]; }
  void set(TextId value, std::uint32_t mark) {
    marks_[value.value] = mark;
    set_.push_back(value.value);
  }
  void wipe() {
    for (const std::uint32_t value : set_) marks_[value] = 0;
    set_.clear();
  }

 private:
  std::vector<std::uint32_t> marks_, set_;
};

}  // namespace trueup
