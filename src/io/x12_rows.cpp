#include "io/x12_rows.hpp"

#include <algorithm>

#include "io/found_issue.hpp"
#include "io/text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {
namespace {

/// How many groups of elements a segment holds; 1 where its rule knows no groups.
std::uint32_t group_count(const X12Each& each, const X12Set::Segment& segment) {
  if (each.first == 0) return 1;
  return segment.count <= each.first ? 0 : (segment.count - each.first + each.width - 1) / each.width;
}

}  // namespace

X12Rows::X12Rows(const Profile& profile, const X12Plan& plan, X12Set& set)
    : plan_(plan), set_(set), lookup_(set, plan.finders), forms_(profile) {
  for (const X12Plan::Rule& rule : plan.rules) {
    Table& table = tables_.emplace_back();
    for (const X12Plan::Column& column : rule.columns)
      table.columns.emplace_back(!column.scope.own, column.minus.has_value(), column.time.has_value());
  }
}

void X12Rows::start_file(const SourceFile& file) {
  file_ = &file;
  text_ = file.bytes->data();
  for (Table& table : tables_) {
    for (X12Column& column : table.columns) column.clear();
    table.rows.clear();
  }
}

void X12Rows::start_set(char component, Decoded& out) {
  report_untied(set_.tie_trees(), out);
  lookup_.start(component);
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    tables_[i].sums.clear();
    tables_[i].loop = kNoX12;
    tables_[i].verdicts.resize(plan_.rules[i].when.size());
  }
}

void X12Rows::add_set(char component, bool whole, Decoded& out) {
  start_set(component, out);
  std::vector<std::size_t> rows_before;
  for (const Table& table : tables_) rows_before.push_back(table.rows.size());
  for (std::uint32_t at = set_.loops()[set_.root()].opener; at < set_.segments().size(); ++at)
    for (const std::uint32_t rule : plan_.rules_of[set_.segments()[at].id]) add_rows(plan_.rules[rule], tables_[rule], at);
  for (std::size_t i = 0; i < tables_.size(); ++i)
    if (plan_.rules[i].total) check_total(plan_.rules[i], tables_[i], out);
  if (whole) check_lines(rows_before, out);
  check_exceptions(out);
  reserve();
}

/// As many rows as the file will have if it goes on like this, in steps: its first set may be no measure.
void X12Rows::reserve() {
  constexpr std::size_t kMostTimes = 16;
  const Int128 size = file_->bytes->size(), read = set_.segments().back().begin + 1;
  for (Table& table : tables_) {
    if (table.rows.size() < table.rows.capacity() / 8 * 7) continue;
    const auto wanted = static_cast<std::size_t>(static_cast<Int128>(table.rows.size()) * size / read);
    const std::size_t rows = std::min(wanted + wanted / 64, table.rows.size() * kMostTimes);
    table.rows.reserve(rows);
    for (X12Column& column : table.columns) column.reserve(rows);
  }
}

void X12Rows::add_rows(const X12Plan::Rule& rule, Table& table, std::uint32_t segment) {
  const X12Set::Segment& made_of = set_.segments()[segment];
  if (!lookup_.matches(rule.each.segment, made_of)) return;
  if (table.loop != made_of.loop) {
    const std::uint64_t changed = between(table.loop, made_of.loop);
    table.changed |= changed;
    table.unjudged |= changed;
    table.loop = made_of.loop;
  }
  const std::uint32_t groups = group_count(rule.each, made_of);
  for (std::uint32_t group = 0; group < groups; ++group)
    if (const Row row{rule.each, segment, group}; holds(rule, table, row)) add_row(rule, table, row);
}

/// What stands in the loops that are around one of two, and not around both: nothing else can be seen differently from them.
std::uint64_t X12Rows::between(std::uint32_t left, std::uint32_t right) const {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  constexpr int kMostSteps = 16;  // in a deep tree: there what each loop sees is remembered anyhow
  if (left == kNoX12) return kAll;
  const X12Set::Loop* const loops = set_.loops().data();
  std::uint64_t ids = 0;
  for (int step = 0; step < kMostSteps; ++step) {
    if (left == right) return ids;
    // A loop comes after the one around it; where a tree has it otherwise, this goes further out than it needs to.
    std::uint32_t& inner = right == kNoX12 || (left != kNoX12 && left > right) ? left : right;
    ids |= loops[inner].ids;
    inner = loops[inner].parent;
  }
  return kAll;
}

bool X12Rows::holds(const X12Plan::Rule& rule, Table& table, const Row& row) {
  if (table.unjudged != 0) judge(rule, table, row);
  if (!table.verdict) return false;
  const X12Set::Segment& segment = set_.segments()[row.segment];
  for (const X12Plan::Condition& when : rule.when) {
    if (!when.scope.own) continue;
    const std::string_view text = when.scope.plain ? lookup_.text(segment, when.path.element) : text_of(when.path, row, kNoX12);
    if (!meets(*when.condition, text)) return false;
  }
  return true;
}

