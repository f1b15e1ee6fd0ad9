// [[rows]] of a profile: which canonical rows it makes, and where their columns come from.
#include "io/profile_reader.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

using Columns = std::vector<ColumnSource>;

// May come from the input's declaration in the case.
constexpr std::string_view kFromInput[] = {"location", "counted_at"};
constexpr std::string_view kDates[] = {"dd/mm/yyyy", "mm/dd/yyyy", "yyyymmdd", "epoch_ms"};

bool has_column(const Columns& columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnSource& column) { return column.name == name; });
}

void check_path(ProfileReader& reader, const ConfigNode& at, const std::string& path) {
  if (path.empty() || path == "/") reader.fail(at, "rows", "an empty path", "a header, a field path or an element path");
  if (!reader.json() && path.starts_with("/")) reader.fail(at, "rows", "a path from the root in a profile that is not of JSON files", "a header or an element path");
}

void read_from(ProfileReader& reader, const ConfigNode& node, const std::string& path, ColumnSource& column) {
  if (node.kind == NodeKind::kText) {
    column.from.push_back(node.text);
  } else {
    for (const ConfigNode& item : node.items) column.from.push_back(item.text);
  }
  if (column.from.empty()) reader.fail(node, path, "says not where it comes from", "a header or a path, or a list of them");
  for (const std::string& from : column.from) check_path(reader, node, from);
}

void read_column_words(ProfileReader& reader, const ConfigNode* node, const std::string& path, ColumnSource& column) {
  if (node == nullptr) return;
  if (node->kind != NodeKind::kText) return read_words(reader, *node, path + ".words", column.words);
  const Words* list = reader.profile.find_words(node->text);
  if (list == nullptr) return reader.fail(*node, path + ".words", "is no word list of this profile", "a table of words, or the name of a [words.<name>]");
  column.words = *list;
}

void read_sign(ProfileReader& reader, KeyReader& keys, const ConfigNode& node, const std::string& path, ColumnSource& column) {
  std::string sign = "+";
  keys.text("sign", sign);
  column.negative = sign == "-";
  if (sign != "-" && sign != "+") reader.fail(*node.find("sign"), path + ".sign", "is no sign", "+ or -");
}

void check_date(ProfileReader& reader, const ConfigNode& node, const std::string& path, const std::string& form) {
  if (form.empty() || std::find(std::begin(kDates), std::end(kDates), form) != std::end(kDates)) return;
  reader.fail(*node.find("date"), path + (path.empty() ? "" : ".") + "date", "is not a known form", "dd/mm/yyyy, mm/dd/yyyy, yyyymmdd or epoch_ms");
}

/// The profile's form of dates holds for columns of its rules that name none.
void take_profile_date(const ProfileReader& reader, RowRule& rule) {
  const TableSchema* table = find_table(rule.table);
  for (ColumnSource& column : rule.columns) {
    const bool instant = table != nullptr && std::any_of(table->columns.begin(), table->columns.end(), [&](const ColumnSchema& one) {
      return one.name == column.name && one.kind == ColumnKind::kInstant;
    });
    if (instant && column.date.empty()) column.date = reader.profile.date;
  }
}

void read_column(ProfileReader& reader, const ConfigNode& node, ColumnSource& column) {
  const std::string path = "rows.columns." + column.name;
  if (node.kind != NodeKind::kTable) return read_from(reader, node, path, column);
  KeyReader keys(node, path, reader.origin);
  if (const ConfigNode* from = keys.take("from")) read_from(reader, *from, path, column);
  const ConfigNode* constant = keys.take("const");
  if (constant != nullptr && !word_of(*constant, column.constant)) reader.fail(*constant, path, "is not a text", "a quoted text");
  if ((constant != nullptr) == !column.from.empty()) reader.fail(node, path, "needs either from or const", "from = \"...\" or const = \"...\"");
  keys.texts("plus", column.plus);
  keys.text("minus", column.minus);
  read_sign(reader, keys, node, path, column);
  keys.text("time", column.time);
  keys.text("date", column.date);
  keys.text("before", column.before);
  keys.boolean("optional", column.optional);
  read_column_words(reader, keys.take("words"), path, column);
  reader.note(keys.finish());
  for (const std::string& part : column.plus) check_path(reader, node, part);
  if (!column.minus.empty()) check_path(reader, node, column.minus);
  if (!column.time.empty()) check_path(reader, node, column.time);
  check_date(reader, node, path, column.date);
}

void read_join(ProfileReader& reader, const ConfigNode* node, RowRule& rule) {
  if (node == nullptr) return;
  KeyReader keys(*node, "rows.join", reader.origin);
  RowJoin join;
  keys.required_text("each", join.each);
  keys.required_text("on", join.on);
  keys.required_text("in", join.in);
  reader.note(keys.finish());
  if (!reader.json()) reader.fail(*node, "rows.join", "needs nested records", "a profile of JSON files");
  rule.join = std::move(join);
}

