// Input facts: what inputs say that the case does not know, so that no row is left out in silence.
#pragma once

#include <vector>

#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// Rows of a system, at a location, or of a document type that the case does not know: one issue each, at the first such
/// row. Errors are facts that make an answer partial; a book's further locations are notes, for it has more than one 3PL.
std::vector<Issue> input_facts(const Case& the_case, const Evidence& evidence, const Mapping& mapping);

}  // namespace trueup
