// SharedRows: what more than one pass reads off the tables. Each is computed by the first pass that asks, on whichever thread.
// Passes do not name it: they call read_map, read_packs and so on, which keep here what they return.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "mapping/checks/crossed_maps.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/map_rows.hpp"
#include "mapping/checks/once.hpp"
#include "mapping/checks/pack_rows.hpp"

namespace trueup {

struct SharedRows {
  explicit SharedRows(const Case& the_case, const TextPool& pool) : book_skus(compared_systems(the_case, pool).size()) {}

  std::array<Once<MapRows>, std::size(kMapTables)> maps;
  Once<std::vector<CrossedRows>> crossed;
  Once<PackRows> packs;
  Once<std::vector<std::uint64_t>> barcode_keys;
  std::vector<Once<std::vector<TextId>>> book_skus;   // by comparison
};

}  // namespace trueup
