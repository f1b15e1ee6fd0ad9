// Events: documents as effects on stock on hand, one a line, in base units.
#pragma once

#include <cstdint>
#include <vector>

#include "trueup/base/progress.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/observation.hpp"
#include "trueup/states/replay.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/snapshot.hpp"

namespace trueup {

enum class Side : std::uint8_t { kBook, kOther };
enum class Flow : std::uint8_t { kOut, kIn, kAdjust };

struct Event {
  Side side = Side::kBook;
  Flow flow = Flow::kOut;
  StockKey key;                    ///< never foreign: a code that is spelled like a known item counts for that item
  bool by_spelling = false;        ///< ... and then this is set
  Quantity effect;                 ///< signed, base units; unknown when the unit has no factor
  TextId type, id, reference, line, unit;
  std::uint32_t order = 0;         ///< the part of the reference that both sides share; 0 = none
  std::uint32_t link = 0;          ///< events of one link or tracking number share it; 0 = none
  std::int64_t at = Records::kUnknown;       ///< when this system took it in
  std::int64_t moved_at = Records::kUnknown; ///< when the goods moved
  Truth in_balance = Truth::kUnknown;        ///< whether the side's balance holds it
  std::string_view table = "documents";      ///< or "movements": the side's ledger, where it gives one
  std::uint32_t row = 0;                     ///< into that table
};

/// The sides of one comparison with the instants of their balances.
struct PairContext {
  TextId book, other;
  std::vector<TextId> locations;   ///< canonical
  const Snapshot* book_now = nullptr;
  const Snapshot* other_now = nullptr;
  const Snapshot* book_opening = nullptr;   ///< null when the case holds none
  const Snapshot* other_opening = nullptr;
  Instant instant;                 ///< of comparison
  const Replay* replay = nullptr;  ///< of all systems' order states
};

/// Whether a side's events come from its ledger: then its documents only inform.
bool has_ledger(const Evidence& evidence, TextId system);

/// A key that a document would have moved by an amount that nobody knows: what stands there cannot be accounted for.
struct BlockedKey {
  StockKey key;
  Obstacle obstacle;
};

struct CollectedEvents {
  std::vector<Event> events;
  std::vector<BlockedKey> blocked;
};

/// The events of both sides at the pair's locations, after its opening (where there is one). Documents that move nothing
/// (drafts, voided, cancelled) are left out; those without a place or a factor are noted in `issues`.
CollectedEvents collect_events(const Case& the_case, const Evidence& evidence, const Mapping& mapping,
                                  const PairContext& pair, std::vector<Issue>& issues, const Progress* progress = nullptr);

}  // namespace trueup
