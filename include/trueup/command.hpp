// The `trueup` command, callable from a host: the same words, bytes and exit codes.
#pragma once

namespace trueup {

/// argv[0] is the program's name. Writes to stdout, stderr and --output. Returns the exit code: 0 within thresholds,
/// 1 over, 2 bad usage, case or input, 3 partial, 130 interrupted.
int command(int argc, const char* const* argv);

}  // namespace trueup
