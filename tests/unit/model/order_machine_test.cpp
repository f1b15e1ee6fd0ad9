#include "trueup/model/order_machines.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace trueup {
namespace {

/// One order that is taken through its machine; a refused event leaves it as it was.
class Order {
 public:
  explicit Order(const OrderMachine& machine) : machine_(&machine) {
    for (const StartState& one : machine.starts) at(one.task) = one.state;
  }

  bool take(OrderTask task, OrderEvent event) {
    const Transition* row = machine_->find(task, at(task), event);
    if (!row || (!row->needs.none() && !row->needs.met_by(at(row->needs.task)))) return false;
    at(task) = row->to;
    return true;
  }
  OrderState& at(OrderTask task) { return states_[static_cast<std::size_t>(task)]; }

 private:
  const OrderMachine* machine_;
  std::array<OrderState, kOrderTaskCount> states_{};
};

constexpr const OrderMachine& kCore = Cin7CoreOrders::kMachine;

Order authorised_sale() {
  Order sale(kCore);
  EXPECT_TRUE(sale.take(OrderTask::kOrder, OrderEvent::kCreate));
  EXPECT_TRUE(sale.take(OrderTask::kOrder, OrderEvent::kAuthorise));
  return sale;
}

Order packed_sale() {
  Order sale = authorised_sale();
  EXPECT_TRUE(sale.take(OrderTask::kPick, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kPack, OrderEvent::kAuthorise));
  return sale;
}

TEST(Cin7CoreOrders, GoFromQuoteToRestock) {
  Order sale(kCore);
  const std::pair<OrderTask, OrderEvent> steps[] = {
      {OrderTask::kQuote, OrderEvent::kCreate}, {OrderTask::kQuote, OrderEvent::kAuthorise},
      {OrderTask::kOrder, OrderEvent::kCreate}, {OrderTask::kOrder, OrderEvent::kAuthorise},
      {OrderTask::kPick, OrderEvent::kCreate}, {OrderTask::kPick, OrderEvent::kAuthorise},
      {OrderTask::kPack, OrderEvent::kCreate}, {OrderTask::kPack, OrderEvent::kAuthorise},
      {OrderTask::kShip, OrderEvent::kCreate}, {OrderTask::kShip, OrderEvent::kShipPart},
      {OrderTask::kShip, OrderEvent::kShip}, {OrderTask::kInvoice, OrderEvent::kCreate},
      {OrderTask::kInvoice, OrderEvent::kAuthorise}, {OrderTask::kInvoice, OrderEvent::kPay},
      {OrderTask::kOrder, OrderEvent::kClose}, {OrderTask::kCredit, OrderEvent::kCreate},
      {OrderTask::kCredit, OrderEvent::kAuthorise}, {OrderTask::kRestock, OrderEvent::kCreate},
      {OrderTask::kRestock, OrderEvent::kRestock}};
  for (const auto& [task, event] : steps) EXPECT_TRUE(sale.take(task, event)) << name_of(task) << " " << name_of(event);
  EXPECT_EQ(sale.at(OrderTask::kOrder), OrderState::kClosed);
  EXPECT_EQ(sale.at(OrderTask::kShip), OrderState::kShipped);
  EXPECT_EQ(sale.at(OrderTask::kInvoice), OrderState::kPaid);
  EXPECT_EQ(sale.at(OrderTask::kRestock), OrderState::kRestocked);
}

TEST(Cin7CoreOrders, GoBackToDraftByUndo) {
  Order sale = packed_sale();
  EXPECT_TRUE(sale.take(OrderTask::kPack, OrderEvent::kUndo));
  EXPECT_EQ(sale.at(OrderTask::kPack), OrderState::kDraft);
  EXPECT_FALSE(sale.take(OrderTask::kShip, OrderEvent::kShip));
  EXPECT_TRUE(sale.take(OrderTask::kPick, OrderEvent::kUndo));
  EXPECT_FALSE(sale.take(OrderTask::kPack, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kPick, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kPack, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kShip, OrderEvent::kShip));
}

TEST(Cin7CoreOrders, EndWhenVoided) {
  Order sale = authorised_sale();
  EXPECT_TRUE(sale.take(OrderTask::kOrder, OrderEvent::kVoid));
  for (std::size_t e = 0; e < kOrderEventCount; ++e) EXPECT_FALSE(sale.take(OrderTask::kOrder, static_cast<OrderEvent>(e)));
  EXPECT_FALSE(sale.take(OrderTask::kPick, OrderEvent::kCreate));
  EXPECT_FALSE(sale.take(OrderTask::kInvoice, OrderEvent::kCreate));
}

TEST(Cin7CoreOrders, RefuseAStepBeforeItsTurn) {
  Order sale(kCore);
  EXPECT_FALSE(sale.take(OrderTask::kPick, OrderEvent::kAuthorise));
  EXPECT_FALSE(sale.take(OrderTask::kInvoice, OrderEvent::kCreate));
  sale = authorised_sale();
  EXPECT_FALSE(sale.take(OrderTask::kPack, OrderEvent::kAuthorise));
  EXPECT_FALSE(sale.take(OrderTask::kShip, OrderEvent::kShip));
  EXPECT_FALSE(sale.take(OrderTask::kCredit, OrderEvent::kCreate));
  EXPECT_FALSE(sale.take(OrderTask::kRestock, OrderEvent::kCreate));
  EXPECT_TRUE(sale.take(OrderTask::kPick, OrderEvent::kAuthorise));
  EXPECT_FALSE(sale.take(OrderTask::kShip, OrderEvent::kShipPart));
}

TEST(Cin7CoreOrders, WaitForTheirQuoteOnceThereIsOne) {
  Order sale(kCore);
  EXPECT_TRUE(sale.take(OrderTask::kQuote, OrderEvent::kCreate));
  EXPECT_FALSE(sale.take(OrderTask::kOrder, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kQuote, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kOrder, OrderEvent::kAuthorise));
}

TEST(Cin7CoreOrders, KeepAShipmentOnceItIsAuthorised) {
  Order sale = packed_sale();
  EXPECT_TRUE(sale.take(OrderTask::kShip, OrderEvent::kShip));
  for (std::size_t e = 0; e < kOrderEventCount; ++e) EXPECT_FALSE(sale.take(OrderTask::kShip, static_cast<OrderEvent>(e)));
}

TEST(Cin7CoreOrders, AreInvoicedBeforeGoodsMoveAndPickedWhileBackordered) {
  Order sale(kCore);
  EXPECT_TRUE(sale.take(OrderTask::kOrder, OrderEvent::kBackorder));
  EXPECT_TRUE(sale.take(OrderTask::kInvoice, OrderEvent::kCreate));
  EXPECT_TRUE(sale.take(OrderTask::kInvoice, OrderEvent::kAuthorise));
  EXPECT_TRUE(sale.take(OrderTask::kPick, OrderEvent::kPickPart));
  EXPECT_TRUE(sale.take(OrderTask::kPack, OrderEvent::kPackPart));
  EXPECT_TRUE(sale.take(OrderTask::kShip, OrderEvent::kShipPart));
  EXPECT_FALSE(sale.take(OrderTask::kShip, OrderEvent::kShip)) << "not all is packed";
}

TEST(Cin7CoreOrders, ModesAreForSimpleSalesWithoutBackorder) {
  EXPECT_TRUE(auto_mode_allowed(false, false));
  EXPECT_FALSE(auto_mode_allowed(true, false));
  EXPECT_FALSE(auto_mode_allowed(false, true));
  ASSERT_EQ(std::size(kCin7CoreAutoModes), 4u);
  for (const AutoMode& mode : kCin7CoreAutoModes) {
    EXPECT_EQ(mode.pick, mode.word.find("PICK") == 4) << mode.word;
    EXPECT_EQ(mode.pack, mode.word.find("PACK") != std::string_view::npos) << mode.word;
    EXPECT_EQ(mode.ship, mode.word.find("SHIP") != std::string_view::npos) << mode.word;
  }
  EXPECT_FALSE(ship_allowed(true));
  EXPECT_TRUE(ship_allowed(false));
}

TEST(Cin7OmniOrders, AreDispatchedBeforeThe3plPicks) {
  Order order(Cin7OmniOrders::kMachine);
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kAuthorise));
  EXPECT_FALSE(order.take(OrderTask::kPick, OrderEvent::kAccept)) << "upon completion means after Fully Dispatched";
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kShip));
  EXPECT_TRUE(order.take(OrderTask::kPick, OrderEvent::kAccept));
  EXPECT_TRUE(order.take(OrderTask::kPick, OrderEvent::kPick));
}

