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
};

/// Each entry is one wanted column: any of its names will do.
using CsvWanted = std::vector<std::vector<std::string>>;

/// The header is the first of rows 1..5 that holds all wanted columns, or the first row when none is wanted.
/// Errors: not_the_format (empty, HTML, JSON, binary, UTF-16, a header name twice), missing_column.
Result<CsvLayout> find_csv_layout(const SourceFile& file, char delimiter, const CsvWanted& wanted);

/// Position of the first of `names` that stands in `header`; -1 = none.
int find_header(const std::vector<std::string>& header, const std::vector<std::string>& names);

}  // namespace trueup
