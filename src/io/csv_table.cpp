#include "io/csv_table.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "io/column_rule.hpp"
#include "io/csv_rows.hpp"
#include "io/csv_spread.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

constexpr int kAbsent = -1;

/// Where the cells of one rule stand in the header; kAbsent where an optional column is not there.
struct RulePlaces {
  std::vector<int> columns;  ///< one a ColumnSource
  std::vector<int> minus;    ///< one a ColumnSource
  std::vector<int> time;     ///< one a ColumnSource
  std::vector<int> plus;     ///< one an addend, of the columns in their order
  std::vector<int> when;     ///< one a condition
  std::vector<int> extra;    ///< kept as attributes
};

/// Whether some rule says what rows are where the header is not there: it names "" among its words.
bool may_be_absent(const Profile& profile, const RowCondition& condition) {
  return std::any_of(profile.rules.begin(), profile.rules.end(), [&](const RowRule& rule) {
    return std::any_of(rule.when.begin(), rule.when.end(), [&](const RowCondition& other) {
      return other.path == condition.path && std::find(other.words.begin(), other.words.end(), "") != other.words.end();
    });
  });
}

/// The headers that must be there. One that a condition asks for and that is not there reads as empty text: `unless` holds, and
/// `when` where it names "" among its words.
CsvWanted wanted_columns(const Profile& profile) {
  CsvWanted wanted;
  const auto add = [&](std::vector<std::string> names) {
    std::erase_if(names, [](const std::string& name) { return name.empty() || is_spread_name(name); });
    if (!names.empty()) wanted.push_back(std::move(names));
  };
  for (const RowRule& rule : profile.rules) {
    for (const ColumnSource& column : rule.columns) {
      if (column.optional) continue;
      add(column.from);
      add({column.minus});
      add({column.time});
      for (const std::string& addend : column.plus) add({addend});
    }
    for (const RowCondition& condition : rule.when)
      if (!condition.negated && !may_be_absent(profile, condition)) add(condition_headers(condition));
  }
  if (profile.csv.spread == CsvSpread::kColumns) add(profile.csv.spread_after);
  return wanted;
}

int place_of(const std::vector<std::string>& header, const std::string& name) { return name.empty() ? kAbsent : find_header(header, {name}); }

RulePlaces find_places(const RowRule& rule, const std::vector<std::string>& header) {
  RulePlaces places;
  std::vector<bool> used(header.size());
  for (const ColumnSource& column : rule.columns) {
    places.columns.push_back(find_header(header, column.from));
    places.minus.push_back(place_of(header, column.minus));
    places.time.push_back(place_of(header, column.time));
    for (const std::string& addend : column.plus) places.plus.push_back(place_of(header, addend));
    if (places.columns.back() >= 0) used[static_cast<std::size_t>(places.columns.back())] = true;
  }
  for (const RowCondition& condition : rule.when) places.when.push_back(find_header(header, condition_headers(condition)));
  if (!rule.keep_extra_columns) return places;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!used[i] && !header[i].empty()) places.extra.push_back(static_cast<int>(i));
  return places;
}

/// The header positions that any rule needs, each once, ascending.
std::vector<std::size_t> picked_positions(const std::vector<RulePlaces>& places) {
  std::vector<std::size_t> picked;
  for (const RulePlaces& rule : places)
    for (const auto* list : {&rule.columns, &rule.minus, &rule.time, &rule.plus, &rule.when, &rule.extra})
      for (const int position : *list)
        if (position != kAbsent) picked.push_back(static_cast<std::size_t>(position));
  std::sort(picked.begin(), picked.end());
  picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
  return picked;
}

/// Builds the batches of the rules from one batch that holds every picked column once. The last user of a column takes it.
class RuleBuilder {
 public:
  RuleBuilder(const Profile& profile, RecordBatch raw, const std::vector<std::string>& header, std::vector<std::size_t> picked,
              const std::vector<RulePlaces>& places)
      : forms_(profile), raw_(std::move(raw)), header_(header), picked_(std::move(picked)), users_(picked_.size()), rules_left_(places.size()) {
    for (const RulePlaces& rule : places)
      for (const auto* list : {&rule.columns, &rule.minus, &rule.time, &rule.plus, &rule.when, &rule.extra})
        for (const int position : *list)
          if (position != kAbsent) ++users_[raw_column(position)];
  }