TEST(Cin7OmniOrders, ArePickedBeforeDispatchWhenSentNow) {
  Order order(Cin7OmniOrders::kMachine);
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kAuthorise));
  EXPECT_TRUE(order.take(OrderTask::kPick, OrderEvent::kRelease));
  EXPECT_TRUE(order.take(OrderTask::kPick, OrderEvent::kAccept));
  EXPECT_TRUE(order.take(OrderTask::kPick, OrderEvent::kPick));
}

TEST(X12WmsOrders, ShipOnTheWordOfA945Alone) {
  Order order(X12WmsOrders::kMachine);
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kShipPart));
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kShipPart)) << "one 940, several 945s";
  EXPECT_TRUE(order.take(OrderTask::kOrder, OrderEvent::kShip));
  EXPECT_FALSE(order.take(OrderTask::kOrder, OrderEvent::kCancel));
}

TEST(ShipstationOrders, HaveLeftStockWithTheirLabel) {
  EXPECT_EQ(ShipstationOrders::kMachine.deducts.task, OrderTask::kShip);
  Order order(ShipstationOrders::kMachine);
  EXPECT_TRUE(order.take(OrderTask::kShip, OrderEvent::kShip));
  EXPECT_EQ(order.at(OrderTask::kShip), ShipstationOrders::kMachine.deducts.state);
  EXPECT_TRUE(order.take(OrderTask::kShip, OrderEvent::kVoid));
}

