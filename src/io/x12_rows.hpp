// X12Rows: the rows that a profile makes of transaction sets. A set is gathered whole, then its rows are made: a line may
// need what is written after it.
#pragma once

#include <optional>
#include <vector>

#include "io/column_rule.hpp"
#include "io/x12_column.hpp"
#include "io/x12_lookup.hpp"
#include "io/x12_plan.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {

class X12Rows {
 public:
  /// All must outlive it.
  X12Rows(const Profile& profile, const X12Plan& plan, X12Set& set);

  void start_file(const SourceFile& file);
  /// The rows of the set as it is now; `whole` when its trailer was seen.
  void add_set(char component, bool whole, Decoded& out);
  /// One batch a rule.
  void finish_file(Decoded& out);

 private:
  /// What the rows in turn that belong to one printed total make.
  struct Sum {
    std::uint32_t total;  ///< its segment
    Int128 parts = 0;
    bool known = true;
  };
  struct Table {
    std::vector<X12Column> columns;
    std::vector<std::uint64_t> rows;
    std::vector<Sum> sums;        ///< of the set's rows, where the rule has a total
    std::uint32_t loop = kNoX12;  ///< of the last segment that could make a row
    std::uint64_t changed = 0;    ///< X12Set::Loop::ids of the loops that are others than the last row's
    std::uint64_t unjudged = 0;   ///< likewise since the verdicts
    std::vector<char> verdicts;   ///< one a condition that rows share: whether it held
    bool verdict = false;         ///< whether all of them did
  };
  /// The segment that a row is made of.
  struct Row {
    const X12Each& each;
    std::uint32_t segment, group;
  };

  void start_set(char component, Decoded& out);
  void reserve();
  void add_rows(const X12Plan::Rule& rule, Table& table, std::uint32_t segment);
  void add_row(const X12Plan::Rule& rule, Table& table, const Row& row);
  bool holds(const X12Plan::Rule& rule, Table& table, const Row& row);
  void judge(const X12Plan::Rule& rule, Table& table, const Row& row);
  std::uint64_t between(std::uint32_t left, std::uint32_t right) const;

  X12Cells cells_of(const X12Plan::Column& column, const Row& row, std::uint32_t from);
  Cell cell(const X12Path& path, const Row& row, std::uint32_t from);
  Cell cell_of(std::string_view text) const {
    return text.empty() ? Cell() : Cell::in_source(static_cast<std::uint64_t>(text.data() - text_), text.size());
  }
  std::string_view text_of(const X12Path& path, const Row& row, std::uint32_t from);
  std::string_view pair_of(const X12Path& path, const X12Set::Segment& segment) const;

  void report_untied(const std::vector<X12Set::Untied>& untied, Decoded& out) const;
  void check_lines(const std::vector<std::size_t>& rows_before, Decoded& out) const;
  void check_exceptions(Decoded& out);
  void add_to_total(const X12Plan::Rule& rule, Table& table, std::uint32_t segment);
  void check_total(const X12Plan::Rule& rule, Table& table, Decoded& out);
  RecordBatch batch_of(const X12Plan::Rule& rule, Table& table);

  const X12Set::Segment& header() const { return set_.segments()[set_.loops()[set_.root()].opener]; }

  const X12Plan& plan_;
  X12Set& set_;
  X12Lookup lookup_;
  ColumnForms forms_;
  const SourceFile* file_ = nullptr;
  const char* text_ = nullptr;  ///< the file's
  std::vector<Table> tables_;   ///< one a rule
};

}  // namespace trueup
