// A warehouse that speaks X12: a 940 releases the order, a 945 ships it. The steps are any warehouse's, the words are codes.
#pragma once

#include "trueup/model/orders/generic_wms.hpp"

namespace trueup {

/// Codes that speak of a line or of a change (R, L; IS, CU, IC, DS, SS, SC, SA) are no state of the order: they stay unknown.
struct X12WmsOrders {
  using Task = OrderTask;
  using State = OrderState;

  static constexpr StartState kTerminals[] = {
      {Task::kOrder, State::kRejected}, {Task::kOrder, State::kCancelled}, {Task::kOrder, State::kClosed}};

  static constexpr StatusWord kWords[] = {
      // Element 473, order status (W0501 of the 940).
      {"n", Task::kOrder, State::kReleased},
      {"t", Task::kOrder, State::kReleased},
      {"c", Task::kOrder, State::kAccepted},
      {"b", Task::kOrder, State::kBackordered},
      {"e", Task::kOrder, State::kBackordered},
      {"f", Task::kOrder, State::kCancelled},
      {"d", Task::kOrder, State::kCancelled},
      // Element 368, shipment or order status (W1201 of the 945). BP has shipped its part: the rest is backordered.
      {"cc", Task::kOrder, State::kShipped},
      {"cl", Task::kOrder, State::kShipped},
      {"cm", Task::kOrder, State::kShipped},
      {"cs", Task::kOrder, State::kShipped},
      {"sd", Task::kOrder, State::kShipped},
      {"sh", Task::kOrder, State::kShipped},
      {"cp", Task::kOrder, State::kPartiallyShipped},
      {"pr", Task::kOrder, State::kPartiallyShipped},
      {"bp", Task::kOrder, State::kPartiallyShipped},
      {"bo", Task::kOrder, State::kBackordered},
      {"bk", Task::kOrder, State::kBackordered},
      {"ph", Task::kOrder, State::kOnHold},
      // What a translator writes in their place.
      {"onhold", Task::kOrder, State::kOnHold},
      {"partiallypicked", Task::kOrder, State::kPartiallyPicked},
      {"partiallypacked", Task::kOrder, State::kPartiallyPacked},
      {"partiallyshipped", Task::kOrder, State::kPartiallyShipped},
      {"shipped", Task::kOrder, State::kShipped},
      {"cancelled", Task::kOrder, State::kCancelled},
      {"canceled", Task::kOrder, State::kCancelled}};

  static constexpr OrderMachine kMachine{
      "x12_wms", GenericWmsOrders::kStarts, GenericWmsOrders::kTransitions, kWords, {Task::kOrder, State::kShipped}};
};

}  // namespace trueup
