#include "trueup/table/records.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>

#include "trueup/base/decimal.hpp"
#include "trueup/model/money.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

struct KindRule {
  int places;
  const char* code;
  const char* what;
  const char* accepted;
};

KindRule rule_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::kQuantity:
      return {Quantity::kPlaces, "quantity_malformed", "is not a quantity", "digits with at most 4 decimal places and a point, such as 1234.5"};
    case ColumnKind::kUnitCost:
      return {UnitCost::kPlaces, "cost_malformed", "is not a unit cost", "digits with at most 7 decimal places and a point"};
    case ColumnKind::kAmount:
      return {4, "amount_malformed", "is not an amount", "digits with at most 4 decimal places and a point"};
    case ColumnKind::kRatio:
      return {10, "ratio_malformed", "is not a ratio", "digits with at most 10 decimal places and a point"};
    case ColumnKind::kCount:
      return {0, "count_malformed", "is not a whole number", "digits"};
    default:
      return {0, "time_malformed", "is not a time", "2026-11-20T06:00:00Z, or without offset when the system has a time zone"};
  }
}

constexpr std::size_t kBlock = 1024;  // rows whose text stays in the cache while each of their columns is read

/// The usual figure, short enough that nothing can overflow: digits, at most one point, no more than `places` behind it.
/// False for everything else, which parse_decimal judges.
bool read_plain(std::string_view text, int places, std::int64_t& out) {
  constexpr std::size_t kMostDigits = 18;
  constexpr std::int64_t kPowers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};
  if (text.size() + static_cast<std::size_t>(places) > kMostDigits) return false;
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < text.size() && detail::is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  const std::size_t whole = at;
  if (whole == 0) return false;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && detail::is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  const auto used = static_cast<int>(at == whole ? 0 : at - whole - 1);
  if (at != text.size() || used > places || text.back() == '.') return false;
  out = value * kPowers[places - used];
  return true;
}

std::string why(DecimalFault fault, const KindRule& rule) {
  switch (fault) {
    case DecimalFault::kTooManyPlaces: return "has more than " + std::to_string(rule.places) + " decimal places; nothing is rounded";
    case DecimalFault::kOutOfRange: return rule.places == Quantity::kPlaces ? "is too large: the limit is 100 billion" : "is too large for its places";
    default: return rule.what;
  }
}

}  // namespace

// Appends one batch: each column's kind and source are decided once, then the rows are read in blocks.
class RecordsAppender {
 public:
  RecordsAppender(Records& records, const RecordBatch& batch, const RecordDefaults& defaults, TextPool& pool, std::vector<Issue>& rejected, const Progress* progress)
      : records_(records), batch_(batch), defaults_(defaults), pool_(pool), rejected_(rejected), progress_(progress), first_(records.row_count()) {}

  void run() {
    records_.origins_.resize(first_ + batch_.row_count());
    for (std::size_t row = 0; row < batch_.row_count(); ++row)
      records_.origins_[first_ + row] = {defaults_.file, static_cast<std::uint32_t>(batch_.rows[row])};
    for (std::size_t column = 0; column < records_.schema_->columns.size(); ++column) add_column(column);
    for (std::size_t begin = 0; begin < batch_.row_count() && !stops_at(progress_, begin); begin += kBlock) {
      const std::size_t end = std::min(begin + kBlock, batch_.row_count());
      for (Column& column : columns_) {
        if (column.schema.kind == ColumnKind::kText) read_texts(column, begin, end);
        else read_numbers(column, begin, end);
      }
    }
    for (Column& column : columns_) std::move(column.issues.begin(), column.issues.end(), std::back_inserter(rejected_));
    if (!records_.rejected_.empty()) records_.rejected_.resize(records_.row_count());
  }

 private:
  /// A column of the table that has to be looked at row by row.
  struct Column {
    const ColumnSchema& schema;
    bool needed;                ///< an empty cell takes its row away
    const Cell* cells;          ///< null: the batch has no such column
    std::string label;          ///< how the source calls it
    KindRule rule;
    TextId* texts;              ///< kText: where the batch's first row goes
    std::int64_t* numbers;      ///< every other kind
    std::vector<Issue> issues;  ///< in the order of the rows
  };

  /// What the input says of a text that its rows leave out.
  TextId standard_of(std::string_view column) const {
    return column == "system" ? defaults_.system : column == "hop" ? defaults_.hop : column == "location" ? defaults_.location : TextId{};
  }

