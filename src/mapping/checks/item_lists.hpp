// ItemLists: each system's item list by SKU. Dense by the SKU's id, so that a look-up is one load.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trueup/table/evidence.hpp"

namespace trueup {

struct ItemList {
  TextId system;
  std::vector<std::uint32_t> rows;     ///< of table items, in file order
  std::vector<std::uint32_t> row_of;   ///< by SKU id: 1 + the first row of table items that holds it; 0 = none

  std::optional<std::uint32_t> find(TextId sku) const {
    if (sku.value >= row_of.size() || row_of[sku.value] == 0) return std::nullopt;
    return row_of[sku.value] - 1;
  }
};

class ItemLists {
 public:
  explicit ItemLists(const Evidence& evidence);

  /// The list of a system; null when the case gives none.
  const ItemList* of(TextId system) const;
  const std::vector<ItemList>& all() const { return lists_; }

 private:
  std::vector<ItemList> lists_;
};

}  // namespace trueup
