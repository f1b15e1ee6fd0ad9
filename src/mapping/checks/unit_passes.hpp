// The passes of the unit checks that have a file of their own.
#pragma once

#include "mapping/checks/check_pass.hpp"

namespace trueup {

/// uom_factor_missing, unit_code_ambiguous, pack_dates_gap: what rows print against what the packs say.
void check_printed_units(const CheckInput& input, IssueSink& sink);

/// pack_paths_differ, base_unit_conflict: what different statements say of one item's unit.
void check_unit_paths(const CheckInput& input, IssueSink& sink);

}  // namespace trueup