  void add_column(std::size_t index) {
    const ColumnSchema& schema = records_.schema_->columns[index];
    const auto source = batch_.find(schema.name);
    const bool text = schema.kind == ColumnKind::kText, dated = schema.name == "as_of" || schema.name == "counted_at";
    const TextId standard_text = standard_of(schema.name);
    const std::int64_t standard_number = dated ? defaults_.as_of : Records::kUnknown;
    std::vector<TextId>& texts = records_.texts_[index];
    std::vector<std::int64_t>& numbers = records_.numbers_[index];
    const bool filled = text ? standard_text || !texts.empty() : standard_number != Records::kUnknown || !numbers.empty();
    if (source || filled) {
      if (text) extend(texts, TextId{}, standard_text);
      else extend(numbers, Records::kUnknown, standard_number);
    }
    const bool nowhere = !source && !filled;
    const bool needed = schema.required && (text ? !standard_text && (!schema.may_be_empty || nowhere) : !nowhere && standard_number == Records::kUnknown);
    if (!source && !needed) return;
    const std::string label = source && *source < batch_.labels.size() && !batch_.labels[*source].empty() ? batch_.labels[*source] : std::string(schema.name);
    columns_.push_back({schema, needed, source ? batch_.columns[*source].data() : nullptr, label, rule_of(schema.kind), texts.empty() ? nullptr : texts.data() + first_,
                        numbers.empty() ? nullptr : numbers.data() + first_, {}});
  }

  template <class T>
  void extend(std::vector<T>& column, T before, T standard) const {
    column.resize(first_, before);
    column.resize(first_ + batch_.row_count(), standard);
  }

  void read_texts(Column& column, std::size_t begin, std::size_t end) {
    std::array<std::string_view, kBlock> texts;
    std::array<TextId, kBlock> ids{};
    const std::size_t count = end - begin;
    if (column.cells != nullptr) {
      for (std::size_t i = 0; i < count; ++i) texts[i] = batch_.text(column.cells[begin + i]);
      pool_.intern(std::span(texts).first(count), ids.data());
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (ids[i]) column.texts[begin + i] = ids[i];
      else if (column.needed) reject(begin + i, column, "text_missing", "is empty", "a text");
    }
  }

  void read_numbers(Column& column, std::size_t begin, std::size_t end) {
    const bool instant = column.schema.kind == ColumnKind::kInstant;
    for (std::size_t row = begin; row < end; ++row) {
      const std::string_view text = column.cells == nullptr ? std::string_view{} : trim(batch_.text(column.cells[row]));
      if (!text.empty()) column.numbers[row] = instant ? read_time(row, column, text) : read_number(row, column, text);
      else if (column.needed) reject(row, column, "value_missing", "is empty", column.rule.accepted);
    }
  }

  std::int64_t read_number(std::size_t row, Column& column, std::string_view text) {
    std::int64_t plain = 0;
    if (read_plain(text, column.rule.places, plain) && plain <= Quantity::kMost) return plain;
    ParsedDecimal parsed = parse_decimal(text, column.rule.places);
    const bool beyond = column.schema.kind == ColumnKind::kQuantity && (parsed.value > Quantity::kMost || parsed.value < -Quantity::kMost);
    if (parsed.fault == DecimalFault::kNone && beyond) parsed.fault = DecimalFault::kOutOfRange;
    if (parsed.fault == DecimalFault::kNone) return parsed.value;
    reject(row, column, column.rule.code, why(parsed.fault, column.rule), column.rule.accepted);
    return Records::kUnknown;
  }

  std::int64_t read_time(std::size_t row, Column& column, std::string_view text) {
    const auto civil = parse_civil_time(text);
    if (!civil) {
      reject(row, column, column.rule.code, column.rule.what, column.rule.accepted);
    } else if (civil->offset_seconds) {
      return instant_of(*civil, *civil->offset_seconds).micros;
    } else if (defaults_.zone != nullptr) {
      return defaults_.zone->to_instant(*civil).micros;
    } else {
      reject(row, column, "time_zone_unknown", "has no offset, and " + defaults_.zone_hint, "a time with Z or an offset, or a timezone for the system");
    }
    return Records::kUnknown;
  }

  void reject(std::size_t row, Column& column, const char* code, std::string message, std::string accepted) {
    records_.rejected_.resize(records_.row_count());
    records_.rejected_[first_ + row] = 1;
    const std::string value = column.cells == nullptr ? std::string() : std::string(batch_.text(column.cells[row]));
    column.issues.push_back({code, Severity::kError, {batch_.input, batch_.rows[row], column.label, value}, std::move(message),
                             "the row's key cannot be compared", std::move(accepted)});
  }

  Records& records_;
  const RecordBatch& batch_;
  const RecordDefaults& defaults_;
  TextPool& pool_;
  std::vector<Issue>& rejected_;
  const Progress* progress_;
  std::size_t first_;
  std::vector<Column> columns_;
};

void append_records(Records& records, const RecordBatch& batch, const RecordDefaults& defaults, TextPool& pool,
                    std::vector<Issue>& rejected, const Progress* progress) {
  RecordsAppender(records, batch, defaults, pool, rejected, progress).run();
}

}  // namespace trueup
