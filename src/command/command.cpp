#include "trueup/command.hpp"

#include <algorithm>
#include <cstdio>

#include "command/arguments.hpp"
#include "command/subcommand.hpp"
#include "command/terminal.hpp"
#include "fmt/format.h"
#include "report/printable.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/version.hpp"

namespace trueup {
namespace {

constexpr const char* kUsage = R"(trueup: accounts for every unit that two systems disagree on

  trueup run CASE [--format text|json] [--output FILE] [--threads N] [--strict] [--exit-zero] [--quiet]
  trueup run FILE FILE... [the same]      drafts a case from the files, tells its guesses, writes none
  trueup init FILE... [--output trueup.toml] [--exit-zero] [--quiet]
  trueup check CASE [--only CODE|AREA[,...]] [--format text|json] [--output FILE]
  trueup suggest sku-map CASE [--from SYSTEM] [--to SYSTEM] [--output FILE]
  trueup explain CASE SKU[@LOCATION] [--format text|json] [--output FILE]
  trueup diff BEFORE AFTER --key COLUMN[,COLUMN] [--ignore ...] [--numeric ...] [--format text|json] [--output FILE] [--threads N]
  trueup read FILE [--profile NAME] [--strict] [--output FILE] [--exit-zero] [--quiet]
  trueup profiles [show NAME]
  trueup --version

Exit codes: 0 within thresholds or equal, 1 over or different, 2 bad usage, case or input, 3 partial, 130 interrupted.
)";

constexpr std::size_t kAny = ~std::size_t{0};

struct Subcommand {
  const char* name;
  std::size_t least, most;  ///< names
  int (*run)(const Arguments&);
  std::vector<std::string> with_value, plain;
};

const std::vector<Subcommand>& subcommands() {
  static const std::vector<Subcommand> all = {
      {"run", 1, kAny, command_run, {"--format", "--output", "--threads"}, {"--strict", "--exit-zero", "--quiet"}},
      {"init", 1, kAny, command_init, {"--output"}, {"--exit-zero", "--quiet"}},
      {"check", 1, 1, command_check, {"--only", "--format", "--output"}, {"--exit-zero", "--quiet"}},
      {"suggest", 2, 2, command_suggest, {"--from", "--to", "--output"}, {"--quiet"}},
      {"explain", 2, 2, command_explain, {"--format", "--output", "--threads"}, {"--strict", "--quiet"}},
      {"diff", 2, 2, command_diff, {"--key", "--ignore", "--numeric", "--format", "--output", "--threads"}, {"--exit-zero", "--quiet"}},
      {"read", 1, 1, command_read, {"--profile", "--output"}, {"--strict", "--exit-zero", "--quiet"}},
      {"profiles", 0, 2, command_profiles, {"--output"}, {}},
  };
  return all;
}

std::string names_taken(const Subcommand& subcommand) {
  if (subcommand.least == subcommand.most) return std::to_string(subcommand.least);
  return subcommand.most == kAny ? fmt::format("{} or more", subcommand.least) : fmt::format("{} to {}", subcommand.least, subcommand.most);
}

}  // namespace

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

std::string printable_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += printable(std::string_view(text).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
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
  return Error{ErrorCode::kInvalidArgument,
               "is not a number of threads",
               {"", 0, "--threads", text},
               "a whole number from 0 (as many as there are) to 1024"};
}

int command(int argc, const char* const* argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  if (name == "--version") return write(std::string("trueup " TRUEUP_VERSION "\n"), {}, 0);
  const bool asks = argc > 2 && (argv[2] == std::string("--help") || argv[2] == std::string("-h"));
  if (asks || name == "--help" || name == "-h" || name == "help") return write(std::string(kUsage), {}, 0);
  for (const Subcommand& subcommand : subcommands()) {
    if (name != subcommand.name) continue;
    const auto arguments = parse_arguments(argc - 2, argv + 2, subcommand.with_value, subcommand.plain);
    if (!arguments) return fail(arguments.error());
    const std::size_t given = arguments->names.size();
    if (given < subcommand.least || given > subcommand.most)
      return usage(fmt::format("{} takes {} names, got {}", name, names_taken(subcommand), given));
    return subcommand.run(*arguments);
  }
  return usage(name.empty() ? "which command?" : "no command \"" + name + "\"");
}

}  // namespace trueup
