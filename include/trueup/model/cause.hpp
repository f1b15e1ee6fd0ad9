// The canonical cause codes: faults by layer, and what only looks like one. Each has its id, its code and what it is.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace trueup {

enum class Layer : std::uint8_t { kNone, kData, kIntegration, kWorkflow, kExecution, kReconciliation };

constexpr std::string_view name_of(Layer layer) {
  constexpr std::string_view kNames[] = {"none", "data", "integration", "workflow", "execution", "reconciliation"};
  return kNames[static_cast<std::size_t>(layer)];
}

struct Cause {
  std::string_view id;    ///< "I4"
  std::string_view code;  ///< "acked_not_applied"
  Layer layer = Layer::kNone;
  bool benign = false;
  std::string_view what;
};

inline constexpr Cause kCauses[] = {
    {"D1", "sku_unmapped", Layer::kData, false, "a code on one side has no partner in the SKU map"},
    {"D2", "sku_map_crossed", Layer::kData, false, "two SKUs map to each other's partner"},
    {"D3", "sku_twin", Layer::kData, false, "one item under two spellings (space, case, zero, width, 1.2E+11)"},
    {"D4", "uom_factor_missing", Layer::kData, false, "cases booked as eaches, or the reverse"},
    {"D5", "uom_factor_stale", Layer::kData, false, "the pack changed, the factor did not"},
    {"D6", "item_flag_mismatch", Layer::kData, false, "non-stock, inactive or service on one side"},
    {"D7", "kit_expansion_mismatch", Layer::kData, false, "kit not expanded, or expanded twice"},
    {"D8", "tracking_level_mismatch", Layer::kData, false, "lot, serial or expiry kept on one side only"},
    {"D9", "unit_cost_mismatch", Layer::kData, false, "cost or cost unit wrong"},
    {"D10", "location_shared", Layer::kData, false, "two 3PL sites in one location, or one in two"},
    {"I1", "rate_limit_gap", Layer::kIntegration, false, "quota dropped pages"},
    {"I2", "edi_map_reject", Layer::kIntegration, false, "one qualifier, code or id has no mapping"},
    {"I3", "schema_field_defaulted", Layer::kIntegration, false, "a field renamed or retyped became 0 or null"},
    {"I4", "acked_not_applied", Layer::kIntegration, false, "sent, acknowledged, never applied, no error"},
    {"I5", "applied_twice", Layer::kIntegration, false, "one delivery posted twice"},
    {"I6", "stale_overwrite", Layer::kIntegration, false, "an older snapshot overwrote a newer"},
    {"I7", "cursor_boundary_loss", Layer::kIntegration, false, "records on a cursor or time-zone edge lost"},
    {"I8", "page_cap", Layer::kIntegration, false, "only the first N keys came"},
    {"I9", "poison_batch", Layer::kIntegration, false, "one record failed its whole batch"},
    {"I10", "feed_dead", Layer::kIntegration, false, "the feed stopped"},
    {"I11", "eligibility_filter", Layer::kIntegration, false, "a rule of age, country or status filtered orders"},
    {"I12", "stock_push_race", Layer::kIntegration, false, "stock pushed before the order came"},
    {"I13", "adjustment_advice_lost", Layer::kIntegration, false, "a warehouse adjustment never reached the book"},
    {"I14", "duplicate_route", Layer::kIntegration, false, "two paths carry one order"},
    {"W1", "auto_pick_pack_ship", Layer::kWorkflow, false, "pick, pack, ship automatic with an external warehouse"},
    {"W2", "connector_authorises_stages", Layer::kWorkflow, false, "a connector authorises all stages"},
    {"W3", "misrouted_order", Layer::kWorkflow, false, "routed or shipped from the wrong site"},
    {"W4", "released_after_cutoff", Layer::kWorkflow, false, "batch release misses the cut-off"},
    {"W5", "partial_shown_as_full", Layer::kWorkflow, false, "a partial shipment closed as complete"},
    {"W6", "pick_stuck_in_draft", Layer::kWorkflow, false, "Pick in Draft for lack of stock there"},
    {"W7", "cancelled_but_shipped", Layer::kWorkflow, false, "cancelled after release, shipped all the same"},
    {"W8", "refund_restock_mismatch", Layer::kWorkflow, false, "refund without restock, or restock without refund"},
    {"W9", "receipt_auto_confirmed", Layer::kWorkflow, false, "the advance notice was booked as received"},
    {"E1", "capacity_limit", Layer::kExecution, false, "the site cannot keep up"},
    {"E2", "multi_client_priority", Layer::kExecution, false, "another client goes first"},
    {"E3", "short_ship", Layer::kExecution, false, "shipped less than asked"},
    {"E4", "mispick", Layer::kExecution, false, "wrong item, recorded as ordered"},
    {"E5", "over_ship", Layer::kExecution, false, "shipped more than recorded"},
    {"E6", "receipt_miscount", Layer::kExecution, false, "receipt counted wrong"},
    {"E7", "shrinkage", Layer::kExecution, false, "theft, loss or damage not recorded"},
    {"E8", "wrong_count_posted", Layer::kExecution, false, "a wrong count was posted"},
    {"E9", "quarantine_bucket_missing", Layer::kExecution, false, "held stock has no bucket in the book"},
    {"E10", "picking_delay", Layer::kExecution, false, "picking is slow"},
    {"C1", "opening_balance_error", Layer::kReconciliation, false, "the first balance was wrong"},
    {"C2", "soh_reimport_duplicate", Layer::kReconciliation, false, "the Stock on Hand file was imported again after go-live"},
    {"C3", "allocation_stuck", Layer::kReconciliation, false, "allocated without an open line"},
    {"C4", "return_unbooked", Layer::kReconciliation, false, "return received, not booked"},
    {"C5", "double_correction", Layer::kReconciliation, false, "both sides adjusted for one error"},
    {"C6", "transfer_never_received", Layer::kReconciliation, false, "a transfer left and never arrived"},
    {"C7", "negative_clamped", Layer::kReconciliation, false, "a negative was stored as zero"},
    {"C8", "back_dated_edit", Layer::kReconciliation, false, "a past document was changed"},
    {"X1", "invoice_next_period", Layer::kReconciliation, false, "shipped now, invoiced in the next period"},
    {"X2", "shipped_not_invoiced", Layer::kReconciliation, false, "cost without revenue"},
    {"X3", "invoiced_not_shipped", Layer::kReconciliation, false, "revenue without cost"},
    {"X4", "receipt_bill_mismatch", Layer::kReconciliation, false, "received not billed, or billed not received"},
    {"X5", "landed_cost_late", Layer::kReconciliation, false, "landed cost after the sale"},
    {"X6", "fx_mismatch", Layer::kReconciliation, false, "wrong currency or rate"},
    {"N1", "in_flight", Layer::kNone, true, "lag within the hop's limit"},
    {"N2", "transfer_in_transit", Layer::kNone, true, "a transfer on its way"},
    {"N3", "new_sku", Layer::kNone, true, "a true new item"},
    {"N4", "channel_buffer", Layer::kNone, true, "the channel withholds a documented buffer"},
    {"N5", "order_consolidation", Layer::kNone, true, "a channel merges a day's orders into one"},
    {"N6", "feed_scope_subset", Layer::kNone, true, "the feed carries some sites only"},
    {"N7", "snapshot_skew", Layer::kNone, true, "the two snapshots have different instants"},
    {"N8", "import_delay_window", Layer::kNone, true, "a configured import delay"},
    {"N9", "count_in_progress", Layer::kNone, true, "a stocktake is open"},
    {"N10", "synthetic_kit_sku", Layer::kNone, true, "a connector's one-component kit"},
    {"N11", "display_rounding", Layer::kNone, true, "a report rounds"},
    {"N12", "demand_spike", Layer::kNone, true, "a promotion"},
};

constexpr std::span<const Cause> all_causes() { return kCauses; }

/// The cause of that code, or null.
constexpr const Cause* find_cause(std::string_view code) {
  for (const Cause& cause : kCauses)
    if (cause.code == code) return &cause;
  return nullptr;
}

}  // namespace trueup
