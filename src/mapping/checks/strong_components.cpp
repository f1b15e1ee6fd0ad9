#include "mapping/checks/strong_components.hpp"

#include <algorithm>

namespace trueup {
namespace {

class ComponentWalk {
 public:
  ComponentWalk(std::uint32_t nodes, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges)
      : first_(nodes + 1), targets_(edges.size()), order_(nodes), low_(nodes), component_(nodes, kNone) {
    for (const auto& [from, to] : edges) ++first_[from + 1];
    for (std::uint32_t node = 0; node < nodes; ++node) first_[node + 1] += first_[node];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const auto& [from, to] : edges) targets_[next[from]++] = to;
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t node = 0; node < order_.size(); ++node)
      if (order_[node] == 0) walk_from(node);
    return std::move(component_);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Step {
    std::uint32_t node, edge;
  };

  void walk_from(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.edge == first_[step.node + 1]) {
        leave();
        continue;
      }
      const std::uint32_t target = targets_[step.edge++];
      if (order_[target] == 0) enter(target);
      else if (component_[target] == kNone) low_[step.node] = std::min(low_[step.node], order_[target]);
    }
  }

  void enter(std::uint32_t node) {
    order_[node] = low_[node] = ++entered_;
    open_.push_back(node);
    path_.push_back({node, first_[node]});
  }

  void leave() {
    const std::uint32_t node = path_.back().node;
    path_.pop_back();
    if (!path_.empty()) low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
    if (low_[node] != order_[node]) return;
    for (std::uint32_t member = kNone; member != node;) {
      member = open_.back();
      open_.pop_back();
      component_[member] = components_;
    }
    ++components_;
  }

  std::vector<std::uint32_t> first_, targets_;  // edges of node n: targets_[first_[n]] up to first_[n + 1]
  std::vector<std::uint32_t> order_, low_, component_, open_;
  std::vector<Step> path_;
  std::uint32_t entered_ = 0, components_ = 0;
};

}  // namespace

std::vector<std::uint32_t> strong_components(std::uint32_t nodes, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  return ComponentWalk(nodes, edges).run();
}

}  // namespace trueup
