// Map checks: what the rows of the maps say of each other, of the item lists, and of who keeps them.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/map_care.hpp"
#include "mapping/checks/map_graph.hpp"
#include "mapping/checks/map_rows.hpp"

namespace trueup {
namespace {

// One map, read once for all that is asked of it.
class MapCheck {
 public:
  MapCheck(const CheckInput& input, IssueSink& sink, std::string_view table)
      : input_(input), sink_(sink), rows_(input.evidence.table(table)), map_(read_map(input, table)), skus_(table == "sku_map"), statuses_(table == "status_map"), compiled_(skus_ || table == "unit_map") {}

  void run() {
    if (rows_.row_count() == 0) return;
    directions_ = directions_of(map_.in_force);
    if (sink_.wants("map_conflict") || sink_.wants("map_row_twice")) look_at_dates();
    if (sink_.wants("map_chain") || sink_.wants("map_cycle") || sink_.wants("map_backward_differs")) look_at_graph();
    if (!skus_) return;
    for (const Direction direction : directions_) {
      look_at_many_to_one(direction);
      look_at_targets(direction);
    }
  }

 private:
  // Rows of one value and date: twice the same, or a contradiction. Those of SKU and unit map are reported as they are compiled.
  void look_at_dates() {
    const auto one_date = [](const MapRow& left, const MapRow& right) { return left.same_key(right) && left.since == right.since; };
    for (std::size_t first = 0, end = 0; first < map_.all.size(); first = end) {
      for (end = first + 1; end < map_.all.size() && one_date(map_.all[end], map_.all[first]);) ++end;
      if (end - first > 1) look_at_date(std::span(map_.all).subspan(first, end - first));
    }
  }

  void look_at_date(std::span<const MapRow> rows) {
    const auto differs = std::find_if(rows.begin(), rows.end(), [&](const MapRow& row) { return row.to != rows[0].to; });
    if (differs != rows.end() && !compiled_) add("map_conflict", rows[0], "from_value", rows[0].from, "leads to " + quoted(rows[0].to) + ", and to " + quoted(differs->to) + " in " + at(*differs, rows[0]));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto same = [&](const MapRow& row) { return row.to == rows[i].to; };
      if (std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
      const auto later = rows.subspan(i + 1);
      const auto again = std::find_if(later.begin(), later.end(), same);
      if (again == later.end()) continue;
      add("map_row_twice", rows[i], "from_value", rows[i].from, "stands again in " + at(*again, rows[i]) + more_words(static_cast<std::uint64_t>(std::count_if(later.begin(), later.end(), same)) - 1));
      return;  // one word for one value and date
    }
  }

  void look_at_graph() {
    const MapGraphFaults faults = find_map_graph_faults(directions_, input_.evidence.pool.size(), rows_.row_count());
    for (const MapCircle& circle : faults.circles) report(circle);
    for (const MapChain& chain : faults.chains) report(chain);
    if (statuses_) return;  // what one system calls shipped, another may call done, and back
    for (const Direction direction : directions_) look_backward(direction, faults.in_circle);
  }

  void report(const MapCircle& circle) {
    std::string path = quoted(circle.path[0]);
    for (std::size_t i = 1; i < circle.path.size(); ++i) path += ", " + quoted(circle.path[i]);
    if (circle.path.back() != circle.path[0] || circle.path.size() == 1) path += ", ...";
    add("map_cycle", circle.row, "from_value", circle.row.from, std::to_string(circle.values) + " values lead round: " + path);
  }

  void report(const MapChain& chain) {
    add("map_chain", chain.row, "to_value", chain.row.to,
        "leads on to " + quoted(chain.end) + " of " + input_.text_of(chain.system) + ", " + std::to_string(chain.steps) + " rows in all; only the first is taken");
  }

  // A to B, and B to a C that does not lead to B. Where C leads to B too, the row back chooses between A and C.
  void look_backward(Direction direction, const std::vector<bool>& in_circle) {
    const Direction reverse = reverse_of(directions_, direction);
    if (reverse.empty() || direction[0].from_system == direction[0].to_system) return;
    ValueMarks back(input_.evidence.pool.size()), forth(input_.evidence.pool.size());
    for (std::uint32_t i = 0; i < reverse.size(); ++i) back.set(reverse[i].from, i + 1);
    for (const MapRow& row : direction) forth.set(row.from, row.to.value);
    for (const MapRow& row : direction) {
      if (back[row.to] == 0 || in_circle[row.row]) continue;
      const MapRow& other = reverse[back[row.to] - 1];
      if (other.to == row.from || forth[other.to] == other.from.value) continue;
      add("map_backward_differs", row, "to_value", row.to, "is where " + quoted(row.from) + " leads, but " + at(other, row) + " leads from it to " + quoted(other.to));
    }
  }

