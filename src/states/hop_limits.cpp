#include "states/hop_limits.hpp"

#include <algorithm>

namespace trueup {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

bool carries(const Hop& hop, std::string_view type) { return std::find(hop.carries.begin(), hop.carries.end(), type) != hop.carries.end(); }

CivilTime day_of(const CivilTime& local) {
  CivilTime day;
  day.year = local.year, day.month = local.month, day.day = local.day;
  return day;
}

}  // namespace

bool works_on(const Hop& hop, std::int64_t day) {
  const std::int64_t weekday = ((day + 4) % 7 + 7) % 7;  // 0 = Sunday
  if (hop.calendar == "mon-fri" && (weekday == 0 || weekday == 6)) return false;
  return std::find(hop.blackout.begin(), hop.blackout.end(), format_instant({day * 86400 * kSecond}).substr(0, 10)) == hop.blackout.end();
}

std::optional<std::int64_t> HopLimits::limit(std::string_view type, std::string_view from, std::string_view to) { return route(type, from, to).limit; }

std::optional<bool> HopLimits::overdue(std::string_view type, std::string_view from, std::string_view to, std::int64_t since, std::int64_t until) {
  const Route& found = route(type, from, to);
  if (!found.limit) return std::nullopt;
  if (until - since <= *found.limit) return false;
  return age_on(*found.first, since, until) > *found.limit;
}

// The shortest chain of hops, breadth first; hops are few.
const HopLimits::Route& HopLimits::route(std::string_view type, std::string_view from, std::string_view to) {
  for (const Route& known : routes_)
    if (known.type == type && known.from == from && known.to == to) return known;
  struct Reached {
    std::string_view system;
    const Hop* first;
    std::optional<std::int64_t> sum;
  };
  std::vector<Reached> open{{from, nullptr, 0}};
  Route found{type, from, to, nullptr, std::nullopt};
  for (std::size_t at = 0; at < open.size() && found.first == nullptr; ++at)
    for (const Hop& hop : case_.hops) {
      const Reached here = open[at];
      if (hop.from != here.system || !carries(hop, type)) continue;
      const bool arrives = hop.to == to;
      if (!arrives && std::any_of(open.begin(), open.end(), [&](const Reached& known) { return known.system == hop.to; })) continue;
      open.push_back({hop.to, here.first != nullptr ? here.first : &hop, here.sum && hop.max_age ? std::optional(*here.sum + hop.max_age->seconds * kSecond) : std::nullopt});
      if (!arrives) continue;
      found.first = open.back().first, found.limit = open.back().sum;
      break;
    }
  return routes_.emplace_back(found);
}

std::int64_t HopLimits::age_on(const Hop& hop, std::int64_t since, std::int64_t until) const {
  constexpr std::int64_t kDecade = 3653LL * 86400 * kSecond;  // a date that far back is a null date: no limit will hold it
  if ((hop.calendar.empty() && hop.blackout.empty()) || until - since > kDecade) return until - since;
  const System* sender = case_.find_system(hop.from);
  const auto zone = TimeZone::load(sender != nullptr && !sender->timezone.empty() ? sender->timezone : "UTC");
  if (!zone) return until - since;
  std::int64_t aged = 0;
  for (Instant at{since}; at.micros < until;) {
    const CivilTime local = zone->to_local(at);
    const Instant midnight = zone->to_instant(day_of(local));
    const CivilTime next_day = day_of(zone->to_local({midnight.micros + 36 * 3600 * kSecond}));  // the next day, summer time or not
    const Instant end{std::min(until, zone->to_instant(next_day).micros)};
    if (works_on(hop, days_from_civil(local.year, local.month, local.day))) aged += end.micros - at.micros;
    at = end;
  }
  return aged;
}

}  // namespace trueup
