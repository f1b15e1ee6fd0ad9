// Setting checks: values that a key does not take, stages that run by themselves where a warehouse executes, and releases
// that come after a warehouse's cut-off.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "mapping/checks/setting_list.hpp"
#include "mapping/checks/stage_settings.hpp"
#include "mapping/checks/workflow_passes.hpp"

namespace trueup {
namespace {

bool is_positive(std::string_view value) { return parse_positive(value).has_value(); }
bool is_rate(std::string_view value) { return parse_rate(value).has_value(); }
bool is_clock(std::string_view value) { return parse_clock(value).has_value(); }

bool is_auto_mode(std::string_view value) { return find_auto_mode(value) != nullptr; }

bool is_no_stage(std::string_view word) { return same_setting_word(word, "none") || same_setting_word(word, "manual"); }

bool is_stage_list(std::string_view value) {
  if (is_no_stage(value)) return true;
  for (std::string_view word = next_word(value); !word.empty(); word = next_word(value))
    if (!is_stage(word)) return false;
  return true;
}

struct KeyRule {
  std::string_view key;
  bool (*accepts)(std::string_view value);
  std::string_view accepted;
};

constexpr KeyRule kKeyRules[] = {
    {"pick_mode", is_switch, "auto or manual"},
    {"pack_mode", is_switch, "auto or manual"},
    {"ship_mode", is_switch, "auto or manual"},
    {"receive_mode", is_switch, "auto or manual"},
    {"release_mode", is_switch, "auto or manual"},
    {kAutoModeKey, is_auto_mode, "NOPICK, AUTOPICK, AUTOPICKPACK or AUTOPICKPACKSHIP"},
    {"authorises_stages", is_stage_list, "none, or a list of pick, pack and ship"},
    {"page_limit", is_positive, "a whole number above 0"},
    {"rate_limit", is_rate, "a whole number above 0 and /s, /m, /h or /d, such as 60/m"},
    {"release_cutoff", is_clock, "a time of day, such as 16:00"},
};

const KeyRule* find_key_rule(std::string_view key) {
  for (const KeyRule& rule : kKeyRules)
    if (rule.key == key) return &rule;
  return nullptr;
}

struct AutomaticStages {
  const SettingEntry* entry;
  std::array<bool, std::size(kWorkStages)> stages{};
  std::vector<TextId> locations{};
};

std::string listed(const CheckInput& input, const std::vector<TextId>& locations) {
  std::string out;
  for (const TextId location : locations) out += (out.empty() ? "" : ", ") + input.text_of(location);
  return out;
}

std::string listed(const std::array<bool, std::size(kWorkStages)>& stages) {
  std::string out;
  for (std::size_t i = 0; i < stages.size(); ++i)
    if (stages[i]) out += (out.empty() ? "" : ", ") + std::string(kWorkStages[i].name);
  return out;
}

std::vector<std::string_view> systems_of(const SettingList& settings) {
  std::vector<std::string_view> out;
  for (const SettingEntry* entry : settings.in_force())
    if (out.empty() || out.back() != entry->system) out.push_back(entry->system);
  return out;
}

bool holds_at_external(const CheckInput& input, const SettingEntry& entry) {
  const std::vector<TextId> locations = external_locations(input, entry.system);
  return entry.known_location ? std::find(locations.begin(), locations.end(), entry.known_location) != locations.end() : !locations.empty();
}

bool carries_orders(const Hop& hop) {
  return std::any_of(hop.carries.begin(), hop.carries.end(), [](const std::string& type) { return type == "ship_order" || type == "sales_order"; });
}

// The locations that the hop's receiver operates; a middleware forwards to all of them.
std::vector<TextId> served_by(const CheckInput& input, const Hop& hop) {
  std::vector<TextId> own;
  for (const Location& location : input.the_case.locations)
    if (location.external && location.system == hop.to)
      if (const TextId known = input.mapping.location({}, input.evidence.pool.find(location.id))) own.push_back(known);
  return own.empty() ? external_locations(input, "") : own;
}

std::string clock_text(std::int64_t seconds) {
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60);
}

// What is not said of the hop counts as nothing: later than this the orders come in any case, never earlier.
void check_release(const Hop& hop, const SettingEntry& release, IssueSink& sink) {
  const auto released = parse_clock(release.value), cutoff = parse_clock(hop.cutoff);
  if (!released || !cutoff) return;
  const std::int64_t on_the_way = hop.every.value_or(Duration{}).seconds + hop.processing.value_or(Duration{}).seconds;
  if (released->seconds + on_the_way <= cutoff->seconds) return;
  std::string message = "orders released at " + clock_text(released->seconds);
  if (on_the_way > 0) message += ", and up to " + std::to_string((on_the_way + 59) / 60) + " minutes on hop " + hop.id + ",";
  sink.add("release_misses_cutoff", release.place, message + " miss the cut-off of " + hop.to + " at " + clock_text(cutoff->seconds));
}

}  // namespace