/// The conditions that do not look at the row's own segment.
void X12Rows::judge(const X12Plan::Rule& rule, Table& table, const Row& row) {
  const std::uint32_t loop = set_.segments()[row.segment].loop;
  table.verdict = true;
  for (std::size_t i = 0; i < rule.when.size(); ++i) {
    const X12Plan::Condition& when = rule.when[i];
    if (when.scope.own) continue;
    if ((when.scope.ids & table.unjudged) != 0) table.verdicts[i] = meets(*when.condition, text_of(when.path, row, loop));
    table.verdict = table.verdict && table.verdicts[i] != 0;
  }
  table.unjudged = 0;
}

void X12Rows::add_row(const X12Plan::Rule& rule, Table& table, const Row& row) {
  const X12Set::Segment& segment = set_.segments()[row.segment];
  const std::uint64_t number = table.rows.size();
  table.rows.push_back(set_.number(segment));
  for (const std::uint32_t i : rule.plain) table.columns[i].add(cell_of(lookup_.text(segment, rule.columns[i].from[0].element)));
  for (const std::uint32_t i : rule.own) table.columns[i].add(number, cells_of(rule.columns[i], row, kNoX12));
  if (rule.total) add_to_total(rule, table, row.segment);
  if (table.changed == 0) return;
  for (const std::uint32_t i : rule.shared)
    if ((rule.columns[i].scope.ids & table.changed) != 0) table.columns[i].share(number, cells_of(rule.columns[i], row, segment.loop));
  table.changed = 0;
}

X12Cells X12Rows::cells_of(const X12Plan::Column& column, const Row& row, std::uint32_t from) {
  X12Cells out;
  for (const X12Path& path : column.from)
    if (out.cell = cell(path, row, from); !out.cell.missing()) break;
  if (column.minus) out.minus = cell(*column.minus, row, from);
  if (column.time) out.time = cell(*column.time, row, from);
  return out;
}

Cell X12Rows::cell(const X12Path& path, const Row& row, std::uint32_t from) { return cell_of(text_of(path, row, from)); }

/// As the row's own segment sees it, or as loop `from` does.
std::string_view X12Rows::text_of(const X12Path& path, const Row& row, std::uint32_t from) {
  const std::vector<X12Set::Segment>& segments = set_.segments();
  if (path.part == X12Part::kGroup) {
    X12Element element = path.element;
    element.number += row.each.first == 0 ? 0 : row.each.first - 1 + row.group * row.each.width;
    return lookup_.text(segments[row.segment], element);
  }
  const std::uint32_t at = from == kNoX12 ? lookup_.find(path.finder, row.segment) : lookup_.from_loop(path.finder, from);
  if (at == kNoX12) return {};
  return path.part == X12Part::kElement ? lookup_.text(segments[at], path.element) : pair_of(path, segments[at]);
}

/// The value, or the qualifier, of the pair whose qualifier is best.
std::string_view X12Rows::pair_of(const X12Path& path, const X12Set::Segment& segment) const {
  std::string_view out;
  std::size_t rank = path.best.empty() ? 1 : path.best.size();
  const auto look = [&](std::uint32_t at) {
    const std::string_view qualifier = lookup_.text(segment, {at, 0}), value = lookup_.text(segment, {at + 1, 0});
    if (qualifier.empty() || value.empty()) return;
    std::size_t is = 0;
    while (is < path.best.size() && !same_word(path.best[is], qualifier)) ++is;
    if (is >= rank) return;
    rank = is;
    out = path.qualifier ? qualifier : value;
  };
  for (const std::uint32_t at : path.pairs) look(at);
  for (std::uint32_t at = path.pairs.back() + 2; path.to_end && at < segment.count; at += 2) look(at);
  return out;
}

RecordBatch X12Rows::batch_of(const X12Plan::Rule& rule, Table& table) {
  RecordBatch batch;
  batch.input = file_->name;
  batch.table = rule.rule->table;
  batch.source = file_->bytes;
  batch.rows = std::move(table.rows);
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const ColumnSource& source = *rule.columns[i].source;
    X12Column& column = table.columns[i];
    if (source.optional && column.all_missing()) continue;
    batch.names.push_back(source.name);
    batch.labels.push_back(source.from.front());
    batch.columns.push_back(column.spread(forms_.apply(batch, *rule.rule, source, column.take()), batch.rows.size()));
  }
  add_constants(batch, *rule.rule);
  return batch;
}

void X12Rows::finish_file(Decoded& out) {
  for (std::size_t i = 0; i < tables_.size(); ++i) out.batches.push_back(batch_of(plan_.rules[i], tables_[i]));
}

}  // namespace trueup
