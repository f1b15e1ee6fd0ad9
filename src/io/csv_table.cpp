#include "io/csv_table.hpp"

#include <algorithm>

#include "io/column_rule.hpp"
#include "io/csv_rows.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

constexpr int kAbsent = -1;

/// Where the cells of one rule stand in the header; kAbsent where an optional column is not there.
struct RulePlaces {
  std::vector<int> columns;  ///< one a ColumnSource
  std::vector<int> minus;    ///< one a ColumnSource
  std::vector<int> when;     ///< one a condition
  std::vector<int> extra;    ///< kept as attributes
};

CsvWanted wanted_columns(const Profile& profile) {
  CsvWanted wanted;
  for (const RowRule& rule : profile.rules) {
    for (const ColumnSource& column : rule.columns) {
      if (!column.from.empty() && !column.optional) wanted.push_back(column.from);
      if (!column.minus.empty() && !column.optional) wanted.push_back({column.minus});
    }
    for (const RowCondition& condition : rule.when) wanted.push_back({condition.path});
  }
  return wanted;
}

RulePlaces find_places(const RowRule& rule, const std::vector<std::string>& header) {
  RulePlaces places;
  std::vector<bool> used(header.size());
  for (const ColumnSource& column : rule.columns) {
    places.columns.push_back(find_header(header, column.from));
    places.minus.push_back(column.minus.empty() ? kAbsent : find_header(header, {column.minus}));
    if (places.columns.back() >= 0) used[static_cast<std::size_t>(places.columns.back())] = true;
  }
  for (const RowCondition& condition : rule.when) places.when.push_back(find_header(header, {condition.path}));
  if (!rule.keep_extra_columns) return places;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!used[i] && !header[i].empty()) places.extra.push_back(static_cast<int>(i));
  return places;
}

/// The header positions that any rule needs, each once, ascending.
std::vector<std::size_t> picked_positions(const std::vector<RulePlaces>& places) {
  std::vector<std::size_t> picked;
  for (const RulePlaces& rule : places)
    for (const auto* list : {&rule.columns, &rule.minus, &rule.when, &rule.extra})
      for (const int position : *list)
        if (position != kAbsent) picked.push_back(static_cast<std::size_t>(position));
  std::sort(picked.begin(), picked.end());
  picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
  return picked;
}

/// Builds the batches of the rules from one batch that holds every picked column once. The last user of a column takes it.
class RuleBuilder {
 public:
  RuleBuilder(const Profile& profile, RecordBatch raw, const CsvLayout& layout, std::vector<std::size_t> picked, const std::vector<RulePlaces>& places)
      : forms_(profile), raw_(std::move(raw)), layout_(layout), picked_(std::move(picked)), users_(picked_.size()), rules_left_(places.size()) {
    for (const RulePlaces& rule : places)
      for (const auto* list : {&rule.columns, &rule.minus, &rule.extra})
        for (const int position : *list)
          if (position != kAbsent) ++users_[raw_column(position)];
  }

  RecordBatch build(const RowRule& rule, const RulePlaces& places) {
    all_ = rule.when.empty();
    find_kept_rows(rule, places);
    RecordBatch batch = start(rule);
    for (std::size_t i = 0; i < rule.columns.size(); ++i) {
      if (places.columns[i] == kAbsent) continue;
      ColumnCells cells;
      cells.cells = take(places.columns[i]);
      if (places.minus[i] != kAbsent) cells.minus = take(places.minus[i]);
      append(batch, rule.columns[i].name, places.columns[i], forms_.apply(batch, rule, rule.columns[i], std::move(cells)));
    }
    add_constants(batch, rule);
    for (const int position : places.extra) append(batch, layout_.header[static_cast<std::size_t>(position)], position, take(position));
    return batch;
  }

 private:
  std::size_t raw_column(int position) const {
    const auto at = std::lower_bound(picked_.begin(), picked_.end(), static_cast<std::size_t>(position));
    return static_cast<std::size_t>(at - picked_.begin());
  }

  RecordBatch start(const RowRule& rule) {
    const bool last = --rules_left_ == 0;
    RecordBatch batch;
    batch.input = raw_.input;
    batch.table = rule.table;
    batch.source = raw_.source;
    batch.arena = last ? std::move(raw_.arena) : raw_.arena;
    batch.rows = pick(raw_.rows, last);
    return batch;
  }

  template <class T>
  std::vector<T> pick(std::vector<T>& from, bool last) const {
    if (all_) return last ? std::move(from) : from;
    std::vector<T> out;
    out.reserve(kept_.size());
    for (const std::size_t row : kept_) out.push_back(from[row]);
    return out;
  }

  std::vector<Cell> take(int position) {
    const std::size_t column = raw_column(position);
    return pick(raw_.columns[column], --users_[column] == 0);
  }

  void append(RecordBatch& batch, const std::string& name, int position, std::vector<Cell> cells) const {
    batch.names.push_back(name);
    batch.labels.push_back(layout_.header[static_cast<std::size_t>(position)]);
    batch.columns.push_back(std::move(cells));
  }

  void find_kept_rows(const RowRule& rule, const RulePlaces& places) {
    kept_.clear();
    for (std::size_t row = 0; row < raw_.row_count() && !all_; ++row) {
      bool holds = true;
      for (std::size_t i = 0; i < rule.when.size() && holds; ++i)
        holds = meets(rule.when[i], raw_.text(raw_.columns[raw_column(places.when[i])][row]));
      if (holds) kept_.push_back(row);
    }
  }

  ColumnForms forms_;
  RecordBatch raw_;
  const CsvLayout& layout_;
  std::vector<std::size_t> picked_;
  std::vector<std::size_t> users_;  ///< one a picked column: how many still want it
  std::size_t rules_left_;
  std::vector<std::size_t> kept_;  ///< rows that meet the rule's conditions, unless all do
  bool all_ = true;
};

}  // namespace

Failure decode_csv_file(const Profile& profile, const SourceFile& file, Decoded& out, Progress* progress) {
  Result<CsvLayout> layout = find_csv_layout(file, profile.csv.delimiter, wanted_columns(profile));
  if (!layout) return layout.take_error();
  std::vector<RulePlaces> places;
  for (const RowRule& rule : profile.rules) places.push_back(find_places(rule, layout->header));
  const std::vector<std::size_t> picked = picked_positions(places);
  Result<RecordBatch> raw = read_csv_rows(file, *layout, picked, profile.csv.null_words, out.rejected, progress);
  if (!raw) return raw.take_error();
  RuleBuilder builder(profile, std::move(raw.value()), *layout, picked, places);
  for (std::size_t i = 0; i < profile.rules.size(); ++i) out.batches.push_back(builder.build(profile.rules[i], places[i]));
  return std::nullopt;
}

}  // namespace trueup
