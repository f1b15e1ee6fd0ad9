// Staleness: how old data may be by the schedules alone, from the system that executes to the book and on to channels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/model/case.hpp"

namespace trueup {

/// One way through the hops and what takes it.
struct Staleness {
  std::string from, to;                ///< systems
  std::vector<std::string> carries;    ///< as they leave `from`; on to a channel what they change goes as `stock`
  std::vector<std::string> hops;       ///< ids, in the order of travel
  std::optional<Duration> worst;       ///< sum of every + processing over the hops; nothing when one has no `every`
};

/// The worst staleness of each route: the shortest chains of hops from each system of role execution to each system of
/// record, and from there to each channel. A hop without `processing` adds none. Sorted by the case's systems, then by what
/// is carried. O(types * systems * hops).
std::vector<Staleness> worst_staleness(const Case& the_case);

}  // namespace trueup
