// BarcodeKeys: what makes two printed barcodes one: the GTIN in 14 digits, or else the text itself.
#pragma once

#include <cstdint>
#include <vector>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

/// Set in the key of a text that is no GTIN, or that may be two: it stands for itself.
inline constexpr std::uint64_t kOddBarcode = std::uint64_t{1} << 63;

/// By row of table items; 0 = no barcode. Read once for all passes.
const std::vector<std::uint64_t>& read_barcodes(const CheckInput& input);

}  // namespace trueup