// -- words ------------------------------------------------------------------------------------------------------------

struct Spoken {
  const OrderMachine* machine;
  OrderTask task;
  std::string_view word;
  OrderState state;
};

TEST(OrderWords, MeanWhatTheDialectMeans) {
  const OrderMachine* omni = &Cin7OmniOrders::kMachine;
  const Spoken kSpoken[] = {
      {&kCore, OrderTask::kShip, "AUTHORISED", OrderState::kShipped},
      {&kCore, OrderTask::kShip, "authorised", OrderState::kShipped},
      {&kCore, OrderTask::kShip, "shipped", OrderState::kShipped},
      {&kCore, OrderTask::kShip, "FULFILLED", OrderState::kShipped},
      {&kCore, OrderTask::kShip, "PARTIALLY AUTHORISED", OrderState::kPartiallyShipped},
      {&kCore, OrderTask::kShip, "NOT SHIPPED", OrderState::kNotAvailable},
      {&kCore, OrderTask::kPick, "AUTHORISED", OrderState::kAuthorised},
      {&kCore, OrderTask::kPick, "PICKED", OrderState::kAuthorised},
      {&kCore, OrderTask::kPick, "Partially Picked", OrderState::kPartiallyPicked},
      {&kCore, OrderTask::kPick, "PARTIALLY_PICKED", OrderState::kPartiallyPicked},
      {&kCore, OrderTask::kPick, "NOT PICKED", OrderState::kNotAvailable},
      {&kCore, OrderTask::kPick, "PICKING", OrderState::kDraft},
      {&kCore, OrderTask::kOrder, "ESTIMATED", OrderState::kNotAvailable},
      {&kCore, OrderTask::kQuote, "ESTIMATED", OrderState::kAuthorised},
      {&kCore, OrderTask::kOrder, "ORDERING", OrderState::kDraft},
      {&kCore, OrderTask::kOrder, "PACKED", OrderState::kAuthorised},
      {&kCore, OrderTask::kOrder, "AUTH_NO_ALLOC", OrderState::kAuthorised},
      {&kCore, OrderTask::kOrder, "BACKORDERED", OrderState::kBackordered},
      {&kCore, OrderTask::kOrder, "COMPLETED", OrderState::kClosed},
      {&kCore, OrderTask::kInvoice, "INVOICED / CREDITED", OrderState::kAuthorised},
      {&kCore, OrderTask::kRestock, "NOT AVAILABLE", OrderState::kNotAvailable},
      {omni, OrderTask::kOrder, "Fully Dispatched", OrderState::kShipped},
      {omni, OrderTask::kOrder, "Awaiting Payment", OrderState::kAwaitingPayment},
      {omni, OrderTask::kPick, "Transfer to 3PL Upon Completion", OrderState::kNotAvailable},
      {omni, OrderTask::kPick, "Transfer to 3PL Now", OrderState::kReleased},
      {omni, OrderTask::kPick, "Transferred to 3PL with Errors", OrderState::kRejected},
      {omni, OrderTask::kPick, "Picked by 3PL Successfully", OrderState::kPicked},
      {&GenericWmsOrders::kMachine, OrderTask::kOrder, "Partially Picked", OrderState::kPartiallyPicked},
      {&GenericWmsOrders::kMachine, OrderTask::kOrder, "PARTIALLY_PICKED", OrderState::kPartiallyPicked},
      {&X12WmsOrders::kMachine, OrderTask::kOrder, "BP", OrderState::kPartiallyShipped},
      {&X12WmsOrders::kMachine, OrderTask::kOrder, "N", OrderState::kReleased},
      {&X12WmsOrders::kMachine, OrderTask::kOrder, "F", OrderState::kCancelled},
      {&ShopifyOrders::kMachine, OrderTask::kShip, "failure", OrderState::kNotAvailable},
      {&ShopifyOrders::kMachine, OrderTask::kShip, "success", OrderState::kShipped},
      {&ShipstationOrders::kMachine, OrderTask::kOrder, "rejected_fulfillment", OrderState::kRejected},
      {&ShipbobOrders::kMachine, OrderTask::kShip, "LabeledCreated", OrderState::kAccepted},
      {&ShipheroOrders::kMachine, OrderTask::kOrder, "canceled", OrderState::kCancelled},
      {&ExtensivOrders::kMachine, OrderTask::kOrder, "isClosed", OrderState::kClosed},
      {&AmazonOrders::kMachine, OrderTask::kOrder, "Canceled", OrderState::kCancelled},
      {&AmazonOrders::kMachine, OrderTask::kOrder, "CANCELLED", OrderState::kCancelled},
      {&AmazonOrders::kMachine, OrderTask::kOrder, "PartiallyShipped", OrderState::kPartiallyShipped},
      {&AmazonOrders::kMachine, OrderTask::kOrder, "PARTIALLY_SHIPPED", OrderState::kPartiallyShipped},
      {&AmazonOrders::kMachine, OrderTask::kShip, "IN_TRANSIT", OrderState::kShipped},
      {&GenericChannelOrders::kMachine, OrderTask::kOrder, "paid", OrderState::kReleased}};
  for (const Spoken& one : kSpoken)
    EXPECT_EQ(name_of(state_of(*one.machine, one.task, one.word)), name_of(one.state))
        << one.machine->dialect << " " << name_of(one.task) << " " << one.word;
}

