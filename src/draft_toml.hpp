// A draft as TOML: what was concluded as keys, why as comments, what is open as lines to be filled in.
#pragma once

#include <string>

#include "draft_guesses.hpp"

namespace trueup {

std::string draft_toml(const DraftFiles& files, const CaseGuesses& guesses);

}  // namespace trueup
