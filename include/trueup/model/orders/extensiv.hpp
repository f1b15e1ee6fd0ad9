// Extensiv 3PL Warehouse Manager's orders: its integer statuses are not documented, so they stay unknown.
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Fields alone tell a state, and their names are its words: readOnly.pickDoneDate and readOnly.processDate have a value (at
/// the second goods leave stock), readOnly.isClosed is true.
struct ExtensivOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kReleased}};
  static constexpr StartState kTerminals[] = {{Task::kOrder, State::kCancelled}, {Task::kOrder, State::kClosed}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kReleased, Event::kPick, State::kPicked},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPicked, Event::kShip, State::kShipped},
      {Task::kOrder, State::kShipped, Event::kClose, State::kClosed}};

  static constexpr StatusWord kWords[] = {
      {"pickdonedate", Task::kOrder, State::kPicked},
      {"processdate", Task::kOrder, State::kShipped},
      {"isclosed", Task::kOrder, State::kClosed}};

  static constexpr OrderMachine kMachine{"extensiv", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
