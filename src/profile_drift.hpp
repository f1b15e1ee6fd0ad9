// Profile drift: a feed that is no longer what its profile says. A column was dropped, renamed or given another kind.
#pragma once

#include <vector>

#include "trueup/io/read_evidence.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/issue.hpp"

namespace trueup {

/// column_missing or column_renamed for each column that an input lacks, at the first file that lacks it; column_retyped
/// for a column of which every filled cell (at least 3) was rejected, in place of those issues: they are taken out of
/// `evidence.rejected`.
std::vector<Issue> profile_drift(const Case& the_case, Evidence& evidence, const std::vector<Misfit>& misfits);

}  // namespace trueup
