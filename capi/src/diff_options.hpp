// DiffOptions from the JSON text that trueup_diff_files takes.
#pragma once

#include <string_view>

#include "trueup/diff/diff.hpp"

namespace trueup::capi {

/// {"key": [names], "ignore": [names], "numeric": [names], "threads": n}. Errors: not_the_format, unknown_key,
/// bad_value, missing_key.
Result<DiffOptions> parse_diff_options(std::string_view json);

}  // namespace trueup::capi
