// Signature: a cause is a row of predictions about observations. The set of causes that nothing observed contradicts is
// the verdict: it shrinks only because an input was supplied, and the truth leaves it only when evidence contradicts it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/model/cause.hpp"
#include "trueup/model/observation.hpp"

namespace trueup {

enum class Must : std::uint8_t { kHold, kNotHold };

struct Prediction {
  Observation observation;
  Must must = Must::kHold;
};

/// One way in which a cause shows. A cause may have several.
struct Signature {
  static constexpr std::size_t kMost = 10;
  std::string_view code;
  std::uint32_t prior;                 ///< relative weight before anything is seen
  std::string_view correction;         ///< what may be done about it
  Prediction predictions[kMost];
  std::size_t count;
};

constexpr Signature signature(std::string_view code, std::uint32_t prior, std::string_view correction,
                              std::initializer_list<Prediction> predictions) {
  Signature row{code, prior, correction, {}, 0};
  for (const Prediction& prediction : predictions) row.predictions[row.count++] = prediction;
  return row;
}

/// All rows, layer by layer (src/explain/causes/).
std::vector<std::span<const Signature>> signature_tables();

struct WeighedCause {
  const Cause* cause;
  const Signature* signature;
  std::uint32_t weight_e4;  ///< weights of a set sum to 10000
};

struct RejectedCause {
  const Cause* cause;
  Observation because;      ///< the observation that contradicts it
  Truth observed;
};

struct AskFor {
  std::string table;        ///< the table that would tell
  std::string splits;       ///< which causes it would part
};

struct Judgement {
  std::vector<WeighedCause> causes;    ///< by weight, then code
  std::vector<RejectedCause> rejected; ///< near misses: exactly one observation speaks against them
  std::vector<AskFor> ask_for;         ///< unknown observations that would split the set, best first
};

/// Linear in the rows; no floating point, so the same weights everywhere.
Judgement judge(const Observations& observations);

}  // namespace trueup
