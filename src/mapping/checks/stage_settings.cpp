#include "mapping/checks/stage_settings.hpp"

#include <algorithm>
#include <iterator>

namespace trueup {
namespace {

std::optional<bool> sets_automatic(const SettingEntry* entry, const WorkStage& stage) {
  if (entry == nullptr) return std::nullopt;
  if (const AutoMode* mode = entry->key == kAutoModeKey ? find_auto_mode(entry->value) : nullptr) return mode->*stage.in_mode;
  return is_switch(entry->value) ? std::optional(same_setting_word(entry->value, "auto")) : std::nullopt;
}

}  // namespace

bool is_switch(std::string_view value) { return same_setting_word(value, "auto") || same_setting_word(value, "manual"); }

const AutoMode* find_auto_mode(std::string_view value) {
  for (const AutoMode& mode : kCin7CoreAutoModes)
    if (same_setting_word(value, mode.word)) return &mode;
  return nullptr;
}

std::string_view next_word(std::string_view& rest) {
  constexpr std::string_view kBetween = " ,;";
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(kBetween)));
  const std::string_view word = rest.substr(0, rest.find_first_of(kBetween));
  rest.remove_prefix(word.size());
  return word;
}

bool is_stage(std::string_view word) { return same_setting_word(word, "pick") || same_setting_word(word, "pack") || same_setting_word(word, "ship"); }

bool names_a_stage(std::string_view value) {
  for (std::string_view word = next_word(value); !word.empty(); word = next_word(value))
    if (is_stage(word)) return true;
  return false;
}

// The entry that makes a stage automatic there: the location's own before the system's, the later of a stage's key and the
// mode of all three.
const SettingEntry* automatic_by(const SettingList& settings, const WorkStage& stage, std::string_view system, TextId location) {
  for (const TextId scope : {location, TextId{}}) {
    const SettingEntry* own = settings.exactly_at(system, stage.key, scope);
    const SettingEntry* all = settings.exactly_at(system, kAutoModeKey, scope);
    const auto by_own = sets_automatic(own, stage), by_all = sets_automatic(all, stage);
    if (!by_own && !by_all) continue;
    if (by_own && (!by_all || own->since >= all->since)) return *by_own ? own : nullptr;
    return *by_all ? all : nullptr;
  }
  return nullptr;
}

std::optional<bool> runs_stages_by_itself(const SettingList& settings, std::string_view system, TextId location) {
  bool said = false;
  for (const WorkStage& stage : kWorkStages) {
    if (automatic_by(settings, stage, system, location) != nullptr) return true;
    said = said || sets_automatic(settings.at(system, stage.key, location), stage) || sets_automatic(settings.at(system, kAutoModeKey, location), stage);
  }
  return said ? std::optional(false) : std::nullopt;
}

bool is_enabled(const Evidence& evidence, std::size_t rule) {
  const std::string_view word = evidence.text(evidence.table("rules").text(rule, column_index("rules", "enabled")));
  return word.empty() || word == "1" || same_setting_word(word, "yes") || same_setting_word(word, "true");
}

bool authorises_a_stage(const Evidence& evidence, std::size_t rule) {
  const Records& rules = evidence.table("rules");
  const std::string_view action = evidence.text(rules.text(rule, column_index("rules", "action")));
  return !rules.rejected(rule) && (action == "authorise_pick" || action == "authorise_pack" || action == "authorise_ship") && is_enabled(evidence, rule);
}

std::optional<bool> authorises_stages(const Evidence& evidence, const SettingList& settings) {
  const std::size_t rules = evidence.table("rules").row_count();
  bool said = rules > 0;
  for (const SettingEntry* entry : settings.in_force()) {
    if (entry->key != "authorises_stages") continue;
    if (names_a_stage(entry->value)) return true;
    said = true;
  }
  for (std::size_t rule = 0; rule < rules; ++rule)
    if (authorises_a_stage(evidence, rule)) return true;
  return said ? std::optional(false) : std::nullopt;
}

}  // namespace trueup
