// Batches as text, so that a test can say what it expects in one line a row.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "trueup/io/decode.hpp"

namespace trueup::test {

inline SourceFile file_of(std::string text, std::string name = "in.csv") { return {std::move(name), Bytes::own(std::move(text))}; }

/// Cells separated by '|', rows by a line feed; "~" is a missing cell.
inline std::string rows_of(const RecordBatch& batch) {
  std::string out;
  for (std::size_t row = 0; row < batch.row_count(); ++row) {
    for (std::size_t column = 0; column < batch.columns.size(); ++column) {
      const Cell cell = batch.columns[column][row];
      if (column != 0) out += '|';
      out += cell.missing() ? "~" : std::string(batch.text(cell));
    }
    out += '\n';
  }
  return out;
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

/// One column's cells with ',' between them.
inline std::string column_of(const RecordBatch& batch, std::string_view name) {
  const auto column = batch.find(name);
  if (!column) return "no such column";
  std::string out;
  for (const Cell cell : batch.columns[*column]) {
    if (!out.empty()) out += ',';
    out += cell.missing() ? "~" : std::string(batch.text(cell));
  }
  return out;
}

template <class T>
std::string failure_of(const Result<T>& result) {
  return result.ok() ? "ok" : name_of(result.error().code);
}

}  // namespace trueup::test
