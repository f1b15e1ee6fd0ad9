#include "trueup/explain/explain.hpp"

#include <algorithm>

#include "explain/pair_explainer.hpp"
#include "explain/scores.hpp"

namespace trueup {

Result<Explanation> explain(const Case& the_case, const Evidence& evidence, const Mapping& mapping,
                            std::vector<ComparedPair>& pairs, const Replay& replay, std::vector<Issue>& issues, Progress* progress) {
  Explanation out;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
    PairExplainer explainer(the_case, evidence, mapping, pairs[i], i, replay, issues, progress);
    if (Failure failure = explainer.run(out)) return *failure;
    if (progress != nullptr) progress->advance(pairs[i].delta.rows.size());
  }
  out.scores = score(evidence, out, replay);
  out.coverage = coverage_notes(the_case, evidence, pairs, replay);
  return out;
}

}  // namespace trueup
