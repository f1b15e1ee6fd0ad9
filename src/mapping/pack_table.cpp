#include "mapping/pack_table.hpp"

#include <algorithm>
#include <tuple>

#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

constexpr int kRatioPlaces = 10;

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
  std::vector<Pack> packs;
  packs.reserve(rows.row_count());
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    if (rows.rejected(row)) continue;
    const TextId system = rows.text(row, column_index("item_units", "system"));
    const TextId sku = to_book_sku(system, rows.text(row, column_index("item_units", "sku")));
    const std::int64_t from = rows.number(row, column_index("item_units", "valid_from"));
    const TextId unit = to_book_unit(system, rows.text(row, column_index("item_units", "unit")), from);
    // Both parts carry 10 places, so their quotient is the ratio itself.
    const auto ratio = make_ratio(rows.number(row, column_index("item_units", "numerator")), rows.number(row, column_index("item_units", "denominator")));
    if (!ratio) {
      const bool by_numerator = rows.number(row, column_index("item_units", "numerator")) <= 0;
      const std::int64_t figure = rows.number(row, by_numerator ? column_index("item_units", "numerator") : column_index("item_units", "denominator"));
      issues.push_back({"pack_not_positive", Severity::kError,
                        {evidence.files[rows.origin(row).file], rows.origin(row).row, by_numerator ? "numerator" : "denominator", figure == Records::kUnknown ? "" : format_decimal(figure, kRatioPlaces)},
                        "is no pack size of " + std::string(evidence.text(sku)), "quantities in this unit cannot be compared", "a numerator and a denominator above zero"});
      continue;
    }
    packs.push_back({sku, unit, from, *ratio});
  }
  packs_ = RowsById<Pack>(packs, [](const Pack& pack) { return pack.sku; });
  for_each_stretch(packs_.rows(), [](const Pack& left, const Pack& right) { return left.sku == right.sku; }, [](std::span<Pack> group) {
    const auto key = [](const Pack& pack) { return std::tie(pack.unit, pack.from); };
    if (group.size() > 1) std::stable_sort(group.begin(), group.end(), [&](const Pack& left, const Pack& right) { return key(left) < key(right); });
  });
}

std::span<const PackTable::Pack> PackTable::packs_of(TextId sku, TextId unit) const {
  const auto group = packs_.of(sku);
  const auto first = std::partition_point(group.begin(), group.end(), [&](const Pack& pack) { return pack.unit < unit; });
  const auto end = std::partition_point(first, group.end(), [&](const Pack& pack) { return pack.unit == unit; });
  return {first, end};
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
    if (!packs_of(sku, unit).empty()) continue;
    if (base.seen && base.unit != unit) base.unit = kNoSingleBase;
    else base = {unit, false, true};
  }
}

std::optional<Ratio> PackTable::base_per_unit(TextId sku, TextId unit, std::int64_t at) const {
  if (unit && sku.value < bases_.size() && bases_[sku.value].unit == unit) return Ratio{};
  const Pack* in_force = nullptr;
  bool disputed = false;
  for (const Pack& pack : packs_of(sku, unit)) {
    if (pack.from > at) continue;
    disputed = in_force != nullptr && in_force->from == pack.from && (disputed || in_force->ratio != pack.ratio);
    in_force = &pack;
  }
  if (in_force == nullptr || disputed) return std::nullopt;  // two factors from one date are none
  return in_force->ratio;
}

std::vector<Ratio> PackTable::sizes(TextId sku) const {
  std::vector<Ratio> sizes;
  for (const Pack& pack : packs_.of(sku))
    if (pack.ratio != Ratio{}) sizes.push_back(pack.ratio);
  std::sort(sizes.begin(), sizes.end(), [](const Ratio& left, const Ratio& right) {
    return Int128{left.numerator} * right.denominator < Int128{right.numerator} * left.denominator;
  });
  return sizes;
}

}  // namespace trueup
