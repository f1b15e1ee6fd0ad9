#include "mapping/checks/item_lists.hpp"

namespace trueup {

ItemLists::ItemLists(const Evidence& evidence) {
  const Records& items = evidence.table("items");
  for (std::uint32_t row = 0; row < items.row_count(); ++row) {
    const TextId system = items.text(row, column_index("items", "system")), sku = items.text(row, column_index("items", "sku"));
    if (!sku) continue;
    if (lists_.empty() || lists_.back().system != system) {
      ItemList* known = const_cast<ItemList*>(of(system));
      if (known == nullptr) lists_.push_back({system, {}, std::vector<std::uint32_t>(evidence.pool.size())});
      else if (known != &lists_.back()) std::swap(*known, lists_.back());  // rows of one system mostly stand together
    }
    ItemList& list = lists_.back();
    list.rows.push_back(row);
    if (list.row_of[sku.value] == 0) list.row_of[sku.value] = row + 1;
  }
}

const ItemList* ItemLists::of(TextId system) const {
  for (const ItemList& list : lists_)
    if (list.system == system) return &list;
  return nullptr;
}

}  // namespace trueup
