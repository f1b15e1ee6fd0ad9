// The whole line as one short function: case in, accounted-for difference out. C, Python and the command call these.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/diff/diff.hpp"
#include "trueup/mapping/staleness.hpp"
#include "trueup/model/case.hpp"
#include "trueup/states/replay.hpp"
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

struct CheckOptions {
  std::vector<std::string> only;  ///< codes or areas of docs/CHECKS.md; empty = all
};

/// How many steps of one system's orders were such as its dialect allows.
struct SystemConformance {
  std::string system;
  std::string dialect;
  std::string hop;                ///< the one hop that carries its states; empty: none, or several
  std::uint64_t steps = 0;
  std::uint64_t conforming = 0;
};

/// What can be known before any stock is compared: the case, the maps, the inputs.
struct CheckReport {
  std::vector<Issue> issues;      ///< errors first, then by code and place
  std::string currency;           ///< of what the issues touch
  std::vector<Staleness> staleness;             ///< by the hops' schedules alone
  std::vector<SystemConformance> conformance;   ///< of the order states given
  std::array<FunnelCount, kFunnelStageCount> funnel{};  ///< lines and units by stage, of the orders given
  bool has_error() const;
};

/// Checks a case. A file that lacks a column of its profile is an issue here, and the rest is checked all the same.
/// Errors: any other fault of structure in an input, invalid_argument (no such code or area), cancelled. Linear in the
/// inputs.
Result<CheckReport> check(const Case& the_case, const CheckOptions& options = {}, Progress* progress = nullptr);
std::string check_json(const CheckReport& report);
std::string check_text(const CheckReport& report);

struct SuggestOptions {
  std::string from_system;  ///< empty: the case's one execution system
  std::string to_system;    ///< empty: its one system of record
};

/// A draft of a SKU map, as a file, and what is in it. Nothing is merged: a person decides on every row.
struct SkuMapSuggestion {
  std::string csv;                ///< the columns of sku_map, and status, score, reason (mapping/suggest.hpp)
  std::uint64_t certain = 0;      ///< items proposed as certain
  std::uint64_t likely = 0;       ///< items proposed as likely
  std::uint64_t ambiguous = 0;    ///< items that fit several
  std::uint64_t unmatched = 0;    ///< items of either side that fit none
};

/// Proposes a SKU map between two systems of a case from its inputs of table items. Other inputs but sku_map are not read.
/// Errors: missing_key (which systems, or no items of one), a fault of structure in an input, cancelled.
Result<SkuMapSuggestion> suggest_sku_map(const Case& the_case, const SuggestOptions& options = {}, Progress* progress = nullptr);

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
