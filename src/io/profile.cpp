#include "trueup/io/profile.hpp"

#include <algorithm>

#include "io/config_node.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

using Columns = std::vector<ColumnSource>;

constexpr std::string_view kSeen[] = {"real file", "documented example", "never seen in a real file"};
// May come from the input's declaration in the case.
constexpr std::string_view kFromInput[] = {"location", "counted_at"};

bool has_column(const Columns& columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnSource& column) { return column.name == name; });
}

/// Words of a condition or a constant: JSON's true and 5 compare by their text.
bool word_of(const ConfigNode& node, std::string& out) {
  if (node.kind == NodeKind::kBoolean) out = node.boolean ? "true" : "false";
  else if (node.kind == NodeKind::kText || node.kind == NodeKind::kInteger) out = node.text;
  else return false;
  return true;
}

class ProfileReader {
 public:
  ProfileReader(const ConfigNode& root, std::string origin) : root_(root), origin_(std::move(origin)) {}

  Result<Profile> read() {
    KeyReader keys(root_, "", origin_);
    keys.required_text("name", profile_.name);
    keys.text("title", profile_.title);
    keys.text("dialect", profile_.dialect);
    keys.text("source", profile_.facts);
    keys.texts("recognise", profile_.recognise);
    read_seen(keys);
    read_format(keys);
    read_json(keys.take("json"));
    read_csv(keys.take("csv"));
    read_rules(keys);
    note(keys.finish());
    if (failure_) return bad_profile(std::move(*failure_));
    return std::move(profile_);
  }

 private:
  void note(Failure failure) {
    if (!failure_ && failure) failure_ = std::move(failure);
  }

  void fail(const ConfigNode& at, std::string column, std::string message, std::string hint) {
    if (at.column != 0) column += " (column " + std::to_string(at.column) + ")";
    note(Error{ErrorCode::kBadProfile, std::move(message), {origin_, at.line, std::move(column), at.text}, std::move(hint)});
  }

  static Error bad_profile(Error error) {
    error.code = ErrorCode::kBadProfile;
    return error;
  }

  void read_seen(KeyReader& keys) {
    keys.text("seen", profile_.seen);
    if (profile_.seen.empty() || std::find(std::begin(kSeen), std::end(kSeen), profile_.seen) != std::end(kSeen)) return;
    fail(*root_.find("seen"), "seen", "is not a known word", "real file, documented example, never seen in a real file");
  }

  void read_format(KeyReader& keys) {
    std::string format;
    keys.required_text("format", format);
    if (format == "json") profile_.format = SourceFormat::kJson;
    else if (format != "csv" && !format.empty()) fail(*root_.find("format"), "format", "is not a known format", "csv or json");
  }

  bool csv() const { return profile_.format == SourceFormat::kCsv; }

  void read_json(const ConfigNode* node) {
    if (node == nullptr) return;
    if (csv()) return fail(*node, "json", "stands in a profile of CSV files", "[csv], or format = \"json\"");
    KeyReader keys(*node, "json", origin_);
    keys.text("list", profile_.list);
    keys.text("total", profile_.total);
    keys.text("page", profile_.page);
    keys.texts("unique", profile_.unique);
    note(keys.finish());
    if (profile_.list.empty() && !(profile_.total.empty() && profile_.page.empty()))
      fail(*node, "json", "total and page need a list", "list = \"the key of the list\"");
  }

  void read_csv(const ConfigNode* node) {
    if (node == nullptr) return;
    if (!csv()) return fail(*node, "csv", "stands in a profile of JSON files", "[json], or format = \"csv\"");
    KeyReader keys(*node, "csv", origin_);
    std::string delimiter = "auto";
    keys.text("delimiter", delimiter);
    if (delimiter == "," || delimiter == ";" || delimiter == "\t") profile_.delimiter = delimiter[0];
    else if (delimiter != "auto") fail(*node->find("delimiter"), "csv.delimiter", "is no delimiter", "auto , ; or \\t");
    if (node->find("null") != nullptr) profile_.null_words.clear();
    keys.texts("null", profile_.null_words);
    note(keys.finish());
  }

  void read_rules(KeyReader& keys) {
    const ConfigNode* rows = keys.take("rows");
    if (rows == nullptr || rows->kind != NodeKind::kArray || rows->items.empty())
      return fail(root_, "rows", "makes no rows", "one [[rows]] for each canonical table");
    for (const ConfigNode& item : rows->items) read_rule(item);
  }

  void read_rule(const ConfigNode& node) {
    RowRule rule;
    KeyReader keys(node, "rows", origin_);
    keys.required_text("table", rule.table);
    keys.text("each", rule.each);
    if (rule.each == "/") rule.each.clear();
    read_conditions(keys.take("when"), rule);
    read_join(keys.take("join"), rule);
    read_columns(keys.take("columns"), rule);
    read_once_per(keys.take("once_per"), rule);
    note(keys.finish());
    if (!failure_) check_rule(node, rule);
    profile_.rules.push_back(std::move(rule));
  }

