// Cin7 Core's orders: eight tasks side by side, each with its own Authorise, Undo and Void (dearinventory.apib, the rules
// beside each sale endpoint; the words of its field tables and of live answers).
#pragma once

#include <string_view>

#include "trueup/model/order_machine.hpp"

namespace trueup {

/// Goods leave stock when Ship is authorised. That state is kShipped: AUTHORISED of task ship and the combined statuses SHIPPED
/// and FULFILLED are words for it, so any of them deducts.
struct Cin7CoreOrders {
  using Task = OrderTask;
  using State = OrderState;
  using Event = OrderEvent;

  static constexpr StartState kStarts[] = {
      {Task::kQuote, State::kNotAvailable},  {Task::kOrder, State::kNotAvailable},  {Task::kPick, State::kNotAvailable},
      {Task::kPack, State::kNotAvailable},   {Task::kShip, State::kNotAvailable},   {Task::kInvoice, State::kNotAvailable},
      {Task::kCredit, State::kNotAvailable}, {Task::kRestock, State::kNotAvailable}};

  static constexpr StartState kTerminals[] = {
      {Task::kQuote, State::kVoided}, {Task::kOrder, State::kClosed},   {Task::kOrder, State::kVoided},  {Task::kPick, State::kVoided},
      {Task::kPack, State::kVoided},  {Task::kShip, State::kShipped},   {Task::kShip, State::kVoided},   {Task::kInvoice, State::kPaid},
      {Task::kCredit, State::kVoided}, {Task::kInvoice, State::kVoided}, {Task::kRestock, State::kRestocked}};

  // SkipQuote: a sale without a quote needs none.
  static constexpr Requirement kQuoteDone{Task::kQuote, {State::kAuthorised, State::kNotAvailable}};
  // A backordered order has been authorised, and an Advanced sale stays BACKORDERED while parts of it are picked and billed.
  static constexpr Requirement kOrderAuthorised{Task::kOrder, {State::kAuthorised, State::kBackordered}};
  static constexpr Requirement kPickAuthorised{Task::kPick, {State::kAuthorised}};
  static constexpr Requirement kPackAuthorised{Task::kPack, {State::kAuthorised}};
  // Over several fulfilments: each needs its own pick or pack only.
  static constexpr Requirement kPickBegun{Task::kPick, {State::kAuthorised, State::kPartiallyPicked}};
  static constexpr Requirement kPackBegun{Task::kPack, {State::kAuthorised, State::kPartiallyPacked}};
  static constexpr Requirement kInvoiceStands{Task::kInvoice, {State::kAuthorised, State::kPaid}};
  // Restock[] is a part of the credit note: there must be one.
  static constexpr Requirement kCreditThere{Task::kCredit, {State::kDraft, State::kAuthorised}};

