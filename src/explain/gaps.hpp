// Gaps: where the two sides' effects differ, one a thing, with what evidence observes about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explain/events.hpp"
#include "explain/match.hpp"
#include "explain/message_log.hpp"
#include "explain/route.hpp"
#include "trueup/base/ratio.hpp"
#include "trueup/diff/compare.hpp"
#include "trueup/model/observation.hpp"

namespace trueup {

enum class GapKind : std::uint8_t {
  kAbsentInBook,    ///< a document that only the other side has (at the instant)
  kAbsentInOther,
  kQuantity,        ///< one document, two quantities
  kOtherSku,        ///< one document, two items
  kOnTheRoad,       ///< a transfer that left and is nowhere yet: no difference, but a fact
  kTwinRows,        ///< units held under another spelling
  kUnmappedCode,
  kFactorMissing,
  kOpening,         ///< the sides differed before the first document
  kRemainder,       ///< what is left of a key without an opening balance
  kBreak,           ///< what is left of a key with opening balances
  kReadWindow,      ///< documents posted while a snapshot was being read fit in no single way
  kState,           ///< an order's states do not fit, and no unit differs for it
};

constexpr std::string_view name_of(GapKind kind) {
  constexpr std::string_view kNames[] = {"event.absent_in_book", "event.absent_in_other", "event.other_quantity", "event.other_sku",
                                         "event.transfer_on_the_road", "balance.twin_rows", "balance.unmapped_code",
                                         "balance.factor_missing", "balance.opening", "balance.remainder", "balance.break",
                                         "balance.read_window", "state.order"};
  return kNames[static_cast<std::size_t>(kind)];
}

struct GapAmount {
  StockKey key;
  Quantity quantity;               ///< signed part of book - other; unknown when the key cannot be compared
};

struct Gap {
  GapKind kind = GapKind::kAbsentInBook;
  std::vector<GapAmount> amounts;
  Observations observations;
  std::vector<std::uint32_t> events;        ///< the divergent documents first
  std::vector<std::uint32_t> documents;     ///< rows of the documents table that are no events: a transfer's departure
  std::vector<std::uint32_t> messages;      ///< rows of the message log
  std::vector<std::uint32_t> stock;         ///< rows of the stock table
  std::vector<std::uint32_t> facts;         ///< of the replay of order states
  MatchedBy by = MatchedBy::kNone;
  std::string route;                        ///< label of the route that its age was measured on
  std::string origin_hop, visible_hop, owner;
  std::optional<Duration> age, age_limit;
  std::optional<Ratio> ratio;               ///< other / book, for kQuantity
  std::size_t missing = 0, candidates = 0;  ///< "missing of candidates": equal quantities that cannot be told apart
  bool certain = true;                      ///< the other side's documents are complete where it would stand
  std::string note;
};

/// Decides which documents posted while a snapshot was being read its balance holds: by the only choice that leaves
/// nothing of the key's delta. Keys for which there is none, or more than one, are returned; their documents count as in.
std::vector<StockKey> settle_read_window(std::vector<Event>& events, const Delta& delta);

class StateFacts;

/// The gaps of matched events.
std::vector<Gap> event_gaps(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair,
                            const std::vector<Event>& events, const std::vector<Match>& matches, const MessageLog& log, StateFacts& states, const Progress* progress = nullptr);

/// Transfers that have left for one of the pair's locations and are on neither side's stock yet.
std::vector<Gap> transfers_on_the_road(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair,
                                       const std::vector<Event>& events);

/// The gaps that the balances themselves show: twin spellings, unmapped codes, units without a factor.
std::vector<Gap> balance_gaps(const Evidence& evidence, const Mapping& mapping, const PairContext& pair, const Delta& delta);

}  // namespace trueup
