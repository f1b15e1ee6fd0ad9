// BarcodeKey: what makes two printed barcodes one: the GTIN in 14 digits, or else the text itself.
#pragma once

#include <cstdint>

#include "trueup/base/text_pool.hpp"
#include "trueup/model/gtin.hpp"

namespace trueup {

/// 0 = no barcode. A text that is no GTIN, or that may be two, stands for itself.
inline std::uint64_t barcode_key(const TextPool& pool, TextId barcode) {
  constexpr std::uint64_t kText = std::uint64_t{1} << 63;
  if (!barcode) return 0;
  const auto gtin = parse_gtin(pool.text(barcode)).only();
  return gtin ? gtin->number() : kText | barcode.value;
}

}  // namespace trueup
