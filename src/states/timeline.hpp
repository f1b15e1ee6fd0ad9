// Timeline: the steps of one run (a task of one record, fulfilment and line) in the order in which they can have happened.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "states/orders.hpp"
#include "states/step_table.hpp"

namespace trueup {

/// Steps of one instant are put into the order that the machine allows, where there is one; else they stay in that of the
/// canonical states. An `undone` row takes the state that Undo led to; one that undid nothing stays kUndone.
void arrange(std::span<Step> run, const StepTable& table);

/// Calls visit(run) for each run of a record's steps.
template <class AnyStep, class Visit>
void for_each_run(std::span<AnyStep> steps, Visit visit) {
  while (!steps.empty()) {
    const auto end = std::partition_point(steps.begin(), steps.end(), [&](const Step& step) { return same_run(step, steps.front()); });
    const auto count = static_cast<std::size_t>(end - steps.begin());
    visit(steps.first(count));
    steps = steps.subspan(count);
  }
}

/// The run of a task, fulfilment and line among a record's steps; empty when there is none.
std::span<const Step> run_of(std::span<const Step> steps, const TextPool& pool, OrderTask task, TextId task_id, TextId line);

/// The runs of a task; of one fulfilment of it when `task_id` is given.
std::span<const Step> runs_of(std::span<const Step> steps, OrderTask task);
std::span<const Step> runs_of(std::span<const Step> steps, const TextPool& pool, OrderTask task, TextId task_id);

/// The last step of a run whose state its task can be in; null when there is none.
inline const Step* last_known(std::span<const Step> run, const StepTable& table) {
  for (std::size_t i = run.size(); i-- > 0;)
    if (table.knows(run[i].task, run[i].state)) return &run[i];
  return nullptr;
}

}  // namespace trueup
