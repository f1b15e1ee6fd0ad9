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

enum class SourceFormat : std::uint8_t { kCsv, kJson, kX12 };

/// Source word -> canonical word; ASCII case ignored. An empty canonical word means "says nothing".
using Words = std::vector<std::pair<std::string, std::string>>;

/// Where one canonical column (or attribute) comes from.
struct ColumnSource {
  std::string name;               ///< canonical column or attribute
  std::vector<std::string> from;  ///< headers, field paths or element paths; the first present is taken
  std::string constant;           ///< used when `from` is empty
  Words words;                    ///< given here, or by the name of one of the profile's word lists
  std::vector<std::string> plus;  ///< headers or paths of decimals that are added; one that is empty makes the sum unknown
  std::string minus;              ///< header or path of a decimal that is taken off
  bool negative = false;          ///< the magnitude counts as taken off: 5 and -5 are both -5
  std::string time;               ///< header or path of the clock reading that belongs to the date in `from`
  std::string date;               ///< how a date is printed: "" = ISO 8601 (X12: element 373), dd/mm/yyyy, mm/dd/yyyy, yyyymmdd, epoch_ms
  std::string before;             ///< keep the text before the first of this; empty = all
  bool optional = false;          ///< may be missing in the file
};

/// A condition on a row: the field's text is one of `words` (ASCII case ignored; "*" = any text), or none of them.
struct RowCondition {
  std::string path;
  std::vector<std::string> words;
  bool negated = false;  ///< `unless`
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

/// A printed total that the rows of one parent add up to (X12): compared, never added.
struct RowTotal {
  std::string from;    ///< element path of the total, in the loop above the rows
  std::string column;  ///< the rows' quantity
};

/// One canonical table made from the source.
struct RowRule {
  std::string table;
  std::string each;
  std::vector<RowCondition> when;  ///< `when` and `unless`; all must hold
  std::optional<RowJoin> join;
  std::optional<OncePer> once_per;
  std::optional<RowTotal> total;
  std::vector<ColumnSource> columns;
  bool keep_extra_columns = false;  ///< trueup.<table>: further columns become attributes
};

/// How columns that belong to a place are laid out, when they are.
enum class CsvSpread : std::uint8_t {
  kNone,
  kGroups,   ///< the row above the header names the group that starts there: one row x group
  kColumns,  ///< each column after the fixed ones is a group of one: one row x column
};

struct CsvShape {
  char delimiter = 0;                     ///< 0 = find out
  char decimal_point = '.';
  char thousands = 0;                     ///< 0 = none; only where the profile says so
  std::vector<std::string> null_words{""};
  CsvSpread spread = CsvSpread::kNone;
  std::vector<std::string> spread_after;  ///< kColumns: headers of the fixed columns; what comes after the last of them is spread
};

struct JsonShape {
  std::vector<std::string> list;    ///< key or path ("/payload/items") of the list in the page envelope; the first present
  std::string total, page;          ///< keys of the envelope
  std::vector<std::string> unique;  ///< record keys that together may not repeat
  std::vector<std::string> errors;  ///< envelope keys whose presence with a value means that the answer is an error
  bool lines = false;               ///< one JSON value a line
};

/// A loop of an X12 set: it starts with segment `opener` and ends where a segment comes that it does not hold.
struct X12Loop {
  std::string opener;
  std::string in;                  ///< the opener of the loop around it; ST for a loop of the set
  std::vector<std::string> holds;  ///< segment ids; empty = whatever comes, up to a loop that is not inside
  std::string id, parent;          ///< HL: elements that hold its number and its parent's number, "HL-01" and "HL-02"
};

struct X12Shape {
  std::vector<std::string> sets;   ///< ST01
  std::vector<X12Loop> loops;
  std::vector<std::string> ids;    ///< qualifiers of product ids (element 235), best first
  std::vector<RowCondition> exceptions_only;  ///< where one holds, rows that are absent say nothing
};

struct Profile {
  std::string name;
  std::string title;
  std::string dialect;
  std::string facts;                      ///< where the facts come from (key `source`)
  std::string seen;                       ///< real file | documented example | never seen in a real file
  std::string extends;                    ///< the profile whose keys hold where this one is silent
  std::string date;                       ///< form of dates of columns that name none themselves
  std::string zone;                       ///< IANA zone of times without offset; empty = the system's
  SourceFormat format = SourceFormat::kCsv;
  std::vector<std::string> recognise;     ///< names that must all be there for this profile to be chosen; "a|b" = either. X12: sets
  std::vector<std::pair<std::string, Words>> words;  ///< word lists by name
  CsvShape csv;
  JsonShape json;
  X12Shape x12;
  std::vector<RowRule> rules;

  /// A word list by name; null when there is none.
  const Words* find_words(std::string_view list) const;
};

/// Reads a profile from TOML text; `extends` names a shipped profile. `origin` stands in error messages. Errors: bad_profile
/// with line and column, unknown_profile.
Result<Profile> parse_profile(std::string_view toml, const std::string& origin);

/// The names of all shipped profiles, sorted; `trueup.<table>` included.
std::vector<std::string> shipped_profile_names();

/// A shipped profile by name, or a profile file by path (relative to `base`) when the name ends in ".toml".
/// Errors: unknown_profile (the hint lists near names), bad_profile, file_not_found.
Result<std::shared_ptr<const Profile>> find_profile(const std::string& name, const std::string& base);

}  // namespace trueup