  void read_conditions(const ConfigNode* node, RowRule& rule) {
    if (node == nullptr) return;
    for (const auto& [path, words] : node->fields) {
      RowCondition condition{path, {}};
      const bool one = words.kind != NodeKind::kArray;
      for (const ConfigNode* word = one ? &words : words.items.data(); word != (one ? &words + 1 : words.items.data() + words.items.size());
           ++word) {
        std::string text;
        if (!word_of(*word, text)) return fail(*word, "when." + path, "is not a word", "a text or a list of texts");
        condition.words.push_back(std::move(text));
      }
      check_path(words, path);
      rule.when.push_back(std::move(condition));
    }
  }

  void read_join(const ConfigNode* node, RowRule& rule) {
    if (node == nullptr) return;
    KeyReader keys(*node, "rows.join", origin_);
    RowJoin join;
    keys.required_text("each", join.each);
    keys.required_text("on", join.on);
    keys.required_text("in", join.in);
    note(keys.finish());
    if (csv()) fail(*node, "rows.join", "needs nested records", "a profile of JSON files");
    rule.join = std::move(join);
  }

  void read_once_per(const ConfigNode* node, RowRule& rule) {
    if (node == nullptr) return;
    KeyReader keys(*node, "rows.once_per", origin_);
    OncePer once;
    keys.texts("columns", once.columns);
    keys.texts("key", once.key);
    note(keys.finish());
    for (const auto* names : {&once.columns, &once.key})
      for (const std::string& name : *names)
        if (!has_column(rule.columns, name))
          fail(*node, "rows.once_per", "names a column that the rule does not make: " + name, "a name under [rows.columns]");
    if (once.columns.empty() || once.key.empty()) fail(*node, "rows.once_per", "needs columns and key", "two lists of column names");
    rule.once_per = std::move(once);
  }

  void read_columns(const ConfigNode* node, RowRule& rule) {
    if (node == nullptr) return;
    for (const auto& [name, value] : node->fields) {
      ColumnSource column;
      column.name = name;
      read_column(value, column);
      rule.columns.push_back(std::move(column));
    }
  }

  void read_column(const ConfigNode& node, ColumnSource& column) {
    const std::string path = "rows.columns." + column.name;
    if (node.kind != NodeKind::kTable) return read_from(node, path, column);
    KeyReader keys(node, path, origin_);
    if (const ConfigNode* from = keys.take("from")) read_from(*from, path, column);
    const ConfigNode* constant = keys.take("const");
    if (constant != nullptr && !word_of(*constant, column.constant)) fail(*constant, path, "is not a text", "a quoted text");
    if ((constant != nullptr) == !column.from.empty()) fail(node, path, "needs either from or const", "from = \"...\" or const = \"...\"");
    keys.text("minus", column.minus);
    keys.text("before", column.before);
    keys.boolean("optional", column.optional);
    if (const ConfigNode* words = keys.take("words"))
      for (const auto& [word, canonical] : words->fields) column.words.emplace_back(word, canonical.text);
    note(keys.finish());
    if (!column.minus.empty()) check_path(node, column.minus);
  }

  void read_from(const ConfigNode& node, const std::string& path, ColumnSource& column) {
    if (node.kind == NodeKind::kText) {
      column.from.push_back(node.text);
    } else {
      for (const ConfigNode& item : node.items) column.from.push_back(item.text);
    }
    if (column.from.empty()) fail(node, path, "says not where it comes from", "a header or a field path, or a list of them");
    for (const std::string& from : column.from) check_path(node, from);
  }

  void check_path(const ConfigNode& at, const std::string& path) {
    if (path.empty() || path == "/") fail(at, "rows", "an empty path", "a header or a field path");
    if (csv() && path.starts_with("/")) fail(at, "rows", "a path from the root in a profile of CSV files", "a header");
  }

  void check_rule(const ConfigNode& node, const RowRule& rule) {
    const TableSchema* table = find_table(rule.table);
    if (table == nullptr) {
      std::string known;
      for (const TableSchema& one : all_tables()) known += (known.empty() ? "" : ", ") + std::string(one.name);
      return fail(*node.find("table"), "rows.table", "is not a canonical table", "one of " + known);
    }
    if (!rule.each.empty() && csv()) fail(*node.find("each"), "rows.each", "needs nested records", "a profile of JSON files");
    if (!rule.each.empty() && !rule.each.starts_with("/"))
      fail(*node.find("each"), "rows.each", "is not a path", "a path that starts with /");
    for (const ColumnSchema& column : table->columns) {
      const bool from_input = std::find(std::begin(kFromInput), std::end(kFromInput), column.name) != std::end(kFromInput);
      if (!column.required || from_input || has_column(rule.columns, column.name)) continue;
      fail(node, "rows.columns", "lacks the required column " + std::string(column.name), "where it comes from");
    }
  }

  const ConfigNode& root_;
  std::string origin_;
  Profile profile_;
  Failure failure_;
};

}  // namespace

Result<Profile> parse_profile(std::string_view toml, const std::string& origin) {
  Result<ConfigNode> root = parse_toml(toml, origin);
  if (!root) {
    Error error = root.take_error();
    error.code = ErrorCode::kBadProfile;
    return error;
  }
  return ProfileReader(*root, origin).read();
}

}  // namespace trueup
