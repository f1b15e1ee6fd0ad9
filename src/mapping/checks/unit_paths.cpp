// Unit paths: every way in which the case says how many base units a unit of an item holds, and which unit is the base.
#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/kit_lines.hpp"
#include "mapping/checks/pack_rows.hpp"
#include "mapping/checks/rounded_fraction.hpp"
#include "mapping/checks/unit_passes.hpp"
#include "mapping/checks/unit_words.hpp"
#include "trueup/model/unit.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("items", "sku");
constexpr std::size_t kBaseUnit = column_index("items", "base_unit");

std::uint64_t unit_key(TextId sku, TextId unit) { return std::uint64_t{sku.value} << 32 | unit.value; }

// How many single things a printed unit holds, where its code or word says so.
std::optional<Ratio> single_things(std::string_view printed) {
  const ParsedUnitCode parsed = parse_unit_code(printed);
  return parsed.fault == UnitCodeFault::kNone ? fixed_factor(parsed.unit) : std::nullopt;
}

// One single thing: also as a bare code, where all lists read it alike (EA).
bool is_single(std::string_view printed) {
  if (single_things(printed) == Ratio{}) return true;
  return !clashes(printed) && (fixed_factor({UnitList::kX12, printed}) == Ratio{} || fixed_factor({UnitList::kRec20, printed}) == Ratio{});
}

class UnitPaths {
 public:
  UnitPaths(const CheckInput& input, IssueSink& sink)
      : input_(input), sink_(sink), packs_table_(input.evidence.table("item_units")), items_(input.evidence.table("items")), kits_table_(input.evidence.table("kits")),
        units_(input), packs_(read_packs(input).rows()), at_(instant_of(input)), book_(first_book(input)), base_rows_(input.items.of(book_)) {}

  void run() {
    read_kits();
    for (std::size_t first = 0, end = 0; first < packs_.size(); first = end) {
      const TextId sku = packs_[first].book_sku;
      bases_.clear();
      for (end = first; end < packs_.size() && packs_[end].book_sku == sku;) {
        const std::size_t unit = end;
        while (end < packs_.size() && packs_[end].book_sku == sku && packs_[end].book_unit == packs_[unit].book_unit) ++end;
        look_at_unit(packs_.subspan(unit, end - unit));
      }
      look_at_bases(sku);
    }
    compare_declared_bases();
  }

 private:
  // One statement of a unit's factor. `how` is for people where no row of item_units makes it.
  struct Path {
    Ratio ratio;
    const Records* rows = nullptr;  // null: the unit's own name says it
    std::uint32_t row = 0;
    std::string how;
  };
  struct KitPath {
    Ratio ratio;
    KitLine line;
  };

  // A pack with a SKU of its own (Cin7 Core's additional unit) counts its component in its own base unit.
  void read_kits() {
    const std::vector<KitLine> lines = kit_lines_in_force(input_);
    for (const auto kit : kits_of(lines)) {
      const auto size = pack_size(kit);
      const ItemList* list = input_.items.of(kit[0].system);
      const auto item = list == nullptr ? std::nullopt : list->find(kit[0].kit);
      const TextId printed = item ? items_.text(*item, kBaseUnit) : TextId{};
      if (!size || !printed) continue;
      const TextId component = book_sku(input_, kit[0].system, kit[0].component, book_, at_).value_or(kit[0].component);
      const TextId unit = kit[0].system == book_ ? printed : units_.translate(kit[0].system, printed, book_);
      if (unit != declared_base(component)) kits_[unit_key(component, unit)].push_back({*size, kit[0]});
    }
  }

  TextId declared_base(TextId sku) const {
    const auto row = base_rows_ == nullptr ? std::nullopt : base_rows_->find(sku);
    return row ? items_.text(*row, kBaseUnit) : TextId{};
  }

  void look_at_unit(std::span<const PackRow> packs) {
    paths_.clear();
    const TextId sku = packs[0].book_sku, unit = packs[0].book_unit, base = declared_base(sku);
    for (std::size_t first = 0, end = 0; first < packs.size(); first = end) {
      for (end = first + 1; end < packs.size() && packs[end].same_series(packs[first]);) ++end;
      const PackRow* pack = pack_in_force(packs.data() + first, packs.data() + end, at_);
      if (pack == nullptr) continue;
      paths_.push_back({*pack->ratio, &packs_table_, pack->row, {}});
      if (*pack->ratio == Ratio{}) bases_.push_back(pack);
    }
    if (paths_.empty()) return;
    if (base && base == unit) paths_.push_back({{}, &items_, *base_rows_->find(sku), "it is the base unit"});
    if (const auto fixed = named_factor(unit); fixed && base && base != unit && single(base)) paths_.push_back({*fixed, nullptr, 0, "the unit itself is " + ratio_words(*fixed)});
    if (!kits_.empty())
      if (const auto found = kits_.find(unit_key(sku, unit)); found != kits_.end())
        for (const KitPath& kit : found->second) paths_.push_back({kit.ratio, &kits_table_, kit.line.row, input_.text_of(kit.line.kit) + " holds " + ratio_words(kit.ratio)});
    compare(packs);
  }

