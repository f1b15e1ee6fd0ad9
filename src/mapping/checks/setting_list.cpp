#include "mapping/checks/setting_list.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "mapping/checks/issue_words.hpp"
#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

using Scope = std::tuple<std::string_view, std::string_view, TextId>;

Scope scope_of(const SettingEntry& entry) { return {entry.system, entry.key, entry.known_location}; }

// A location that nobody knows is no reason to take the entry for the whole system.
bool placed(const SettingEntry& entry) { return entry.location.empty() || entry.known_location; }

SettingEntry inline_entry(const Evidence& evidence, const Mapping& mapping, const Setting& setting) {
  SettingEntry entry{setting.system, setting.key, setting.value, setting.location, {}, Records::kUnknown, {"trueup.toml", 0, "setting." + setting.key, setting.value}};
  if (const auto since = parse_instant(setting.since)) entry.since = since->micros;
  if (!setting.location.empty()) entry.known_location = mapping.location(evidence.pool.find(setting.system), evidence.pool.find(setting.location));
  return entry;
}

SettingEntry table_entry(const Evidence& evidence, const Mapping& mapping, const Records& rows, std::size_t row) {
  const TextId system = rows.text(row, column_index("settings", "system")), location = rows.text(row, column_index("settings", "location"));
  const TextId key = rows.text(row, column_index("settings", "key")), value = rows.text(row, column_index("settings", "value"));
  const Origin origin = rows.origin(row);
  SettingEntry entry{evidence.text(system), evidence.text(key), evidence.text(value), evidence.text(location), {}, rows.number(row, column_index("settings", "since")),
                     {evidence.files[origin.file], origin.row, "value", std::string(evidence.text(value))}};
  if (location) entry.known_location = mapping.location(system, location);
  return entry;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

SettingList::SettingList(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress) {
  for (const Setting& setting : the_case.settings) entries_.push_back(inline_entry(evidence, mapping, setting));
  const Records& rows = evidence.table("settings");
  for (std::size_t row = 0; row < rows.row_count() && !stops_at(progress, row); ++row)
    if (!rows.rejected(row)) entries_.push_back(table_entry(evidence, mapping, rows, row));

  const std::int64_t now = instant_of(the_case);
  std::vector<std::uint32_t> order;
  for (std::uint32_t at = 0; at < entries_.size(); ++at)
    if (entries_[at].since <= now && placed(entries_[at])) order.push_back(at);
  // Of two values of one instant the smaller holds: "auto" before "manual", whichever row comes first.
  const auto key = [&](std::uint32_t at) { return std::tuple(scope_of(entries_[at]), entries_[at].since); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    if (key(left) != key(right)) return key(left) < key(right);
    return std::tie(entries_[right].value, right) < std::tie(entries_[left].value, left);
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    if (i + 1 == order.size() || scope_of(entries_[order[i]]) != scope_of(entries_[order[i + 1]])) in_force_.push_back(order[i]);
}

const SettingEntry* SettingList::exactly_at(std::string_view system, std::string_view key, TextId location) const {
  const Scope wanted{system, key, location};
  const auto found = std::lower_bound(in_force_.begin(), in_force_.end(), wanted, [&](std::uint32_t at, const Scope& scope) { return scope_of(entries_[at]) < scope; });
  if (found == in_force_.end() || scope_of(entries_[*found]) != wanted) return nullptr;
  return &entries_[*found];
}

const SettingEntry* SettingList::at(std::string_view system, std::string_view key, TextId location) const {
  if (const SettingEntry* own = location ? exactly_at(system, key, location) : nullptr) return own;
  return exactly_at(system, key, {});
}

std::vector<const SettingEntry*> SettingList::in_force() const {
  std::vector<const SettingEntry*> out;
  for (const std::uint32_t at : in_force_) out.push_back(&entries_[at]);
  return out;
}

bool same_setting_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<std::int64_t> parse_positive(std::string_view text) {
  const ParsedDecimal number = parse_decimal(text, 0);
  const bool whole = number.fault == DecimalFault::kNone && std::all_of(text.begin(), text.end(), detail::is_digit);
  if (!whole || number.value == 0) return std::nullopt;
  return number.value;
}

std::optional<Rate> parse_rate(std::string_view text) {
  if (text.size() < 3 || text[text.size() - 2] != '/') return std::nullopt;
  const auto count = parse_positive(text.substr(0, text.size() - 2));
  const auto unit = parse_duration(std::string{'1', text.back()});
  if (!count || !unit) return std::nullopt;
  return Rate{*count, unit->seconds};
}

std::optional<Duration> parse_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t at : {0, 1, 3, 4})
    if (!detail::is_digit(text[at])) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return Duration{hour * 3600 + minute * 60};
}

std::vector<TextId> external_locations(const CheckInput& input, std::string_view not_of) {
  std::vector<TextId> out;
  for (const Location& location : input.the_case.locations)
    if (location.external && location.system != not_of)
      if (const TextId known = input.mapping.location({}, input.evidence.pool.find(location.id)))
        if (std::find(out.begin(), out.end(), known) == out.end()) out.push_back(known);
  return out;
}

}  // namespace trueup
