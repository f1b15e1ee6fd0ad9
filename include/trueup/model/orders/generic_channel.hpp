// A sales channel's orders, by no vendor's name: one status an order, its refund, and what the refund puts back.
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when the order is shipped. Refund and restock are separate facts; neither waits for the other.
struct GenericChannelOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {
      {Task::kOrder, State::kAwaitingPayment}, {Task::kCredit, State::kNotAvailable}, {Task::kRestock, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kCancelled}, {Task::kOrder, State::kClosed},
      {Task::kCredit, State::kCredited}, {Task::kRestock, State::kRestocked}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kAwaitingPayment, Event::kPay, State::kReleased},
      {Task::kOrder, State::kAwaitingPayment, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kReleased, Event::kReject, State::kRejected},
      {Task::kOrder, State::kReleased, Event::kBackorder, State::kBackordered},
      {Task::kOrder, State::kReleased, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kReleased, Event::kShip, State::kShipped},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kAccepted, Event::kBackorder, State::kBackordered},
      {Task::kOrder, State::kAccepted, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kAccepted, Event::kShip, State::kShipped},
      {Task::kOrder, State::kAccepted, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kBackordered, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kBackordered, Event::kShip, State::kShipped},
      {Task::kOrder, State::kBackordered, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kReleased},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kOrder, State::kPartiallyShipped, Event::kClose, State::kClosed},
      {Task::kOrder, State::kShipped, Event::kDeliver, State::kDelivered},
      {Task::kOrder, State::kShipped, Event::kClose, State::kClosed},
      {Task::kOrder, State::kDelivered, Event::kClose, State::kClosed},

      {Task::kCredit, State::kNotAvailable, Event::kCredit, State::kCredited},
      {Task::kRestock, State::kNotAvailable, Event::kRestock, State::kRestocked}};

  static constexpr StatusWord kWords[] = {
      {"awaitingpayment", Task::kOrder, State::kAwaitingPayment},
      {"paid", Task::kOrder, State::kReleased},
      {"unfulfilled", Task::kOrder, State::kReleased},
      {"released", Task::kOrder, State::kReleased},
      {"accepted", Task::kOrder, State::kAccepted},
      {"rejected", Task::kOrder, State::kRejected},
      {"backordered", Task::kOrder, State::kBackordered},
      {"onhold", Task::kOrder, State::kOnHold},
      {"partiallyshipped", Task::kOrder, State::kPartiallyShipped},
      {"partiallyfulfilled", Task::kOrder, State::kPartiallyShipped},
      {"shipped", Task::kOrder, State::kShipped},
      {"fulfilled", Task::kOrder, State::kShipped},
      {"delivered", Task::kOrder, State::kDelivered},
      {"closed", Task::kOrder, State::kClosed},
      {"cancelled", Task::kOrder, State::kCancelled},
      {"canceled", Task::kOrder, State::kCancelled},

      {"refunded", Task::kCredit, State::kCredited},
      {"restocked", Task::kRestock, State::kRestocked}};

  static constexpr OrderMachine kMachine{"generic_channel", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