void check_setting_values(const CheckInput& input, IssueSink& sink) {
  const SettingList settings(input);
  absl::flat_hash_set<std::string> told;
  for (const SettingEntry& entry : settings.all()) {
    const KeyRule* rule = find_key_rule(entry.key);
    if (rule == nullptr || rule->accepts(entry.value)) continue;
    const std::string thing = std::string(entry.system) + '\0' + std::string(entry.key) + '\0' + std::string(entry.value);
    if (told.insert(thing).second)
      sink.add("setting_value_unknown", entry.place, "is no value of " + std::string(entry.key) + " of " + std::string(entry.system) + ", which takes " + std::string(rule->accepted));
  }
  for (const Hop& hop : input.the_case.hops)
    if (!hop.cutoff.empty() && !is_clock(hop.cutoff))
      sink.add("setting_value_unknown", {"trueup.toml", 0, "hop.cutoff", hop.cutoff}, "is no cut-off of hop " + hop.id + ", which takes a time of day, such as 16:00");
}

void check_automatic_stages(const CheckInput& input, IssueSink& sink) {
  const SettingList settings(input);
  std::vector<AutomaticStages> found;
  for (const std::string_view system : systems_of(settings))
    for (const TextId location : external_locations(input, system))
      for (std::size_t stage = 0; stage < std::size(kWorkStages); ++stage) {
        const SettingEntry* entry = automatic_by(settings, kWorkStages[stage], system, location);
        if (entry == nullptr) continue;
        auto at = std::find_if(found.begin(), found.end(), [&](const AutomaticStages& one) { return one.entry == entry; });
        if (at == found.end()) at = found.insert(found.end(), AutomaticStages{entry});
        at->stages[stage] = true;
        if (at->locations.empty() || at->locations.back() != location) at->locations.push_back(location);
      }
  for (const AutomaticStages& one : found)
    sink.add("auto_stage_at_external", one.entry->place,
             "makes " + std::string(one.entry->system) + " " + listed(one.stages) + " by itself at " + listed(input, one.locations) + ", where a warehouse executes");
}

void check_authorising_settings(const CheckInput& input, IssueSink& sink) {
  const SettingList settings(input);
  for (const SettingEntry* entry : settings.in_force())
    if (entry->key == "authorises_stages" && names_a_stage(entry->value) && holds_at_external(input, *entry))
      sink.add("connector_authorises_stages", entry->place, "lets " + std::string(entry->system) + " authorise stages of orders that a warehouse executes");
}

void check_release_cutoffs(const CheckInput& input, IssueSink& sink) {
  const SettingList settings(input);
  for (const Hop& hop : input.the_case.hops) {
    if (!carries_orders(hop)) continue;
    std::vector<const SettingEntry*> releases;
    std::vector<TextId> locations = served_by(input, hop);
    if (locations.empty()) locations.push_back({});
    for (const TextId location : locations)
      if (const SettingEntry* release = settings.at(hop.from, "release_cutoff", location); release != nullptr && std::find(releases.begin(), releases.end(), release) == releases.end())
        releases.push_back(release);
    for (const SettingEntry* release : releases) check_release(hop, *release, sink);
  }
}

}  // namespace trueup
