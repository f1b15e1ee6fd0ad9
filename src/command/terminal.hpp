// Terminal: progress on stderr while work runs, Ctrl-C as a cancel, and output that is written whole or not at all.
#pragma once

#include <functional>
#include <string>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"

namespace trueup {

/// Runs `work` on a thread of its own while this one watches: Ctrl-C cancels it within 200 ms, progress goes to stderr
/// when that is a terminal and `quiet` is not set. Returns whether it was interrupted.
bool run_watched(const std::function<void(Progress&)>& work, bool quiet);

/// Writes text to stdout, or to a file by way of a temporary beside it, so that a half-written file never stands there.
Failure write_output(const std::string& text, const std::string& path);

}  // namespace trueup
