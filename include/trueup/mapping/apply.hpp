// apply: stock records and a mapping -> Snapshots of the two sides of a comparison.
#pragma once

#include <optional>
#include <vector>

#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/snapshot.hpp"

namespace trueup {

/// One side's balances on hand: the last at or before the instant of comparison, and the earliest before that one.
struct Balances {
  Snapshot now;
  Snapshot opening;   ///< `present` is false when the case holds no earlier balance
};

/// Balances at the given locations, by the book's SKUs, in base units. Linear in the stock rows.
Balances apply(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book,
               const std::vector<TextId>& locations, Instant instant, std::vector<Issue>& issues, const Progress* progress = nullptr);

}  // namespace trueup
