// MapGraph: the rows of one map as edges between values, at one instant: where they lead round, and where they lead on.
#pragma once

#include <vector>

#include "mapping/checks/map_rows.hpp"

namespace trueup {

/// Values that lead to each other, two of them of one system: the system's one value stands for its other.
struct MapCircle {
  MapRow row;                  ///< the lowest row of it
  std::uint64_t values = 0;
  std::vector<TextId> path;    ///< the first few values from there on
};

/// A row behind which others lead on within one system.
struct MapChain {
  MapRow row;
  TextId system, end;          ///< where it ends
  std::uint64_t steps = 0;     ///< rows in all
};

struct MapGraphFaults {
  std::vector<MapCircle> circles;
  std::vector<MapChain> chains;
  std::vector<bool> in_circle;   ///< by the table's row
};

/// What leads round, and what leads on. A row and its reverse are one statement; rows from a channel to the book and from
/// the book to a warehouse are two maps, and no chain. In the order of rows. Linear in the rows; `row_count` is the table's.
MapGraphFaults find_map_graph_faults(std::span<const Direction> directions, std::size_t pool_size, std::size_t row_count);

}  // namespace trueup
