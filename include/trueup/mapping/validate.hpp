// validate: what is wrong with item lists, maps, packs, kits, settings, rules and hops, before any stock is compared.
#pragma once

#include <string>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/issue.hpp"

namespace trueup {

struct ValidateOptions {
  std::vector<std::string> only;  ///< codes or areas of table/issue_code.hpp; empty = all
  unsigned threads = 0;           ///< 0 = as many as the machine has; the issues do not depend on it
};

/// Runs the checks of whatever tables the evidence holds; a table that is absent is no issue. `found` are issues that
/// reading and compiling the maps have found already: they are selected and counted like the others. Issues come
/// errors first, then by code and place: the same for any order of the inputs' rows but for the rows they name. Linear
/// in the rows, but for sorts of what is found. Errors: invalid_argument (no such code or area), cancelled.
Result<std::vector<Issue>> validate(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const ValidateOptions& options = {},
                                    std::vector<Issue> found = {}, const Progress* progress = nullptr);

namespace mapping {
using trueup::validate;
}

}  // namespace trueup
