// Shopify's orders: the order's display status, its fulfilments, its refunds and what they put back (shopify.dev).
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Task order is the fulfilment order, task ship what has been fulfilled of it: there goods leave stock. A fulfilment in error
/// or failure carries tracking and lines and has not shipped. INCOMPLETE stays unknown.
struct ShopifyOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {
      {Task::kOrder, State::kDraft}, {Task::kShip, State::kNotAvailable},
      {Task::kCredit, State::kNotAvailable}, {Task::kRestock, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kCancelled}, {Task::kOrder, State::kClosed},
      {Task::kShip, State::kCancelled}, {Task::kCredit, State::kCredited}, {Task::kRestock, State::kRestocked}};

  static constexpr Transition kTransitions[] = {
      {Task::kOrder, State::kDraft, Event::kRelease, State::kReleased},
      {Task::kOrder, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kOrder, State::kReleased, Event::kReject, State::kRejected},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kReleased, Event::kClose, State::kClosed},
      {Task::kOrder, State::kAccepted, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kAccepted, Event::kCancel, State::kCancelled},
      {Task::kOrder, State::kAccepted, Event::kClose, State::kClosed},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kReleased},
      {Task::kOrder, State::kOnHold, Event::kCancel, State::kCancelled},

      {Task::kShip, State::kNotAvailable, Event::kShipPart, State::kPartiallyShipped},
      {Task::kShip, State::kNotAvailable, Event::kShip, State::kShipped},
      {Task::kShip, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kShip, State::kShipped, Event::kCancel, State::kCancelled},

      {Task::kCredit, State::kNotAvailable, Event::kCredit, State::kCredited},
      {Task::kRestock, State::kNotAvailable, Event::kRestock, State::kRestocked}};

  static constexpr StatusWord kWords[] = {
      // A fulfilment order has nothing left to do when all is fulfilled.
      {"unfulfilled", Task::kOrder, State::kReleased},
      {"open", Task::kOrder, State::kReleased},
      {"scheduled", Task::kOrder, State::kReleased},
      {"pendingfulfillment", Task::kOrder, State::kReleased},
      {"inprogress", Task::kOrder, State::kAccepted},
      {"partial", Task::kOrder, State::kAccepted},
      {"partiallyfulfilled", Task::kOrder, State::kAccepted},
      {"onhold", Task::kOrder, State::kOnHold},
      {"requestdeclined", Task::kOrder, State::kRejected},
      {"fulfilled", Task::kOrder, State::kClosed},
      {"fulfillmentnotrequired", Task::kOrder, State::kClosed},
      {"closed", Task::kOrder, State::kClosed},

      {"unfulfilled", Task::kShip, State::kNotAvailable},
      {"pending", Task::kShip, State::kNotAvailable},
      {"open", Task::kShip, State::kNotAvailable},
      {"error", Task::kShip, State::kNotAvailable},
      {"failure", Task::kShip, State::kNotAvailable},
      {"partial", Task::kShip, State::kPartiallyShipped},
      {"partiallyfulfilled", Task::kShip, State::kPartiallyShipped},
      {"success", Task::kShip, State::kShipped},
      {"fulfilled", Task::kShip, State::kShipped},

      {"refunded", Task::kCredit, State::kCredited},
      {"restocked", Task::kRestock, State::kRestocked},
      {"cancelled", Task::kCount_, State::kCancelled},
      {"canceled", Task::kCount_, State::kCancelled}};

  static constexpr OrderMachine kMachine{"shopify", kStarts, kTransitions, kWords, {Task::kShip, State::kShipped}};
};

}  // namespace trueup
