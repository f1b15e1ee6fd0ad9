// explain: a Delta and its Evidence -> findings and a bridge that closes. Identity first (arithmetic over events), then
// signatures (which causes nothing contradicts). Contrast, what affected members share, will stand between the two.
#pragma once

#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/diff/compare.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/finding.hpp"
#include "trueup/states/replay.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/snapshot.hpp"

namespace trueup {

/// One comparison of the case, compared.
struct ComparedPair {
  TextId book, other;
  std::vector<TextId> locations;    ///< canonical
  Instant instant;                  ///< of comparison
  Snapshot book_now, other_now;
  Snapshot book_opening, other_opening;
  Delta delta;
};

/// Explains all pairs; `replay` is that of the case's order states. Linear in the evidence but for sorting. Errors: internal when a bridge does not close (checked for
/// every key, in release builds too), cancelled.
Result<Explanation> explain(const Case& the_case, const Evidence& evidence, const Mapping& mapping,
                            std::vector<ComparedPair>& pairs, const Replay& replay, std::vector<Issue>& issues, Progress* progress = nullptr);

}  // namespace trueup
