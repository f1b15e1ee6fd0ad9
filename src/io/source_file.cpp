// open_source: one path as the files that are in it, each in UTF-8.
#include "io/source_archive.hpp"
#include "io/source_encoding.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {
namespace {

Failure translate(SourceFile& file) {
  const Encoding encoding = encoding_of(file.bytes->view());
  if (encoding == Encoding::kUtf8) return std::nullopt;
  Result<std::string> text = to_utf8(file.bytes->view(), encoding);
  if (!text) {
    Error error = text.take_error();
    error.place.input = file.name;
    return error;
  }
  file.bytes = Bytes::own(std::move(*text));
  file.encoding = name_of(encoding);
  return std::nullopt;
}

}  // namespace

Result<std::vector<SourceFile>> open_source(const std::string& path, const std::string& shown_name) {
  auto bytes = Bytes::map(path);
  if (!bytes) {
    Error error = bytes.take_error();
    error.place.input = shown_name;
    return error;
  }
  std::vector<SourceFile> files{{shown_name, *bytes, ""}};
  if (is_archive(files.front().bytes->view())) {
    Result<std::vector<SourceFile>> unpacked = unpack(files.front());
    if (!unpacked) return unpacked;
    files = std::move(*unpacked);
  }
  for (SourceFile& file : files)
    if (Failure failure = translate(file)) return std::move(*failure);
  return files;
}

}  // namespace trueup
