// check_map_care: who keeps a map, whether anybody approved it, and whether its systems are the case's.
#pragma once

#include "mapping/checks/check_pass.hpp"

namespace trueup {

void check_map_care(const CheckInput& input, IssueSink& sink);

}  // namespace trueup