  void look_at_many_to_one(Direction direction) {
    struct Shared {
      const MapRow *first, *second;
      std::uint64_t more = 0;
    };
    if (!sink_.wants("map_many_to_one")) return;
    ValueMarks first(input_.evidence.pool.size());
    std::vector<Shared> shared{{}};
    std::vector<const MapRow*> rows;
    rows.reserve(direction.size());
    for (const MapRow& row : direction) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const MapRow* left, const MapRow* right) { return left->row < right->row; });
    for (const MapRow* row : rows) {
      const std::uint32_t known = first[row->to];
      if (known == 0) first.set(row->to, kOneRow | row->row);
      else if ((known & kOneRow) != 0) first.set(row->to, static_cast<std::uint32_t>(shared.size())), shared.push_back({find(rows, known & ~kOneRow), row});
      else ++shared[known].more;
    }
    for (std::size_t i = 1; i < shared.size(); ++i)
      add("map_many_to_one", *shared[i].first, "to_value", shared[i].first->to,
          "is where " + quoted(shared[i].first->from) + " leads, and " + quoted(shared[i].second->from) + " in " + at(*shared[i].second, *shared[i].first) + more_words(shared[i].more));
  }

  static constexpr std::uint32_t kOneRow = std::uint32_t{1} << 31;
  static const MapRow* find(const std::vector<const MapRow*>& rows, std::uint32_t row) {
    return *std::lower_bound(rows.begin(), rows.end(), row, [](const MapRow* left, std::uint32_t right) { return left->row < right; });
  }

  // Each value that is absent or inactive once, at the lowest row that leads to it.
  void look_at_targets(Direction direction) {
    const ItemList* list = input_.items.of(direction[0].to_system);
    if (list == nullptr) return;
    const ItemList* sources = input_.items.of(direction[0].from_system);
    const ItemWords words(input_);
    struct Target {
      std::string_view code;
      MapRow row;
      std::uint64_t more = 0;
    };
    absl::flat_hash_map<std::uint32_t, Target> bad;  // by value: few
    for (const MapRow& row : direction) {
      const auto item = list->find(row.to);
      if (item && !words.inactive(*item)) continue;
      const auto source = sources == nullptr ? std::nullopt : sources->find(row.from);
      if (item && source && words.inactive(*source)) continue;  // neither side sends anything
      const auto [at, is_new] = bad.try_emplace(row.to.value, Target{item ? "map_target_inactive" : "map_target_absent", row});
      if (is_new) continue;
      ++at->second.more;
      if (row.row < at->second.row.row) at->second.row = row;
    }
    const std::string system = input_.text_of(direction[0].to_system);
    for (const auto& [value, target] : bad)
      add(target.code, target.row, "to_value", target.row.to,
          (target.code == "map_target_absent" ? "is not among the items of " + system : "is inactive in " + system) + ", and " + quoted(target.row.from) + " leads to it" + more_words(target.more));
  }

  std::string at(const MapRow& row, const MapRow& beside) const { return row_words(input_, rows_, row.row, std::size_t{beside.row}); }
  std::string quoted(TextId value) const { return value ? "\"" + input_.text_of(value) + "\"" : "nothing"; }

  void add(std::string_view code, const MapRow& row, std::string_view column, TextId value, std::string message) {
    Subject subject;
    if (skus_) subject = {row.from_system, row.from, {}, {}};
    sink_.add_at(code, rows_, row.row, column, value, std::move(message), subject);
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  const MapRows& map_;
  bool skus_, statuses_, compiled_;
  std::vector<Direction> directions_;
};

void check_maps(const CheckInput& input, IssueSink& sink) {
  for (const std::string_view table : kMapTables) MapCheck(input, sink, table).run();
}

const CheckPass kPasses[] = {
    {{"map_conflict", "map_many_to_one", "map_backward_differs", "map_chain", "map_cycle", "map_row_twice", "map_target_absent", "map_target_inactive"}, check_maps},
    {{"map_system_unknown", "map_unowned", "map_is_draft"}, check_map_care},
};

}  // namespace

std::span<const CheckPass> map_checks() { return kPasses; }

}  // namespace trueup
