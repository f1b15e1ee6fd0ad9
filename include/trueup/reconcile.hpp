// The whole line as one short function: case in, accounted-for difference out. C, Python and the command call these.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/instant.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/diff/diff.hpp"
#include "trueup/io/decode.hpp"
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

struct DraftOptions {
  std::string base;                         ///< the folder that the case will stand in; empty: this one
  std::optional<Instant> fallback_as_of{};  ///< the instant of comparison where no file says a time
};

/// A first case for some files. What the files do not say is left open, in comments.
struct CaseDraft {
  std::string toml;                ///< the case; each guess has a comment with its certainty and what comes next
  std::vector<std::string> notes;  ///< the guesses, and what is left open; each is one line
  std::vector<Error> unread;       ///< why a file has no place in it
};

/// Recognises each file by its content and drafts the case that they make: systems, places that have one name or the same SKUs, hops,
/// inputs, the instant. The text is a valid case; it can be run where the guesses suffice. Nothing is written.
/// Errors: invalid_argument (no file, a name that is not UTF-8), file_not_found, file_unreadable, a fault of structure in a file;
/// when no file at all is recognised, why the first is not; cancelled. Linear in the files.
Result<CaseDraft> draft_case(const std::vector<std::string>& files, const DraftOptions& options = {}, Progress* progress = nullptr);

/// Two delimited files by path, decoded at the same time and compared; rows that cannot be parsed are in `rejected`.
/// Errors: those of the decoder and of diff().
Result<DiffResult> diff_files(const std::string& before, const std::string& after, const DiffOptions& options,
                              Progress* progress = nullptr);

/// One file as canonical rows: one JSON object a line; issues are lines with `issue`. `profile` empty = recognise.
struct ReadReport {
  std::string lines;
  std::size_t row_count = 0;
  std::size_t issue_count = 0;             ///< rows that are rejected
  std::vector<Issue> issues;               ///< of the file, then of its rows: as the lines have them
  std::optional<Recognition> recognised;   ///< when no profile was named
};
Result<ReadReport> read_records(const std::string& path, const std::string& profile, Progress* progress = nullptr);

}  // namespace trueup
