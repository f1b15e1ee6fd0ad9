// CrossedRows: two rows of sku_map whose items fit each other's partner, and not their own.
#pragma once

#include <vector>

#include "mapping/checks/map_rows.hpp"

namespace trueup {

struct CrossedRows {
  MapRow first, second;   ///< `first` is the lower row
  bool by_name = false;   ///< a barcode is missing, and the names say so
};

/// In the order of their first rows; each row in at most one crossing. Linear in the map and the item lists; found once for all
/// passes.
const std::vector<CrossedRows>& find_crossed_rows(const CheckInput& input);

}  // namespace trueup
