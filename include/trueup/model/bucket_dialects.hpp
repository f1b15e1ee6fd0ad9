// The table of dialects: their words for buckets, as their vendors' pages and exports print them.
#pragma once

#include <string_view>

#include "trueup/model/bucket.hpp"

namespace trueup {
namespace bucket_words {

using enum Bucket;
using enum WordKind;

inline constexpr BucketWord kCin7CoreWords[] = {
    {"OnHand", kOnHand}, {"Allocated", kAllocated}, {"Available", kAvailable}, {"InTransit", kInTransit}, {"OnOrder", kOnOrder},
    {"StockOnHand", kCount_, kMoney}, {"StockValue", kCount_, kMoney}};
inline constexpr BucketWord kCin7OmniWords[] = {
    {"stockOnHand", kOnHand}, {"openSales", kAllocated}, {"available", kAvailable}, {"incoming", kOnOrder},
    {"holding", kCount_, kMixed},   // transfers on their way, faulty returns, laybys, and what was set by hand
    {"virtual", kCount_, kMixed}};  // what a kit's components would make
inline constexpr BucketWord kShopifyWords[] = {{"on_hand", kOnHand},
                                               {"committed", kAllocated},
                                               {"available", kAvailable},
                                               {"incoming", kInTransit, kMixed},
                                               {"reserved", kUnavailable, kPart},
                                               {"damaged", kUnavailable, kPart},
                                               {"safety_stock", kUnavailable, kPart},
                                               {"quality_control", kUnavailable, kPart}};
inline constexpr BucketWord kShipStationWords[] = {{"on_hand", kOnHand}, {"allocated", kAllocated}, {"available", kAvailable}};
inline constexpr BucketWord kShipBobWords[] = {{"total_onhand_quantity", kOnHand},
                                               {"total_on_hand_quantity", kOnHand},
                                               {"on_hand_quantity", kOnHand},
                                               {"total_committed_quantity", kAllocated},
                                               {"total_fulfillable_quantity", kAvailable},
                                               {"total_exception_quantity", kUnavailable, kDoubtful},
                                               {"total_internal_transfer_quantity", kUnavailable, kDoubtful},
                                               {"total_sellable_quantity", kAvailable, kDoubtful},
                                               {"total_awaiting_quantity", kOnOrder}};
inline constexpr BucketWord kShipHeroWords[] = {
    {"on_hand", kOnHand}, {"allocated", kAllocated}, {"available", kAvailable, kDoubtful}, {"non_sellable_quantity", kUnavailable},
    {"reserve_inventory", kCount_, kDoubtful}, {"sell_ahead", kCount_, kDoubtful}, {"in_tote", kCount_, kDoubtful}};
inline constexpr BucketWord kAmazonWords[] = {
    {"afn-warehouse-quantity", kOnHand}, {"fulfillableQuantity", kAvailable}, {"afn-fulfillable-quantity", kAvailable},
    {"unfulfillableQuantity", kUnavailable}, {"afn-unsellable-quantity", kUnavailable},
    {"reservedQuantity", kAllocated, kMixed},      // customers' orders, and moves between centres, and work in one
    {"afn-reserved-quantity", kAllocated, kMixed},
    {"inboundShippedQuantity", kInTransit}, {"afn-inbound-shipped-quantity", kInTransit},
    {"inboundWorkingQuantity", kCount_, kMixed},   // announced: it still stands at the sender
    {"totalQuantity", kCount_, kMixed}};           // what is on its way, with what is there
inline constexpr BucketWord kExtensivWords[] = {{"onHand", kOnHand},
                                                {"allocated", kAllocated},
                                                {"available", kAvailable},
                                                {"onHold", kQuarantine, kDoubtful},
                                                {"totalReceived", kCount_, kMixed}};
// X12 element 673. Senders use 33 for either of available and on hand: the partner's profile says which.
inline constexpr BucketWord kX12Words[] = {{"17", kOnHand},        {"27", kAllocated},          {"33", kAvailable, kDoubtful},
                                           {"V2", kAvailable},     {"20", kUnavailable, kPart}, {"74", kUnavailable, kPart},
                                           {"QH", kQuarantine},    {"IQ", kInTransit},          {"63", kOnOrder},
                                           {"26", kCount_, kMixed}};
inline constexpr BucketWord kXeroWords[] = {{"QuantityOnHand", kOnHand}, {"TotalCostPool", kCount_, kMoney}};
inline constexpr BucketWord kCanonicalWords[] = {
    {"on_hand", kOnHand}, {"allocated", kAllocated}, {"available", kAvailable}, {"unavailable", kUnavailable}, {"quarantine", kQuarantine},
    {"in_transit", kInTransit}, {"on_order", kOnOrder}};

inline constexpr Bucket kOpen[] = {kAvailable, kAllocated}, kOpenAndUnavailable[] = {kAvailable, kAllocated, kUnavailable};
inline constexpr Bucket kOnlyAvailable[] = {kAvailable}, kAnyOpen[] = {kOnHand, kAvailable, kAllocated};
inline constexpr Bucket kAnyOpenOrUnavailable[] = {kOnHand, kAvailable, kAllocated, kUnavailable};
inline constexpr BucketIdentity kNoIdentity{};
inline constexpr std::string_view kOwnSystem = "canonical columns say nothing of the formula of the system behind them";

}  // namespace bucket_words

inline constexpr BucketDialect kBucketDialects[] = {
    {"cin7_core",
     bucket_words::kCin7CoreWords,
     {bucket_words::kOpen, {}},
     Truth::kUnknown,
     "Available = OnHand - Allocated is the help's; rows of child units of measure break it"},
    {"cin7_omni",
     bucket_words::kCin7OmniWords,
     {bucket_words::kOpen, bucket_words::kOnlyAvailable},
     Truth::kUnknown,
     "available = stockOnHand - openSales; stockOnHand is never below zero, so it does not follow back"},
    {"shopify",
     bucket_words::kShopifyWords,
     {bucket_words::kOpenAndUnavailable, bucket_words::kAnyOpenOrUnavailable},
     Truth::kYes,
     "on_hand = available + committed + unavailable, by definition of its inventory states"},
    {"shipstation",
     bucket_words::kShipStationWords,
     {bucket_words::kOpen, bucket_words::kAnyOpen},
     Truth::kUnknown,
     "available = on_hand - allocated; allocating is optional and by hand"},
    {"shipbob", bucket_words::kShipBobWords, bucket_words::kNoIdentity, Truth::kUnknown,
     "what exceptions and internal transfers are taken from is not confirmed"},
    {"shiphero", bucket_words::kShipHeroWords, bucket_words::kNoIdentity, Truth::kUnknown,
     "its pages state two formulas, with and without Sell Ahead"},
    {"amazon", bucket_words::kAmazonWords, bucket_words::kNoIdentity, Truth::kYes,
     "warehouse = fulfillable + unsellable + reserved, but reserved holds more than orders"},
    {"extensiv", bucket_words::kExtensivWords, bucket_words::kNoIdentity, Truth::kUnknown,
     "whether onHold is within available or allocated is not documented"},
    {"x12_wms", bucket_words::kX12Words, bucket_words::kNoIdentity, Truth::kUnknown, "a qualifier means what the partner says it means"},
    {"xero", bucket_words::kXeroWords, bucket_words::kNoIdentity, Truth::kUnknown, "it has one figure an item"},
    {"generic_wms", bucket_words::kCanonicalWords, bucket_words::kNoIdentity, Truth::kUnknown, bucket_words::kOwnSystem},
    {"generic_channel", bucket_words::kCanonicalWords, bucket_words::kNoIdentity, Truth::kUnknown, bucket_words::kOwnSystem},
    {"generic_finance", bucket_words::kCanonicalWords, bucket_words::kNoIdentity, Truth::kUnknown, bucket_words::kOwnSystem},
};

/// Null for a dialect whose words are not known.
constexpr const BucketDialect* find_bucket_dialect(std::string_view dialect) {
  for (const BucketDialect& known : kBucketDialects)
    if (known.dialect == dialect) return &known;
  return nullptr;
}

}  // namespace trueup
