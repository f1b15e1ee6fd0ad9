#include "states/timeline.hpp"

#include <algorithm>

namespace trueup {
namespace {

constexpr std::size_t kMostPermuted = 6;

bool by_state(const Step& left, const Step& right) { return left.state < right.state; }

/// Follows steps one by one.
class Follower {
 public:
  Follower(const StepTable& table, OrderState state) : table_(table), state_(state) {}

  OrderState state() const { return state_; }

  /// Whether the machine allows the step from where it is; it is taken anyway.
  bool take(Step& step) {
    if (step.state == OrderState::kUndone) return undo(step);
    if (!table_.knows(step.task, step.state)) return true;
    const bool allowed = state_ == OrderState::kUnknown || state_ == step.state || table_.kind(step.task, state_, step.state) == StepKind::kForward;
    state_ = step.state;
    return allowed;
  }

 private:
  bool undo(Step& step) {
    if (const OrderState back = table_.undone(step.task, state_); back != OrderState::kUnknown) state_ = back;
    else if (!table_.undone_to(step.task, state_)) return state_ == OrderState::kUnknown;
    step.state = state_, step.undo = true;
    return true;
  }

  const StepTable& table_;
  OrderState state_;
};

bool allows(const StepTable& table, OrderState from, std::span<const Step> steps) {
  Follower follower(table, from);
  return std::all_of(steps.begin(), steps.end(), [&](Step step) { return follower.take(step); });
}

// `one_instant` is followed by what comes later, if anything does: an order that leads on is better than one that does not.
void order_instant(std::span<Step> one_instant, std::span<const Step> later, const StepTable& table, OrderState from) {
  std::sort(one_instant.begin(), one_instant.end(), by_state);
  if (one_instant.size() > kMostPermuted) return;
  Step tried[kMostPermuted + 1];
  for (const std::size_t ahead : {later.empty() ? std::size_t{0} : std::size_t{1}, std::size_t{0}}) {
    std::copy(one_instant.begin(), one_instant.end(), tried);
    std::copy_n(later.begin(), ahead, tried + one_instant.size());
    do {
      if (!allows(table, from, {tried, one_instant.size() + ahead})) continue;
      std::copy_n(tried, one_instant.size(), one_instant.begin());
      return;
    } while (std::next_permutation(tried, tried + one_instant.size(), by_state));
  }
}

// The part of sorted steps whose key is that one.
template <class Key, class KeyOf>
std::span<const Step> part(std::span<const Step> steps, const Key& key, KeyOf key_of) {
  const auto begin = std::partition_point(steps.begin(), steps.end(), [&](const Step& step) { return key_of(step) < key; });
  return {begin, std::partition_point(begin, steps.end(), [&](const Step& step) { return !(key < key_of(step)); })};
}

}  // namespace

std::span<const Step> runs_of(std::span<const Step> steps, OrderTask task) {
  return part(steps, task, [](const Step& step) { return step.task; });
}

std::span<const Step> runs_of(std::span<const Step> steps, const TextPool& pool, OrderTask task, TextId task_id) {
  return part(runs_of(steps, task), pool.text(task_id), [&](const Step& step) { return pool.text(step.task_id); });
}

std::span<const Step> run_of(std::span<const Step> steps, const TextPool& pool, OrderTask task, TextId task_id, TextId line) {
  return part(runs_of(steps, pool, task, task_id), pool.text(line), [&](const Step& step) { return pool.text(step.line); });
}

void arrange(std::span<Step> run, const StepTable& table) {
  Follower follower(table, OrderState::kUnknown);
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = begin + 1;
    while (end < run.size() && run[end].at == run[begin].at) ++end;
    if (end - begin > 1) order_instant(run.subspan(begin, end - begin), run.subspan(end), table, follower.state());
    for (; begin < end; ++begin) follower.take(run[begin]);
  }
}

}  // namespace trueup
