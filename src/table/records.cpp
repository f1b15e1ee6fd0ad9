#include "trueup/table/records.hpp"

#include <optional>

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

std::string why(DecimalFault fault, const KindRule& rule) {
  switch (fault) {
    case DecimalFault::kTooManyPlaces: return "has more than " + std::to_string(rule.places) + " decimal places; nothing is rounded";
    case DecimalFault::kOutOfRange: return rule.places == Quantity::kPlaces ? "is too large: the limit is 100 billion" : "is too large for its places";
    default: return rule.what;
  }
}

}  // namespace

// Appends one batch, column by column, so that each column's kind is decided once.
class RecordsAppender {
 public:
  RecordsAppender(Records& records, const RecordBatch& batch, const RecordDefaults& defaults, TextPool& pool, std::vector<Issue>& rejected, const Progress* progress)
      : records_(records), batch_(batch), defaults_(defaults), pool_(pool), issues_(rejected), progress_(progress), first_(records.row_count()) {}

  void run() {
    for (std::size_t row = 0; row < batch_.row_count(); ++row)
      records_.origins_.push_back({defaults_.file, static_cast<std::uint32_t>(batch_.rows[row])});
    for (std::size_t column = 0; column < records_.schema_->columns.size(); ++column) append_column(column);
    if (!records_.rejected_.empty()) records_.rejected_.resize(records_.row_count());
  }

 private:
  void append_column(std::size_t column) {
    const ColumnSchema& schema = records_.schema_->columns[column];
    const auto source = batch_.find(schema.name);
    if (schema.kind == ColumnKind::kText) append_texts(column, schema, source);
    else append_numbers(column, schema, source);
  }

  void append_texts(std::size_t column, const ColumnSchema& schema, std::optional<std::size_t> source) {
    std::vector<TextId>& out = records_.texts_[column];
    const TextId standard = schema.name == "system" ? defaults_.system : schema.name == "hop" ? defaults_.hop : TextId{};
    if (!source && !standard && out.empty()) {
      if (schema.required) reject_all(schema);
      return;
    }
    out.resize(first_);
    for (std::size_t row = 0; row < batch_.row_count() && !stops_at(progress_, row); ++row) {
      const TextId id = source ? pool_.intern(batch_.text(batch_.columns[*source][row])) : TextId{};
      if (!id && schema.required && !schema.may_be_empty) reject(row, source, schema, "text_missing", "is empty", "a text");
      out.push_back(id ? id : standard);
    }
  }

  void append_numbers(std::size_t column, const ColumnSchema& schema, std::optional<std::size_t> source) {
    std::vector<std::int64_t>& out = records_.numbers_[column];
    const bool dated = schema.name == "as_of" || schema.name == "counted_at";
    const std::int64_t standard = dated ? defaults_.as_of : Records::kUnknown;
    if (!source && standard == Records::kUnknown && out.empty()) return;
    out.resize(first_, Records::kUnknown);
    const KindRule rule = rule_of(schema.kind);
    for (std::size_t row = 0; row < batch_.row_count() && !stops_at(progress_, row); ++row) {
      const std::string_view text = source ? trim(batch_.text(batch_.columns[*source][row])) : std::string_view{};
      std::int64_t value = standard;
      if (!text.empty()) value = schema.kind == ColumnKind::kInstant ? read_time(row, source, schema, text) : read_number(row, source, schema, rule, text);
      else if (schema.required && standard == Records::kUnknown) reject(row, source, schema, "value_missing", "is empty", rule.accepted);
      out.push_back(value);
    }
  }

  std::int64_t read_number(std::size_t row, std::optional<std::size_t> source, const ColumnSchema& schema, const KindRule& rule, std::string_view text) {
    ParsedDecimal parsed = parse_decimal(text, rule.places);
    const bool beyond = schema.kind == ColumnKind::kQuantity && (parsed.value > Quantity::kMost || parsed.value < -Quantity::kMost);
    if (parsed.fault == DecimalFault::kNone && beyond) parsed.fault = DecimalFault::kOutOfRange;
    if (parsed.fault == DecimalFault::kNone) return parsed.value;
    reject(row, source, schema, rule.code, why(parsed.fault, rule), rule.accepted);
    return Records::kUnknown;
  }

  std::int64_t read_time(std::size_t row, std::optional<std::size_t> source, const ColumnSchema& schema, std::string_view text) {
    const KindRule rule = rule_of(ColumnKind::kInstant);
    const auto civil = parse_civil_time(text);
    if (!civil) {
      reject(row, source, schema, rule.code, rule.what, rule.accepted);
    } else if (civil->offset_seconds) {
      return instant_of(*civil, *civil->offset_seconds).micros;
    } else if (defaults_.zone != nullptr) {
      return defaults_.zone->to_instant(*civil).micros;
    } else {
      reject(row, source, schema, "time_zone_unknown", "has no offset, and " + defaults_.zone_hint, "a time with Z or an offset, or a timezone for the system");
    }
    return Records::kUnknown;
  }

  void reject(std::size_t row, std::optional<std::size_t> source, const ColumnSchema& schema, const char* code, std::string message, std::string accepted) {
    records_.rejected_.resize(records_.row_count());
    records_.rejected_[first_ + row] = 1;
    const std::string label = source && *source < batch_.labels.size() && !batch_.labels[*source].empty() ? batch_.labels[*source] : std::string(schema.name);
    const std::string value = source ? std::string(batch_.text(batch_.columns[*source][row])) : std::string();
    issues_.push_back({code, Severity::kError, {batch_.input, batch_.rows[row], label, value}, std::move(message),
                       "the row's key cannot be compared", std::move(accepted)});
  }

  void reject_all(const ColumnSchema& schema) {
    for (std::size_t row = 0; row < batch_.row_count(); ++row) reject(row, std::nullopt, schema, "text_missing", "is empty", "a text");
  }

  Records& records_;
  const RecordBatch& batch_;
  const RecordDefaults& defaults_;
  TextPool& pool_;
  std::vector<Issue>& issues_;
  const Progress* progress_;
  std::size_t first_;
};

void append_records(Records& records, const RecordBatch& batch, const RecordDefaults& defaults, TextPool& pool,
                    std::vector<Issue>& rejected, const Progress* progress) {
  RecordsAppender(records, batch, defaults, pool, rejected, progress).run();
}

}  // namespace trueup
