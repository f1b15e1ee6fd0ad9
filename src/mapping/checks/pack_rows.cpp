#include "mapping/checks/pack_rows.hpp"

#include <algorithm>
#include <tuple>

#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/kit_lines.hpp"
#include "mapping/checks/shared_rows.hpp"
#include "mapping/checks/unit_words.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("item_units", "sku");
constexpr std::size_t kUnit = column_index("item_units", "unit");
constexpr std::size_t kNumerator = column_index("item_units", "numerator");
constexpr std::size_t kDenominator = column_index("item_units", "denominator");
constexpr std::size_t kSystem = column_index("item_units", "system");
constexpr std::size_t kValidFrom = column_index("item_units", "valid_from");

std::vector<PackRow> readable_rows(const CheckInput& input) {
  const Records& rows = input.evidence.table("item_units");
  const UnitWords units(input);
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
  return packs;
}

bool before(const PackRow& left, const PackRow& right) {
  const auto key = [](const PackRow& pack) { return std::tie(pack.book_unit, pack.system, pack.sku, pack.unit, pack.since, pack.row); };
  return key(left) < key(right);
}

}  // namespace

const PackRows& read_packs(const CheckInput& input) {
  return input.shared.packs.get([&] {
    PackRows packs(readable_rows(input), [](const PackRow& pack) { return pack.book_sku; });
    const auto one_item = [](const PackRow& left, const PackRow& right) { return left.book_sku == right.book_sku; };
    for_each_stretch(packs.rows(), one_item, [](std::span<PackRow> of_item) { std::sort(of_item.begin(), of_item.end(), before); });
    return packs;
  });
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
