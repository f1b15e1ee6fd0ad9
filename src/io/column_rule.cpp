#include "io/column_rule.hpp"

#include <algorithm>

#include "io/text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {
namespace {

/// minuend - subtrahend, exactly. What cannot be computed becomes a text that no decimal column accepts, so that the row
/// is rejected with both figures in sight.
Cell difference(RecordBatch& batch, Cell minuend, Cell subtrahend) {
  if (minuend.missing()) return minuend;
  const std::string left(batch.text(minuend)), right(batch.text(subtrahend));
  const ParsedDecimal a = parse_decimal(left, Quantity::kPlaces), b = parse_decimal(right, Quantity::kPlaces);
  if (a.fault != DecimalFault::kNone || b.fault != DecimalFault::kNone)
    return add_text(batch, left + " - " + (right.empty() ? "unknown" : right));
  return add_text(batch, format_decimal(Int128{a.value} - b.value, Quantity::kPlaces));
}

Cell text_before(const RecordBatch& batch, Cell cell, std::string_view end) {
  if (cell.missing()) return cell;
  const std::size_t length = batch.text(cell).find(end);
  if (length == std::string_view::npos) return cell;
  return cell.arena() ? Cell::in_arena(cell.offset(), length) : Cell::in_source(cell.offset(), length);
}

void translate(RecordBatch& batch, const ColumnSource& source, std::vector<Cell>& cells) {
  std::vector<Cell> canonical;
  for (const auto& [word, meaning] : source.words) canonical.push_back(add_text(batch, meaning));
  for (Cell& cell : cells) {
    if (cell.missing()) continue;
    const std::string_view text = trimmed(batch.text(cell));
    for (std::size_t i = 0; i < canonical.size(); ++i) {
      if (!same_word(text, source.words[i].first)) continue;
      cell = canonical[i];
      break;
    }
  }
}

}  // namespace

Cell add_text(RecordBatch& batch, std::string_view text) {
  const std::uint64_t at = batch.arena.size();
  batch.arena += text;
  return Cell::in_arena(at, text.size());
}

ColumnForms::ColumnForms(const Profile& profile) : profile_(profile) {
  if (!profile.zone.empty()) zone_ = TimeZone::load(profile.zone);
}

std::vector<Cell> ColumnForms::apply(RecordBatch& batch, const RowRule&, const ColumnSource& source, ColumnCells column) const {
  std::vector<Cell>& cells = column.cells;
  for (std::size_t i = 0; i < column.minus.size(); ++i) cells[i] = difference(batch, cells[i], column.minus[i]);
  if (!source.before.empty())
    for (Cell& cell : cells) cell = text_before(batch, cell, source.before);
  if (!source.words.empty()) translate(batch, source, cells);
  return std::move(cells);
}

void add_constants(RecordBatch& batch, const RowRule& rule) {
  std::size_t at = 0;
  for (const ColumnSource& source : rule.columns) {
    if (source.from.empty()) {
      const Cell cell = add_text(batch, source.constant);
      const auto position = static_cast<std::ptrdiff_t>(at);
      batch.names.insert(batch.names.begin() + position, source.name);
      batch.labels.insert(batch.labels.begin() + position, source.name);
      batch.columns.emplace(batch.columns.begin() + position, batch.row_count(), cell);
    }
    if (at < batch.names.size() && batch.names[at] == source.name) ++at;
  }
}

bool meets(const RowCondition& condition, std::string_view text) {
  text = trimmed(text);
  const bool one = std::any_of(condition.words.begin(), condition.words.end(),
                               [&](const std::string& word) { return word == "*" ? !text.empty() : same_word(text, word); });
  return one != condition.negated;
}

}  // namespace trueup
