#include "mapping/checks/map_graph.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/strong_components.hpp"

namespace trueup {
namespace {

constexpr std::size_t kPathShown = 5;

std::uint64_t node_key(TextId system, TextId value) { return std::uint64_t{system.value} << 32 | value.value; }
bool within_one_system(const MapRow& row) { return row.from_system == row.to_system; }

// How many rows lead away from each value of each system, up to 255.
class OutDegrees {
 public:
  OutDegrees(std::span<const Direction> directions, std::size_t pool_size) {
    for (const Direction direction : directions) {
      std::vector<std::uint8_t>& of_system = degrees_[direction[0].from_system.value];
      of_system.resize(pool_size);
      for (const MapRow& row : direction) of_system[row.from.value] = static_cast<std::uint8_t>(std::min(of_system[row.from.value] + 1, 255));
    }
  }
  int of(TextId system, TextId value) const {
    const auto found = degrees_.find(system.value);
    return found == degrees_.end() ? 0 : found->second[value.value];
  }

 private:
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint8_t>> degrees_;
};

// The rows that something other than their own reverse follows: what is not among them is in no circle.
std::vector<MapRow> rows_that_lead_on(std::span<const Direction> directions, std::size_t pool_size) {
  const OutDegrees degrees(directions, pool_size);
  ValueMarks back(pool_size);
  std::vector<MapRow> out;
  for (const Direction direction : directions) {
    const bool one_system = within_one_system(direction[0]);
    if (!one_system)
      for (const MapRow& row : reverse_of(directions, direction)) back.set(row.from, row.to.value);
    for (const MapRow& row : direction) {
      const bool has_reverse = !one_system && back[row.to] == row.from.value;
      const bool to_itself = one_system && row.from == row.to;
      if (!to_itself && degrees.of(row.to_system, row.to) > (has_reverse ? 1 : 0)) out.push_back(row);
    }
    back.wipe();
  }
  return out;
}

class CircleSearch {
 public:
  CircleSearch(std::vector<MapRow> rows, std::size_t row_count) : rows_(std::move(rows)) { faults_.in_circle.resize(row_count); }

  MapGraphFaults run() {
    for (const MapRow& row : rows_) edges_.emplace_back(node_of(row.from_system, row.from), node_of(row.to_system, row.to));
    component_ = strong_components(static_cast<std::uint32_t>(nodes_.size()), edges_);
    find_contradictory();
    for (std::size_t edge = 0; edge < rows_.size(); ++edge)
      if (inside(edge)) note(edge);
    for (auto& [component, first] : first_edge_) report(component, first);
    std::sort(faults_.circles.begin(), faults_.circles.end(), [](const MapCircle& left, const MapCircle& right) { return left.row.row < right.row.row; });
    return std::move(faults_);
  }

 private:
  struct Node {
    TextId system, value;
  };

  std::uint32_t node_of(TextId system, TextId value) {
    const auto [at, is_new] = index_.try_emplace(node_key(system, value), static_cast<std::uint32_t>(nodes_.size()));
    if (is_new) nodes_.push_back({system, value});
    return at->second;
  }

  // One value a system all the way round is what maps between three systems should be.
  void find_contradictory() {
    absl::flat_hash_set<std::uint64_t> seen;
    sizes_.resize(nodes_.size());
    contradictory_.resize(nodes_.size());
    for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
      ++sizes_[component_[node]];
      if (!seen.insert(std::uint64_t{component_[node]} << 32 | nodes_[node].system.value).second) contradictory_[component_[node]] = true;
    }
  }

  bool inside(std::size_t edge) const {
    const std::uint32_t component = component_[edges_[edge].first];
    return component == component_[edges_[edge].second] && contradictory_[component];
  }

  void note(std::size_t edge) {
    faults_.in_circle[rows_[edge].row] = true;
    next_.try_emplace(edges_[edge].first, edge);
    const auto [at, is_new] = first_edge_.try_emplace(component_[edges_[edge].first], edge);
    if (!is_new && rows_[edge].row < rows_[at->second].row) at->second = edge;
  }

  void report(std::uint32_t component, std::size_t first) {
    MapCircle circle{rows_[first], sizes_[component], {rows_[first].from}};
    for (std::size_t edge = first; circle.path.size() < kPathShown; edge = next_.at(edges_[edge].second)) {
      circle.path.push_back(rows_[edge].to);
      if (edges_[edge].second == edges_[first].first) break;
    }
    faults_.circles.push_back(std::move(circle));
  }

