// Files that hold files: gzip and ZIP, unpacked through libarchive within bounds.
#pragma once

#include <string_view>
#include <vector>

#include "trueup/io/decode.hpp"

namespace trueup {

/// Whether the content is gzip (RFC 1952) or ZIP (PKWARE APPNOTE), whatever the file is called.
bool is_archive(std::string_view bytes);

/// What a gzip file holds, under the file's own name; the files in a ZIP in the order of their names, "day.zip/stock.csv",
/// without folders and without what macOS adds. One level: an archive inside is refused. Errors: not_the_format (damaged,
/// under a password, an office document, nothing inside, more than kMostUnpacked bytes, or more than 200 times the packed
/// size once that is beyond 64 MiB).
Result<std::vector<SourceFile>> unpack(const SourceFile& archive);

}  // namespace trueup
