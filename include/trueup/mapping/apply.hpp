// apply: stock records and a mapping -> Snapshots of the two sides of a comparison.
#pragma once

#include <optional>
#include <vector>

#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/snapshot.hpp"

namespace trueup {

/// Which of a system's balances: the last one at or before the instant of comparison, or the earliest before that.
enum class BalanceAt : std::uint8_t { kInstant, kOpening };

/// One side's balances on hand at the given locations, by the book's SKUs, in base units. `present` is false when the case
/// holds none (for kOpening: when there is no earlier balance than the one compared).
Snapshot apply(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book,
               const std::vector<TextId>& locations, Instant instant, BalanceAt which, std::vector<Issue>& issues);

}  // namespace trueup
