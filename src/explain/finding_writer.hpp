// write_finding: a group of gaps, in the words of the result.
#pragma once

#include "explain/group.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/finding.hpp"

namespace trueup {

/// The verdict of a set: benign or root when it is all of one kind, undecided when it is mixed, unexplained when empty.
Verdict verdict_of(const Judgement& judgement);

Finding write_finding(const Case& the_case, const Evidence& evidence, const PairContext& pair, std::size_t pair_index,
                      const std::vector<Event>& events, const GapGroup& group);

}  // namespace trueup
