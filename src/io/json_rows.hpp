// JsonRows: makes the rows of one rule from JSON records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/column_rule.hpp"
#include "io/json_fields.hpp"
#include "io/json_record.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

class JsonRows {
 public:
  JsonRows(const RowRule& rule, JsonFields& fields, const ColumnForms& forms);

  /// Starts a batch for one file.
  void open(const std::string& input, std::shared_ptr<const Bytes> source);
  /// Adds the rows of one record; `place` is its 1-based position. False on an error of structure, with `fault()` and where in
  /// the record it stands, as a JSON pointer (RFC 6901).
  bool add(const JsonRecord& record, std::uint64_t place);
  /// The file's batch: words applied, columns that the file does not have left out.
  RecordBatch close();

  /// A column that is not optional and that no row of any file had; null when there is none.
  const ColumnSource* missing_column() const;
  const std::string& label(const ColumnSource& column) const;
  const std::string& fault() const { return fault_; }
  const std::string& fault_pointer() const { return fault_pointer_; }
  const RowRule& rule() const { return rule_; }

 private:
  struct Column {
    std::vector<JsonPath> from;
    std::uint32_t direct = JsonFields::kNone;  ///< the record's own field that is the only source
    JsonPath minus, time;
    std::vector<JsonPath> plus;
    std::string label;
    bool seen = false;  ///< in any file
    bool seen_in_file = false;
    std::vector<Cell> subtrahends, clocks;
    std::vector<std::vector<Cell>> summands;  ///< one a path of `plus`
  };
  struct Join {
    JsonPath each, on, in;
  };

  bool visit(const JsonPath& path, std::size_t step, std::uint32_t node);
  bool visit_element(const JsonPath& path, std::size_t step, std::uint32_t node);
  bool row();
  bool joined_row();
  bool emit();
  bool matches_join(bool& matches);
  bool holds(bool& holds);
  bool pick_plain(Column& column, Cell& out);
  bool pick(Column& column, Cell& out);
  bool add_other(const JsonPath& path, std::vector<Cell>& cells);
  bool cell(const JsonPath& path, std::uint32_t node, Cell& out);
  /// The node of a field; of kind kAbsent when it is not there.
  bool find(const JsonPath& path, std::uint32_t& node) {
    node = path.empty() ? JsonRecord::kRoot : record_->child(JsonRecord::kRoot, path.front());
    if (path.size() == 1 && (*record_)[node].kind() != JsonKind::kArray) return true;
    return find_deep(path, node);
  }
  std::uint32_t chosen(const JsonChoice& choice, std::uint32_t node) const;
  bool find_deep(const JsonPath& path, std::uint32_t& node);
  bool text(const JsonPath& path, std::string_view& out);
  bool fail(std::string what, const JsonPath& path, std::size_t steps);
  std::string pointer(const JsonPath& path, std::size_t steps) const;

  const RowRule& rule_;
  const JsonFields& fields_;
  const ColumnForms& forms_;
  JsonPath each_;
  std::vector<JsonPath> when_;
  std::optional<Join> join_;
  std::vector<Column> columns_;
  std::uint64_t rows_ = 0;  ///< over all files

  RecordBatch batch_;
  const JsonRecord* record_ = nullptr;
  std::uint64_t place_ = 0;
  std::vector<std::uint32_t> visited_;  ///< one a field: the element that is now visited of the array there
  bool joining_ = false;                ///< the row is looking for its element
  bool joined_ = false;                 ///< and has found it
  std::string fault_, fault_pointer_;
};

}  // namespace trueup
