// WorkStage settings: which of pick, pack and ship run by themselves, by which setting.
#pragma once

#include <optional>
#include <string_view>

#include "mapping/checks/setting_list.hpp"
#include "trueup/model/orders/cin7_core.hpp"

namespace trueup {

inline constexpr std::string_view kAutoModeKey = "auto_pick_pack_ship_mode";

struct WorkStage {
  std::string_view name, key;
  bool AutoMode::* in_mode;
};

constexpr WorkStage kWorkStages[] = {{"pick", "pick_mode", &AutoMode::pick}, {"pack", "pack_mode", &AutoMode::pack}, {"ship", "ship_mode", &AutoMode::ship}};

/// Cin7 Core's mode of that word; null for any other.
const AutoMode* find_auto_mode(std::string_view value);

/// "auto" or "manual".
bool is_switch(std::string_view value);

/// Takes the next word off a list.
std::string_view next_word(std::string_view& rest);
bool is_stage(std::string_view word);
bool names_a_stage(std::string_view list);

/// The entry that makes a stage automatic at a location of a system; null when none does.
const SettingEntry* automatic_by(const SettingList& settings, const WorkStage& stage, std::string_view system, TextId location);

/// Whether any stage runs by itself there; nothing when no setting says.
std::optional<bool> runs_stages_by_itself(const SettingList& settings, std::string_view system, TextId location);

/// Whether anything authorises stages of a warehouse's orders: a setting authorises_stages of any system, or an enabled rule;
/// nothing when neither such a setting nor any rule is given.
std::optional<bool> authorises_stages(const Evidence& evidence, const SettingList& settings);

/// A row of table `rules` whose `enabled` is empty, 1, yes or true.
bool is_enabled(const Evidence& evidence, std::size_t rule);

/// An enabled rule that authorises a stage.
bool authorises_a_stage(const Evidence& evidence, std::size_t rule);

}  // namespace trueup