TEST(OrderWords, StayUnknownWhenNoTableHasThem) {
  for (const OrderMachine* machine : all_order_machines())
    for (const StartState& one : machine->starts)
      for (const std::string_view word : {"", " ", "needs attention", "Pickd", "PICKED!!1", "17", "shipped2", "unknown"})
        EXPECT_EQ(state_of(*machine, one.task, word), OrderState::kUnknown) << machine->dialect << " " << word;
  const Spoken kSilent[] = {
      {&X12WmsOrders::kMachine, OrderTask::kOrder, "IC", OrderState::kUnknown},
      {&ShipbobOrders::kMachine, OrderTask::kShip, "CleanSweeped", OrderState::kUnknown},
      {&ShipheroOrders::kMachine, OrderTask::kOrder, "Ready to Ship", OrderState::kUnknown},
      {&ExtensivOrders::kMachine, OrderTask::kOrder, "1", OrderState::kUnknown},
      {&ShopifyOrders::kMachine, OrderTask::kOrder, "INCOMPLETE", OrderState::kUnknown}};
  for (const Spoken& one : kSilent) EXPECT_EQ(state_of(*one.machine, one.task, one.word), one.state) << one.word;
}

TEST(OrderMachines, AreFoundByDialect) {
  EXPECT_EQ(all_order_machines().size(), 11u);
  for (const OrderMachine* machine : all_order_machines()) EXPECT_EQ(find_order_machine(machine->dialect), machine);
  for (const std::string_view none : {"xero", "quickbooks", "generic_finance", "", "CIN7_CORE"})
    EXPECT_EQ(find_order_machine(none), nullptr);
}

// -- what a table must hold to ----------------------------------------------------------------------------------------

