// Observation: one thing that evidence can say about a gap: yes, no, or unknown (the table that would tell is absent, or
// does not cover this). Never a guess.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace trueup {

enum class Truth : std::uint8_t { kUnknown, kNo, kYes };

constexpr Truth truth(bool value) { return value ? Truth::kYes : Truth::kNo; }

/// What several candidates have in common: their value where they agree, else unknown.
constexpr Truth agree(Truth left, Truth right) { return left == right ? left : Truth::kUnknown; }

enum class Observation : std::uint8_t {
  kAbsentInBook,         ///< a document stands at the other side only
  kAbsentInOther,        ///< a document stands in the book only
  kQuantityDiffers,      ///< one document, two quantities
  kRatioIsPack,          ///< the two quantities stand in the ratio of one of the item's packs
  kSeveralOneRatio,      ///< at least three documents of the item share that ratio
  kReceipt,              ///< the document is a receipt
  kOverAgeLimit,         ///< older than the route's max_age allows
  kSent,                 ///< a message of it was sent
  kAcknowledged,         ///< ... and acknowledged
  kApplied,              ///< ... and applied
  kErrorRecorded,        ///< ... and an error was recorded
  kLaterOneApplied,      ///< a younger document of the same route is on both sides
  kTransfer,             ///< a transfer document stands behind it
  kOverTransferLimit,    ///< the transfer is older than its hop's max_age
  kBetweenInstants,      ///< it took place between the two balances' instants
  kCodeUnmapped,         ///< the code has no partner in the book
  kSpelledAlike,         ///< the code is one known item's in another spelling
  kFactorMissing,        ///< the unit has no row in item_units
  kOpeningDiffers,       ///< the sides differed before the first document
  kShipment,             ///< the document is a shipment
  kShortOfOrder,         ///< the warehouse shipped less than was ordered, by its own document
  kAsNotified,           ///< the book received exactly what an inbound notice announced
  kStagesInOneSecond,    ///< the book's pick, pack and ship of the order share a second
  kPartialShownAsFull,   ///< a line is closed as shipped though less than ordered was
  kPickBlocked,          ///< its pick waits for stock that stands at another location
  kCancelledAndShipped,  ///< a cancellation is on one side's record, a shipment on the other's
  kMisrouted,            ///< allocated at one location, executed at another
  kAutoStages,           ///< pick, pack or ship is automatic there
  kConnectorAuthorises,  ///< a connector or rule authorises stages by itself
  kAutoReceive,          ///< receipts are booked without a count
  kReleasedLate,         ///< released after the cut-off, and shipped on a later day
  kRefundWithoutRestock, ///< refunded, and nothing taken back
  kRestockWithoutRefund, ///< taken back, and nothing refunded
  kCount_
};

inline constexpr std::size_t kObservationCount = static_cast<std::size_t>(Observation::kCount_);

struct ObservationInfo {
  std::string_view name;
  std::string_view table;  ///< the table that would tell
};

inline constexpr ObservationInfo kObservationInfo[kObservationCount] = {
    {"absent_in_book", "documents"},   {"absent_in_other", "documents"},   {"quantity_differs", "documents"},
    {"ratio_is_pack", "item_units"},   {"several_one_ratio", "documents"}, {"receipt", "documents"},
    {"over_age_limit", "hop.max_age"}, {"sent", "messages"},               {"acknowledged", "messages"},
    {"applied", "messages"},           {"error_recorded", "messages"},     {"later_one_applied", "documents"},
    {"transfer", "documents"},         {"over_transfer_limit", "hop.max_age"}, {"between_instants", "stock"},
    {"code_unmapped", "sku_map"},      {"spelled_alike", "sku_map"},       {"factor_missing", "item_units"},
    {"opening_differs", "stock"},      {"shipment", "documents"},          {"short_of_order", "documents"},
    {"as_notified", "documents"},      {"stages_in_one_second", "states"}, {"partial_shown_as_full", "states"},
    {"pick_blocked", "states"},        {"cancelled_and_shipped", "states"}, {"misrouted", "states"},
    {"auto_stages", "settings"},       {"connector_authorises", "settings"}, {"auto_receive", "settings"},
    {"released_late", "states"},       {"refund_without_restock", "documents"}, {"restock_without_refund", "documents"},
};

constexpr const ObservationInfo& info_of(Observation observation) {
  return kObservationInfo[static_cast<std::size_t>(observation)];
}

/// All observations of one gap. What is not set does not apply to this kind of gap, and is a plain "no".
class Observations {
 public:
  constexpr Observations() { values_.fill(Truth::kNo); }
  constexpr Truth operator[](Observation observation) const { return values_[static_cast<std::size_t>(observation)]; }
  constexpr void set(Observation observation, Truth value) { values_[static_cast<std::size_t>(observation)] = value; }
  constexpr void agree_with(const Observations& other) {
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = agree(values_[i], other.values_[i]);
  }
  friend constexpr bool operator==(const Observations&, const Observations&) = default;

 private:
  std::array<Truth, kObservationCount> values_{};
};

}  // namespace trueup
