#include "io/column_rule.hpp"

#include <algorithm>

#include "io/printed_decimal.hpp"
#include "io/text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/base/instant.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/model/table_schema.hpp"

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

/// The exact sum; unknown where one of the two is, and a text that no decimal column accepts where one is none.
Cell sum(RecordBatch& batch, Cell left, Cell right) {
  if (left.missing() || batch.text(right).empty()) return Cell();
  const std::string first(batch.text(left)), second(batch.text(right));
  const ParsedDecimal a = parse_decimal(first, Quantity::kPlaces), b = parse_decimal(second, Quantity::kPlaces);
  if (a.fault != DecimalFault::kNone || b.fault != DecimalFault::kNone) return first.empty() ? left : add_text(batch, first + " + " + second);
  return add_text(batch, format_decimal(Int128{a.value} + b.value, Quantity::kPlaces));
}

/// 5 and -5 as -5; 0 and what is no decimal as they are.
Cell taken_off(RecordBatch& batch, Cell cell) {
  const std::string text(trimmed(batch.text(cell)));
  const ParsedDecimal number = parse_decimal(text, Quantity::kPlaces);
  if (number.fault != DecimalFault::kNone || number.value <= 0) return cell;
  return add_text(batch, "-" + (text.front() == '+' ? text.substr(1) : text));
}

Cell text_before(const RecordBatch& batch, Cell cell, std::string_view end) {
  if (cell.missing()) return cell;
  const std::size_t length = batch.text(cell).find(end);
  if (length == std::string_view::npos) return cell;
  return cell.arena() ? Cell::in_arena(cell.offset(), length) : Cell::in_source(cell.offset(), length);
}

/// An empty canonical word makes the cell missing.
void translate(RecordBatch& batch, const ColumnSource& source, std::vector<Cell>& cells) {
  std::vector<Cell> canonical;
  for (const auto& [word, meaning] : source.words) canonical.push_back(meaning.empty() ? Cell() : add_text(batch, meaning));
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

/// What has the profile's signs becomes plain. What has not stays as it is, but for a text that would pass as another number:
/// 12.34 where a point stands between thousands.
void bring_to_plain(RecordBatch& batch, const CsvShape& shape, std::vector<Cell>& cells) {
  constexpr int kAnyPlaces = 18;
  for (Cell& cell : cells) {
    const std::string_view text = trimmed(batch.text(cell));
    if (text.empty()) continue;
    const std::optional<std::string> plain = plain_decimal(text, {shape.decimal_point, shape.thousands});
    if (plain && *plain != text) cell = add_text(batch, *plain);
    const bool misleads = !plain && parse_decimal(text, kAnyPlaces).fault != DecimalFault::kNotADecimal;
    if (misleads) cell = add_text(batch, std::string(text) + " (the decimal sign is \"" + shape.decimal_point + "\")");
  }
}

ColumnKind kind_of(const RowRule& rule, const ColumnSource& source) {
  const TableSchema* table = find_table(rule.table);
  if (table == nullptr) return ColumnKind::kText;
  const auto column = std::find_if(table->columns.begin(), table->columns.end(), [&](const ColumnSchema& one) { return one.name == source.name; });
  return column == table->columns.end() ? ColumnKind::kText : column->kind;
}

bool is_number(ColumnKind kind) { return kind != ColumnKind::kText && kind != ColumnKind::kInstant; }

}  // namespace

Cell add_text(RecordBatch& batch, std::string_view text) {
  const std::uint64_t at = batch.arena.size();
  batch.arena += text;
  return Cell::in_arena(at, text.size());
}

ColumnForms::ColumnForms(const Profile& profile)
    : profile_(profile), other_signs_(profile.csv.decimal_point != '.' || profile.csv.thousands != 0) {
  if (!profile.zone.empty()) zone_ = TimeZone::load(profile.zone);
}

std::vector<Cell> ColumnForms::apply(RecordBatch& batch, const RowRule& rule, const ColumnSource& source, ColumnCells column) const {
  std::vector<Cell>& cells = column.cells;
  const ColumnKind kind = kind_of(rule, source);
  if (!source.before.empty())
    for (Cell& cell : cells) cell = text_before(batch, cell, source.before);
  if (other_signs_ && is_number(kind)) {
    bring_to_plain(batch, profile_.csv, cells);
    bring_to_plain(batch, profile_.csv, column.minus);
    for (std::vector<Cell>& addend : column.plus) bring_to_plain(batch, profile_.csv, addend);
  }
  for (const std::vector<Cell>& addend : column.plus)
    for (std::size_t i = 0; i < addend.size(); ++i) cells[i] = sum(batch, cells[i], addend[i]);
  for (std::size_t i = 0; i < column.minus.size(); ++i) cells[i] = difference(batch, cells[i], column.minus[i]);
  if (source.negative)
    for (Cell& cell : cells) cell = taken_off(batch, cell);
  if (!source.words.empty()) translate(batch, source, cells);
  const bool instant = kind == ColumnKind::kInstant;
  const bool by_default = instant && (zone_ || !profile_.date.empty() || profile_.format == SourceFormat::kX12);
  if (by_default || !source.date.empty() || !source.time.empty()) bring_to_iso(batch, source, instant, column);
  return std::move(cells);
}

void ColumnForms::bring_to_iso(RecordBatch& batch, const ColumnSource& source, bool instant, ColumnCells& column) const {
  const std::string& word = source.date.empty() ? profile_.date : source.date;
  const bool x12 = word.empty() && profile_.format == SourceFormat::kX12;
  const DateForm form = x12 ? DateForm::kX12 : date_form(word).value_or(DateForm::kIso);
  Cell date, clock, last;
  for (std::size_t i = 0; i < column.cells.size(); ++i) {
    const Cell next_clock = column.time.empty() ? Cell() : column.time[i];
    // An export prints one time on many rows in turn.
    const bool same = i != 0 && batch.text(date) == batch.text(column.cells[i]) && batch.text(clock) == batch.text(next_clock);
    date = column.cells[i];
    clock = next_clock;
    if (!same) last = iso_cell(batch, date, clock, form, instant);
    if (!batch.text(date).empty()) column.cells[i] = last;
  }
}

/// ISO 8601: in UTC for an instant of which that is known, otherwise as the wall clock shows it. A clock that cannot be read
/// is put behind its date, so that the two are rejected together.
Cell ColumnForms::iso_cell(RecordBatch& batch, Cell date, Cell clock, DateForm form, bool instant) const {
  const std::string_view printed = trimmed(batch.text(date));
  if (printed.empty()) return date;
  const std::optional<std::string> iso = iso_time(printed, batch.text(clock), form);
  const std::string_view reading = trimmed(batch.text(clock));
  if (!iso) return reading.empty() ? date : add_text(batch, std::string(printed) + " " + std::string(reading));
  const auto civil = parse_civil_time(*iso);
  if (instant && civil->offset_seconds) return add_text(batch, format_instant(instant_of(*civil, *civil->offset_seconds)));
  if (instant && zone_) return add_text(batch, format_instant(zone_->to_instant(*civil)));
  const bool whole_day = !instant && !civil->offset_seconds && civil->hour == 0 && civil->minute == 0 && civil->second == 0;
  const std::string_view shown = whole_day ? std::string_view(*iso).substr(0, 10) : *iso;
  return shown == printed ? date : add_text(batch, shown);
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
