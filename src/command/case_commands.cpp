// The subcommands that work on a case: run, check, explain, suggest, init.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <sys/stat.h>

#include "command/subcommand.hpp"
#include "command/terminal.hpp"
#include "fmt/format.h"
#include "report/printable.hpp"
#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

namespace fs = std::filesystem;

void say(const std::vector<std::string>& notes, const Arguments& arguments) {
  if (arguments.has("--quiet")) return;
  for (const std::string& note : notes) std::fputs((note + "\n").c_str(), stderr);
}

// When the youngest of the files was last written.
std::optional<Instant> last_written(const std::vector<std::string>& files) {
  std::optional<Instant> latest;
  for (const std::string& file : files) {
    struct stat there {};
    if (stat(file.c_str(), &there) != 0) continue;
    const Instant written{std::int64_t{there.st_mtime} * 1'000'000};
    if (!latest || written > *latest) latest = written;
  }
  return latest;
}

Result<CaseDraft> draft(const std::vector<std::string>& files, const DraftOptions& options, const Arguments& arguments) {
  std::optional<Result<CaseDraft>> result;
  if (run_watched([&](Progress& progress) { result = draft_case(files, options, &progress); }, arguments.has("--quiet")))
    return Error{ErrorCode::kCancelled, "interrupted", {}, ""};
  return std::move(*result);
}

// Two exports, one command: a case that is drafted, told and forgotten. A file without a place in it would be missing in the answer.
Result<Case> draft_in_memory(const std::vector<std::string>& files, const Arguments& arguments) {
  for (const std::string& file : files)
    if (std::error_code ignored; fs::is_directory(file, ignored) || file.ends_with(".toml"))
      return Error{ErrorCode::kInvalidArgument,
                   "is a case among several names",
                   {"", 0, "", file},
                   "one case, or two and more files that a case is drafted from"};
  const auto drafted = draft(files, {"", last_written(files)}, arguments);
  if (!drafted) return drafted.error();
  say(drafted->notes, arguments);
  if (!drafted->unread.empty()) return drafted->unread.front();
  return read_case_toml(drafted->toml, "");
}

Result<Case> case_of(const Arguments& arguments) {
  return arguments.names.size() == 1 ? read_case(arguments.names[0]) : draft_in_memory(arguments.names, arguments);
}

using Run = Result<std::shared_ptr<const Reconciliation>>;

// Runs a case under watch; the error is Cancelled when Ctrl-C came.
Run run_case(const Result<Case>& the_case, const Arguments& arguments) {
  auto threads = thread_count(arguments);
  if (!threads) return threads.take_error();
  if (!the_case) return the_case.error();
  RunOptions options;
  options.threads = *threads;
  options.strict = arguments.has("--strict");
  std::optional<Run> result;
  if (run_watched([&](Progress& progress) { result = reconcile(*the_case, options, &progress); }, arguments.has("--quiet")))
    return Error{ErrorCode::kCancelled, "interrupted", {}, ""};
  return std::move(*result);
}

}  // namespace

int command_run(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  const Run run = run_case(case_of(arguments), arguments);
  if (!run) return fail(run.error());
  return write(*json ? summary_json(**run) : summary_text(**run), arguments, exit_code(**run));
}

int command_explain(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  const Run run = run_case(read_case(arguments.names[0]), arguments);
  if (!run) return fail(run.error());
  return write(*json ? explain_json(**run, arguments.names[1]) : explain_text(**run, arguments.names[1]), arguments, 0);
}

int command_check(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  auto the_case = read_case(arguments.names[0]);
  if (!the_case) return fail(the_case.error());
  std::optional<Result<CheckReport>> report;
  if (run_watched([&](Progress& progress) { report = check(*the_case, {arguments.list("--only")}, &progress); }, arguments.has("--quiet")))
    return kInterrupted;
  if (!*report) return fail(report->error());
  return write(*json ? check_json(**report) : check_text(**report), arguments, (*report)->has_error() ? 1 : 0);
}

int command_suggest(const Arguments& arguments) {
  if (arguments.names[0] != "sku-map") return usage("suggests a sku-map, no \"" + arguments.names[0] + "\"");
  auto the_case = read_case(arguments.names[1]);
  if (!the_case) return fail(the_case.error());
  std::optional<Result<SkuMapSuggestion>> draft;
  const SuggestOptions options{arguments.value("--from", ""), arguments.value("--to", "")};
  if (run_watched([&](Progress& progress) { draft = suggest_sku_map(*the_case, options, &progress); }, arguments.has("--quiet")))
    return kInterrupted;
  if (!*draft) return fail(draft->error());
  const int code = write((*draft)->csv, arguments, 0);
  if (code == 0 && !arguments.has("--quiet"))
    std::fputs(fmt::format("a draft: {} certain, {} likely, {} ambiguous, {} unmatched; a person decides on each row\n", (*draft)->certain,
                           (*draft)->likely, (*draft)->ambiguous, (*draft)->unmatched)
                   .c_str(),
               stderr);
  return code;
}

// Nobody's case is overwritten: not even by a link that leads nowhere.
int command_init(const Arguments& arguments) {
  const std::string path = arguments.value("--output", "trueup.toml");
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored)))
    return fail({ErrorCode::kFileUnwritable,
                 "is there already, and is not overwritten",
                 {path, 0, "", ""},
                 "--output with the path of a new file"});
  const std::string folder = fs::path(path).parent_path().string();
  const auto drafted = draft(arguments.names, {folder.empty() ? "." : folder, std::nullopt}, arguments);
  if (!drafted) return fail(drafted.error());
  if (Failure failure = write_output(drafted->toml, path)) return fail(*failure);
  say(drafted->notes, arguments);
  say({"written to " + printable(path)}, arguments);
  return drafted->unread.empty() || arguments.has("--exit-zero") ? 0 : 3;
}

}  // namespace trueup
