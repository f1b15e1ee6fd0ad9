// ShipHero's orders: fulfillment_status is free text of each account, so only the words seen everywhere are known.
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when they are shipped. A hold is in Order.holds, a part is seen by LineItem.quantity_shipped.
struct ShipheroOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kReleased}};
  static constexpr StartState kTerminals[] = {{Task::kOrder, State::kShipped}, {Task::kOrder, State::kCancelled}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kReleased, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kReleased, Event::kShip, State::kShipped},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kReleased},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled}};

  static constexpr StatusWord kWords[] = {
      {"pending", Task::kOrder, State::kReleased},
      {"fulfilled", Task::kOrder, State::kShipped},
      {"canceled", Task::kOrder, State::kCancelled},
      {"cancelled", Task::kOrder, State::kCancelled}};

  static constexpr OrderMachine kMachine{"shiphero", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
