// Transport checks: what the case's hops leave unsaid, and what their schedules and quotas cannot do.
#include <algorithm>
#include <string>

#include "mapping/checks/check_pass.hpp"
#include "mapping/checks/setting_list.hpp"
#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

Place at_hop(const Hop& hop, const char* key) { return {"trueup.toml", 0, std::string("hop.") + key, hop.id}; }

void check_hops(const CheckInput& input, IssueSink& sink) {
  for (const Hop& hop : input.the_case.hops) {
    if (hop.owner.empty()) sink.add("hop_unowned", at_hop(hop, "owner"), "hop " + hop.id + " has no owner");
    if (!hop.max_age) sink.add("hop_age_unknown", at_hop(hop, "max_age"), "hop " + hop.id + " has no max_age");
    if (!hop.every) sink.add("hop_schedule_unknown", at_hop(hop, "every"), "hop " + hop.id + " has no every");
  }
}

std::string duration_text(std::int64_t seconds) {
  if (seconds % 3600 == 0) return std::to_string(seconds / 3600) + "h";
  return seconds % 60 == 0 ? std::to_string(seconds / 60) + "m" : std::to_string(seconds) + "s";
}

// Hop by hop: the sum over a route can only be above the sum of its limits where one hop is above its own.
void check_staleness(const CheckInput& input, IssueSink& sink) {
  for (const Hop& hop : input.the_case.hops) {
    const std::int64_t every = hop.every.value_or(Duration{}).seconds, processing = hop.processing.value_or(Duration{}).seconds;
    if (!hop.max_age || every + processing <= hop.max_age->seconds) continue;
    sink.add("staleness_over_limit", at_hop(hop, "max_age"),
             "what hop " + hop.id + " brings may be " + duration_text(every + processing) + " old (every " + duration_text(every) + ", processing " + duration_text(processing) + "), its max_age is " +
                 duration_text(hop.max_age->seconds));
  }
}

std::string grouped(std::int64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

// What one cycle of a hop has to bring: the input that came by it, else its sender's newest balance.
const Coverage* feed_of(const CheckInput& input, const Hop& hop) {
  const bool stock = std::find(hop.carries.begin(), hop.carries.end(), "stock") != hop.carries.end();
  const Coverage* by_hop = nullptr;
  const Coverage* by_sender = nullptr;
  const auto keep_newer = [](const Coverage*& kept, const Coverage& one) {
    if (kept == nullptr || one.as_of > kept->as_of) kept = &one;
  };
  for (std::size_t i = 0; i < input.the_case.inputs.size(); ++i) {
    const Coverage& one = input.evidence.coverage[i];
    if (input.the_case.inputs[i].hop == hop.id && one.table != "messages") keep_newer(by_hop, one);
    if (stock && one.table == "stock" && input.text(one.system) == hop.from) keep_newer(by_sender, one);
  }
  return by_hop != nullptr ? by_hop : by_sender;
}

struct Quota {
  std::int64_t page = 0;
  Rate rate;
};

// The quota is the called system's: who is asked sets it, else who asks.
std::optional<Quota> quota_of(const SettingList& settings, const Hop& hop) {
  for (const std::string& system : {hop.from, hop.to}) {
    const SettingEntry* page = settings.at(system, "page_limit");
    const SettingEntry* rate = settings.at(system, "rate_limit");
    if (page == nullptr || rate == nullptr) continue;
    const auto rows = parse_positive(page->value);
    const auto calls = parse_rate(rate->value);
    return rows && calls ? std::optional(Quota{*rows, *calls}) : std::nullopt;
  }
  return std::nullopt;
}

void check_quotas(const CheckInput& input, IssueSink& sink) {
  const SettingList settings(input);
  for (const Hop& hop : input.the_case.hops) {
    const auto quota = quota_of(settings, hop);
    const bool in_cycles = hop.every && hop.every->seconds > 0;   // every = "0m": each change is pushed as it comes
    const Coverage* feed = quota && in_cycles ? feed_of(input, hop) : nullptr;
    if (feed == nullptr) continue;
    const auto rows = static_cast<std::int64_t>(feed->row_count);
    const std::int64_t calls = rows / quota->page + (rows % quota->page != 0);
    const Int128 allowed = Int128{quota->rate.count} * hop.every->seconds / quota->rate.seconds;
    if (calls <= allowed) continue;
    sink.add("quota_never_finishes", at_hop(hop, "every"),
             grouped(rows) + " rows need " + grouped(calls) + " calls a cycle of " + duration_text(hop.every->seconds) + ", quota " + grouped(static_cast<std::int64_t>(allowed)));
  }
}

const CheckPass kPasses[] = {
    {{"hop_unowned", "hop_age_unknown", "hop_schedule_unknown"}, check_hops},
    {{"staleness_over_limit"}, check_staleness},
    {{"quota_never_finishes"}, check_quotas},
};

}  // namespace

std::span<const CheckPass> transport_checks() { return kPasses; }

}  // namespace trueup
