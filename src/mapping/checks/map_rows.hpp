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

inline constexpr std::string_view kMapTables[] = {"sku_map", "unit_map", "location_map", "status_map"};

struct MapRows {
  std::vector<MapRow> all;        ///< the readable rows between systems that the case declares, by direction, value, date and row
  std::vector<MapRow> in_force;   ///< of `all` those that hold at the case's instant, at most one a value and direction; as in
                                  ///< Translation, rows of one date that disagree hold nothing
};

/// One of kMapTables. Read once for all passes.
const MapRows& read_map(const CheckInput& input, std::string_view table);

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
