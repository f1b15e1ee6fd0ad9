// Issue: what is wrong with the customer's records. Data, not a failure of the call.
#pragma once

#include <string>
#include <vector>

#include "trueup/base/error.hpp"

namespace trueup {

enum class Severity : std::uint8_t { kNote, kWarning, kError };

inline const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

struct Issue {
  std::string code;                         ///< stable word, e.g. "quantity_malformed"
  Severity severity = Severity::kError;
  Place place;
  std::string message;                      ///< one line: what is wrong
  std::string breaks;                       ///< what it makes impossible
  std::string fix;                          ///< what would be accepted
};

}  // namespace trueup
