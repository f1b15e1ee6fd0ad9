#include "trueup/command.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "command/arguments.hpp"
#include "command/terminal.hpp"
#include "fmt/format.h"
#include "report/printable.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"
#include "trueup/version.hpp"

namespace trueup {
namespace {

constexpr int kBad = 2, kInterrupted = 130;

constexpr const char* kUsage = R"(trueup: accounts for every unit that two systems disagree on

  trueup run CASE [--format text|json] [--output FILE] [--threads N] [--strict] [--exit-zero] [--quiet]
  trueup check CASE [--only CODE|AREA[,...]] [--format text|json] [--output FILE]
  trueup suggest sku-map CASE [--from SYSTEM] [--to SYSTEM] [--output FILE]
  trueup explain CASE SKU[@LOCATION] [--format text|json] [--output FILE]
  trueup diff BEFORE AFTER --key COLUMN[,COLUMN] [--ignore ...] [--numeric ...] [--format text|json] [--output FILE] [--threads N]
  trueup read FILE [--profile NAME] [--output FILE]
  trueup profiles
  trueup --version

Exit codes: 0 within thresholds or equal, 1 over or different, 2 bad usage, case or input, 3 partial, 130 interrupted.
)";

int fail(const Error& error) {
  if (error.code == ErrorCode::kCancelled) return kInterrupted;
  std::fputs(fmt::format("trueup: {}\n", error.text()).c_str(), stderr);
  return kBad;
}

int usage(const std::string& message) {
  std::fputs(fmt::format("trueup: {}\n{}", message, kUsage).c_str(), stderr);
  return kBad;
}

int write(const Result<std::string>& text, const Arguments& arguments, int code) {
  if (!text) return fail(text.error());
  if (Failure failure = write_output(*text, arguments.value("--output", ""))) return fail(*failure);
  return arguments.has("--exit-zero") ? 0 : code;
}

Result<bool> wants_json(const Arguments& arguments) {
  const std::string format = arguments.value("--format", "text");
  if (format == "json" || format == "text") return format == "json";
  return Error{ErrorCode::kInvalidArgument, "is not a format", {"", 0, "--format", format}, "text or json"};
}

Result<unsigned> thread_count(const Arguments& arguments) {
  const std::string text = arguments.value("--threads", "0");
  const ParsedDecimal parsed = parse_decimal(text, 0);
  if (parsed.fault == DecimalFault::kNone && parsed.value >= 0 && parsed.value <= 1024) return static_cast<unsigned>(parsed.value);
  return Error{ErrorCode::kInvalidArgument, "is not a number of threads", {"", 0, "--threads", text}, "a whole number from 0 (as many as there are) to 1024"};
}

using Run = Result<std::shared_ptr<const Reconciliation>>;

// Reads and runs a case under watch; the error is Cancelled when Ctrl-C came.
Run run_case(const std::string& path, const Arguments& arguments) {
  auto threads = thread_count(arguments);
  if (!threads) return threads.take_error();
  auto the_case = read_case(path);
  if (!the_case) return the_case.take_error();
  RunOptions options;
  options.threads = *threads;
  options.strict = arguments.has("--strict");
  std::optional<Run> result;
  if (run_watched([&](Progress& progress) { result = reconcile(*the_case, options, &progress); }, arguments.has("--quiet")))
    return Error{ErrorCode::kCancelled, "interrupted", {}, ""};
  return std::move(*result);
}

int command_run(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  const Run run = run_case(arguments.names[0], arguments);
  if (!run) return fail(run.error());
  return write(*json ? summary_json(**run) : summary_text(**run), arguments, exit_code(**run));
}

int command_explain(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  const Run run = run_case(arguments.names[0], arguments);
  if (!run) return fail(run.error());
  return write(*json ? explain_json(**run, arguments.names[1]) : explain_text(**run, arguments.names[1]), arguments, 0);
}

int command_check(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  auto the_case = read_case(arguments.names[0]);
  if (!the_case) return fail(the_case.error());
  std::optional<Result<CheckReport>> report;
  if (run_watched([&](Progress& progress) { report = check(*the_case, {arguments.list("--only")}, &progress); }, arguments.has("--quiet"))) return kInterrupted;
  if (!*report) return fail(report->error());
  return write(*json ? check_json(**report) : check_text(**report), arguments, (*report)->has_error() ? 1 : 0);
}

int command_suggest(const Arguments& arguments) {
  if (arguments.names[0] != "sku-map") return usage("suggests a sku-map, no \"" + arguments.names[0] + "\"");
  auto the_case = read_case(arguments.names[1]);
  if (!the_case) return fail(the_case.error());
  std::optional<Result<SkuMapSuggestion>> draft;
  const SuggestOptions options{arguments.value("--from", ""), arguments.value("--to", "")};
  if (run_watched([&](Progress& progress) { draft = suggest_sku_map(*the_case, options, &progress); }, arguments.has("--quiet"))) return kInterrupted;
  if (!*draft) return fail(draft->error());
  const int code = write((*draft)->csv, arguments, 0);
  if (code == 0 && !arguments.has("--quiet"))
    std::fputs(fmt::format("a draft: {} certain, {} likely, {} ambiguous, {} unmatched; a person decides on each row\n", (*draft)->certain, (*draft)->likely, (*draft)->ambiguous, (*draft)->unmatched).c_str(), stderr);
  return code;
}

std::string diff_text(const DiffResult& result) {
  const DiffSummary& sum = result.summary;
  std::string out = fmt::format("{} rows before, {} after: {} added, {} removed, {} changed ({} cells), {} unchanged, {} rows of duplicate keys, {} rejected\n",
                                sum.rows_before, sum.rows_after, sum.added, sum.removed, sum.changed, sum.changed_cells, sum.unchanged, sum.duplicates, sum.rejected);
  for (const DiffChange& change : result.changes) {
    switch (change.kind) {
      case ChangeKind::kAdded: out += fmt::format("+ {}  (row {})\n", change.key, change.after_row); break;
      case ChangeKind::kRemoved: out += fmt::format("- {}  (row {})\n", change.key, change.before_row); break;
      case ChangeKind::kChanged: out += fmt::format("~ {}  {}: {} -> {}\n", change.key, change.column, change.before, change.after); break;
      case ChangeKind::kDuplicate:
        out += fmt::format("= {}  of a key that stands more than once (row {} {})\n", change.key, change.before_row != 0 ? change.before_row : change.after_row, change.before_row != 0 ? "before" : "after");
        break;
    }
  }
  for (const std::string& column : result.columns_only_before) out += fmt::format("- column {}: only before, not compared\n", column);
  for (const std::string& column : result.columns_only_after) out += fmt::format("+ column {}: only after, not compared\n", column);
  for (const Issue& issue : result.rejected) out += fmt::format("! {}\n", Error{ErrorCode::kOk, issue.message, issue.place, issue.fix}.text());
  return out;
}

// Cells are somebody's text: line breaks inside of them are escaped like all that steers a terminal.
std::string printable_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += printable(std::string_view(text).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

int command_diff(const Arguments& arguments) {
  const auto json = wants_json(arguments);
  if (!json) return fail(json.error());
  auto threads = thread_count(arguments);
  if (!threads) return fail(threads.error());
  DiffOptions options{arguments.list("--key"), arguments.list("--ignore"), arguments.list("--numeric"), *threads};
  if (options.key.empty()) return usage("diff needs --key COLUMN");
  std::optional<Result<DiffResult>> result;
  if (run_watched([&](Progress& progress) { result = diff_files(arguments.names[0], arguments.names[1], options, &progress); }, arguments.has("--quiet")))
    return kInterrupted;
  if (!*result) return fail(result->error());
  const DiffSummary& sum = (*result)->summary;
  const bool columns_differ = !(*result)->columns_only_before.empty() || !(*result)->columns_only_after.empty();
  const int code = sum.rejected > 0 ? 3 : columns_differ || sum.added + sum.removed + sum.changed + sum.duplicates > 0 ? 1 : 0;
  return write(*json ? diff_json(**result, true) : printable_lines(diff_text(**result)), arguments, code);
}

int command_read(const Arguments& arguments) {
  std::optional<Result<ReadReport>> report;
  if (run_watched([&](Progress& progress) { report = read_records(arguments.names[0], arguments.value("--profile", ""), &progress); }, arguments.has("--quiet")))
    return kInterrupted;
  if (!*report) return fail(report->error());
  return write((*report)->lines, arguments, (*report)->issue_count > 0 ? 3 : 0);
}

int command_profiles(const Arguments& arguments) {
  std::string out;
  for (const std::string& name : shipped_profile_names()) {
    const auto profile = find_profile(name, "");
    out += fmt::format("{:<32}{}\n", name, profile ? (*profile)->title : "");
  }
  return write(out, arguments, 0);
}

struct Subcommand {
  const char* name;
  std::size_t names;
  int (*run)(const Arguments&);
  std::vector<std::string> with_value, plain;
};

const std::vector<Subcommand>& subcommands() {
  static const std::vector<Subcommand> all = {
      {"run", 1, command_run, {"--format", "--output", "--threads"}, {"--strict", "--exit-zero", "--quiet"}},
      {"check", 1, command_check, {"--only", "--format", "--output"}, {"--exit-zero", "--quiet"}},
      {"suggest", 2, command_suggest, {"--from", "--to", "--output"}, {"--quiet"}},
      {"explain", 2, command_explain, {"--format", "--output", "--threads"}, {"--strict", "--quiet"}},
      {"diff", 2, command_diff, {"--key", "--ignore", "--numeric", "--format", "--output", "--threads"}, {"--exit-zero", "--quiet"}},
      {"read", 1, command_read, {"--profile", "--output"}, {"--exit-zero", "--quiet"}},
      {"profiles", 0, command_profiles, {"--output"}, {}},
  };
  return all;
}

}  // namespace

int command(int argc, const char* const* argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  if (name == "--version") return write(std::string("trueup " TRUEUP_VERSION "\n"), {}, 0);
  const bool asks = argc > 2 && (argv[2] == std::string("--help") || argv[2] == std::string("-h"));
  if (asks || name == "--help" || name == "-h" || name == "help") return write(std::string(kUsage), {}, 0);
  for (const Subcommand& subcommand : subcommands()) {
    if (name != subcommand.name) continue;
    const auto arguments = parse_arguments(argc - 2, argv + 2, subcommand.with_value, subcommand.plain);
    if (!arguments) return fail(arguments.error());
    if (arguments->names.size() != subcommand.names) return usage(fmt::format("{} takes {} names, got {}", name, subcommand.names, arguments->names.size()));
    return subcommand.run(*arguments);
  }
  return usage(name.empty() ? "which command?" : "no command \"" + name + "\"");
}

}  // namespace trueup
