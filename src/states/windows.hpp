// Windows: over which time what a system says, or does not say, can be relied on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "trueup/table/evidence.hpp"

namespace trueup {

class Windows {
 public:
  explicit Windows(const Evidence& evidence) : evidence_(evidence) {}

  /// The latest instant that a system's inputs of a table say they reach; nothing when one of them does not say.
  std::optional<std::int64_t> end(std::string_view table, TextId system) const {
    std::optional<std::int64_t> latest;
    for (const Coverage& input : evidence_.coverage) {
      if (input.table != table || (input.system && input.system != system)) continue;
      const std::optional<Instant> until = input.to ? input.to : input.as_of;
      if (!until) return std::nullopt;
      latest = std::max(latest.value_or(until->micros), until->micros);
    }
    return latest;
  }

  /// Whether one input holds everything of that type (empty: of any) between two instants.
  bool complete(std::string_view table, TextId system, std::string_view type, std::int64_t from, std::int64_t to) const {
    return std::any_of(evidence_.coverage.begin(), evidence_.coverage.end(), [&](const Coverage& input) {
      if (input.table != table || (input.system && input.system != system) || !input.complete || input.lost_rows) return false;
      const bool of_type = input.types.empty() || type.empty() || std::any_of(input.types.begin(), input.types.end(), [&](TextId one) { return evidence_.text(one) == type; });
      const std::optional<Instant> until = input.to ? input.to : input.as_of;
      return of_type && (!input.from || input.from->micros <= from) && until && until->micros >= to;
    });
  }

  /// How far from an instant on one input holds everything of that type; nothing when none does.
  std::optional<std::int64_t> complete_until(std::string_view table, TextId system, std::string_view type, std::int64_t from) const {
    std::optional<std::int64_t> latest;
    for (const Coverage& input : evidence_.coverage) {
      const std::optional<Instant> until = input.to ? input.to : input.as_of;
      if (until && complete(table, system, type, from, until->micros)) latest = std::max(latest.value_or(until->micros), until->micros);
    }
    return latest;
  }

 private:
  const Evidence& evidence_;
};

}  // namespace trueup
