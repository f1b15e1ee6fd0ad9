// Whose files they are, by the dialect of their profile and the partners that an interchange names.
#pragma once

#include <string>
#include <vector>

#include "draft_guesses.hpp"

namespace trueup {

/// Fills `systems`, and `inputs` with the system of each.
void guess_systems(const DraftFiles& files, CaseGuesses& guesses);

}  // namespace trueup
