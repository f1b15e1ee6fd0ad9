#include "mapping/checks/pack_rows.hpp"

#include <algorithm>
#include <tuple>

#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/kit_lines.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("item_units", "sku");
constexpr std::size_t kUnit = column_index("item_units", "unit");
constexpr std::size_t kNumerator = column_index("item_units", "numerator");
constexpr std::size_t kDenominator = column_index("item_units", "denominator");
constexpr std::size_t kSystem = column_index("item_units", "system");
constexpr std::size_t kValidFrom = column_index("item_units", "valid_from");

bool before(const PackRow& left, const PackRow& right) {
  const auto key = [](const PackRow& pack) { return std::tie(pack.book_sku, pack.book_unit, pack.system, pack.sku, pack.unit, pack.since, pack.row); };
  return key(left) < key(right);
}

}  // namespace

std::vector<PackRow> read_packs(const CheckInput& input, const UnitWords& units) {
  const Records& rows = input.evidence.table("item_units");
  const TextId book = first_book(input);
  const std::int64_t at = instant_of(input);
  std::vector<PackRow> packs;
  packs.reserve(rows.row_count());
  for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input.progress, row); ++row) {
    if (rows.rejected(row)) continue;
    const TextId printed = rows.text(row, kSystem), system = printed ? printed : book;
    PackRow pack{system, rows.text(row, kSku), rows.text(row, kUnit), {}, {}, rows.number(row, kValidFrom), make_ratio(rows.number(row, kNumerator), rows.number(row, kDenominator)), row};
    pack.book_sku = system == book ? pack.sku : book_sku(input, system, pack.sku, book, at).value_or(pack.sku);
    pack.book_unit = system == book ? pack.unit : units.translate(system, pack.unit, book);
    packs.push_back(pack);
  }
  if (!std::is_sorted(packs.begin(), packs.end(), before)) std::sort(packs.begin(), packs.end(), before);
  return packs;
}

const PackRow* pack_in_force(const PackRow* first, const PackRow* end, std::int64_t at) {
  const PackRow* holds = nullptr;
  bool disputed = false;
  for (; first != end; ++first) {
    if (first->since > at || !first->ratio) continue;
    const bool same_date = holds != nullptr && holds->since == first->since;
    disputed = same_date && (disputed || holds->ratio != first->ratio);
    if (!same_date) holds = first;
  }
  return disputed ? nullptr : holds;
}

}  // namespace trueup
