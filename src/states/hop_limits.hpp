// HopLimits: how long news of a kind may be on its way between two systems, and whether it is overdue.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "trueup/base/time_zone.hpp"
#include "trueup/model/case.hpp"

namespace trueup {

/// Whether a day (since 1970-01-01, of the sender's clock) counts by the hop's calendar and blackout.
bool works_on(const Hop& hop, std::int64_t day);

class HopLimits {
 public:
  explicit HopLimits(const Case& the_case) : case_(the_case) {}

  /// Microseconds: the sum of max_age over the hops that carry `type` from one system on to the other; nothing when no hops
  /// do, or one of them does not say. From a system to itself: the work in it.
  std::optional<std::int64_t> limit(std::string_view type, std::string_view from, std::string_view to);

  /// Whether more than the limit has passed, by the calendar of the first hop; nothing when there is no limit.
  std::optional<bool> overdue(std::string_view type, std::string_view from, std::string_view to, std::int64_t since, std::int64_t until);

 private:
  struct Route {
    std::string_view type, from, to;
    const Hop* first = nullptr;
    std::optional<std::int64_t> limit;
  };
  const Route& route(std::string_view type, std::string_view from, std::string_view to);
  std::int64_t age_on(const Hop& hop, std::int64_t since, std::int64_t until) const;

  const Case& case_;
  std::vector<Route> routes_;
};

}  // namespace trueup
