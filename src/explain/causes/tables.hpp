// The signature tables, one a layer. A new cause is one row and its golden case.
#pragma once

#include <span>

#include "trueup/explain/signature.hpp"

namespace trueup {

std::span<const Signature> data_signatures();
std::span<const Signature> integration_signatures();
std::span<const Signature> workflow_signatures();
std::span<const Signature> execution_signatures();
std::span<const Signature> reconciliation_signatures();
std::span<const Signature> benign_signatures();

// Words that let a row read as a sentence.
constexpr Prediction must(Observation observation) { return {observation, Must::kHold}; }
constexpr Prediction must_not(Observation observation) { return {observation, Must::kNotHold}; }

}  // namespace trueup
