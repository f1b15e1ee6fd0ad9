// group: gaps that are one incident become one finding's members.
#pragma once

#include <string>
#include <vector>

#include "explain/gaps.hpp"
#include "trueup/explain/signature.hpp"

namespace trueup {

/// Gaps with one cause set: a document with its lines, an item with one ratio, or what is merely under way on one route.
struct GapGroup {
  std::string identity;       ///< what the finding's id is made of: stable across runs
  std::string predicate;      ///< what the members share; empty for a single document
  std::vector<Gap> gaps;
  Judgement judgement;
};

/// Groups in a stable order that does not depend on the order of the gaps.
std::vector<GapGroup> group_gaps(const Evidence& evidence, const std::vector<Event>& events, std::vector<Gap> gaps);

}  // namespace trueup
