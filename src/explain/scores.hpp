// Four scores, never one blended figure; and what was not tested, with the input that would test it.
#pragma once

#include <vector>

#include "trueup/explain/explain.hpp"

namespace trueup {

std::vector<Score> score(const Evidence& evidence, const Explanation& explanation, const Replay& replay);

std::vector<CoverageNote> coverage_notes(const Case& the_case, const Evidence& evidence, const std::vector<ComparedPair>& pairs, const Replay& replay);

}  // namespace trueup