constexpr StartState kStarts[] = {{OrderTask::kOrder, OrderState::kDraft}, {OrderTask::kShip, OrderState::kNotAvailable}};
constexpr StartState kShipAlone[] = {{OrderTask::kShip, OrderState::kNotAvailable}};
constexpr StartState kShipped{OrderTask::kShip, OrderState::kShipped};
constexpr Transition kRelease{OrderTask::kOrder, OrderState::kDraft, OrderEvent::kRelease, OrderState::kReleased};
constexpr Transition kLeave{OrderTask::kShip, OrderState::kNotAvailable, OrderEvent::kShip, OrderState::kShipped,
                            {OrderTask::kOrder, {OrderState::kReleased}}};
constexpr Transition kGood[] = {kRelease, kLeave};
constexpr StatusWord kGoodWords[] = {{"gone", OrderTask::kShip, OrderState::kShipped}};

TEST(SoundMachine, IsOneWithoutAFault) { EXPECT_TRUE(sound(OrderMachine{"d", kStarts, kGood, kGoodWords, kShipped})); }

TEST(SoundMachine, HasEachTransitionOnce) {
  constexpr Transition kTwice[] = {kRelease, kLeave, {OrderTask::kOrder, OrderState::kDraft, OrderEvent::kRelease, OrderState::kClosed}};
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kTwice, kGoodWords, kShipped}));
}

TEST(SoundMachine, ReachesEveryStateItNames) {
  constexpr Transition kIsland[] = {kRelease, kLeave, {OrderTask::kOrder, OrderState::kOnHold, OrderEvent::kResume, OrderState::kReleased}};
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kIsland, kGoodWords, kShipped}));
  constexpr Transition kByUndo[] = {kRelease, kLeave, {OrderTask::kOrder, OrderState::kReleased, OrderEvent::kUndo, OrderState::kUndone}};
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kByUndo, kGoodWords, kShipped}));
}

TEST(SoundMachine, NeedsOnlyWhatTheDialectHas) {
  EXPECT_FALSE(sound(OrderMachine{"d", kShipAlone, std::span(kGood).subspan(1), kGoodWords, kShipped}));
  constexpr Transition kNever[] = {kRelease, {OrderTask::kShip, OrderState::kNotAvailable, OrderEvent::kShip, OrderState::kShipped,
                                              {OrderTask::kOrder, {OrderState::kPaid}}}};
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kNever, kGoodWords, kShipped}));
}

TEST(SoundMachine, DeductsInAStateItReaches) {
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kGood, kGoodWords, {OrderTask::kShip, OrderState::kDelivered}}));
  EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kGood, kGoodWords, {OrderTask::kPack, OrderState::kShipped}}));
}

TEST(SoundMachine, SpeaksFoldedWordsOfItsStates) {
  constexpr StatusWord kPrinted[] = {{"Gone", OrderTask::kShip, OrderState::kShipped}};
  constexpr StatusWord kLost[] = {{"lost", OrderTask::kShip, OrderState::kCancelled}};
  constexpr StatusWord kHidden[] = {{"gone", OrderTask::kCount_, OrderState::kShipped},
                                    {"gone", OrderTask::kShip, OrderState::kShipped}};
  constexpr StatusWord kEmpty[] = {{"", OrderTask::kShip, OrderState::kShipped}};
  for (const std::span<const StatusWord> words : {std::span<const StatusWord>(kPrinted), {kLost}, {kHidden}, {kEmpty}})
    EXPECT_FALSE(sound(OrderMachine{"d", kStarts, kGood, words, kShipped})) << words.front().word;
}

TEST(SoundMachine, EndsOnlyWhereItSays) {
  const OrderMachine machine{"d", kStarts, kGood, kGoodWords, kShipped};
  constexpr StartState kEnds[] = {{OrderTask::kOrder, OrderState::kReleased}, kShipped};
  EXPECT_TRUE(ends_only_in(machine, kEnds));
  EXPECT_FALSE(ends_only_in(machine, std::span(kEnds).first(1)));
  constexpr StartState kMore[] = {kEnds[0], kEnds[1], {OrderTask::kOrder, OrderState::kDraft}};
  EXPECT_FALSE(ends_only_in(machine, kMore));
}

}  // namespace
}  // namespace trueup
