// Printed units: the words that stock, documents and items use, against the packs and maps that should explain them.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/kit_lines.hpp"
#include "mapping/checks/pack_rows.hpp"
#include "mapping/checks/row_time.hpp"
#include "mapping/checks/unit_passes.hpp"
#include "mapping/checks/unit_words.hpp"
#include "trueup/model/unit.hpp"

namespace trueup {
namespace {

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

// A table's rows as far as they print units.
struct UnitColumn {
  std::string_view table, column;
};

class FactorCheck {
 public:
  FactorCheck(const CheckInput& input, IssueSink& sink, const UnitWords& units)
      : input_(input), sink_(sink), units_(units), packs_table_(input.evidence.table("item_units")), packs_(read_packs(input)), at_(instant_of(input)), book_(first_book(input)), skus_(input.evidence.pool.size()) {}

  void run() {
    for (const SystemPair systems : compared_systems(input_)) {
      for (const char* table : {"stock", "documents"}) walk(systems, input_.evidence.table(table), "unit");
      walk(systems, input_.evidence.table("items"), "cost_unit");
    }
    for (const Missing& missing : missing_) report(missing);
    for (const PackRow& pack : packs_.rows())
      if (const auto gap = gaps_.find(pack.row); gap != gaps_.end()) report(pack, gap->second);
  }

 private:
  struct Missing {
    const Records* rows;
    std::uint32_t row;
    std::string_view column;
    TextId system, code, sku, unit;
    std::uint64_t more = 0;
  };
  // Where a unit of an item was used before the first date of its factors.
  struct Gap {
    const Records* rows;
    std::uint32_t row;
    std::uint64_t uses = 0;
  };

  // The earliest row about a unit of an item, right or wrong; null when there is none.
  const PackRow* first_row(TextId sku, TextId unit) const {
    const PackRow* first = nullptr;
    for (const PackRow& pack : packs_.of(sku))
      if (pack.book_unit == unit && (first == nullptr || std::pair{pack.since, pack.row} < std::pair{first->since, first->row})) first = &pack;
    return first;
  }

  void walk(SystemPair systems, const Records& rows, std::string_view column) {
    const std::size_t system_column = *find_column(rows.schema(), "system"), sku_column = *find_column(rows.schema(), "sku"), unit_column = *find_column(rows.schema(), column);
    if (!rows.filled(unit_column)) return;
    const bool items = rows.schema().name == "items";
    const RowTime time(rows);
    for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input_.progress, row); ++row) {
      const TextId system = rows.text(row, system_column), code = rows.text(row, sku_column), unit = rows.text(row, unit_column);
      if (!unit || !code || (system != systems.book && system != systems.other)) continue;
      const TextId sku = sku_of(systems, system, code);
      if (sku && (!items || not_the_base(systems.book, sku, unit))) look_at({&rows, row, column, system, code, sku, unit}, time.of(row));
    }
  }

  // None for a code without partner: that is its own issue.
  TextId sku_of(SystemPair systems, TextId system, TextId code) {
    if (system == systems.book) return code;
    Resolved& known = skus_[code.value];
    if (known.system != system || known.book != systems.book) known = {system, systems.book, book_sku(input_, system, code, systems.book, at_).value_or(TextId{})};
    return known.sku;
  }

  // Without a declared base unit, the word that an item is costed in may be it.
  bool not_the_base(TextId book, TextId sku, TextId unit) const {
    const ItemList* list = input_.items.of(book);
    const auto row = list == nullptr ? std::nullopt : list->find(sku);
    const TextId base = row ? input_.evidence.table("items").text(*row, column_index("items", "base_unit")) : TextId{};
    return base && base != unit;
  }

  void look_at(const Missing& use, std::int64_t then) {
    const TextId unit = use.system == book_ ? use.unit : units_.translate(use.system, use.unit, book_);
    if (const PackRow* pack = first_row(use.sku, unit)) return note_use(*pack, use, then);
    const std::uint64_t key = pair_key(use.sku, use.unit);
    if (known_.contains(key)) return;
    if (const auto seen = missing_at_.find(key); seen != missing_at_.end()) {
      ++missing_[seen->second].more;
    } else if (input_.mapping.unit(use.system, use.sku, use.unit, std::numeric_limits<std::int64_t>::max()).known) {
      known_.insert(key);
    } else {
      missing_at_.emplace(key, missing_.size());
      missing_.push_back(use);
    }
  }

