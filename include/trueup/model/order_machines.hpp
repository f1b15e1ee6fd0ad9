// The order machines of all dialects, and what is proved of each while it compiles.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "trueup/model/order_machine.hpp"
#include "trueup/model/orders/amazon.hpp"
#include "trueup/model/orders/cin7_core.hpp"
#include "trueup/model/orders/cin7_omni.hpp"
#include "trueup/model/orders/extensiv.hpp"
#include "trueup/model/orders/generic_channel.hpp"
#include "trueup/model/orders/generic_wms.hpp"
#include "trueup/model/orders/shipbob.hpp"
#include "trueup/model/orders/shiphero.hpp"
#include "trueup/model/orders/shipstation.hpp"
#include "trueup/model/orders/shopify.hpp"
#include "trueup/model/orders/x12_wms.hpp"

namespace trueup {

inline constexpr std::array kOrderMachines = {
    &Cin7CoreOrders::kMachine, &Cin7OmniOrders::kMachine,    &GenericWmsOrders::kMachine, &X12WmsOrders::kMachine,
    &ShopifyOrders::kMachine,  &ShipstationOrders::kMachine, &ShipbobOrders::kMachine,    &ShipheroOrders::kMachine,
    &ExtensivOrders::kMachine, &AmazonOrders::kMachine,      &GenericChannelOrders::kMachine};

/// Every dialect that has orders, in the order of the documentation.
constexpr std::span<const OrderMachine* const> all_order_machines() { return kOrderMachines; }

/// The machine of a dialect, as `system.dialect` names it; null for one without orders (finance) or without a name here.
constexpr const OrderMachine* find_order_machine(std::string_view dialect) {
  for (const OrderMachine* machine : kOrderMachines)
    if (machine->dialect == dialect) return machine;
  return nullptr;
}

/// Whether a task can ever be in a state; Undo leads to no state that is not reached without it.
constexpr bool reachable(const OrderMachine& machine, OrderTask task, OrderState state) {
  const std::optional<OrderState> start = machine.start(task);
  return start && state != OrderState::kUnknown && machine.reaches(task, *start, state);
}

/// Each task has one start.
constexpr bool sound_starts(const OrderMachine& machine) {
  for (const StartState& one : machine.starts) {
    if (one.task == OrderTask::kCount_ || one.state == OrderState::kUnknown) return false;
    for (const StartState& other : machine.starts)
      if (&one != &other && one.task == other.task) return false;
  }
  return true;
}

/// A requirement is nothing, or names states of another task that this task can reach.
constexpr bool sound(const OrderMachine& machine, OrderTask of, const Requirement& needs) {
  if (needs.none()) return true;
  if (needs.task == of || needs.any_of.front() == OrderState::kUnknown) return false;
  for (const OrderState state : needs.any_of)
    if (state != OrderState::kUnknown && !reachable(machine, needs.task, state)) return false;
  return true;
}

/// Each transition stands once, between states that the task can reach.
constexpr bool sound_transitions(const OrderMachine& machine) {
  for (const Transition& row : machine.transitions)
    if (machine.find(row.task, row.from, row.event) != &row || !reachable(machine, row.task, row.from) ||
        !reachable(machine, row.task, row.to) || !sound(machine, row.task, row.needs))
      return false;
  return true;
}

/// Whether any task that a word speaks of can be in its state.
constexpr bool sound(const OrderMachine& machine, const StatusWord& word) {
  if (word.word.empty()) return false;
  for (const char c : word.word)
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return false;
  for (const StartState& one : machine.starts)
    if ((word.task == one.task || word.task == OrderTask::kCount_) && reachable(machine, one.task, word.state)) return true;
  return false;
}

/// Each word is folded, stands once for its task, and before the row of the same word for every task.
constexpr bool sound_words(const OrderMachine& machine) {
  for (const StatusWord& word : machine.words) {
    if (!sound(machine, word)) return false;
    for (const StatusWord& earlier : machine.words) {
      if (&earlier == &word) break;
      if (earlier.word == word.word && (earlier.task == word.task || earlier.task == OrderTask::kCount_)) return false;
    }
  }
  return true;
}

/// What any dialect's table must hold to, for a test or a static_assert.
constexpr bool sound(const OrderMachine& machine) {
  return !machine.dialect.empty() && sound_starts(machine) && sound_transitions(machine) && sound_words(machine) &&
         reachable(machine, machine.deducts.task, machine.deducts.state);
}

/// Whether these and no others are the states that no step leads out of, Undo aside.
constexpr bool ends_only_in(const OrderMachine& machine, std::span<const StartState> terminals) {
  for (const StartState& one : machine.starts)
    for (std::size_t i = 1; i < kOrderStateCount; ++i) {
      const auto state = static_cast<OrderState>(i);
      bool stated = false;
      for (const StartState& terminal : terminals) stated = stated || (terminal.task == one.task && terminal.state == state);
      if (stated != (reachable(machine, one.task, state) && machine.terminal(one.task, state))) return false;
    }
  return true;
}

/// A state of which nothing more is heard: no step leads out of it, Undo included.
constexpr bool final_state(const OrderMachine& machine, OrderTask task, OrderState state) {
  for (const Transition& row : machine.transitions)
    if (row.task == task && row.from == state) return false;
  return true;
}

template <class Orders>
constexpr bool sound_orders() {
  return sound(Orders::kMachine) && ends_only_in(Orders::kMachine, Orders::kTerminals);
}

static_assert(sound_orders<Cin7CoreOrders>());
static_assert(sound_orders<Cin7OmniOrders>());
static_assert(sound_orders<GenericWmsOrders>());
static_assert(sound_orders<X12WmsOrders>());
static_assert(sound_orders<ShopifyOrders>());
static_assert(sound_orders<ShipstationOrders>());
static_assert(sound_orders<ShipbobOrders>());
static_assert(sound_orders<ShipheroOrders>());
static_assert(sound_orders<ExtensivOrders>());
static_assert(sound_orders<AmazonOrders>());
static_assert(sound_orders<GenericChannelOrders>());

// What Cin7 says of its own: Ship, once authorised, and Void have no way back.
static_assert(final_state(Cin7CoreOrders::kMachine, OrderTask::kShip, OrderState::kShipped));
static_assert(final_state(Cin7CoreOrders::kMachine, OrderTask::kOrder, OrderState::kVoided));
static_assert(final_state(Cin7OmniOrders::kMachine, OrderTask::kOrder, OrderState::kVoided));

}  // namespace trueup
