// A warehouse's orders, by no vendor's name: one status an order, from its release to its delivery.
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when they are shipped. A warehouse may report its steps or only the last: an order that was merely
/// released can be shipped next. One order may be shipped in several parts (one 940, several 945).
struct GenericWmsOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kReleased}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kCancelled}, {Task::kOrder, State::kClosed}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kReleased, Event::kReject, State::kRejected},
      {Task::kOrder, State::kReleased, Event::kBackorder, State::kBackordered},
      {Task::kOrder, State::kReleased, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kReleased, Event::kShip, State::kShipped},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kAccepted, Event::kBackorder, State::kBackordered},
      {Task::kOrder, State::kAccepted, Event::kStartPick, State::kPicking},
      {Task::kOrder, State::kAccepted, Event::kPick, State::kPicked},
      {Task::kOrder, State::kAccepted, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kAccepted, Event::kShip, State::kShipped},
      {Task::kOrder, State::kAccepted, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kBackordered, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kBackordered, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kBackordered, Event::kShip, State::kShipped},
      {Task::kOrder, State::kBackordered, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPicking, Event::kPickPart, State::kPartiallyPicked},
      {Task::kOrder, State::kPicking, Event::kPick, State::kPicked},
      {Task::kOrder, State::kPicking, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPicking, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyPicked, Event::kPick, State::kPicked},
      {Task::kOrder, State::kPartiallyPicked, Event::kPackPart, State::kPartiallyPacked},
      {Task::kOrder, State::kPartiallyPicked, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPartiallyPicked, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPartiallyPicked, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPicked, Event::kPackPart, State::kPartiallyPacked},
      {Task::kOrder, State::kPicked, Event::kPack, State::kPacked},
      {Task::kOrder, State::kPicked, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPicked, Event::kShip, State::kShipped},
      {Task::kOrder, State::kPicked, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPicked, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyPacked, Event::kPack, State::kPacked},
      {Task::kOrder, State::kPartiallyPacked, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPartiallyPacked, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPartiallyPacked, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPacked, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPacked, Event::kShip, State::kShipped},
      {Task::kOrder, State::kPacked, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPacked, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyShipped, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kOrder, State::kPartiallyShipped, Event::kClose, State::kClosed},
      {Task::kOrder, State::kShipped, Event::kDeliver, State::kDelivered},
      {Task::kOrder, State::kShipped, Event::kClose, State::kClosed},
      {Task::kOrder, State::kDelivered, Event::kClose, State::kClosed},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kAccepted},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled}};

  static constexpr StatusWord kWords[] = {
      {"released", Task::kOrder, State::kReleased},
      {"accepted", Task::kOrder, State::kAccepted},
      {"rejected", Task::kOrder, State::kRejected},
      {"backordered", Task::kOrder, State::kBackordered},
      {"onhold", Task::kOrder, State::kOnHold},
      {"hold", Task::kOrder, State::kOnHold},
      {"picking", Task::kOrder, State::kPicking},
      {"partiallypicked", Task::kOrder, State::kPartiallyPicked},
      {"picked", Task::kOrder, State::kPicked},
      {"partiallypacked", Task::kOrder, State::kPartiallyPacked},
      {"packed", Task::kOrder, State::kPacked},
      {"partiallyshipped", Task::kOrder, State::kPartiallyShipped},
      {"shipped", Task::kOrder, State::kShipped},
      {"delivered", Task::kOrder, State::kDelivered},
      {"cancelled", Task::kOrder, State::kCancelled},
      {"canceled", Task::kOrder, State::kCancelled},
      {"closed", Task::kOrder, State::kClosed}};

  static constexpr OrderMachine kMachine{"generic_wms", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