  void note_use(const PackRow& pack, const Missing& use, std::int64_t then) {
    if (pack.since == Records::kUnknown || then == Records::kUnknown || then >= pack.since) return;
    if (input_.mapping.unit(use.system, use.sku, use.unit, then).known) return;  // it is the base unit
    ++gaps_.try_emplace(pack.row, Gap{use.rows, use.row}).first->second.uses;
  }

  void report(const Missing& missing) {
    sink_.add_at("uom_factor_missing", *missing.rows, missing.row, missing.column, missing.unit, "unit of " + input_.text_of(missing.sku) + " has no factor" + more_words(missing.more),
                 {missing.system, missing.code, missing.unit, {}});
  }

  void report(const PackRow& pack, const Gap& gap) {
    const Origin origin = packs_table_.origin(pack.row);
    sink_.add("pack_dates_gap", {input_.evidence.files[origin.file], origin.row, "valid_from", format_instant({pack.since})},
              "is the first date of " + input_.text_of(pack.unit) + " of " + input_.text_of(pack.sku) + ", which was in use before in " + row_words(input_, *gap.rows, gap.row, origin.file) +
                  more_words(gap.uses - 1),
              {pack.system, pack.sku, pack.unit, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const UnitWords& units_;
  const Records& packs_table_;
  const PackRows& packs_;
  std::int64_t at_;
  TextId book_;
  struct Resolved {
    TextId system, book, sku;
  };
  std::vector<Resolved> skus_;                                   // by code: what it was last resolved to
  absl::flat_hash_map<std::uint32_t, Gap> gaps_;                 // by the row of item_units
  absl::flat_hash_set<std::uint64_t> known_;                     // by SKU and printed unit
  absl::flat_hash_map<std::uint64_t, std::size_t> missing_at_;
  std::vector<Missing> missing_;
};

// Bare codes of which two lists make two things, once for each system that prints them.
class AmbiguousCodes {
 public:
  AmbiguousCodes(const CheckInput& input, IssueSink& sink, const UnitWords& units) : input_(input), sink_(sink), units_(units), book_(first_book(input)) {}

  void run() {
    for (const UnitColumn column : {UnitColumn{"stock", "unit"}, {"documents", "unit"}, {"items", "base_unit"}, {"items", "cost_unit"}, {"item_units", "unit"}})
      walk(input_.evidence.table(column.table), column.column);
    for (const Seen& seen : seen_)
      sink_.add_at("unit_code_ambiguous", *seen.rows, seen.row, seen.column, seen.unit, "is one thing in X12 355 and another in UN/ECE Recommendation 20 and 21" + more_words(seen.more));
  }

 private:
  struct Seen {
    const Records* rows;
    std::uint32_t row;
    std::string_view column;
    TextId unit;
    std::uint64_t more = 0;
  };
  static constexpr std::uint32_t kHarmless = ~std::uint32_t{0};

  void walk(const Records& rows, std::string_view column) {
    const std::size_t system_column = *find_column(rows.schema(), "system"), unit_column = *find_column(rows.schema(), column);
    if (!rows.filled(unit_column)) return;
    for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input_.progress, row); ++row) {
      const TextId printed = rows.text(row, system_column), unit = rows.text(row, unit_column), system = printed ? printed : book_;
      if (!unit) continue;
      const auto [at, is_new] = index_.try_emplace(pair_key(system, unit), kHarmless);
      if (!is_new) {
        if (at->second != kHarmless) ++seen_[at->second].more;
      } else if (clashes(input_.text(unit)) && !units_.explained(system, unit)) {
        at->second = static_cast<std::uint32_t>(seen_.size());
        seen_.push_back({&rows, row, column, unit});
      }
    }
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const UnitWords& units_;
  TextId book_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> index_;  // by system and unit
  std::vector<Seen> seen_;
};

}  // namespace

void check_printed_units(const CheckInput& input, IssueSink& sink) {
  const UnitWords units(input);
  if (sink.wants("uom_factor_missing") || sink.wants("pack_dates_gap")) FactorCheck(input, sink, units).run();
  if (sink.wants("unit_code_ambiguous")) AmbiguousCodes(input, sink, units).run();
}

}  // namespace trueup
