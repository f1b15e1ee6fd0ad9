// What a profile's columns do with cells once they are picked, whatever the format was.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/time_zone.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// Puts a text into the batch's arena.
Cell add_text(RecordBatch& batch, std::string_view text);

/// The cells of one column of a rule, and those that are combined with them; `minus` and `time` are parallel or empty.
struct ColumnCells {
  std::vector<Cell> cells, minus, time;
};

/// Brings the cells of a profile's columns into the form of the canonical tables: `minus`, `before`, `words`; decimals with
/// the profile's signs; times from the profile's date form, clock column and zone. A text that is no decimal or no time stays
/// as it is printed, so that typing rejects its row with the value in sight.
class ColumnForms {
 public:
  explicit ColumnForms(const Profile& profile);

  /// The column's cells in their final form.
  std::vector<Cell> apply(RecordBatch& batch, const RowRule& rule, const ColumnSource& source, ColumnCells cells) const;

 private:
  const Profile& profile_;
  std::optional<TimeZone> zone_;
};

/// The rule's constant columns, in the rule's order between the others. `batch.names` says which are there already.
void add_constants(RecordBatch& batch, const RowRule& rule);

/// Whether a field's text meets a condition.
bool meets(const RowCondition& condition, std::string_view text);

}  // namespace trueup
