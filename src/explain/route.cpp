#include "explain/route.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "trueup/base/time_zone.hpp"

namespace trueup {
namespace {

bool carries(const Hop& hop, std::string_view type) {
  return std::find(hop.carries.begin(), hop.carries.end(), type) != hop.carries.end();
}

constexpr std::int64_t kSecond = 1'000'000;

// Midnight of a reading's day.
CivilTime day_of(const CivilTime& local) {
  CivilTime day;
  day.year = local.year, day.month = local.month, day.day = local.day;
  return day;
}

std::string day_text(const CivilTime& local) { return format_instant(instant_of(day_of(local), 0)).substr(0, 10); }

bool ages(const Hop& hop, const CivilTime& local) {
  const std::int64_t days = days_from_civil(local.year, local.month, local.day);
  const std::int64_t weekday = ((days + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday; 0 = Sunday
  if (hop.calendar == "mon-fri" && (weekday == 0 || weekday == 6)) return false;
  return std::find(hop.blackout.begin(), hop.blackout.end(), day_text(local)) == hop.blackout.end();
}

}  // namespace

std::string Route::label() const {
  std::string out;
  for (const Hop* hop : hops) out += (out.empty() ? "" : "+") + hop->id;
  return out;
}

Route find_route(const Case& the_case, std::string_view type, std::string_view from, std::string_view to) {
  std::map<std::string, const Hop*> came_by{{std::string(from), nullptr}};
  std::deque<std::string> open{std::string(from)};
  while (!open.empty() && !came_by.contains(std::string(to))) {
    const std::string at = open.front();
    open.pop_front();
    for (const Hop& hop : the_case.hops)
      if (hop.from == at && carries(hop, type) && came_by.try_emplace(hop.to, &hop).second) open.push_back(hop.to);
  }
  Route route;
  const auto end = came_by.find(std::string(to));
  if (end == came_by.end() || end->second == nullptr) return route;
  for (const Hop* hop = end->second; hop != nullptr; hop = came_by[hop->from]) route.hops.insert(route.hops.begin(), hop);
  Duration sum;
  for (const Hop* hop : route.hops) {
    if (!hop->max_age) return route;
    sum.seconds += hop->max_age->seconds;
  }
  route.max_age = sum;
  return route;
}

Duration age_on(const Case& the_case, const Hop& hop, Instant since, Instant until) {
  if (until <= since) return {};
  constexpr std::int64_t kDecade = 3653LL * 86400 * kSecond;  // a date that far back is a null date: no limit will hold it
  if ((hop.calendar.empty() && hop.blackout.empty()) || until.micros - since.micros > kDecade) return {(until.micros - since.micros) / kSecond};
  const System* sender = the_case.find_system(hop.from);
  const auto zone = TimeZone::load(sender != nullptr && !sender->timezone.empty() ? sender->timezone : "UTC");
  std::int64_t aged = 0;
  for (Instant at = since; at < until;) {
    const CivilTime local = zone->to_local(at);
    const Instant midnight = zone->to_instant(day_of(local));
    const CivilTime next_day = day_of(zone->to_local({midnight.micros + 36 * 3600 * kSecond}));  // the next day, DST or not
    const Instant end = std::min(until, zone->to_instant(next_day));
    if (ages(hop, local)) aged += end.micros - at.micros;
    at = end;
  }
  return {aged / kSecond};
}

Duration age_on(const Case& the_case, const Route& route, Instant since, Instant until) {
  if (route.hops.empty()) return {(until.micros - since.micros) / kSecond};
  return age_on(the_case, *route.hops.front(), since, until);
}

}  // namespace trueup
