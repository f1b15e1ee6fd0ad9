// FileLook: what a file shows of itself, whatever it is called: the rows that may be its header, the keys of its records, the
// X12 sets in it. What profiles are held against.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "trueup/io/decode.hpp"

namespace trueup {

/// One of the first rows, cut at one of the delimiters.
struct HeadLook {
  char delimiter = ',';
  std::vector<std::string> names;   ///< trimmed, as printed
  std::vector<std::string> folded;  ///< in lower case, sorted: to be searched
};

struct JsonLook {
  std::set<std::string> paths;  ///< "/payload/items/sku": a list on the way is not seen; of lists the first records alone
  bool bare = false;            ///< the outermost value is a list
  bool lines = false;           ///< more values follow the first
};

struct X12Look {
  std::vector<std::pair<std::string, std::size_t>> sets;  ///< ST01 and how often, sorted
  std::string sender, receiver;                           ///< GS02 and GS03, else ISA06 and ISA08, of the first interchange
};

struct FileLook {
  SourceFormat format = SourceFormat::kCsv;
  std::vector<HeadLook> heads;
  JsonLook json;
  X12Look x12;
};

/// Errors: not_the_format for what no profile can be for (a page, a workbook, a PDF, EDIFACT, an empty file). A JSON text that
/// is cut short shows what stands before the cut.
Result<FileLook> look_at(const SourceFile& file);

/// The path below `base` that a profile's "/a/b" (from the record, whose own path is `record`) or "a.b" means.
std::string json_path(const std::string& record, const std::string& base, const std::string& path);

}  // namespace trueup
