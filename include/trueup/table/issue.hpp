// Issue: what is wrong with the customer's records. Data, not a failure of the call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/model/money.hpp"

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

/// What an issue touches among the documents given: how many there are of its item, unit or place, of how many orders,
/// and what they are worth in the case's currency (nothing when an amount is missing or in another one).
struct Affected {
  std::uint64_t documents = 0;
  std::uint64_t orders = 0;
  std::optional<Money> money;
};

struct Issue {
  std::string code;                         ///< stable word, e.g. "quantity_malformed"
  Severity severity = Severity::kError;
  Place place;
  std::string message;                      ///< one line: what is wrong
  std::string breaks;                       ///< what it makes impossible
  std::string fix;                          ///< what would be accepted
  std::optional<Affected> affected{};       ///< nothing when the case gives no documents, or the issue is about none
};

}  // namespace trueup
