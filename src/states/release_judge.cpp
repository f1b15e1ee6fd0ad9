#include "states/release_judge.hpp"

#include <algorithm>

#include "mapping/checks/setting_list.hpp"
#include "states/timeline.hpp"

namespace trueup {
namespace {

constexpr std::int64_t kDay = 86400LL * 1'000'000;

bool carries_orders(const Hop& hop) {
  return std::any_of(hop.carries.begin(), hop.carries.end(), [](const std::string& type) { return type == "ship_order" || type == "sales_order"; });
}

std::int64_t day_of(const CivilTime& local) { return days_from_civil(local.year, local.month, local.day); }

bool is_one_order(const Side& side) { return side.record != nullptr && side.order_records == 1; }

}  // namespace

ReleaseJudge::ReleaseJudge(const Case& the_case, const Orders& orders, const StateWords& words, FactWriter& facts)
    : case_(the_case), orders_(orders), words_(words), facts_(facts) {
  for (const System& system : the_case.systems) zones_.push_back(system.timezone.empty() ? std::nullopt : TimeZone::load(system.timezone));
}

void ReleaseJudge::judge(const std::vector<Side>& sides) {
  for (const Side& warehouse : sides) {
    if (words_.role(warehouse.system) != SystemRole::kExecution || warehouse.ships_at == Records::kUnknown || warehouse.order_records > 1) continue;
    for (const Side& sender : sides)
      if (words_.role(sender.system) != SystemRole::kExecution && is_one_order(sender)) judge_pair(sender, warehouse);
  }
}

void ReleaseJudge::judge_pair(const Side& sender, const Side& warehouse) {
  const std::optional<TimeZone>& zone = zones_[sender.system];
  const auto cutoff = cutoff_of(sender.system, warehouse.system);
  if (!zone || !cutoff) return;
  const Step* release = release_of(sender, warehouse.ships_at);
  if (release == nullptr || !misses(*cutoff, *zone, release->at, warehouse.ships_at)) return;
  StateFact& fact = facts_.add("released_after_cutoff", *sender.record, *release);
  fact.other_system = words_.id(warehouse.system), fact.other_at = warehouse.ships_at;
  fact.hop = cutoff->hop;
}

// The last before the goods left: an order taken back and released again is late by the second. A state that is printed again
// is no release.
const Step* ReleaseJudge::release_of(const Side& sender, std::int64_t until) const {
  if (sender.record->begin == sender.record->end) return nullptr;
  const StepTable& table = *words_.steps(sender.system);
  const bool has_release = table.knows(OrderTask::kOrder, OrderState::kReleased) || table.knows(OrderTask::kPick, OrderState::kReleased);
  if (!has_release && words_.role(sender.system) != SystemRole::kSystemOfRecord) return nullptr;
  const OrderState wanted = has_release ? OrderState::kReleased : OrderState::kAuthorised;
  const Step* last = nullptr;
  for_each_run(orders_.steps_of(*sender.record), [&](std::span<const Step> run) {
    const bool releases = run.front().task == OrderTask::kOrder || (has_release && run.front().task == OrderTask::kPick);
    for (std::size_t i = 0; releases && i < run.size(); ++i) {
      const bool enters = run[i].state == wanted && !run[i].undo && (i == 0 || run[i - 1].state != wanted);
      if (enters && run[i].at <= until && (last == nullptr || run[i].at > last->at)) last = &run[i];
    }
  });
  return last;
}

// Of several hops, the one that closes last: the order may have gone by it.
std::optional<ReleaseJudge::CutOff> ReleaseJudge::cutoff_of(std::uint16_t sender, std::uint16_t warehouse) const {
  std::optional<CutOff> latest;
  for (std::uint32_t i = 0; i < case_.hops.size(); ++i) {
    const Hop& hop = case_.hops[i];
    if (hop.from != words_.declared(sender).id || hop.to != words_.declared(warehouse).id || !carries_orders(hop)) continue;
    const auto clock = parse_clock(hop.cutoff);
    if (!clock) return std::nullopt;
    if (!latest || clock->seconds > latest->seconds) latest = CutOff{i, clock->seconds};
  }
  return latest;
}

bool ReleaseJudge::misses(const CutOff& cutoff, const TimeZone& zone, std::int64_t released_at, std::int64_t shipped_at) const {
  const Hop& hop = case_.hops[cutoff.hop];
  const CivilTime released = zone.to_local({released_at});
  const bool has_time_of_day = released_at % kDay != 0;   // midnight is how a day without a time is written
  if (!has_time_of_day || released.hour * 3600 + released.minute * 60 + released.second <= cutoff.seconds) return false;
  const std::int64_t released_on = day_of(released), shipped_on = day_of(zone.to_local({shipped_at}));
  if (!works_on(hop, released_on)) return false;
  for (std::int64_t day = released_on + 1; day <= shipped_on; ++day)
    if (works_on(hop, day)) return true;
  return false;
}

}  // namespace trueup
