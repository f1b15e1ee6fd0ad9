// The subcommands of `trueup`, and how each of them fails, writes and is explained.
#pragma once

#include <string>

#include "command/arguments.hpp"
#include "trueup/base/error.hpp"

namespace trueup {

inline constexpr int kBad = 2, kInterrupted = 130;

/// One line on stderr; the exit code.
int fail(const Error& error);

/// The same with the usage under it.
int usage(const std::string& message);

/// Text to --output or stdout. Returns `code`, or 0 with --exit-zero; kBad when it cannot be written.
int write(const Result<std::string>& text, const Arguments& arguments, int code);

/// Somebody's text line by line: what steers a terminal is escaped.
std::string printable_lines(const std::string& text);

/// --format; --threads. Errors: invalid_argument.
Result<bool> wants_json(const Arguments& arguments);
Result<unsigned> thread_count(const Arguments& arguments);

// Each runs one subcommand and returns the exit code.
int command_run(const Arguments& arguments);
int command_check(const Arguments& arguments);
int command_explain(const Arguments& arguments);
int command_suggest(const Arguments& arguments);
int command_init(const Arguments& arguments);
int command_diff(const Arguments& arguments);
int command_read(const Arguments& arguments);
int command_profiles(const Arguments& arguments);

}  // namespace trueup
