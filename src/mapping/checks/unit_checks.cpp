// Unit checks: pack sizes that are no fractions, contradict each other, or changed unnoticed.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/kit_lines.hpp"
#include "mapping/checks/pack_rows.hpp"
#include "mapping/checks/rounded_fraction.hpp"
#include "mapping/checks/unit_passes.hpp"
#include "mapping/checks/unit_words.hpp"

namespace trueup {
namespace {

void check_rounded_ratios(const CheckInput& input, IssueSink& sink, std::string_view table, std::initializer_list<std::string_view> columns) {
  const Records& rows = input.evidence.table(table);
  const std::size_t system = *find_column(rows.schema(), "system"), sku = *find_column(rows.schema(), table == "kits" ? "kit_sku" : "sku");
  for (const std::string_view name : columns) {
    const std::size_t column = *find_column(rows.schema(), name);
    if (!rows.filled(column)) continue;
    for (std::size_t row = 0; row < rows.row_count() && !stops_at(input.progress, row); ++row) {
      const std::int64_t ratio = rows.number(row, column);
      const auto fraction = rounded_fraction(ratio);
      if (!fraction || rows.rejected(row)) continue;
      const Origin origin = rows.origin(row);
      sink.add("pack_inexact", {input.evidence.files[origin.file], origin.row, std::string(name), format_decimal(ratio, kRatioPlaces)},
               "looks like " + ratio_words(*fraction) + ", rounded", {rows.text(row, system), rows.text(row, sku), {}, {}});
    }
  }
}

void check_rounded(const CheckInput& input, IssueSink& sink) {
  check_rounded_ratios(input, sink, "item_units", {"numerator", "denominator"});
  check_rounded_ratios(input, sink, "kits", {"quantity", "numerator", "denominator"});
}

// The rows of one system about one unit of one item, by date.
class PackHistory {
 public:
  PackHistory(const CheckInput& input, IssueSink& sink) : input_(input), sink_(sink), rows_(input.evidence.table("item_units")), packs_(read_packs(input).rows()), at_(instant_of(input)) {}

  void run() {
    for (std::size_t first = 0, end = 0; first < packs_.size(); first = end) {
      for (end = first + 1; end < packs_.size() && packs_[end].same_series(packs_[first]);) ++end;
      if (end - first == 1) continue;
      const std::span series = packs_.subspan(first, end - first);
      find_conflict(series);
      find_change(series);
    }
    if (!changes_.empty() && sink_.wants("pack_changed_after_map")) compare_with_map();
  }

 private:
  struct Change {
    const PackRow *from, *to;
  };
  struct LastMapRow {
    std::int64_t since = Records::kUnknown;
    std::uint32_t row = 0;
  };

  // Each date on its own; the first one tells.
  void find_conflict(std::span<const PackRow> series) {
    const PackRow* first = nullptr;
    for (const PackRow& pack : series) {
      if (!pack.ratio) continue;
      if (first == nullptr || first->since != pack.since) first = &pack;
      if (first->ratio == pack.ratio) continue;
      sink_.add_at("pack_conflict", rows_, first->row, "unit", first->unit,
                   "of " + input_.text_of(first->sku) + " is " + ratio_words(*first->ratio) + ", and from the same date " + ratio_words(*pack.ratio) + " in " +
                       row_words(input_, rows_, pack.row, std::size_t{first->row}),
                   {first->system, first->sku, first->unit, {}});
      return;
    }
  }

  void find_change(std::span<const PackRow> series) {
    const PackRow* before = nullptr;
    Change last{};
    for (const PackRow& pack : series) {
      if (!pack.ratio || pack.since > at_) continue;
      if (before != nullptr && before->since != pack.since && before->ratio != pack.ratio) last = {before, &pack};
      before = &pack;
    }
    if (last.to != nullptr) changes_.push_back(last);
  }

  void compare_with_map() {
    absl::flat_hash_map<std::uint64_t, LastMapRow> named;
    for (const Change& change : changes_) named[key(change.to->system, change.to->sku)];
    const Records& map = input_.evidence.table("sku_map");
    for (const MapRow& row : read_map(input_, "sku_map").all)
      for (const auto& [system, value] : {std::pair{row.from_system, row.from}, {row.to_system, row.to}})
        if (const auto found = named.find(key(system, value)); found != named.end() && row.since > found->second.since) found->second = {row.since, row.row};
    for (const Change& change : changes_) {
      const LastMapRow last = named.at(key(change.to->system, change.to->sku));
      if (last.since != Records::kUnknown && last.since < change.to->since) report(change, last, map);  // a map without dates may be newer
    }
  }

  void report(const Change& change, const LastMapRow& last, const Records& map) {
    const Origin origin = rows_.origin(change.to->row);
    sink_.add("pack_changed_after_map", {input_.evidence.files[origin.file], origin.row, "valid_from", format_instant({change.to->since})},
              input_.text_of(change.to->unit) + " of " + input_.text_of(change.to->sku) + " changed from " + ratio_words(*change.from->ratio) + " to " + ratio_words(*change.to->ratio) +
                  "; the map that names it is of " + format_instant({last.since}) + " in " + row_words(input_, map, last.row, origin.file),
              {change.to->system, change.to->sku, change.to->unit, {}});
  }

  static std::uint64_t key(TextId system, TextId sku) { return std::uint64_t{system.value} << 32 | sku.value; }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  std::span<const PackRow> packs_;
  std::int64_t at_;
  std::vector<Change> changes_;
};

void check_history(const CheckInput& input, IssueSink& sink) {
  if (input.evidence.table("item_units").row_count() > 0) PackHistory(input, sink).run();
}

const CheckPass kPasses[] = {
    {{"pack_inexact"}, check_rounded},
    {{"pack_conflict", "pack_changed_after_map"}, check_history},
    {{"pack_paths_differ", "base_unit_conflict"}, check_unit_paths},
    {{"uom_factor_missing", "unit_code_ambiguous", "pack_dates_gap"}, check_printed_units},
};

}  // namespace

std::span<const CheckPass> unit_checks() { return kPasses; }

}  // namespace trueup
