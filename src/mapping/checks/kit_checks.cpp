// Kit checks: kits that cannot be built or exploded, and packs that are kits.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/kit_lines.hpp"
#include "mapping/checks/rounded_fraction.hpp"
#include "mapping/checks/strong_components.hpp"
#include "mapping/text_id_hash.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("items", "sku");
constexpr std::size_t kSystem = column_index("kits", "system");
constexpr std::size_t kKit = column_index("kits", "kit_sku");

std::uint64_t item_key(TextId system, TextId sku) { return std::uint64_t{system.value} << 32 | sku.value; }

class KitCheck {
 public:
  KitCheck(const CheckInput& input, IssueSink& sink)
      : input_(input), sink_(sink), rows_(input.evidence.table("kits")), words_(input), lines_(kit_lines_in_force(input)), kits_(kits_of(lines_)) {}

  void run() {
    if (rows_.row_count() == 0) return;
    for (const KitLine& line : lines_) look_at(line);
    if (sink_.wants("kit_without_components")) find_empty();
    if (sink_.wants("kit_cycle")) find_cycles();
    const bool packs_given = input_.evidence.table("item_units").row_count() > 0;
    if (packs_given && sink_.wants("pack_sku_unlinked")) find_unlinked();
  }

 private:
  void look_at(const KitLine& line) {
    if (!line.quantity) report_quantity(line);
    const ItemList* list = input_.items.of(line.system);
    if (list == nullptr) return;
    const auto kit = list->find(line.kit), component = list->find(line.component);
    if (kit && words_.inactive(*kit)) return;  // nobody builds it any more
    if (!component) add("kit_component_absent", line, "component_sku", line.component, "component of " + input_.text_of(line.kit) + " is not among the items of " + input_.text_of(line.system));
    else if (words_.inactive(*component)) add("kit_component_inactive", line, "component_sku", line.component, "component of " + input_.text_of(line.kit) + " is inactive");
  }

  void report_quantity(const KitLine& line) {
    constexpr std::string_view kColumns[] = {"numerator", "denominator", "quantity"};
    for (const std::string_view column : kColumns) {
      const std::int64_t figure = rows_.number(line.row, *find_column(rows_.schema(), column));
      if (figure == Records::kUnknown ? column != "quantity" : figure > 0) continue;
      const Origin origin = rows_.origin(line.row);
      const std::string value = figure == Records::kUnknown ? std::string() : format_decimal(figure, kRatioPlaces);
      sink_.add("kit_quantity_not_positive", {input_.evidence.files[origin.file], origin.row, std::string(column), value},
                "is no quantity of " + input_.text_of(line.component) + " in " + input_.text_of(line.kit), {line.system, line.kit, {}, {}});
      return;
    }
  }

  // Only where the system's kits are given at all. A row that is not in force yet, or could not be read, is a component too.
  void find_empty() {
    absl::flat_hash_set<std::uint64_t> filled;
    absl::flat_hash_set<TextId> systems;
    const TextId book = first_book(input_);
    for (std::size_t row = 0; row < rows_.row_count(); ++row) {
      const TextId printed = rows_.text(row, kSystem), system = printed ? printed : book;
      filled.insert(item_key(system, rows_.text(row, kKit)));
      systems.insert(system);
    }
    const Records& items = input_.evidence.table("items");
    for (const ItemList& list : input_.items.all()) {
      if (!systems.contains(list.system)) continue;
      for (const std::uint32_t row : list.rows) {
        const TextId sku = items.text(row, kSku);
        if (words_.kit(row) && !words_.inactive(row) && list.find(sku) == row && !filled.contains(item_key(list.system, sku)))
          sink_.add_at("kit_without_components", items, row, "sku", sku, "is a kit of " + input_.text_of(list.system) + " and has no component", {list.system, sku, {}, {}});
      }
    }
  }

  void find_cycles() {
    absl::flat_hash_map<std::uint64_t, std::uint32_t> index;
    const auto node_of = [&](TextId system, TextId sku) { return index.try_emplace(item_key(system, sku), static_cast<std::uint32_t>(index.size())).first->second; };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const KitLine& line : lines_) edges.emplace_back(node_of(line.system, line.kit), node_of(line.system, line.component));
    const std::vector<std::uint32_t> component = strong_components(static_cast<std::uint32_t>(index.size()), edges);
    std::vector<std::uint32_t> kits(index.size());
    for (const std::uint32_t of : component) ++kits[of];
    absl::flat_hash_map<std::uint32_t, std::size_t> first;  // component -> its lowest line
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
      const auto [from, to] = edges[edge];
      if (component[from] != component[to] || (kits[component[from]] == 1 && from != to)) continue;
      const auto [at, is_new] = first.try_emplace(component[from], edge);
      if (!is_new && lines_[edge].row < lines_[at->second].row) at->second = edge;
    }
    for (const auto& [of, edge] : first) {
      const KitLine& line = lines_[edge];
      const std::string how = kits[of] == 1 ? "itself" : input_.text_of(line.component) + ", which holds it again (" + std::to_string(kits[of]) + " kits in the circle)";
      add("kit_cycle", line, "kit_sku", line.kit, "holds " + how);
    }
  }

  void find_unlinked() {
    absl::flat_hash_map<std::uint64_t, std::vector<Ratio>> sizes = pack_sizes();
    for (const auto kit : kits_) {
      const auto size = pack_size(kit);
      if (!size) continue;
      const KitLine& line = kit[0];
      // A kit that is a part of its component (1/24 of a case) may be the base, and the component its pack.
      const auto known = [&](TextId base, Ratio ratio) {
        const auto found = sizes.find(item_key(line.system, base));
        return found != sizes.end() && std::find(found->second.begin(), found->second.end(), ratio) != found->second.end();
      };
      if (known(line.component, *size) || known(line.kit, {size->denominator, size->numerator})) continue;
      add("pack_sku_unlinked", line, "kit_sku", line.kit, "is " + ratio_words(*size) + " of " + input_.text_of(line.component) + ", which has no pack of that size in item_units");
    }
  }

  absl::flat_hash_map<std::uint64_t, std::vector<Ratio>> pack_sizes() const {
    const Records& packs = input_.evidence.table("item_units");
    const TextId book = first_book(input_);
    absl::flat_hash_map<std::uint64_t, std::vector<Ratio>> sizes;
    for (std::size_t row = 0; row < packs.row_count(); ++row) {
      const TextId system = packs.text(row, column_index("item_units", "system"));
      const auto ratio = make_ratio(packs.number(row, column_index("item_units", "numerator")), packs.number(row, column_index("item_units", "denominator")));
      if (ratio && !packs.rejected(row)) sizes[item_key(system ? system : book, packs.text(row, column_index("item_units", "sku")))].push_back(*ratio);
    }
    return sizes;
  }

  void add(std::string_view code, const KitLine& line, std::string_view column, TextId value, std::string message) {
    sink_.add_at(code, rows_, line.row, column, value, std::move(message), {line.system, line.kit, {}, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  ItemWords words_;
  std::vector<KitLine> lines_;
  std::vector<std::span<const KitLine>> kits_;
};

void check_kits(const CheckInput& input, IssueSink& sink) { KitCheck(input, sink).run(); }

const CheckPass kPasses[] = {
    {{"kit_without_components", "kit_component_absent", "kit_component_inactive", "kit_quantity_not_positive", "kit_cycle", "pack_sku_unlinked"}, check_kits},
};

}  // namespace

std::span<const CheckPass> kit_checks() { return kPasses; }

}  // namespace trueup
