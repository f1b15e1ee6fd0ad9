// Decodes one delimited file into the tables of a profile.
#pragma once

#include "trueup/io/decode.hpp"

namespace trueup {

/// Appends one batch a rule to `out`.
Failure decode_csv_file(const Profile& profile, const SourceFile& file, Decoded& out, Progress* progress);

}  // namespace trueup
