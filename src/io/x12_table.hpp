// Decodes one X12 file into the tables of a profile.
#pragma once

#include "trueup/io/decode.hpp"

namespace trueup {

/// Appends one batch a rule to `out`; what is wrong with envelopes, counts and control numbers goes to `out.found`, and what
/// is missing takes `out.whole` away. Error: not_the_format when there is no segment at all, cancelled.
Failure decode_x12_file(const Profile& profile, const SourceFile& file, Decoded& out, Progress* progress);

}  // namespace trueup
