// CsvLayout: delimiter and header of a delimited file, found before its rows are read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trueup/io/decode.hpp"

namespace trueup {

struct CsvLayout {
  char delimiter = ',';
  std::uint64_t header_row = 1;     ///< 1-based record
  std::uint64_t body = 0;           ///< where the row after the header starts
  std::vector<std::string> header;  ///< trimmed; empty names at the end dropped
  std::vector<std::string> above;   ///< trimmed cells of the row that stands above the header, empty rows not counted
};

/// Each entry is one wanted column: any of its names will do.
using CsvWanted = std::vector<std::vector<std::string>>;

/// "SKU|Item Code" is one wanted column that has either name.
CsvWanted split_wanted(const std::vector<std::string>& alternatives);

/// The headers that a condition may stand under: "Type|Direction" is the first that is there.
std::vector<std::string> condition_headers(const RowCondition& condition);

/// The header is the first of rows 1..6 that holds all wanted columns, or the first row when none is wanted.
/// Rows without any character do not count. The head is looked for in the first 4 MiB.
/// Errors: not_the_format (empty, HTML, JSON, binary, UTF-16, a first row without end, a header name twice), missing_column.
Result<CsvLayout> find_csv_layout(const SourceFile& file, char delimiter, const CsvWanted& wanted);

/// The same with what a profile says: below groups each header may stand once a group.
Result<CsvLayout> find_csv_layout(const SourceFile& file, const CsvShape& shape, const CsvWanted& wanted);

/// Position of the first of `names` that stands in `header`; -1 = none.
int find_header(const std::vector<std::string>& header, const std::vector<std::string>& names);

}  // namespace trueup
