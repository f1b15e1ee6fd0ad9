// The last pass: what the joiners found, in the order of the keys, as DiffChanges.
#pragma once

#include <span>
#include <vector>

#include "diff/diff_join.hpp"

namespace trueup::diffing {

std::vector<DiffChange> emit_changes(std::span<PartitionJoiner> joiners, const DiffSide& before, const DiffSide& after,
                                     const DiffPlan& plan, DiffCrew& crew);

}  // namespace trueup::diffing
