// Profile: what one export or message looks like, as data. A new source is a new profile, not new code.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trueup/base/error.hpp"

namespace trueup {

enum class SourceFormat : std::uint8_t { kCsv, kJson };

/// Where one canonical column (or attribute) comes from.
struct ColumnSource {
  std::string name;                                          ///< canonical column or attribute
  std::vector<std::string> from;                             ///< headers or field paths; the first present is taken
  std::string constant;                                      ///< used when `from` is empty
  std::vector<std::pair<std::string, std::string>> words;    ///< source word -> canonical word; ASCII case ignored
  std::string minus;                                         ///< header or field path of a decimal that is taken off
  std::string before;                                        ///< keep the text before the first of this; empty = all
  bool optional = false;                                     ///< may be missing in the file
};

/// A condition on a row: the field's text is one of `words` (ASCII case ignored).
struct RowCondition {
  std::string path;
  std::vector<std::string> words;
};

/// A figure that the source repeats on each row of a key: the largest stays on the key's first row.
struct OncePer {
  std::vector<std::string> columns;
  std::vector<std::string> key;
};

/// Pairs each row with the elements of a sibling array (JSON).
struct RowJoin {
  std::string each;
  std::string on;
  std::string in;
};

/// One canonical table made from the source.
struct RowRule {
  std::string table;
  std::string each;
  std::vector<RowCondition> when;
  std::optional<RowJoin> join;
  std::optional<OncePer> once_per;
  std::vector<ColumnSource> columns;
  bool keep_extra_columns = false;  ///< trueup.<table>: further columns become attributes
};

struct Profile {
  std::string name;
  std::string title;
  std::string dialect;
  std::string facts;                      ///< where the facts come from (key `source`)
  std::string seen;                       ///< real file | documented example | never seen in a real file
  SourceFormat format = SourceFormat::kCsv;
  std::vector<std::string> recognise;     ///< names that must all be there for this profile to be chosen
  std::vector<std::string> null_words{""};
  char delimiter = 0;                     ///< 0 = find out
  std::string list, total, page;          ///< JSON page envelope
  std::vector<std::string> unique;        ///< JSON keys that together may not repeat
  std::vector<RowRule> rules;
};

/// Reads a profile from TOML text. `origin` stands in error messages. Errors: bad_profile with line and column.
Result<Profile> parse_profile(std::string_view toml, const std::string& origin);

/// The names of all shipped profiles, sorted; `trueup.<table>` included.
std::vector<std::string> shipped_profile_names();

/// A shipped profile by name, or a profile file by path (relative to `base`) when the name ends in ".toml".
/// Errors: unknown_profile (the hint lists near names), bad_profile, file_not_found.
Result<std::shared_ptr<const Profile>> find_profile(const std::string& name, const std::string& base);

}  // namespace trueup
