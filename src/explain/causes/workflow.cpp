#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

// The first row of a pair is a shipment or receipt that the book has and the warehouse lacks; the second is told by the
// states of the order alone, whether stock differs (yet, or any more) or not.
constexpr Signature kRows[] = {
    signature("auto_pick_pack_ship", 8, "set pick, pack and ship to manual there; undo what the warehouse has not shipped",
              {must(kAbsentInOther), must(kShipment), must(kStagesInOneSecond), must(kAutoStages), must_not(kBetweenInstants), must_not(kMisrouted)}),
    signature("auto_pick_pack_ship", 8, "set pick, pack and ship to manual there; undo what the warehouse has not shipped",
              {must(kStagesInOneSecond), must(kAutoStages), must_not(kAbsentInOther), must_not(kBetweenInstants)}),
    signature("connector_authorises_stages", 6, "set the connector to send orders, not to authorise them; undo what the warehouse has not shipped",
              {must(kAbsentInOther), must(kShipment), must(kStagesInOneSecond), must(kConnectorAuthorises), must_not(kBetweenInstants), must_not(kMisrouted)}),
    signature("connector_authorises_stages", 6, "set the connector to send orders, not to authorise them; undo what the warehouse has not shipped",
              {must(kStagesInOneSecond), must(kConnectorAuthorises), must_not(kAbsentInOther), must_not(kBetweenInstants)}),
    signature("misrouted_order", 8, "correct the order's location, or book a transfer; then correct the routing rule", {must(kMisrouted), must_not(kBetweenInstants)}),
    signature("partial_shown_as_full", 6, "put the rest on backorder, or cancel it on record", {must(kPartialShownAsFull)}),
    signature("pick_stuck_in_draft", 8, "give the order the location that has the stock, or transfer it there", {must(kPickBlocked)}),
    signature("cancelled_but_shipped", 8, "book the shipment, or call the goods back; then let a cancellation wait for the warehouse's answer",
              {must(kCancelledAndShipped), must_not(kBetweenInstants)}),
    signature("released_after_cutoff", 6, "release before the cut-off, or have the cut-off moved", {must(kReleasedLate)}),
    signature("refund_restock_mismatch", 6, "book the restock, or credit the amount alone where nothing comes back", {must(kRefundWithoutRestock)}),
    signature("refund_restock_mismatch", 6, "authorise the credit note, or undo the restock", {must(kRestockWithoutRefund)}),
    signature("receipt_auto_confirmed", 6, "receive by the warehouse's receipt, not by the notice; correct with a stock adjustment",
              {must(kQuantityDiffers), must(kReceipt), must(kAsNotified), must(kAutoReceive), must_not(kSeveralOneRatio)}),
    signature("receipt_auto_confirmed", 6, "receive by the warehouse's receipt, not by the notice; correct with a stock adjustment",
              {must(kAbsentInOther), must(kReceipt), must(kAsNotified), must(kAutoReceive), must_not(kBetweenInstants), must_not(kTransfer)}),
};
}  // namespace

std::span<const Signature> workflow_signatures() { return kRows; }

}  // namespace trueup
