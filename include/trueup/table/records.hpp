// Records: the rows of one canonical table, typed, in columns. Text is interned, numbers are int64 fixed point, each row
// knows the input and row that it came from. A column that no input filled costs nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/base/strong_id.hpp"
#include "trueup/base/text_pool.hpp"
#include "trueup/base/time_zone.hpp"
#include "trueup/model/table_schema.hpp"
#include "trueup/table/issue.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// Where a row came from: an index into the list of inputs' files, and the 1-based row there.
struct Origin {
  std::uint32_t file = 0;
  std::uint32_t row = 0;
};

/// The index of a column in its table; a name that is not there does not compile.
consteval std::size_t column_index(std::string_view table, std::string_view column) {
  const TableSchema* schema = find_table(table);
  for (std::size_t i = 0; i < schema->columns.size(); ++i)
    if (schema->columns[i].name == column) return i;
  throw "no such column";
}

/// The same at run time; nothing when the table has no such column.
constexpr std::optional<std::size_t> find_column(const TableSchema& schema, std::string_view column) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i)
    if (schema.columns[i].name == column) return i;
  return std::nullopt;
}

class Records {
 public:
  static constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

  Records() = default;
  explicit Records(const TableSchema& schema) : schema_(&schema), texts_(schema.columns.size()), numbers_(schema.columns.size()) {}

  const TableSchema& schema() const { return *schema_; }
  std::size_t row_count() const { return origins_.size(); }

  TextId text(std::size_t row, std::size_t column) const { return texts_[column].empty() ? TextId{} : texts_[column][row]; }
  /// Fixed point as the column's kind says; kUnknown when empty.
  std::int64_t number(std::size_t row, std::size_t column) const {
    return numbers_[column].empty() ? kUnknown : numbers_[column][row];
  }
  bool filled(std::size_t column) const { return !texts_[column].empty() || !numbers_[column].empty(); }
  Origin origin(std::size_t row) const { return origins_[row]; }
  /// Whether one of the row's cells could not be read: the row's key is known, its figures are not to be used.
  bool rejected(std::size_t row) const { return !rejected_.empty() && rejected_[row] != 0; }

 private:
  friend class RecordsAppender;
  const TableSchema* schema_ = nullptr;
  std::vector<std::vector<TextId>> texts_;
  std::vector<std::vector<std::int64_t>> numbers_;
  std::vector<Origin> origins_;
  std::vector<std::uint8_t> rejected_;
};

/// What an input says about all its rows, and how its times are read.
struct RecordDefaults {
  std::uint32_t file = 0;
  TextId system, hop, location;
  std::int64_t as_of = Records::kUnknown;  ///< for `as_of` and `counted_at`
  const TimeZone* zone = nullptr;          ///< null: a time without offset cannot be read
  std::string zone_hint;                   ///< for the message
};

/// Appends a decoded batch. A cell that is not of its column's kind becomes an Issue; its row stays, marked rejected.
/// Rows without a required text (an empty SKU) are rejected as well.
void append_records(Records& records, const RecordBatch& batch, const RecordDefaults& defaults, TextPool& pool,
                    std::vector<Issue>& rejected, const Progress* progress = nullptr);

}  // namespace trueup