  RecordBatch build(const RowRule& rule, const RulePlaces& places) {
    all_ = rule.when.empty();
    find_kept_rows(rule, places);
    RecordBatch batch = start(rule);
    auto addend = places.plus.begin();
    for (std::size_t i = 0; i < rule.columns.size(); ++i) {
      const auto addends = std::span(addend, rule.columns[i].plus.size());
      addend += static_cast<std::ptrdiff_t>(addends.size());
      if (places.columns[i] == kAbsent) continue;
      ColumnCells cells;
      cells.cells = take(places.columns[i]);
      if (places.minus[i] != kAbsent) cells.minus = take(places.minus[i]);
      if (places.time[i] != kAbsent) cells.time = take(places.time[i]);
      for (const int position : addends) cells.plus.push_back(position == kAbsent ? std::vector<Cell>(batch.row_count()) : take(position));
      append(batch, rule.columns[i].name, places.columns[i], forms_.apply(batch, rule, rule.columns[i], std::move(cells)));
    }
    add_constants(batch, rule);
    for (const int position : places.extra) append(batch, header_[static_cast<std::size_t>(position)], position, take(position));
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
    batch.labels.push_back(header_[static_cast<std::size_t>(position)]);
    batch.columns.push_back(std::move(cells));
  }

  void find_kept_rows(const RowRule& rule, const RulePlaces& places) {
    kept_.clear();
    for (std::size_t row = 0; row < raw_.row_count() && !all_; ++row) {
      bool holds = true;
      for (std::size_t i = 0; i < rule.when.size() && holds; ++i)
        holds = meets(rule.when[i], places.when[i] == kAbsent ? std::string_view() : raw_.text(raw_.columns[raw_column(places.when[i])][row]));
      if (holds) kept_.push_back(row);
    }
  }

  ColumnForms forms_;
  RecordBatch raw_;
  const std::vector<std::string>& header_;
  std::vector<std::size_t> picked_;
  std::vector<std::size_t> users_;  ///< one a picked column: how many still want it; a condition does to the end
  std::size_t rules_left_;
  std::vector<std::size_t> kept_;  ///< rows that meet the rule's conditions, unless all do
  bool all_ = true;
};

/// The rows of a file below the headers that the rules see.
struct FlatTable {
  std::vector<std::string> header;
  std::vector<std::size_t> picked;  ///< headers that have a column in `rows`
  RecordBatch rows;
};

Result<FlatTable> read_plain(const Profile& profile, const SourceFile& file, const CsvLayout& layout, std::vector<Issue>& rejected, Progress* progress) {
  std::vector<RulePlaces> places;
  for (const RowRule& rule : profile.rules) places.push_back(find_places(rule, layout.header));
  std::vector<std::size_t> picked = picked_positions(places);
  Result<RecordBatch> rows = read_csv_rows(file, layout, picked, profile.csv.null_words, rejected, progress);
  if (!rows) return rows.take_error();
  return FlatTable{layout.header, std::move(picked), std::move(*rows)};
}

Result<FlatTable> read_spread(const Profile& profile, const SourceFile& file, const CsvLayout& layout, std::vector<Issue>& rejected, Progress* progress) {
  const Result<SpreadColumns> spread = SpreadColumns::find(file, layout, profile);
  if (!spread) return Error(spread.error());
  Result<RecordBatch> rows = read_csv_rows(file, layout, spread->picked(), profile.csv.null_words, rejected, progress);
  if (!rows) return rows.take_error();
  std::vector<std::size_t> all(spread->header().size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return FlatTable{spread->header(), std::move(all), spread->apply(std::move(*rows))};
}

}  // namespace

Failure decode_csv_file(const Profile& profile, const SourceFile& file, Decoded& out, Progress* progress) {
  Result<CsvLayout> layout = find_csv_layout(file, profile.csv, wanted_columns(profile));
  if (!layout) return layout.take_error();
  const auto read = profile.csv.spread == CsvSpread::kNone ? read_plain : read_spread;
  Result<FlatTable> table = read(profile, file, *layout, out.rejected, progress);
  if (!table) return table.take_error();
  std::vector<RulePlaces> places;
  for (const RowRule& rule : profile.rules) places.push_back(find_places(rule, table->header));
  RuleBuilder builder(profile, std::move(table->rows), table->header, table->picked, places);
  for (std::size_t i = 0; i < profile.rules.size(); ++i) out.batches.push_back(builder.build(profile.rules[i], places[i]));
  return std::nullopt;
}

}  // namespace trueup
