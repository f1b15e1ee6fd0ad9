// Places that stand side by side in a row of delimited text, brought below each other: one row x place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/csv_layout.hpp"

namespace trueup {

inline constexpr std::string_view kGroupColumn = "@group";  ///< the place's name
inline constexpr std::string_view kValueColumn = "@value";  ///< kColumns: the cell below it

/// Which cells of a row belong to which place.
class SpreadColumns {
 public:
  /// kGroups: a cell of the row above the header starts a group that reaches up to the next one; a group without a figure
  /// that the profile wants is no place; a column that is not in the group but once in the header belongs to all of them.
  /// kColumns: each named column after the last of `spread_after`. Errors: not_the_format (no place).
  static Result<SpreadColumns> find(const SourceFile& file, const CsvLayout& layout, const Profile& profile);

  /// The columns that come out: those that the profile wants, by their headers, and `@group` (and `@value`).
  const std::vector<std::string>& header() const { return header_; }
  /// Positions in the file's header that are needed, ascending.
  const std::vector<std::size_t>& picked() const { return picked_; }
  /// The rows, each once a place. `raw` has the columns `picked()`.
  RecordBatch apply(RecordBatch raw) const;

 private:
  struct Place {
    std::string name;
    std::vector<int> columns;  ///< one an entry of header_ but the last, `@group`: position in the file; -1 = none
  };
  void add_groups(const CsvLayout& layout, const Profile& profile);
  void add_columns(const CsvLayout& layout, const Profile& profile);
  void pick();

  std::vector<std::string> header_;
  std::vector<Place> places_;
  std::vector<std::size_t> picked_;
};

/// Whether a name in a profile is one of those that a spread makes.
constexpr bool is_spread_name(std::string_view name) { return name == kGroupColumn || name == kValueColumn; }

}  // namespace trueup
