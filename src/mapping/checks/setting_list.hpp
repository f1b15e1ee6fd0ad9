// SettingList: the case's settings and those of table `settings` as one list, and which of them holds.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

struct SettingEntry {
  std::string_view system, key, value;
  std::string_view location;                       ///< as printed; empty = all of the system
  TextId known_location;                                 ///< the canonical location; none when `location` is empty or unknown
  std::int64_t since = Records::kUnknown;          ///< unknown = always
  Place place;                                     ///< of the value
};

class SettingList {
 public:
  /// Keeps views of the case's and the evidence's texts.
  SettingList(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress = nullptr);
  explicit SettingList(const CheckInput& input) : SettingList(input.the_case, input.evidence, input.mapping, input.progress) {}

  /// Every entry: the case's own first, then the table's, in file order.
  const std::vector<SettingEntry>& all() const { return entries_; }

  /// What holds at the case's instant at a location: the location's own entry, else the system's; null when neither is set.
  const SettingEntry* at(std::string_view system, std::string_view key, TextId location = {}) const;

  /// What holds for this very scope; a location of none is the whole system.
  const SettingEntry* exactly_at(std::string_view system, std::string_view key, TextId location) const;

  /// The entries that a later one has not replaced at the case's instant, by system, key and location.
  std::vector<const SettingEntry*> in_force() const;

 private:
  std::vector<SettingEntry> entries_;
  std::vector<std::uint32_t> in_force_;            ///< sorted by system, key, canonical location; one each
};

/// ASCII case ignored: exports print "Auto" and "AUTOPICK".
bool same_setting_word(std::string_view left, std::string_view right);

/// So many in so many seconds.
struct Rate {
  std::int64_t count = 0;
  std::int64_t seconds = 1;
};

/// "60/m": a whole number above 0 and /s, /m, /h or /d.
std::optional<Rate> parse_rate(std::string_view text);

/// A whole number above 0.
std::optional<std::int64_t> parse_positive(std::string_view text);

/// "16:00": the time since midnight.
std::optional<Duration> parse_clock(std::string_view text);

/// The external locations of the case that another system than this one operates, as the mapping knows them.
std::vector<TextId> external_locations(const CheckInput& input, std::string_view not_of);

}  // namespace trueup
