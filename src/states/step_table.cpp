#include "states/step_table.hpp"

#include <algorithm>

#include "trueup/states/replay.hpp"

namespace trueup {
namespace {

constexpr Requirement kNothing{};

// The single step from one state to another; an Undo only when nothing else leads there.
const Transition* step_of(const OrderMachine& machine, OrderTask task, OrderState from, OrderState to) {
  const Transition* undo = nullptr;
  for (const Transition& row : machine.transitions) {
    if (row.task != task || row.from != from || row.to != to) continue;
    if (row.event != OrderEvent::kUndo) return &row;
    undo = &row;
  }
  return undo;
}

}  // namespace

StepTable::StepTable(const OrderMachine& machine) : machine_(&machine) {
  for (auto& of_task : entries_) of_task.fill(&kNothing);
  for (const StartState& one : machine.starts) starts_[index(one.task)] = one.state;
  for (const StartState& one : machine.starts) fill(one.task);
}

void StepTable::fill(OrderTask task) {
  for (std::size_t i = 1; i < kOrderStateCount; ++i) known_[index(task)][i] = machine_->reaches(task, start(task), static_cast<OrderState>(i));
  for (std::size_t from = 1; from < kOrderStateCount; ++from)
    for (std::size_t to = 1; to < kOrderStateCount; ++to)
      if (known_[index(task)][from] && known_[index(task)][to])
        kinds_[index(task)][from][to] = kind_of(task, static_cast<OrderState>(from), static_cast<OrderState>(to));
  // Ways in that need different things, or nothing: the step is not known, so neither is its need.
  std::array<bool, kOrderStateCount> entered{};
  entered[index(start(task))] = true;
  for (const Transition& row : machine_->transitions) {
    if (row.task != task) continue;
    if (row.event == OrderEvent::kUndo) undone_[index(task)][index(row.from)] = row.to;
    const Requirement*& entry = entries_[index(task)][index(row.to)];
    if (!entered[index(row.to)]) entry = &row.needs;
    else if (entry->task != row.needs.task || entry->any_of != row.needs.any_of) entry = &kNothing;
    entered[index(row.to)] = true;
  }
}

StepKind StepTable::kind_of(OrderTask task, OrderState from, OrderState to) const {
  if (const Transition* row = step_of(*machine_, task, from, to)) return row->event == OrderEvent::kUndo ? StepKind::kUndo : StepKind::kForward;
  if (machine_->reaches(task, from, to)) return StepKind::kSkips;
  if (machine_->reaches(task, to, from) || machine_->reaches(task, from, to, true)) return StepKind::kBack;
  return StepKind::kNever;
}

bool StepTable::undone_to(OrderTask task, OrderState state) const {
  const auto& of_task = undone_[index(task)];
  return state != OrderState::kUnknown && std::find(of_task.begin(), of_task.end(), state) != of_task.end();
}

const Requirement& StepTable::needs(OrderTask task, OrderState from, OrderState to) const {
  const Transition* row = step_of(*machine_, task, from, to);
  return row == nullptr ? kNothing : row->needs;
}

bool StepTable::begins(OrderTask task, OrderState state) const {
  return state == start(task) || kind(task, start(task), state) == StepKind::kForward;
}

std::vector<OrderState> states_between(const OrderMachine& machine, OrderTask task, OrderState from, OrderState to) {
  std::array<OrderState, kOrderStateCount> came_from{};
  std::vector<OrderState> open{from};
  for (std::size_t at = 0; at < open.size(); ++at)
    for (const Transition& row : machine.transitions) {
      OrderState& before = came_from[static_cast<std::size_t>(row.to)];
      if (row.task != task || row.event == OrderEvent::kUndo || row.from != open[at] || row.to == from || before != OrderState::kUnknown) continue;
      before = row.from;
      open.push_back(row.to);
    }
  std::vector<OrderState> between;
  for (OrderState at = came_from[static_cast<std::size_t>(to)]; at != from && at != OrderState::kUnknown; at = came_from[static_cast<std::size_t>(at)]) between.push_back(at);
  std::reverse(between.begin(), between.end());
  return between;
}

}  // namespace trueup
