// ShipStation's orders: the order's status, and its labels (ShipStation API v1, orderStatus and shipments).
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when a label is made, not when the parcel leaves: kShipped of task ship is the label. A voided label
/// keeps its shipment.
struct ShipstationOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kAwaitingPayment}, {Task::kShip, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kShipped}, {Task::kOrder, State::kCancelled}, {Task::kShip, State::kVoided}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kAwaitingPayment, Event::kPay, State::kReleased},
      {Task::kOrder, State::kAwaitingPayment, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kReleased, Event::kShip, State::kShipped},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kAccepted, Event::kShip, State::kShipped},
      {Task::kOrder, State::kAccepted, Event::kReject, State::kRejected},
      {Task::kOrder, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kRejected, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kReleased},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled},

      {Task::kShip, State::kNotAvailable, Event::kShip, State::kShipped},
      {Task::kShip, State::kShipped, Event::kVoid, State::kVoided}};

  static constexpr StatusWord kWords[] = {
      {"awaitingpayment", Task::kOrder, State::kAwaitingPayment},
      {"awaitingshipment", Task::kOrder, State::kReleased},
      // A fulfilment provider has it.
      {"pendingfulfillment", Task::kOrder, State::kAccepted},
      {"rejectedfulfillment", Task::kOrder, State::kRejected},
      {"onhold", Task::kOrder, State::kOnHold},
      {"cancelled", Task::kOrder, State::kCancelled},
      {"canceled", Task::kOrder, State::kCancelled},
      {"shipped", Task::kCount_, State::kShipped},
      {"voided", Task::kShip, State::kVoided}};

  static constexpr OrderMachine kMachine{"shipstation", kStarts, kTransitions, kWords, {Task::kShip, State::kShipped}};
};

}  // namespace trueup
