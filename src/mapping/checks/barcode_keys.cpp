#include "mapping/checks/barcode_keys.hpp"

#include "mapping/checks/shared_rows.hpp"
#include "trueup/model/gtin.hpp"

namespace trueup {
namespace {

std::uint64_t key_of(const CheckInput& input, TextId barcode) {
  if (!barcode) return 0;
  const auto gtin = parse_gtin(input.text(barcode)).only();
  return gtin ? gtin->number() : kOddBarcode | barcode.value;
}

}  // namespace

const std::vector<std::uint64_t>& read_barcodes(const CheckInput& input) {
  return input.shared.barcode_keys.get([&] {
    const Records& items = input.evidence.table("items");
    std::vector<std::uint64_t> keys(items.row_count());
    if (!items.filled(column_index("items", "barcode"))) return keys;
    std::vector<std::uint64_t> by_text(input.evidence.pool.size());  // mostly both sides print the same text: read it once
    for (std::size_t row = 0; row < keys.size() && !stops_at(input.progress, row); ++row) {
      const TextId barcode = items.text(row, column_index("items", "barcode"));
      std::uint64_t& known = by_text[barcode.value];
      if (known == 0) known = key_of(input, barcode);
      keys[row] = known;
    }
    return keys;
  });
}

}  // namespace trueup
