// PackRows: the rows of item_units, as printed and in the book's words.
#pragma once

#include <optional>
#include <vector>

#include "mapping/checks/check_pass.hpp"
#include "mapping/rows_by_id.hpp"
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

/// Grouped by the book's SKU; in a group by the book's unit, then by system, SKU and unit as printed, date and row.
using PackRows = RowsById<PackRow>;

/// The readable rows. Read once for all passes.
const PackRows& read_packs(const CheckInput& input);

/// The rows of a series (one system, SKU and unit) that hold at an instant; null when none does, or two of one date disagree.
const PackRow* pack_in_force(const PackRow* first, const PackRow* end, std::int64_t at);

}  // namespace trueup
