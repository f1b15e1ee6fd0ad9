#include "mapping/suggest_items.hpp"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "mapping/fold.hpp"
#include "mapping/text_id_hash.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("items", "sku");
constexpr std::size_t kSystem = column_index("items", "system");
constexpr std::size_t kName = column_index("items", "name");
constexpr std::size_t kBarcode = column_index("items", "barcode");
constexpr std::size_t kSupplierCode = column_index("items", "supplier_code");
constexpr std::size_t kPrice = column_index("items", "price");
constexpr std::size_t kUnit = column_index("items", "base_unit");

// The codes of one system that a map row names towards the other or from it, whatever its date: somebody has decided on them.
absl::flat_hash_set<TextId> mapped_codes(const Records& map, TextId system, TextId other_system) {
  constexpr std::size_t kFromSystem = column_index("sku_map", "from_system"), kFrom = column_index("sku_map", "from_value");
  constexpr std::size_t kToSystem = column_index("sku_map", "to_system"), kTo = column_index("sku_map", "to_value");
  absl::flat_hash_set<TextId> codes;
  for (std::size_t row = 0; row < map.row_count(); ++row) {
    const TextId from = map.text(row, kFromSystem), to = map.text(row, kToSystem);
    if (from == system && to == other_system) codes.insert(map.text(row, kFrom));
    if (from == other_system && to == system) codes.insert(map.text(row, kTo));
  }
  return codes;
}

// Digits as printed, without what a spreadsheet or a copy adds around them.
std::optional<Gtin> barcode_of(std::string_view text) {
  std::string digits;
  append_folded(digits, text, kEndBlanks | kInnerBlanks | kInvisible | kWidth | kDecimals);
  return parse_gtin(digits).only();
}

// The one value that the rows of an item give; nothing where they give several.
template <class Value, class Of>
Value agreed(const std::vector<std::size_t>& rows, std::size_t first, std::size_t end, Value nothing, Of of) {
  Value only = nothing;
  for (std::size_t i = first; i < end; ++i) {
    const Value value = of(rows[i]);
    if (value == nothing) continue;
    if (only != nothing && only != value) return nothing;
    only = value;
  }
  return only;
}

TextId first_name(const Evidence& evidence, const Records& items, const std::vector<std::size_t>& rows, std::size_t first, std::size_t end) {
  TextId name;
  for (std::size_t i = first; i < end; ++i) {
    const TextId other = items.text(rows[i], kName);
    if (other && (!name || evidence.text(other) < evidence.text(name))) name = other;
  }
  return name;
}

}  // namespace

std::vector<ListedItem> list_items(const Evidence& evidence, TextId system, TextId other_system) {
  const Records& items = evidence.table("items");
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < items.row_count(); ++row)
    if (items.text(row, kSystem) == system && items.text(row, kSku)) rows.push_back(row);
  std::sort(rows.begin(), rows.end(), [&](std::size_t left, std::size_t right) { return evidence.text(items.text(left, kSku)) < evidence.text(items.text(right, kSku)); });

  const auto mapped = mapped_codes(evidence.table("sku_map"), system, other_system);
  std::vector<ListedItem> listed;
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    ListedItem item;
    item.sku = items.text(rows[first], kSku);
    while (end < rows.size() && items.text(rows[end], kSku) == item.sku) ++end;
    item.name = first_name(evidence, items, rows, first, end);
    item.supplier_code = agreed(rows, first, end, TextId{}, [&](std::size_t row) { return items.text(row, kSupplierCode); });
    item.unit = agreed(rows, first, end, TextId{}, [&](std::size_t row) { return items.text(row, kUnit); });
    item.price = agreed(rows, first, end, Records::kUnknown, [&](std::size_t row) { return items.number(row, kPrice); });
    item.barcode = agreed(rows, first, end, std::optional<Gtin>(), [&](std::size_t row) { return barcode_of(evidence.text(items.text(row, kBarcode))); });
    item.mapped = mapped.contains(item.sku);
    listed.push_back(item);
  }
  return listed;
}

}  // namespace trueup
