// PackRows: the rows of item_units, as printed and in the book's words.
#pragma once

#include <optional>
#include <vector>

#include "mapping/checks/unit_words.hpp"
#include "trueup/base/ratio.hpp"

namespace trueup {

struct PackRow {
  TextId system, sku, unit;       ///< as printed; the first book's where no system is named
  TextId book_sku, book_unit;
  std::int64_t since = Records::kUnknown;
  std::optional<Ratio> ratio;     ///< base units per unit; nothing when it is not above zero
  std::uint32_t row = 0;

  bool same_series(const PackRow& other) const { return system == other.system && sku == other.sku && unit == other.unit; }
};

/// The readable rows, sorted by the book's SKU and unit, then by system, SKU and unit as printed, date and row.
std::vector<PackRow> read_packs(const CheckInput& input, const UnitWords& units);

/// The rows of a series (one system, SKU and unit) that hold at an instant; null when none does, or two of one date disagree.
const PackRow* pack_in_force(const PackRow* first, const PackRow* end, std::int64_t at);

}  // namespace trueup
