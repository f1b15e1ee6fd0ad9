// Arguments of the command line: flags with and without a value, then names. Unknown ones are an error.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"

namespace trueup {

struct Arguments {
  std::vector<std::string> names;
  std::map<std::string, std::string> values;  ///< --flag value, or --flag=value
  bool has(const std::string& flag) const { return values.contains(flag); }
  std::string value(const std::string& flag, const std::string& otherwise) const;
  std::vector<std::string> list(const std::string& flag) const;  ///< split at commas
};

/// `with_value` and `plain` are the flags that the subcommand knows.
Result<Arguments> parse_arguments(int argc, const char* const* argv, const std::vector<std::string>& with_value, const std::vector<std::string>& plain);

}  // namespace trueup
