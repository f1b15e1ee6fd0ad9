// All inputs of a case, decoded and typed: files in, Evidence out.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/io/decode.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// An input that lacks something its profile reads.
struct Misfit {
  std::size_t input = 0;                   ///< index into the case's inputs
  std::shared_ptr<const Profile> profile;
  std::vector<SourceFile> files;
  Error error;                             ///< missing_column
};

/// Reads every input by its profile. Decoding runs on `threads` threads, one input at a time each; typing runs in the
/// case's order, so ids and origins do not depend on the threads. With `misfits` an input whose file lacks a column is
/// listed there and left out: its coverage says that nothing of it is complete. Errors: a fault of structure in a profile
/// or an input.
Result<Evidence> read_evidence(const Case& the_case, unsigned threads, Progress* progress = nullptr, std::vector<Misfit>* misfits = nullptr);

}  // namespace trueup
