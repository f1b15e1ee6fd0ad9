// What a profile's columns do with cells once they are picked, whatever the format was.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "io/printed_time.hpp"
#include "trueup/base/error.hpp"
#include "trueup/base/time_zone.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// Puts a text into the batch's arena.
Cell add_text(RecordBatch& batch, std::string_view text);

/// The cells of one column of a rule, and those that are combined with them; `minus`, `time` and each of `plus` are parallel
/// or empty.
struct ColumnCells {
  std::vector<Cell> cells, minus, time;
  std::vector<std::vector<Cell>> plus{};
};

/// Brings the cells of a profile's columns into the form of the canonical tables: `before`, decimals with the profile's signs,
/// `plus`, `minus`, `negative`, `words`, then times from the profile's date form, clock column and zone. A text that is no decimal or no time stays
/// as it is printed, so that typing rejects its row with the value in sight. A column of which the profile says nothing of this
/// is handed through untouched.
class ColumnForms {
 public:
  explicit ColumnForms(const Profile& profile);

  /// The column's cells in their final form.
  std::vector<Cell> apply(RecordBatch& batch, const RowRule& rule, const ColumnSource& source, ColumnCells cells) const;

 private:
  void bring_to_iso(RecordBatch& batch, const ColumnSource& source, bool instant, ColumnCells& column) const;
  Cell iso_cell(RecordBatch& batch, Cell date, Cell clock, DateForm form, bool instant) const;

  const Profile& profile_;
  bool other_signs_ = false;  ///< decimals are not printed with a point alone
  std::optional<TimeZone> zone_;
};

/// The rule's constant columns, in the rule's order between the others. `batch.names` says which are there already.
void add_constants(RecordBatch& batch, const RowRule& rule);

/// Whether a field's text meets a condition.
bool meets(const RowCondition& condition, std::string_view text);

}  // namespace trueup
