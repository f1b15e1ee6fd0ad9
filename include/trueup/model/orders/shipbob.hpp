// ShipBob's orders: the order's status and that of its shipments (ShipBob OpenAPI 1.0, order and shipment status).
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when a shipment is completed; LabeledCreated has its label and is still there. An Exception waits for
/// somebody, so it is a hold. CleanSweeped stays unknown.
struct ShipbobOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kReleased}, {Task::kShip, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kShipped}, {Task::kOrder, State::kCancelled}, {Task::kShip, State::kDelivered},
      {Task::kShip, State::kCancelled}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kAccepted, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kAccepted, Event::kShip, State::kShipped},
      {Task::kOrder, State::kAccepted, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kAccepted},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled},

      {Task::kShip, State::kNotAvailable, Event::kAccept, State::kAccepted},
      {Task::kShip, State::kNotAvailable, Event::kCancel, State::kCancelled},
      {Task::kShip, State::kAccepted, Event::kHold, State::kOnHold},
      {Task::kShip, State::kAccepted, Event::kShip, State::kShipped},
      {Task::kShip, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kShip, State::kOnHold, Event::kResume, State::kAccepted},
      {Task::kShip, State::kOnHold, Event::kCancel, State::kCancelled},
      {Task::kShip, State::kShipped, Event::kDeliver, State::kDelivered}};

  static constexpr StatusWord kWords[] = {
      {"importreview", Task::kOrder, State::kReleased},
      {"partiallyfulfilled", Task::kOrder, State::kPartiallyShipped},
      {"fulfilled", Task::kOrder, State::kShipped},

      {"none", Task::kShip, State::kNotAvailable},
      {"importreview", Task::kShip, State::kNotAvailable},
      {"labeledcreated", Task::kShip, State::kAccepted},
      {"completed", Task::kShip, State::kShipped},
      {"delivered", Task::kShip, State::kDelivered},
      {"onhold", Task::kShip, State::kOnHold},

      {"processing", Task::kCount_, State::kAccepted},
      {"exception", Task::kCount_, State::kOnHold},
      {"cancelled", Task::kCount_, State::kCancelled},
      {"canceled", Task::kCount_, State::kCancelled}};

  static constexpr OrderMachine kMachine{"shipbob", kStarts, kTransitions, kWords, {Task::kShip, State::kShipped}};
};

}  // namespace trueup
