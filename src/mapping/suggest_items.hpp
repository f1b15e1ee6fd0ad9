// ListedItem: what a system's item list says of one SKU, however many rows say it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trueup/model/gtin.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

struct ListedItem {
  TextId sku;
  TextId name;              // of several the first by its bytes; of all else nothing where the rows disagree
  TextId supplier_code, unit;
  std::optional<Gtin> barcode;
  std::int64_t price = Records::kUnknown;
  bool mapped = false;      // the case's sku_map knows it already
};

/// One system's items, in the order of their SKUs' bytes.
std::vector<ListedItem> list_items(const Evidence& evidence, TextId system, TextId other_system);

}  // namespace trueup