  static constexpr Transition kTransitions[] = {
      {Task::kQuote, State::kNotAvailable, Event::kCreate, State::kDraft},
      {Task::kQuote, State::kDraft, Event::kAuthorise, State::kAuthorised},
      {Task::kQuote, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kQuote, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kQuote, State::kAuthorised, Event::kVoid, State::kVoided},

      // Authorising more than is there makes a backorder without a word.
      {Task::kOrder, State::kNotAvailable, Event::kCreate, State::kDraft, kQuoteDone},
      {Task::kOrder, State::kNotAvailable, Event::kAuthorise, State::kAuthorised, kQuoteDone},
      {Task::kOrder, State::kNotAvailable, Event::kBackorder, State::kBackordered, kQuoteDone},
      {Task::kOrder, State::kDraft, Event::kAuthorise, State::kAuthorised, kQuoteDone},
      {Task::kOrder, State::kDraft, Event::kBackorder, State::kBackordered, kQuoteDone},
      {Task::kOrder, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kBackordered, Event::kAuthorise, State::kAuthorised},
      {Task::kOrder, State::kBackordered, Event::kClose, State::kClosed},
      {Task::kOrder, State::kBackordered, Event::kUndo, State::kDraft},
      {Task::kOrder, State::kBackordered, Event::kVoid, State::kVoided},
      {Task::kOrder, State::kAuthorised, Event::kClose, State::kClosed},
      {Task::kOrder, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kOrder, State::kAuthorised, Event::kVoid, State::kVoided},

      // Without stock an automatic Pick stays in draft: that is no transition.
      {Task::kPick, State::kNotAvailable, Event::kCreate, State::kDraft, kOrderAuthorised},
      {Task::kPick, State::kNotAvailable, Event::kPickPart, State::kPartiallyPicked, kOrderAuthorised},
      {Task::kPick, State::kNotAvailable, Event::kAuthorise, State::kAuthorised, kOrderAuthorised},
      {Task::kPick, State::kDraft, Event::kPickPart, State::kPartiallyPicked, kOrderAuthorised},
      {Task::kPick, State::kDraft, Event::kAuthorise, State::kAuthorised, kOrderAuthorised},
      {Task::kPick, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kPick, State::kPartiallyPicked, Event::kAuthorise, State::kAuthorised, kOrderAuthorised},
      {Task::kPick, State::kPartiallyPicked, Event::kUndo, State::kDraft},
      {Task::kPick, State::kPartiallyPicked, Event::kVoid, State::kVoided},
      {Task::kPick, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kPick, State::kAuthorised, Event::kVoid, State::kVoided},

      {Task::kPack, State::kNotAvailable, Event::kCreate, State::kDraft, kPickAuthorised},
      {Task::kPack, State::kNotAvailable, Event::kPackPart, State::kPartiallyPacked, kPickBegun},
      {Task::kPack, State::kNotAvailable, Event::kAuthorise, State::kAuthorised, kPickAuthorised},
      {Task::kPack, State::kDraft, Event::kPackPart, State::kPartiallyPacked, kPickBegun},
      {Task::kPack, State::kDraft, Event::kAuthorise, State::kAuthorised, kPickAuthorised},
      {Task::kPack, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kPack, State::kPartiallyPacked, Event::kAuthorise, State::kAuthorised, kPickAuthorised},
      {Task::kPack, State::kPartiallyPacked, Event::kUndo, State::kDraft},
      {Task::kPack, State::kPartiallyPacked, Event::kVoid, State::kVoided},
      {Task::kPack, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kPack, State::kAuthorised, Event::kVoid, State::kVoided},

      // Authorised when every box has left; from the first box on nothing takes it back, Undo included.
      {Task::kShip, State::kNotAvailable, Event::kCreate, State::kDraft, kPackAuthorised},
      {Task::kShip, State::kNotAvailable, Event::kShipPart, State::kPartiallyShipped, kPackBegun},
      {Task::kShip, State::kNotAvailable, Event::kShip, State::kShipped, kPackAuthorised},
      {Task::kShip, State::kDraft, Event::kShipPart, State::kPartiallyShipped, kPackBegun},
      {Task::kShip, State::kDraft, Event::kShip, State::kShipped, kPackAuthorised},
      {Task::kShip, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kShip, State::kPartiallyShipped, Event::kShip, State::kShipped, kPackAuthorised},

      // An invoice does not wait for goods.
      {Task::kInvoice, State::kNotAvailable, Event::kCreate, State::kDraft, kOrderAuthorised},
      {Task::kInvoice, State::kDraft, Event::kAuthorise, State::kAuthorised, kOrderAuthorised},
      {Task::kInvoice, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kInvoice, State::kAuthorised, Event::kPay, State::kPaid},
      {Task::kInvoice, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kInvoice, State::kAuthorised, Event::kVoid, State::kVoided},

      {Task::kCredit, State::kNotAvailable, Event::kCreate, State::kDraft, kInvoiceStands},
      {Task::kCredit, State::kDraft, Event::kAuthorise, State::kAuthorised, kInvoiceStands},
      {Task::kCredit, State::kDraft, Event::kVoid, State::kVoided},
      {Task::kCredit, State::kAuthorised, Event::kUndo, State::kDraft},
      {Task::kCredit, State::kAuthorised, Event::kVoid, State::kVoided},

      // The money goes back with the credit note, the goods with a step of their own.
      {Task::kRestock, State::kNotAvailable, Event::kCreate, State::kDraft, kCreditThere},
      {Task::kRestock, State::kDraft, Event::kRestock, State::kRestocked, kCreditThere}};