  std::vector<MapRow> rows_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;  // parallel to rows_
  absl::flat_hash_map<std::uint64_t, std::uint32_t> index_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> component_, sizes_;
  std::vector<bool> contradictory_;                             // by component
  absl::flat_hash_map<std::uint32_t, std::size_t> next_;        // node -> an edge inside its circle
  absl::flat_hash_map<std::uint32_t, std::size_t> first_edge_;  // component -> its lowest row's edge
  MapGraphFaults faults_;
};

// Rows within one system say that a value was replaced: from each value at most one leads on.
class ChainSearch {
 public:
  ChainSearch(std::span<const Direction> directions, std::size_t pool_size, const std::vector<bool>& in_circle) : directions_(directions), pool_size_(pool_size), in_circle_(in_circle) {
    for (const Direction direction : directions)
      if (within_one_system(direction[0]))
        for (const MapRow& row : direction)
          if (row.from != row.to && !in_circle[row.row]) replaced_.emplace(node_key(row.from_system, row.from), row);
  }

  std::vector<MapChain> run() {
    if (replaced_.empty()) return {};
    for (const Direction direction : directions_)
      for (const MapRow& row : direction) targets_.insert(node_key(row.to_system, row.to));
    for (const Direction direction : directions_) {
      if (within_one_system(direction[0])) find_untranslated(direction);
      for (const MapRow& row : direction)
        if (!in_circle_[row.row]) look_behind(row);
    }
    std::sort(chains_.begin(), chains_.end(), [](const MapChain& left, const MapChain& right) { return left.row.row < right.row.row; });
    return std::move(chains_);
  }

 private:
  struct End {
    TextId value;
    std::uint64_t steps = 0;
  };

  // Reported where it begins: at a row from another system, or from a value that no row leads to.
  void look_behind(const MapRow& row) {
    if (!replaced_.contains(node_key(row.to_system, row.to)) || row.from == row.to) return;
    if (within_one_system(row) && targets_.contains(node_key(row.from_system, row.from))) return;
    const End end = end_of(row.to_system, row.to);
    chains_.push_back({row, row.to_system, end.value, end.steps + 1});
  }

  // Follows replacements to their end; what was walked once is not walked again. Circles are not among them.
  End end_of(TextId system, TextId value) {
    std::vector<std::uint64_t> path;
    End end{value, 0};
    for (;;) {
      const std::uint64_t node = node_key(system, end.value);
      if (const auto known = ends_.find(node); known != ends_.end()) {
        end = known->second;
        break;
      }
      const auto next = replaced_.find(node);
      if (next == replaced_.end()) break;
      path.push_back(node);
      end.value = next->second.to;
    }
    for (std::size_t i = path.size(); i-- > 0;) ends_[path[i]] = {end.value, ++end.steps};
    return end;
  }

  // The replacement is mapped across, what it replaces is not.
  void find_untranslated(Direction replacements) {
    ValueMarks across(pool_size_);
    for (const Direction direction : directions_) {
      if (direction[0].from_system != replacements[0].from_system || within_one_system(direction[0])) continue;
      for (const MapRow& row : direction) across.set(row.from, row.to.value);
      for (const MapRow& row : replacements)
        if (!in_circle_[row.row] && !targets_.contains(node_key(row.from_system, row.from)) && across[row.from] == 0 && across[row.to] != 0 && !replaced_.contains(node_key(row.to_system, row.to)))
          chains_.push_back({row, direction[0].to_system, TextId{across[row.to]}, 2});
      across.wipe();
    }
  }

  std::span<const Direction> directions_;
  std::size_t pool_size_;
  const std::vector<bool>& in_circle_;
  absl::flat_hash_map<std::uint64_t, MapRow> replaced_;
  absl::flat_hash_set<std::uint64_t> targets_;
  absl::flat_hash_map<std::uint64_t, End> ends_;
  std::vector<MapChain> chains_;
};

}  // namespace

MapGraphFaults find_map_graph_faults(std::span<const Direction> directions, std::size_t pool_size, std::size_t row_count) {
  MapGraphFaults faults = CircleSearch(rows_that_lead_on(directions, pool_size), row_count).run();
  faults.chains = ChainSearch(directions, pool_size, faults.in_circle).run();
  return faults;
}

}  // namespace trueup
