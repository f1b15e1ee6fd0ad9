#include "absl/container/flat_hash_map.h"
#include "explain/gaps.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

using enum Observation;

constexpr std::size_t kSku = column_index("stock", "sku");
constexpr std::size_t kSystem = column_index("stock", "system");

// Units held under a code that is one known item's in another spelling: they belong to that item's key.
Gap twin_gap(const Evidence& evidence, const Mapping& mapping, const Snapshot& other, const DeltaRow& row, const Twin& twin) {
  const SnapshotRow& held = other.rows[row.other_row];
  const UnitAnswer unit = mapping.unit(other.system, twin.sku, held.unit, other.as_of.micros);
  const auto base = unit.known ? to_base(held.on_hand, unit.base_per_unit) : std::nullopt;
  Gap gap;
  gap.kind = GapKind::kTwinRows;
  gap.amounts.push_back({{twin.sku, row.key.location, false}, base ? *base : Quantity::unknown()});
  gap.amounts.push_back({row.key, Quantity::unknown()});
  gap.observations.set(kCodeUnmapped, Truth::kYes);
  gap.observations.set(kSpelledAlike, Truth::kYes);
  gap.note = "printed as \"" + std::string(evidence.text(row.key.sku)) + "\", known as \"" + std::string(evidence.text(twin.spelling)) + "\": they differ by " +
             spelling_difference(evidence.text(row.key.sku), evidence.text(twin.spelling));
  return gap;
}

Gap unmapped_gap(const DeltaRow& row) {
  Gap gap;
  gap.kind = GapKind::kUnmappedCode;
  gap.amounts.push_back({row.key, Quantity::unknown()});
  gap.observations.set(kCodeUnmapped, Truth::kYes);
  return gap;
}

Gap factor_gap(const Evidence& evidence, const Snapshot& side, std::uint32_t snapshot_row, const StockKey& key) {
  Gap gap;
  gap.kind = GapKind::kFactorMissing;
  gap.amounts.push_back({key, Quantity::unknown()});
  gap.observations.set(kFactorMissing, Truth::kYes);
  gap.note = "counted in \"" + std::string(evidence.text(side.rows[snapshot_row].unit)) + "\" by " + std::string(evidence.text(side.system)) +
             ": item_units has no factor for it";
  return gap;
}

// Every stock row that prints one of the gaps' codes, for the evidence: one pass over the rows.
void add_stock_rows(const Evidence& evidence, TextId system, const absl::flat_hash_map<std::uint32_t, std::size_t>& gap_of_code, std::vector<Gap>& gaps) {
  if (gap_of_code.empty()) return;
  const Records& stock = evidence.table("stock");
  for (std::uint32_t row = 0; row < stock.row_count(); ++row) {
    if (stock.text(row, kSystem) != system) continue;
    if (const auto found = gap_of_code.find(stock.text(row, kSku).value); found != gap_of_code.end()) gaps[found->second].stock.push_back(row);
  }
}

}  // namespace

std::vector<Gap> balance_gaps(const Evidence& evidence, const Mapping& mapping, const PairContext& pair, const Delta& delta) {
  std::vector<Gap> gaps;
  absl::flat_hash_map<std::uint32_t, std::size_t> gap_of_code;
  for (const DeltaRow& row : delta.rows) {
    if (row.obstacle == Obstacle::kUnmapped && row.other_row != DeltaRow::kAbsent) {
      if (pair.other_now->rows[row.other_row].on_hand == Quantity{0}) continue;
      const Twin twin = mapping.twin(row.key.sku);
      gaps.push_back(twin ? twin_gap(evidence, mapping, *pair.other_now, row, twin) : unmapped_gap(row));
      gap_of_code[row.key.sku.value] = gaps.size() - 1;
    } else if (row.obstacle == Obstacle::kNoFactor) {
      const Snapshot& side = row.obstacle_in_book ? *pair.book_now : *pair.other_now;
      const std::uint32_t index = row.obstacle_in_book ? row.book_row : row.other_row;
      gaps.push_back(factor_gap(evidence, side, index, row.key));
      gaps.back().stock.push_back(side.rows[index].first_row);
    }
  }
  add_stock_rows(evidence, pair.other, gap_of_code, gaps);
  return gaps;
}

}  // namespace trueup
