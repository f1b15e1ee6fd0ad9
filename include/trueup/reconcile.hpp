// The whole line as one short function: case in, accounted-for difference out. C, Python and the command call these.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/diff/diff.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/issue.hpp"

namespace trueup {

struct RunOptions {
  unsigned threads = 0;  ///< 0 = as many as the machine has; the answer's bytes do not depend on it
  bool strict = false;   ///< a rejected row is an error (rejected_rows) instead of a partial answer
};

/// What a run says, independent of how it is shown. Immutable; may be read from any thread.
class Reconciliation;

/// Runs a case: bytes -> decode -> records -> mapping -> snapshots and evidence -> compare -> explain -> price.
/// Errors: a fault of structure in the case or an input, cancelled. Linear in the inputs.
Result<std::shared_ptr<const Reconciliation>> reconcile(const Case& the_case, const RunOptions& options = {},
                                                        Progress* progress = nullptr);

/// 0 within thresholds, 1 over, 3 partial (rows rejected, or a side incomplete). Never 2: that is an Error.
int exit_code(const Reconciliation& run);

/// The summary: JSON, schema-versioned, the same bytes for any thread count, row order or split of the input.
std::string summary_json(const Reconciliation& run);

/// The report for people, as plain text.
std::string summary_text(const Reconciliation& run);

/// One key's bridge with its evidence. `key` is SKU or SKU@LOCATION. Errors: invalid_argument when no such key is known.
Result<std::string> explain_text(const Reconciliation& run, std::string_view key);
Result<std::string> explain_json(const Reconciliation& run, std::string_view key);

/// What can be known before any stock is compared: the case, the maps, the inputs.
struct CheckReport {
  std::vector<Issue> issues;
  bool has_error() const;
};
Result<CheckReport> check(const Case& the_case, Progress* progress = nullptr);
std::string check_json(const CheckReport& report);
std::string check_text(const CheckReport& report);

/// Two delimited files by path, decoded at the same time and compared; rows that cannot be parsed are in `rejected`.
/// Errors: those of the decoder and of diff().
Result<DiffResult> diff_files(const std::string& before, const std::string& after, const DiffOptions& options,
                              Progress* progress = nullptr);

/// One file as canonical rows: one JSON object a line; issues are lines with `issue`. `profile` empty = recognise.
struct ReadReport {
  std::string lines;
  std::size_t row_count = 0;
  std::size_t issue_count = 0;
};
Result<ReadReport> read_records(const std::string& path, const std::string& profile, Progress* progress = nullptr);

}  // namespace trueup
