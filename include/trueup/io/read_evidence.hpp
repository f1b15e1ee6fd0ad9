// All inputs of a case, decoded and typed: files in, Evidence out.
#pragma once

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// Reads every input by its profile. Decoding runs on `threads` threads, one input at a time each; typing runs in the
/// case's order, so ids and origins do not depend on the threads. Errors: a fault of structure in a profile or an input.
Result<Evidence> read_evidence(const Case& the_case, unsigned threads, Progress* progress = nullptr);

}  // namespace trueup
