#include "trueup/io/decode.hpp"

namespace trueup {

Result<std::vector<SourceFile>> open_source(const std::string& path, const std::string& shown_name) {
  auto bytes = Bytes::map(path);
  if (!bytes) {
    Error error = bytes.take_error();
    error.place.input = shown_name;
    return error;
  }
  return std::vector<SourceFile>{{shown_name, *bytes, ""}};
}

}  // namespace trueup
