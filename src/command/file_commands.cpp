// The subcommands that work on files and profiles: diff, read, profiles.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "command/profile_text.hpp"
#include "command/subcommand.hpp"
#include "command/terminal.hpp"
#include "fmt/format.h"
#include "report/printable.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

std::string diff_text(const DiffResult& result) {
  const DiffSummary& sum = result.summary;
  std::string out = fmt::format(
      "{} rows before, {} after: {} added, {} removed, {} changed ({} cells), {} unchanged, {} rows of duplicate keys, {} rejected\n",
      sum.rows_before, sum.rows_after, sum.added, sum.removed, sum.changed, sum.changed_cells, sum.unchanged, sum.duplicates, sum.rejected);
  for (const DiffChange& change : result.changes) {
    switch (change.kind) {
      case ChangeKind::kAdded: out += fmt::format("+ {}  (row {})\n", change.key, change.after_row); break;
      case ChangeKind::kRemoved: out += fmt::format("- {}  (row {})\n", change.key, change.before_row); break;
      case ChangeKind::kChanged: out += fmt::format("~ {}  {}: {} -> {}\n", change.key, change.column, change.before, change.after); break;
      case ChangeKind::kDuplicate:
        out += fmt::format("= {}  of a key that stands more than once (row {} {})\n", change.key,
                           change.before_row != 0 ? change.before_row : change.after_row, change.before_row != 0 ? "before" : "after");
        break;
    }
  }
  for (const std::string& column : result.columns_only_before) out += fmt::format("- column {}: only before, not compared\n", column);
  for (const std::string& column : result.columns_only_after) out += fmt::format("+ column {}: only after, not compared\n", column);
  for (const Issue& issue : result.rejected)
    out += fmt::format("! {}\n", Error{ErrorCode::kOk, issue.message, issue.place, issue.fix}.text());
  return out;
}

// Which profile was chosen goes to stderr: stdout holds rows alone.
void tell_recognition(const ReadReport& report, const Arguments& arguments) {
  if (!report.recognised || arguments.has("--quiet")) return;
  const Recognition& found = *report.recognised;
  const std::string next =
      found.runner_up.empty() ? "no other fits" : fmt::format("next: {}, {} %", found.runner_up, found.runner_up_certainty);
  std::fputs(fmt::format("{}: {}, {} % ({}): {}\n", printable(arguments.names[0]), found.profile->name, found.certainty, next,
                         printable(found.because))
                 .c_str(),
             stderr);
}

std::string profile_list() {
  const std::vector<std::string> names = shipped_profile_names();
  std::size_t width = 0;
  for (const std::string& name : names) width = std::max(width, name.size());
  std::string out;
  for (const std::string& name : names) {
    const auto profile = find_profile(name, "");
    out += fmt::format("{:<{}}  {}\n", name, width,
                       profile ? fmt::format("{} ({})", (*profile)->title, (*profile)->seen) : profile.error().text());
  }
  return out;
}

}  // namespace

int command_diff(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  auto threads = thread_count(arguments);
  if (!threads) return fail(threads.error());
  DiffOptions options{arguments.list("--key"), arguments.list("--ignore"), arguments.list("--numeric"), *threads};
  if (options.key.empty()) return usage("diff needs --key COLUMN");
  std::optional<Result<DiffResult>> result;
  if (run_watched([&](Progress& progress) { result = diff_files(arguments.names[0], arguments.names[1], options, &progress); },
                  arguments.has("--quiet")))
    return kInterrupted;
  if (!*result) return fail(result->error());
  const DiffSummary& sum = (*result)->summary;
  const bool columns_differ = !(*result)->columns_only_before.empty() || !(*result)->columns_only_after.empty();
  const int code = sum.rejected > 0 ? 3 : columns_differ || sum.added + sum.removed + sum.changed + sum.duplicates > 0 ? 1 : 0;
  return write(*json ? diff_json(**result, true) : printable_lines(diff_text(**result)), arguments, code);
}

int command_read(const Arguments& arguments) {
  std::optional<Result<ReadReport>> report;
  if (run_watched([&](Progress& progress) { report = read_records(arguments.names[0], arguments.value("--profile", ""), &progress); },
                  arguments.has("--quiet")))
    return kInterrupted;
  if (!*report) return fail(report->error());
  if (const std::vector<Issue>& issues = (*report)->issues; arguments.has("--strict") && !issues.empty())
    return fail({ErrorCode::kRejectedRows,
                 fmt::format("{} issues; the first: {}: {}", issues.size(), issues.front().code, issues.front().message),
                 issues.front().place, issues.front().fix});
  tell_recognition(**report, arguments);
  return write((*report)->lines, arguments, (*report)->issue_count > 0 ? 3 : 0);
}

int command_profiles(const Arguments& arguments) {
  const std::vector<std::string>& names = arguments.names;
  if (names.empty()) return write(profile_list(), arguments, 0);
  if (names[0] != "show" || names.size() != 2) return usage("profiles takes nothing, or show NAME");
  const auto profile = find_profile(names[1], "");
  if (!profile) return fail(profile.error());
  return write(profile_text(**profile), arguments, 0);
}

}  // namespace trueup
