// Decodes the X12 files of one input into the tables of a profile.
#pragma once

#include <functional>

#include "trueup/io/decode.hpp"

namespace trueup {

/// Appends one batch a file and rule to `out`, then calls `after_file`; what is wrong with envelopes, counts and control
/// numbers (all files together) goes to `out.found`, and what is missing takes `out.whole` away. Error: bad_profile (a path
/// that is none), not_the_format when a file has no segment at all, cancelled.
Failure decode_x12_files(const Profile& profile, const std::vector<SourceFile>& files, Decoded& out,
                         const std::function<void()>& after_file, Progress* progress);

}  // namespace trueup
