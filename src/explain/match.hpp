// match: the events of both sides, paired in passes, each over what the one before left and only where it is unique.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "explain/events.hpp"
#include "trueup/base/text_pool.hpp"

namespace trueup {

enum class MatchedBy : std::uint8_t { kNone, kLink, kLine, kQuantity, kContent };

constexpr std::string_view name_of(MatchedBy by) {
  constexpr std::string_view kNames[] = {"", "link", "line", "quantity", "content"};
  return kNames[static_cast<std::size_t>(by)];
}

/// Events that are one thing. One side may be empty: then the thing stands on one side only.
struct Match {
  std::vector<std::uint32_t> book, other;   ///< indices of events
  MatchedBy by = MatchedBy::kNone;
  /// For a thing on one side only: how many of the named events it is. Fewer than all of them when equal quantities could
  /// not be told apart; then every one of them is a candidate.
  std::size_t missing = 0;
};

/// Pairs all events with a known effect. The answer does not depend on the order of the rows.
std::vector<Match> match_events(const std::vector<Event>& events, const Evidence& evidence, const Progress* progress = nullptr);

}  // namespace trueup
