#include "io/csv_spread.hpp"

#include <algorithm>

#include "io/column_rule.hpp"
#include "io/text.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

constexpr int kAbsent = -1;

bool holds_word(const std::vector<std::string>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& one) { return same_word(one, word); });
}

/// All headers that the profile's rules ask for.
std::vector<std::string> asked_for(const Profile& profile) {
  std::vector<std::string> names;
  for (const RowRule& rule : profile.rules) {
    for (const ColumnSource& column : rule.columns) {
      names.insert(names.end(), column.from.begin(), column.from.end());
      names.insert(names.end(), column.plus.begin(), column.plus.end());
      names.push_back(column.minus);
      names.push_back(column.time);
    }
    for (const RowCondition& condition : rule.when) {
      const std::vector<std::string> headers = condition_headers(condition);
      names.insert(names.end(), headers.begin(), headers.end());
    }
  }
  return names;
}

bool is_figure(const RowRule& rule, const ColumnSource& column) {
  const TableSchema* table = find_table(rule.table);
  return table != nullptr && std::any_of(table->columns.begin(), table->columns.end(), [&](const ColumnSchema& one) {
    return one.name == column.name && one.kind != ColumnKind::kText && one.kind != ColumnKind::kInstant;
  });
}

/// The headers below which the profile expects figures.
std::vector<std::string> figures_of(const Profile& profile) {
  std::vector<std::string> names;
  for (const RowRule& rule : profile.rules)
    for (const ColumnSource& column : rule.columns)
      if (is_figure(rule, column)) names.insert(names.end(), column.from.begin(), column.from.end());
  return names;
}

struct Group {
  std::string name;
  std::size_t begin, end;
};

bool stands_between(const std::vector<std::string>& header, std::size_t begin, std::size_t end, std::string_view name) {
  for (std::size_t i = begin; i < end; ++i)
    if (same_word(header[i], name)) return true;
  return false;
}

/// A name that is printed on each column of its group starts a new group only where a header comes again.
std::vector<Group> groups_of(const CsvLayout& layout) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < layout.header.size(); ++i) {
    const std::string name = i < layout.above.size() ? layout.above[i] : std::string();
    const bool goes_on = name.empty() || (!groups.empty() && groups.back().name == name && !stands_between(layout.header, groups.back().begin, i, layout.header[i]));
    if (!goes_on) groups.push_back({name, i, i});
    if (!groups.empty()) groups.back().end = i + 1;
  }
  return groups;
}

/// In the group, or else the only column of that name.
int column_in(const std::vector<std::string>& header, const Group& group, const std::string& name) {
  int only = kAbsent, count = 0;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!same_word(header[i], name)) continue;
    if (i >= group.begin && i < group.end) return static_cast<int>(i);
    only = static_cast<int>(i);
    ++count;
  }
  return count == 1 ? only : kAbsent;
}

Error no_place(const SourceFile& file, const CsvLayout& layout, bool groups) {
  return {ErrorCode::kNotTheFormat,
          groups ? "the row above the header names no place that has figures" : "no column of a place follows",
          {file.name, layout.header_row, "", ""},
          groups ? "a row above the header with the name of each place where its columns start" : "a column for each place, named by it"};
}

}  // namespace

Result<SpreadColumns> SpreadColumns::find(const SourceFile& file, const CsvLayout& layout, const Profile& profile) {
  SpreadColumns out;
  const bool groups = profile.csv.spread == CsvSpread::kGroups;
  const std::vector<std::string> asked = asked_for(profile);
  for (const std::string& name : layout.header)
    if (!name.empty() && holds_word(asked, name) && !holds_word(out.header_, name)) out.header_.push_back(name);
  if (groups) out.add_groups(layout, profile);
  else out.add_columns(layout, profile);
  out.header_.emplace_back(kGroupColumn);
  if (out.places_.empty()) return no_place(file, layout, groups);
  out.pick();
  return out;
}

void SpreadColumns::add_groups(const CsvLayout& layout, const Profile& profile) {
  const std::vector<std::string> figures = figures_of(profile);
  for (const Group& group : groups_of(layout)) {
    const auto first = layout.header.begin() + static_cast<std::ptrdiff_t>(group.begin);
    const auto last = layout.header.begin() + static_cast<std::ptrdiff_t>(group.end);
    if (!std::any_of(first, last, [&](const std::string& name) { return holds_word(figures, name); })) continue;
    places_.push_back({group.name, {}});
    for (const std::string& name : header_) places_.back().columns.push_back(column_in(layout.header, group, name));
  }
}

void SpreadColumns::add_columns(const CsvLayout& layout, const Profile& profile) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < layout.header.size(); ++i)
    if (holds_word(profile.csv.spread_after, layout.header[i])) first = i + 1;
  std::vector<int> fixed;
  for (const std::string& name : header_) fixed.push_back(find_header(layout.header, {name}));
  header_.emplace_back(kValueColumn);
  for (std::size_t i = first; i < layout.header.size(); ++i) {
    if (layout.header[i].empty()) continue;
    places_.push_back({layout.header[i], fixed});
    places_.back().columns.push_back(static_cast<int>(i));
  }
}

void SpreadColumns::pick() {
  for (const Place& place : places_)
    for (const int position : place.columns)
      if (position != kAbsent) picked_.push_back(static_cast<std::size_t>(position));
  std::sort(picked_.begin(), picked_.end());
  picked_.erase(std::unique(picked_.begin(), picked_.end()), picked_.end());
}

RecordBatch SpreadColumns::apply(RecordBatch raw) const {
  RecordBatch out;
  out.input = std::move(raw.input);
  out.source = std::move(raw.source);
  out.arena = std::move(raw.arena);
  out.names = out.labels = header_;
  out.columns.resize(header_.size());
  const auto multiply = [&](auto& column, auto value_of) {
    column.reserve(raw.row_count() * places_.size());
    for (std::size_t row = 0; row < raw.row_count(); ++row)
      for (std::size_t place = 0; place < places_.size(); ++place) column.push_back(value_of(row, place));
  };
  multiply(out.rows, [&](std::size_t row, std::size_t) { return raw.rows[row]; });
  for (std::size_t i = 0; i + 1 < header_.size(); ++i) {
    std::vector<const std::vector<Cell>*> sources;
    for (const Place& place : places_) {
      const auto at = std::lower_bound(picked_.begin(), picked_.end(), static_cast<std::size_t>(place.columns[i])) - picked_.begin();
      sources.push_back(place.columns[i] == kAbsent ? nullptr : &raw.columns[static_cast<std::size_t>(at)]);
    }
    multiply(out.columns[i], [&](std::size_t row, std::size_t place) { return sources[place] == nullptr ? Cell() : (*sources[place])[row]; });
  }
  std::vector<Cell> names;
  for (const Place& place : places_) names.push_back(add_text(out, place.name));
  multiply(out.columns.back(), [&](std::size_t, std::size_t place) { return names[place]; });
  return out;
}

}  // namespace trueup
