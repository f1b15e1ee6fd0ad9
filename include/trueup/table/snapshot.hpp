// Snapshot: one system's balances at one instant, one row a key, in base units. Valid by construction: what could not be
// brought to that form is still a row, with the obstacle named.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/base/strong_id.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/table/records.hpp"

namespace trueup {

/// Why a key's quantities cannot be compared.
enum class Obstacle : std::uint8_t {
  kNone,
  kUnmapped,       ///< the code has no partner in the book
  kNoFactor,       ///< the unit has no row in item_units
  kInexact,        ///< the conversion is not a whole number of 1/10000
  kRejected,       ///< a row of the key could not be read
  kUncounted,      ///< a document of the key is in a unit without a factor, or prints no quantity
  kConflict,       ///< two rows of one grain print different figures
  kOverflow,
  kUnknown,        ///< no row, and absence says nothing here
  kNotCarried,     ///< no row: the side does not carry it
};

constexpr std::string_view name_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kNone: return "none";
    case Obstacle::kUnmapped: return "sku_unmapped";
    case Obstacle::kNoFactor: return "factor_missing";
    case Obstacle::kInexact: return "conversion_inexact";
    case Obstacle::kRejected: return "row_rejected";
    case Obstacle::kUncounted: return "document_uncounted";
    case Obstacle::kConflict: return "rows_conflict";
    case Obstacle::kOverflow: return "out_of_range";
    case Obstacle::kUnknown: return "absence_unknown";
    case Obstacle::kNotCarried: return "not_carried";
  }
  return "none";
}

/// A key of a comparison. `foreign` codes stand as printed by the other system.
struct StockKey {
  TextId sku, location;
  bool foreign = false;
  friend bool operator==(const StockKey&, const StockKey&) = default;
};

struct SnapshotRow {
  StockKey key;
  Obstacle obstacle = Obstacle::kNone;
  Quantity on_hand;                ///< base units; sum of the key's rows
  std::int64_t value_e4 = Records::kUnknown;  ///< the system's own valuation, 4 places, where it prints one
  TextId unit;                     ///< the unit that has no factor, else of the first row
  std::uint32_t first_row = 0;     ///< into the stock records; further rows are found by key
  std::uint32_t row_count = 0;
};

struct Snapshot {
  TextId system;
  bool present = false;            ///< the case has stock of this system at these locations
  Instant as_of, as_of_end;
  bool complete = false;
  AbsentRow absent = AbsentRow::kUnknown;
  std::vector<SnapshotRow> rows;   ///< unique keys, in order of first appearance
};

}  // namespace trueup