void read_once_per(ProfileReader& reader, const ConfigNode* node, RowRule& rule) {
  if (node == nullptr) return;
  KeyReader keys(*node, "rows.once_per", reader.origin);
  OncePer once;
  keys.texts("columns", once.columns);
  keys.texts("key", once.key);
  reader.note(keys.finish());
  for (const auto* names : {&once.columns, &once.key})
    for (const std::string& name : *names)
      if (!has_column(rule.columns, name))
        reader.fail(*node, "rows.once_per", "names a column that the rule does not make: " + name, "a name under [rows.columns]");
  if (once.columns.empty() || once.key.empty()) reader.fail(*node, "rows.once_per", "needs columns and key", "two lists of column names");
  rule.once_per = std::move(once);
}

void read_total(ProfileReader& reader, const ConfigNode* node, RowRule& rule) {
  if (node == nullptr) return;
  KeyReader keys(*node, "rows.total", reader.origin);
  RowTotal total;
  keys.required_text("from", total.from);
  keys.required_text("column", total.column);
  reader.note(keys.finish());
  if (!reader.x12()) reader.fail(*node, "rows.total", "needs loops", "a profile of X12 files");
  if (!has_column(rule.columns, total.column)) reader.fail(*node, "rows.total.column", "names a column that the rule does not make", "a name under [rows.columns]");
  rule.total = std::move(total);
}

void check_rule(ProfileReader& reader, const ConfigNode& node, const RowRule& rule) {
  const TableSchema* table = find_table(rule.table);
  if (table == nullptr) {
    std::string known;
    for (const TableSchema& one : all_tables()) known += (known.empty() ? "" : ", ") + std::string(one.name);
    return reader.fail(*node.find("table"), "rows.table", "is not a canonical table", "one of " + known);
  }
  if (!rule.each.empty() && reader.csv()) reader.fail(*node.find("each"), "rows.each", "needs nested records", "a profile of JSON or X12 files");
  if (!rule.each.empty() && reader.json() && !rule.each.starts_with("/"))
    reader.fail(*node.find("each"), "rows.each", "is not a path", "a path that starts with /");
  if (rule.each.empty() && reader.x12()) reader.fail(node, "rows.each", "is missing", "the segment that makes a row: \"W12\"");
  for (const ColumnSchema& column : table->columns) {
    const bool from_input = std::find(std::begin(kFromInput), std::end(kFromInput), column.name) != std::end(kFromInput);
    if (!column.required || from_input || has_column(rule.columns, column.name)) continue;
    reader.fail(node, "rows.columns", "lacks the required column " + std::string(column.name), "where it comes from");
  }
}

void read_rule(ProfileReader& reader, const ConfigNode& node) {
  RowRule rule;
  KeyReader keys(node, "rows", reader.origin);
  keys.required_text("table", rule.table);
  keys.text("each", rule.each);
  if (rule.each == "/") rule.each.clear();
  read_conditions(reader, keys.take("when"), "when", false, rule.when);
  read_conditions(reader, keys.take("unless"), "unless", true, rule.when);
  for (const RowCondition& condition : rule.when) check_path(reader, node, condition.path);
  read_join(reader, keys.take("join"), rule);
  if (const ConfigNode* columns = keys.take("columns"))
    for (const auto& [name, value] : columns->fields) {
      rule.columns.emplace_back().name = name;
      read_column(reader, value, rule.columns.back());
    }
  read_once_per(reader, keys.take("once_per"), rule);
  read_total(reader, keys.take("total"), rule);
  reader.note(keys.finish());
  if (!reader.failure) check_rule(reader, node, rule);
  take_profile_date(reader, rule);
  reader.profile.rules.push_back(std::move(rule));
}

}  // namespace

void read_words(ProfileReader& reader, const ConfigNode& node, const std::string& path, Words& out) {
  if (node.kind != NodeKind::kTable) return reader.fail(node, path, "is not a table of words", "word = \"canonical word\"");
  for (const auto& [word, canonical] : node.fields) {
    std::string text;
    if (!word_of(canonical, text)) return reader.fail(canonical, path + "." + word, "is not a word", "a quoted text");
    out.emplace_back(word, std::move(text));
  }
}

void read_conditions(ProfileReader& reader, const ConfigNode* node, const std::string& path, bool negated, std::vector<RowCondition>& out) {
  if (node == nullptr) return;
  for (const auto& [field, words] : node->fields) {
    RowCondition condition{field, {}, negated};
    const bool one = words.kind != NodeKind::kArray;
    const ConfigNode* first = one ? &words : words.items.data();
    const ConfigNode* end = one ? &words + 1 : first + words.items.size();
    for (const ConfigNode* word = first; word != end; ++word) {
      std::string text;
      if (!word_of(*word, text)) return reader.fail(*word, path + "." + field, "is not a word", "a text or a list of texts");
      condition.words.push_back(std::move(text));
    }
    out.push_back(std::move(condition));
  }
}

void read_rules(ProfileReader& reader, KeyReader& keys) {
  const ConfigNode* rows = keys.take("rows");
  if (rows == nullptr || rows->kind != NodeKind::kArray || rows->items.empty())
    return reader.fail(reader.root, "rows", "makes no rows", "one [[rows]] for each canonical table");
  check_date(reader, reader.root, "", reader.profile.date);
  for (const ConfigNode& item : rows->items) read_rule(reader, item);
}

}  // namespace trueup
