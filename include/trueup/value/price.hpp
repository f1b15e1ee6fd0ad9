// price: units of a bridge -> money, by the case's costing. A key without a known unit cost stays unpriced, and is counted.
#pragma once

#include "trueup/model/case.hpp"
#include "trueup/model/finding.hpp"
#include "trueup/explain/explain.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// Fills the money of findings, keys, parts and totals. `standard` and `weighted_average` take the item's unit cost;
/// `fifo` takes the book's own valuation of what is there (value / on hand), says no range without cost layers.
void price(const Case& the_case, const Evidence& evidence, const std::vector<ComparedPair>& pairs, Explanation& explanation);

}  // namespace trueup
