// An Issue of a file by its code: severity, consequence and fix stand in the list of codes.
#pragma once

#include <string>
#include <utility>

#include "trueup/table/issue_code.hpp"

namespace trueup {

inline Issue found_issue(std::string_view code, Place place, std::string message) {
  const IssueCode& row = *find_issue_code(code);
  return {std::string(code), row.severity, std::move(place), std::move(message), std::string(row.breaks), std::string(row.fix)};
}

}  // namespace trueup
