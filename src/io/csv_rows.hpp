// Reads the rows below a header into columns.
#pragma once

#include <string>
#include <vector>

#include "io/csv_layout.hpp"

namespace trueup {

/// The batch has one column an entry of `picked` (positions in the header, each at most once), named by its header.
/// Rows that are none go to `rejected`. Errors: truncated (open quote at the end), not_the_format (NUL byte), cancelled.
Result<RecordBatch> read_csv_rows(const SourceFile& file, const CsvLayout& layout, const std::vector<std::size_t>& picked,
                                  const std::vector<std::string>& null_words, std::vector<Issue>& rejected, Progress* progress);

}  // namespace trueup
