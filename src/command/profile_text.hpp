// A profile in words: what it reads, and where each column of its tables comes from.
#pragma once

#include <string>

#include "trueup/io/profile.hpp"

namespace trueup {

std::string profile_text(const Profile& profile);

}  // namespace trueup
