// Cin7 Omni's orders: one stage an order, and beside it the 3PL Status of its pick request (Omni API, SalesOrder; help
// "Using a 3PL Connection").
#pragma once

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock at stage Fully Dispatched. By default that comes before the 3PL picks: the pick request goes out upon
/// completion, unless it is set to go now.
struct Cin7OmniOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {{Task::kOrder, State::kDraft}, {Task::kPick, State::kNotAvailable}};
  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kShipped}, {Task::kOrder, State::kVoided}, {Task::kPick, State::kPicked}};

  static constexpr Requirement kDispatched{Task::kOrder, {State::kShipped}};

  static constexpr Transition kTransitions[] = {
      // A new order is a draft until it is approved.
      {Task::kOrder, State::kDraft, Event::kInvoice, State::kAwaitingPayment},
      {Task::kOrder, State::kDraft, Event::kAuthorise, State::kAuthorised},
      {Task::kOrder, State::kDraft, Event::kReject, State::kRejected},
      {Task::kOrder, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kAwaitingPayment, Event::kPay, State::kAuthorised},
      {Task::kOrder, State::kAwaitingPayment, Event::kReject, State::kRejected},
      {Task::kOrder, State::kAwaitingPayment, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kAuthorised, Event::kRelease, State::kReleased},
      {Task::kOrder, State::kAuthorised, Event::kPick, State::kPicked},
      {Task::kOrder, State::kAuthorised, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kAuthorised, Event::kShip, State::kShipped},
      {Task::kOrder, State::kAuthorised, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kAuthorised, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kReleased, Event::kPick, State::kPicked},
      {Task::kOrder, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kReleased, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kPicked, Event::kShipPart, State::kPartiallyShipped},
      {Task::kOrder, State::kPicked, Event::kShip, State::kShipped},
      {Task::kOrder, State::kPicked, Event::kHold, State::kOnHold},
      {Task::kOrder, State::kPicked, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kPartiallyShipped, Event::kShip, State::kShipped},
      {Task::kOrder, State::kOnHold, Event::kResume, State::kAuthorised},
      {Task::kOrder, State::kOnHold, Event::kVoid, State::kVoided},

      // kReleased: to be sent now; kAccepted: sent. Upon completion it is sent once the order is fully dispatched.
      {Task::kPick, State::kNotAvailable, Event::kRelease, State::kReleased},
      {Task::kPick, State::kNotAvailable, Event::kAccept, State::kAccepted, kDispatched},
      {Task::kPick, State::kNotAvailable, Event::kReject, State::kRejected, kDispatched},
      {Task::kPick, State::kNotAvailable, Event::kHold, State::kOnHold},
      {Task::kPick, State::kReleased, Event::kAccept, State::kAccepted},
      {Task::kPick, State::kReleased, Event::kReject, State::kRejected},
      {Task::kPick, State::kReleased, Event::kHold, State::kOnHold},
      {Task::kPick, State::kAccepted, Event::kPick, State::kPicked},
      {Task::kPick, State::kRejected, Event::kRelease, State::kReleased},
      {Task::kPick, State::kOnHold, Event::kResume, State::kNotAvailable},
      {Task::kPick, State::kOnHold, Event::kRelease, State::kReleased}};

  static constexpr StatusWord kWords[] = {
      {"draft", Task::kOrder, State::kDraft},
      {"new", Task::kOrder, State::kDraft},
      {"awaitingpayment", Task::kOrder, State::kAwaitingPayment},
      {"declined", Task::kOrder, State::kRejected},
      {"approved", Task::kOrder, State::kAuthorised},
      {"processing", Task::kOrder, State::kAuthorised},
      {"onhold", Task::kOrder, State::kOnHold},
      {"releasetopick", Task::kOrder, State::kReleased},
      {"fullypicked", Task::kOrder, State::kPicked},
      {"partiallydispatched", Task::kOrder, State::kPartiallyShipped},
      {"dispatched", Task::kOrder, State::kShipped},
      {"fullydispatched", Task::kOrder, State::kShipped},
      {"void", Task::kOrder, State::kVoided},
      {"voided", Task::kOrder, State::kVoided},

      {"transferto3pluponcompletion", Task::kPick, State::kNotAvailable},
      {"transferto3plnow", Task::kPick, State::kReleased},
      {"transferredto3plforpicking", Task::kPick, State::kAccepted},
      {"transferredto3plwitherrors", Task::kPick, State::kRejected},
      {"donottransferto3pl", Task::kPick, State::kOnHold},
      {"pickedby3plsuccessfully", Task::kPick, State::kPicked}};

  static constexpr OrderMachine kMachine{"cin7_omni", kStarts, kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
