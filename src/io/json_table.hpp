// Decodes the JSON files of one input into the tables of a profile.
#pragma once

#include <functional>

#include "trueup/io/decode.hpp"

namespace trueup {

/// Appends one batch a file and rule to `out`, then calls `after_file`. All files together: page numbers, totals and
/// unique keys span them.
Failure decode_json_files(const Profile& profile, const std::vector<SourceFile>& files, Decoded& out,
                          const std::function<void()>& after_file, Progress* progress);

}  // namespace trueup