  static constexpr StatusWord kWords[] = {
      {"estimating", Task::kQuote, State::kDraft},
      {"estimated", Task::kQuote, State::kAuthorised},

      // A sale's one composite Status, and OrderStatus: of its order they say only that it stands. What was picked, shipped,
      // billed or credited is told by its own task.
      {"estimating", Task::kOrder, State::kNotAvailable},
      {"estimated", Task::kOrder, State::kNotAvailable},
      {"ordering", Task::kOrder, State::kDraft},
      {"ordered", Task::kOrder, State::kAuthorised},
      {"authnoalloc", Task::kOrder, State::kAuthorised},
      {"backordered", Task::kOrder, State::kBackordered},
      {"released", Task::kOrder, State::kAuthorised},
      {"picking", Task::kOrder, State::kAuthorised},
      {"partiallypicked", Task::kOrder, State::kAuthorised},
      {"picked", Task::kOrder, State::kAuthorised},
      {"packing", Task::kOrder, State::kAuthorised},
      {"partiallypacked", Task::kOrder, State::kAuthorised},
      {"packed", Task::kOrder, State::kAuthorised},
      {"shipping", Task::kOrder, State::kAuthorised},
      {"partiallyshipped", Task::kOrder, State::kAuthorised},
      {"invoicing", Task::kOrder, State::kAuthorised},
      {"invoiced", Task::kOrder, State::kAuthorised},
      {"fulfilled", Task::kOrder, State::kAuthorised},
      {"shipped", Task::kOrder, State::kAuthorised},
      {"credited", Task::kOrder, State::kAuthorised},
      {"completed", Task::kOrder, State::kClosed},
      {"closed", Task::kOrder, State::kClosed},

      // NOT PICKED: no pick yet. PICKING: one stands in draft, which is also where Undo leads.
      {"notpicked", Task::kPick, State::kNotAvailable},
      {"picking", Task::kPick, State::kDraft},
      {"partiallypicked", Task::kPick, State::kPartiallyPicked},
      {"picked", Task::kPick, State::kAuthorised},
      {"notpacked", Task::kPack, State::kNotAvailable},
      {"packing", Task::kPack, State::kDraft},
      {"partiallypacked", Task::kPack, State::kPartiallyPacked},
      {"packed", Task::kPack, State::kAuthorised},
      {"notshipped", Task::kShip, State::kNotAvailable},
      {"notfulfilled", Task::kShip, State::kNotAvailable},
      {"shipping", Task::kShip, State::kDraft},
      {"partiallyauthorised", Task::kShip, State::kPartiallyShipped},
      {"partiallyshipped", Task::kShip, State::kPartiallyShipped},
      {"partiallyfulfilled", Task::kShip, State::kPartiallyShipped},
      {"authorised", Task::kShip, State::kShipped},
      {"shipped", Task::kShip, State::kShipped},
      {"fulfilled", Task::kShip, State::kShipped},

      // One authorised invoice is enough for a credit note, so a part invoiced or paid counts as authorised.
      {"notinvoiced", Task::kInvoice, State::kNotAvailable},
      {"invoicing", Task::kInvoice, State::kDraft},
      {"partiallyinvoiced", Task::kInvoice, State::kAuthorised},
      {"partiallyinvoicedcredited", Task::kInvoice, State::kAuthorised},
      {"invoiced", Task::kInvoice, State::kAuthorised},
      {"invoicedcredited", Task::kInvoice, State::kAuthorised},
      {"partiallypaid", Task::kInvoice, State::kAuthorised},
      {"paid", Task::kInvoice, State::kPaid},
      {"credited", Task::kCredit, State::kAuthorised},
      {"authorised", Task::kRestock, State::kRestocked},
      {"restocked", Task::kRestock, State::kRestocked},

      {"notavailable", Task::kCount_, State::kNotAvailable},
      {"draft", Task::kCount_, State::kDraft},
      {"authorised", Task::kCount_, State::kAuthorised},
      {"voided", Task::kCount_, State::kVoided}};

  static constexpr OrderMachine kMachine{"cin7_core", kStarts, kTransitions, kWords, {Task::kShip, State::kShipped}};
};

/// Which tasks a sale's AutoPickPackShipMode authorises by itself.
struct AutoMode {
  std::string_view word;
  bool pick = false;
  bool pack = false;
  bool ship = false;
};

inline constexpr AutoMode kCin7CoreAutoModes[] = {
    {"NOPICK", false, false, false},
    {"AUTOPICK", true, false, false},
    {"AUTOPICKPACK", true, true, false},
    {"AUTOPICKPACKSHIP", true, true, true}};

/// Only a Simple sale without backorder may have a mode other than NOPICK (AutoPickPackShipMode of POST sale/order).
constexpr bool auto_mode_allowed(bool advanced, bool backordered) { return !advanced && !backordered; }

/// Core's own ship endpoint refuses goods at an external location (POST sale/fulfilment/ship): the 3PL ships them.
constexpr bool ship_allowed(bool external_location) { return !external_location; }

}  // namespace trueup
