// diff: two plain delimited files, one key, every cell that changed. No case, no units, no explanation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/table/issue.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

struct DiffOptions {
  std::vector<std::string> key{};     ///< header names; at least one
  std::vector<std::string> ignore{};  ///< columns that are not compared
  /// Columns compared by decimal value, not by bytes: an optional sign, digits, and a point with digits if any, of any
  /// length; "1.0", "01" and "+1" are one value, "-0" is "0". What is no such decimal is compared by bytes.
  std::vector<std::string> numeric{};
  unsigned threads = 0;  ///< 0 = as many as the machine has
};

enum class ChangeKind : std::uint8_t { kAdded, kRemoved, kChanged, kDuplicate };

/// One changed cell (kChanged), or one row that stands on one side only (kAdded, kRemoved), or one row of a key that
/// stands more than once on a side (kDuplicate: the rows of both sides, none paired). Only kChanged has a column and
/// texts; else the row number that is not 0 names the side. Row numbers as in RecordBatch; 0 = none.
struct DiffChange {
  ChangeKind kind = ChangeKind::kAdded;
  std::string key;  ///< the key's cells as a CSV line: a missing cell is nothing, empty text is ""
  std::string column;
  std::string before, after;
  bool before_missing = false, after_missing = false;  ///< of a changed cell: missing, which is not empty text
  std::uint64_t before_row = 0, after_row = 0;
};

struct DiffSummary {
  std::uint64_t rows_before = 0, rows_after = 0;
  std::uint64_t added = 0, removed = 0, changed = 0, unchanged = 0;  ///< keys (rows), not cells
  std::uint64_t duplicates = 0;  ///< rows, on both sides, of keys that stand more than once on one; compared with nothing
  std::uint64_t rejected = 0;    ///< rows that could not be parsed; diff() leaves it to whoever decoded the files
  std::uint64_t changed_cells = 0;
};

struct DiffResult {
  DiffSummary summary;
  std::vector<std::string> columns_compared, columns_only_before, columns_only_after;
  std::vector<DiffChange> changes;  ///< in byte order of the key, then in the order of the before header
  std::vector<Issue> rejected;      ///< as `summary.rejected`
};

/// Compares two decoded files. Columns meet by header name; those of one side only are listed. Key bytes are compared
/// on every hash hit and no cell is taken for equal on the word of a hash alone; the answer does not depend on the thread
/// count, on the order of the rows (but for row numbers) or on the process. Linear in the cells, and n log n in what
/// differs. Errors: missing_column, invalid_argument, unsupported (2^32 rows), out_of_memory, cancelled.
Result<DiffResult> diff(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options, Progress* progress = nullptr);

/// One JSON object, schema "trueup.diff/1": the summary, the columns, the changes when asked, the rejections; members in a
/// fixed order, so that equal results have equal bytes. A byte that is not UTF-8 becomes U+FFFD.
std::string diff_json(const DiffResult& result, bool with_changes);

}  // namespace trueup
