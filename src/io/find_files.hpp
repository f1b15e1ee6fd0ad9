// Files of a case by pattern: a path relative to the case's folder, with * and ? in its last part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trueup {

/// Whether `name` fits `pattern`; * stands for any run of characters, ? for one.
bool fits(std::string_view pattern, std::string_view name);

/// The matching files, sorted by name; empty when there is none.
std::vector<std::string> find_files(const std::string& base, const std::string& pattern);

}  // namespace trueup