  void compare(std::span<const PackRow> packs) {
    const auto first = std::min_element(paths_.begin(), paths_.end(), [&](const Path& left, const Path& right) { return order(left) < order(right); });
    const Path* differs = nullptr;
    for (const Path& path : paths_)
      if (path.ratio != first->ratio && (differs == nullptr || order(path) < order(*differs))) differs = &path;
    if (differs == nullptr) return;
    const PackRow& pack = *std::find_if(packs.begin(), packs.end(), [&](const PackRow& candidate) { return candidate.row == first->row; });
    std::string other = differs->how.empty() ? ratio_words(differs->ratio) : differs->how;
    if (differs->rows != nullptr) other += " in " + row_words(input_, *differs->rows, differs->row, packs_table_.origin(first->row).file);
    sink_.add_at("pack_paths_differ", packs_table_, pack.row, "unit", pack.unit, "of " + input_.text_of(pack.sku) + " is " + ratio_words(first->ratio) + " here, but " + other,
                 {pack.system, pack.sku, pack.unit, {}});
  }

  // Rows of item_units first: there is always one.
  std::pair<int, std::uint32_t> order(const Path& path) const {
    return {path.rows == &packs_table_ ? 0 : path.rows == &kits_table_ ? 1 : path.rows == &items_ ? 2 : 3, path.row};
  }

  std::optional<Ratio> named_factor(TextId unit) {
    const auto [at, is_new] = named_factors_.try_emplace(unit.value);
    if (is_new) at->second = single_things(input_.text(unit));
    return at->second;
  }

  bool single(TextId unit) {
    const auto [at, is_new] = singles_.try_emplace(unit.value);
    if (is_new) at->second = is_single(input_.text(unit));
    return at->second;
  }

  // Two words of which one base unit each is one.
  void look_at_bases(TextId sku) {
    if (bases_.empty()) return;
    const auto lowest = [](const PackRow* left, const PackRow* right) { return left->row < right->row; };
    std::sort(bases_.begin(), bases_.end(), lowest);
    const TextId declared = declared_base(sku);
    const TextId system = declared ? book_ : bases_[0]->system, word = declared ? declared : bases_[0]->unit;
    for (const PackRow* pack : bases_) {
      if (pack->book_unit == word || units_.same(system, word, pack->system, pack->unit)) continue;
      sink_.add_at("base_unit_conflict", packs_table_, pack->row, "unit", pack->unit,
                   "is one base unit of " + input_.text_of(pack->sku) + ", as \"" + input_.text_of(word) + "\" is", {pack->system, pack->sku, {}, {}});
      return;
    }
  }

  // Two lists that declare two base units, with no factor between them. A warehouse may keep cases, if the pack is known.
  void compare_declared_bases() {
    for (const SystemPair systems : compared_systems(input_)) {
      if (declare_one_base(systems)) continue;
      for (const ItemPair pair : item_pairs(input_, systems)) {
        const TextId book = items_.text(pair.book, kBaseUnit), other = items_.text(pair.other, kBaseUnit);
        if (!book || !other || units_.same(systems.book, book, systems.other, other)) continue;
        const TextId sku = items_.text(pair.book, kSku);
        if (!input_.mapping.unit(systems.other, sku, other, at_).known) report(systems, pair, book, other);
      }
    }
  }

  // Mostly both lists say EA throughout, and no item needs to be looked for.
  bool declare_one_base(SystemPair systems) const {
    TextId only;
    for (const TextId system : {systems.book, systems.other}) {
      const ItemList* list = input_.items.of(system);
      if (list == nullptr) return true;
      for (const std::uint32_t row : list->rows) {
        const TextId base = items_.text(row, kBaseUnit);
        if (only && base && base != only) return false;
        if (base) only = base;
      }
    }
    return true;
  }

  void report(SystemPair systems, ItemPair pair, TextId book, TextId other) {
    const TextId sku = items_.text(pair.book, kSku);
    sink_.add_at("base_unit_conflict", items_, pair.book, "base_unit", book,
                 "of " + input_.text_of(sku) + " is " + input_.text_of(other) + " for " + input_.text_of(items_.text(pair.other, kSku)) + " of " + input_.text_of(systems.other) + " in " +
                     row_words(input_, items_, pair.other, std::size_t{pair.book}),
                 {systems.book, sku, {}, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records &packs_table_, &items_, &kits_table_;
  UnitWords units_;
  std::span<const PackRow> packs_;
  std::int64_t at_;
  TextId book_;
  const ItemList* base_rows_;                                       // the book's list; null when there is none
  absl::flat_hash_map<std::uint64_t, std::vector<KitPath>> kits_;   // by component and unit, in the book's words
  absl::flat_hash_map<std::uint32_t, std::optional<Ratio>> named_factors_;  // by unit
  absl::flat_hash_map<std::uint32_t, bool> singles_;                // by unit
  std::vector<Path> paths_;                                         // of one unit of one item
  std::vector<const PackRow*> bases_;                               // of one item: units of factor one
};

}  // namespace

void check_unit_paths(const CheckInput& input, IssueSink& sink) { UnitPaths(input, sink).run(); }

}  // namespace trueup
