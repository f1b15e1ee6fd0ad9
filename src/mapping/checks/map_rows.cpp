#include "mapping/checks/map_rows.hpp"

#include <algorithm>
#include <tuple>

#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/shared_rows.hpp"
#include "mapping/rows_by_id.hpp"

namespace trueup {
namespace {
// All four map tables have the same columns in the same order.
constexpr std::size_t kFromSystem = column_index("sku_map", "from_system");
constexpr std::size_t kFromValue = column_index("sku_map", "from_value");
constexpr std::size_t kToSystem = column_index("sku_map", "to_system");
constexpr std::size_t kToValue = column_index("sku_map", "to_value");
constexpr std::size_t kValidFrom = column_index("sku_map", "valid_from");

std::vector<MapRow> readable_rows(const CheckInput& input, const Records& rows) {
  std::vector<TextId> declared;
  for (const System& system : input.the_case.systems) declared.push_back(input.evidence.pool.find(system.id));
  const auto is_declared = [&](TextId system) { return system && std::find(declared.begin(), declared.end(), system) != declared.end(); };
  std::vector<MapRow> out;
  out.reserve(rows.row_count());
  for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input.progress, row); ++row) {
    const MapRow read{rows.text(row, kFromSystem), rows.text(row, kToSystem), rows.text(row, kFromValue), rows.text(row, kToValue), rows.number(row, kValidFrom), row};
    if (!rows.rejected(row) && is_declared(read.from_system) && is_declared(read.to_system)) out.push_back(read);
  }
  return out;
}

bool before(const MapRow& left, const MapRow& right) {
  return std::tie(left.from_system, left.to_system, left.from, left.since, left.row) < std::tie(right.from_system, right.to_system, right.from, right.since, right.row);
}

// Grouped by value first: mostly that is the order already, at a fraction of what a sort of a million rows takes.
std::vector<MapRow> in_order(std::vector<MapRow> rows) {
  if (std::is_sorted(rows.begin(), rows.end(), before)) return rows;
  const RowsById<MapRow> by_value(rows, [](const MapRow& row) { return row.from; });
  std::copy(by_value.rows().begin(), by_value.rows().end(), rows.begin());
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
  return rows;
}

std::vector<MapRow> rows_in_force(std::span<const MapRow> sorted, std::int64_t at) {
  std::vector<MapRow> out;
  out.reserve(sorted.size());
  for (std::size_t first = 0, end = 0; first < sorted.size(); first = end) {
    const MapRow* holds = nullptr;
    bool disputed = false;
    for (end = first; end < sorted.size() && sorted[end].same_key(sorted[first]); ++end) {
      if (sorted[end].since > at) continue;
      const bool same_date = holds != nullptr && holds->since == sorted[end].since;
      disputed = same_date && (disputed || holds->to != sorted[end].to);
      if (!same_date) holds = &sorted[end];
    }
    if (holds != nullptr && holds->to && !disputed) out.push_back(*holds);
  }
  return out;
}

}  // namespace

const MapRows& read_map(const CheckInput& input, std::string_view table) {
  const auto at = static_cast<std::size_t>(std::find(std::begin(kMapTables), std::end(kMapTables), table) - std::begin(kMapTables));
  return input.shared.maps[at].get([&] {
    MapRows rows{in_order(readable_rows(input, input.evidence.table(table))), {}};
    rows.in_force = rows_in_force(rows.all, instant_of(input));
    return rows;
  });
}

std::vector<Direction> directions_of(std::span<const MapRow> sorted) {
  std::vector<Direction> out;
  for (std::size_t first = 0, end = 0; first < sorted.size(); first = end) {
    const auto leaves = [&](const MapRow& row) { return row.from_system != sorted[first].from_system || row.to_system != sorted[first].to_system; };
    end = static_cast<std::size_t>(std::find_if(sorted.begin() + static_cast<std::ptrdiff_t>(first), sorted.end(), leaves) - sorted.begin());
    out.push_back(sorted.subspan(first, end - first));
  }
  return out;
}

Direction reverse_of(std::span<const Direction> directions, Direction direction) {
  for (const Direction other : directions)
    if (other[0].from_system == direction[0].to_system && other[0].to_system == direction[0].from_system) return other;
  return {};
}

}  // namespace trueup
