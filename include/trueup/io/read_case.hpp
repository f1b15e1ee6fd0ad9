// A case from a folder with `trueup.toml`, or from the same keys as JSON for hosts without a folder.
#pragma once

#include <string>
#include <string_view>

#include "trueup/model/case.hpp"
#include "trueup/base/error.hpp"

namespace trueup {

/// Reads `path`/trueup.toml (or `path` itself when it is a file) and finds the inputs' files. Errors carry line and
/// column: unknown_key, missing_key, bad_value, contradiction, file_not_found, not_the_format.
Result<Case> read_case(const std::string& path);

/// The same case as TOML text. Relative `files` start from `base`.
Result<Case> read_case_toml(std::string_view toml, const std::string& base);

/// The same case as JSON text. Relative `files` start from `base`; an input may carry its content as `text` instead.
Result<Case> read_case_json(std::string_view json, const std::string& base);

}  // namespace trueup
