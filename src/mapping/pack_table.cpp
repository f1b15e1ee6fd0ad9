#include "mapping/pack_table.hpp"

#include <algorithm>

namespace trueup {
namespace {

std::uint64_t pack_key(TextId sku, TextId unit) { return std::uint64_t{sku.value} << 32 | unit.value; }

// A base unit that the rows themselves contradict (two words without a pack, or a word beside an empty unit).
constexpr TextId kNoSingleBase{0};

}  // namespace

void PackTable::compile(const Evidence& evidence, const std::vector<TextId>& books, const ToBookSku& to_book_sku,
                        const ToBookUnit& to_book_unit, std::vector<Issue>& issues, const Progress* progress) {
  bases_.resize(evidence.pool.size());
  read_packs(evidence, to_book_sku, to_book_unit, issues);
  read_declared_bases(evidence, books);
  infer_bases(evidence, "stock", to_book_sku, to_book_unit, progress);
  infer_bases(evidence, "documents", to_book_sku, to_book_unit, progress);
}

void PackTable::read_packs(const Evidence& evidence, const ToBookSku& to_book_sku, const ToBookUnit& to_book_unit, std::vector<Issue>& issues) {
  const Records& rows = evidence.table("item_units");
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (rows.rejected(row)) continue;
    const TextId system = rows.text(row, column_index("item_units", "system"));
    const TextId sku = to_book_sku(system, rows.text(row, column_index("item_units", "sku")));
    const std::int64_t from = rows.number(row, column_index("item_units", "valid_from"));
    const TextId unit = to_book_unit(system, rows.text(row, column_index("item_units", "unit")), from);
    // Both parts carry 10 places, so their quotient is the ratio itself.
    const auto ratio = make_ratio(rows.number(row, column_index("item_units", "numerator")), rows.number(row, column_index("item_units", "denominator")));
    if (!ratio) {
      issues.push_back({"pack_not_positive", Severity::kError,
                        {evidence.files[rows.origin(row).file], rows.origin(row).row, "numerator", std::string(evidence.text(sku))},
                        "is not a pack size", "quantities in this unit cannot be compared", "a numerator and a denominator above zero"});
      continue;
    }
    packs_[pack_key(sku, unit)].push_back({from, *ratio});
    if (*ratio != Ratio{}) sizes_[sku].push_back(*ratio);
  }
  for (auto& [key, dated] : packs_)
    std::stable_sort(dated.begin(), dated.end(), [](const Dated& left, const Dated& right) { return left.from < right.from; });
  for (auto& [sku, sizes] : sizes_)
    std::sort(sizes.begin(), sizes.end(), [](const Ratio& left, const Ratio& right) {
      return Int128{left.numerator} * right.denominator < Int128{right.numerator} * left.denominator;
    });
}

void PackTable::read_declared_bases(const Evidence& evidence, const std::vector<TextId>& books) {
  const Records& rows = evidence.table("items");
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    const TextId system = rows.text(row, column_index("items", "system"));
    const TextId base = rows.text(row, column_index("items", "base_unit"));
    if (!base || std::find(books.begin(), books.end(), system) == books.end()) continue;
    Base& known = bases_[rows.text(row, column_index("items", "sku")).value];
    known = {known.declared && known.unit != base ? kNoSingleBase : base, true, true};
  }
}

// Without a declared base unit, the one word that is used without a pack is the base, unless some row leaves its unit out.
void PackTable::infer_bases(const Evidence& evidence, const char* table, const ToBookSku& to_book_sku, const ToBookUnit& to_book_unit, const Progress* progress) {
  const Records& rows = evidence.table(table);
  const bool stock = std::string_view(table) == "stock";
  const std::size_t unit_column = stock ? column_index("stock", "unit") : column_index("documents", "unit");
  const std::size_t sku_column = stock ? column_index("stock", "sku") : column_index("documents", "sku");
  const std::size_t system_column = stock ? column_index("stock", "system") : column_index("documents", "system");
  if (!rows.filled(unit_column)) return;
  for (std::size_t row = 0; row < rows.row_count() && !stops_at(progress, row); ++row) {
    const TextId system = rows.text(row, system_column);
    const TextId sku = to_book_sku(system, rows.text(row, sku_column));
    Base& base = bases_[sku.value];
    if (base.declared) continue;
    const TextId printed = rows.text(row, unit_column);
    const TextId unit = printed ? to_book_unit(system, printed, Records::kUnknown) : printed;
    if (!packs_.empty() && packs_.contains(pack_key(sku, unit))) continue;
    if (base.seen && base.unit != unit) base.unit = kNoSingleBase;
    else base = {unit, false, true};
  }
}

std::optional<Ratio> PackTable::base_per_unit(TextId sku, TextId unit, std::int64_t at) const {
  if (unit && sku.value < bases_.size() && bases_[sku.value].unit == unit) return Ratio{};
  const auto packs = packs_.find(pack_key(sku, unit));
  if (packs == packs_.end()) return std::nullopt;
  const Dated* in_force = nullptr;
  bool disputed = false;
  for (const Dated& dated : packs->second) {
    if (dated.from > at) continue;
    disputed = in_force != nullptr && in_force->from == dated.from && (disputed || in_force->ratio != dated.ratio);
    in_force = &dated;
  }
  if (in_force == nullptr || disputed) return std::nullopt;  // two factors from one date are none
  return in_force->ratio;
}

std::vector<Ratio> PackTable::sizes(TextId sku) const {
  const auto found = sizes_.find(sku);
  return found == sizes_.end() ? std::vector<Ratio>{} : found->second;
}

}  // namespace trueup
