// Amazon's orders: OrderStatus of Orders v0, the same in capitals and the packages of 2026-01-01.
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when the order is shipped; packages are known to the newer version only. An undeliverable package has
/// left all the same.
struct AmazonOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kAwaitingPayment}, {Task::kShip, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kShipped}, {Task::kOrder, State::kCancelled},
      {Task::kShip, State::kDelivered}, {Task::kShip, State::kCancelled}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kAwaitingPayment, Event::kPay, State::kReleased},
      {Task::kOrder, State::kAwaitingPayment, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kReleased, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kReleased, Event::kShip, State::kShipped},
      {Task::kOrder, State::kReleased, Event::kReject, State::kRejected},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},

      {Task::kShip, State::kNotAvailable, Event::kShip, State::kShipped},
      {Task::kShip, State::kNotAvailable, Event::kCancel, State::kCancelled},
      {Task::kShip, State::kShipped, Event::kDeliver, State::kDelivered}};

  static constexpr StatusWord kWords[] = {
      {"pendingavailability", Task::kOrder, State::kAwaitingPayment},
      {"pending", Task::kOrder, State::kAwaitingPayment},
      {"unshipped", Task::kOrder, State::kReleased},
      {"unfulfillable", Task::kOrder, State::kRejected},
      {"partiallyshipped", Task::kOrder, State::kPartiallyShipped},
      // All has left; an invoice is wanted.
      {"invoiceunconfirmed", Task::kOrder, State::kShipped},

      {"pending", Task::kShip, State::kNotAvailable},
      {"intransit", Task::kShip, State::kShipped},
      {"undeliverable", Task::kShip, State::kShipped},
      {"delivered", Task::kShip, State::kDelivered},

      {"shipped", Task::kCount_, State::kShipped},
      {"cancelled", Task::kCount_, State::kCancelled},
      {"canceled", Task::kCount_, State::kCancelled}};

  static constexpr OrderMachine kMachine{"amazon", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
