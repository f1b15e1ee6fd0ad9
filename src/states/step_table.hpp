// StepTable: for any two states of a dialect's task, what kind of step leads from one to the other. Worked out once a system,
// looked up for every row.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "trueup/model/order_machine.hpp"

namespace trueup {

enum class StepKind : std::uint8_t {
  kNever,     ///< no way there, however long
  kForward,   ///< one transition
  kUndo,      ///< one transition, and it is an Undo
  kSkips,     ///< forward, over other states
  kBack,      ///< only the way back exists
};

class StepTable {
 public:
  explicit StepTable(const OrderMachine& machine);

  const OrderMachine& machine() const { return *machine_; }

  /// Where a row belongs whose system has no machine for its task: a warehouse has one status an order.
  OrderTask own_task(OrderTask task) const { return starts_[index(task)] == OrderState::kUnknown ? OrderTask::kOrder : task; }

  /// Whether a task of the dialect can be in a state.
  bool knows(OrderTask task, OrderState state) const { return known_[index(task)][index(state)]; }

  StepKind kind(OrderTask task, OrderState from, OrderState to) const { return kinds_[index(task)][index(from)][index(to)]; }

  /// The state that Undo leads to; kUnknown when it leads nowhere.
  OrderState undone(OrderTask task, OrderState from) const { return undone_[index(task)][index(from)]; }

  /// Whether an Undo may have led to a state.
  bool undone_to(OrderTask task, OrderState state) const;

  /// What the single step needs.
  const Requirement& needs(OrderTask task, OrderState from, OrderState to) const;

  /// What a state needs of which nothing earlier is known: nothing, when some way in needs nothing.
  const Requirement& needs_to_begin_in(OrderTask task, OrderState state) const { return *entries_[index(task)][index(state)]; }

  /// Whether a state can be the first thing that happens to a task: its start, or one step from it.
  bool begins(OrderTask task, OrderState state) const;

  OrderState start(OrderTask task) const { return starts_[index(task)]; }

 private:
  static std::size_t index(OrderTask task) { return static_cast<std::size_t>(task); }
  static std::size_t index(OrderState state) { return static_cast<std::size_t>(state); }
  template <class T>
  using ByState = std::array<std::array<T, kOrderStateCount>, kOrderTaskCount>;

  void fill(OrderTask task);
  StepKind kind_of(OrderTask task, OrderState from, OrderState to) const;

  const OrderMachine* machine_;
  std::array<OrderState, kOrderTaskCount> starts_{};
  ByState<bool> known_{};
  ByState<OrderState> undone_{};
  ByState<const Requirement*> entries_{};
  ByState<std::array<StepKind, kOrderStateCount>> kinds_{};
};

}  // namespace trueup
