#include "io/x12_table.hpp"

namespace trueup {

Failure decode_x12_file(const Profile& profile, const SourceFile& file, Decoded&, Progress*) {
  return Error{ErrorCode::kUnsupported, "X12 is not read yet", {file.name, 0, "profile", profile.name}, "another format"};
}

}  // namespace trueup
