#include "io/config_node.hpp"

#include <algorithm>
#include <sstream>

#include "simdjson.h"
#include "toml++/toml.h"
#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

ConfigNode from_toml(const toml::node& node);

ConfigNode table_from_toml(const toml::table& table) {
  ConfigNode out;
  out.kind = NodeKind::kTable;
  for (const auto& [key, value] : table) out.fields.emplace_back(std::string(key.str()), from_toml(value));
  // toml++ sorts keys; the order of the text is what people expect in messages.
  std::stable_sort(out.fields.begin(), out.fields.end(), [](const auto& left, const auto& right) {
    return std::pair(left.second.line, left.second.column) < std::pair(right.second.line, right.second.column);
  });
  return out;
}

ConfigNode from_toml(const toml::node& node) {
  ConfigNode out;
  if (const auto* table = node.as_table()) {
    out = table_from_toml(*table);
  } else if (const auto* array = node.as_array()) {
    out.kind = NodeKind::kArray;
    for (const toml::node& item : *array) out.items.push_back(from_toml(item));
  } else if (const auto* text = node.as_string()) {
    out.kind = NodeKind::kText;
    out.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    out.kind = NodeKind::kInteger;
    out.text = std::to_string(integer->get());
  } else if (const auto* boolean = node.as_boolean()) {
    out.kind = NodeKind::kBoolean;
    out.boolean = boolean->get();
  } else if (node.is_floating_point()) {
    out.kind = NodeKind::kFloat;
  } else {
    // TOML's own dates: their printed form is ISO 8601, which is what the case's times are.
    std::ostringstream printed;
    if (const auto* moment = node.as_date_time()) printed << moment->get();
    else if (const auto* day = node.as_date()) printed << day->get();
    else if (const auto* clock = node.as_time()) printed << clock->get();
    out.kind = NodeKind::kText;
    out.text = printed.str();
  }
  out.line = node.source().begin.line;
  out.column = node.source().begin.column;
  return out;
}

ConfigNode from_json(simdjson::dom::element element) {
  ConfigNode out;
  switch (element.type()) {
    case simdjson::dom::element_type::OBJECT:
      out.kind = NodeKind::kTable;
      for (auto [key, value] : simdjson::dom::object(element)) out.fields.emplace_back(std::string(key), from_json(value));
      break;
    case simdjson::dom::element_type::ARRAY:
      out.kind = NodeKind::kArray;
      for (simdjson::dom::element item : simdjson::dom::array(element)) out.items.push_back(from_json(item));
      break;
    case simdjson::dom::element_type::STRING:
      out.kind = NodeKind::kText;
      out.text = std::string(std::string_view(element));
      break;
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
      out.kind = NodeKind::kInteger;
      out.text = simdjson::to_string(element);
      break;
    case simdjson::dom::element_type::DOUBLE: out.kind = NodeKind::kFloat; break;
    case simdjson::dom::element_type::BOOL:
      out.kind = NodeKind::kBoolean;
      out.boolean = bool(element);
      break;
    case simdjson::dom::element_type::NULL_VALUE: break;
  }
  return out;
}

}  // namespace

Failure check_key_depth(std::string_view text, const std::string& origin) {
  constexpr std::size_t kMostDots = 1000;
  std::uint64_t line = 1;
  std::size_t dots = 0;
  for (const char c : text) {
    if (c == '\n') ++line, dots = 0;
    else if (c == '.' && ++dots > kMostDots)
      return Error{ErrorCode::kNotTheFormat, "a key of more than 1000 parts", {origin, line, "", ""}, "keys as docs/CASES.md has them"};
  }
  return std::nullopt;
}

const ConfigNode* ConfigNode::find(std::string_view key) const {
  for (const auto& [name, node] : fields)
    if (name == key) return &node;
  return nullptr;
}

Result<ConfigNode> parse_toml(std::string_view text, const std::string& origin) {
  if (Failure failure = check_key_depth(text, origin)) return *failure;
  try {
    return table_from_toml(toml::parse(text));
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::kNotTheFormat, "not valid TOML: " + std::string(error.description()),
                 {origin, error.source().begin.line, std::to_string(error.source().begin.column), ""},
                 "see https://toml.io for the syntax"};
  }
}

Result<ConfigNode> parse_json_config(std::string_view text, const std::string& origin) {
  simdjson::dom::parser parser;
  const simdjson::padded_string padded(text);
  simdjson::dom::element root;
  if (const auto fault = parser.parse(padded).get(root); fault != simdjson::SUCCESS)
    return Error{fault == simdjson::MEMALLOC ? ErrorCode::kOutOfMemory : ErrorCode::kNotTheFormat, std::string("not valid JSON: ") + simdjson::error_message(fault),
                 {origin, 0, "", ""}, "a JSON object with the keys of trueup.toml"};
  if (!root.is_object())
    return Error{ErrorCode::kNotTheFormat, "not a JSON object", {origin, 0, "", ""},
                 "a JSON object with the keys of trueup.toml"};
  return from_json(root);
}

KeyReader::KeyReader(const ConfigNode& table, std::string path, std::string origin)
    : table_(table), path_(std::move(path)), origin_(std::move(origin)) {
  if (table.kind != NodeKind::kTable) fail(ErrorCode::kBadValue, table, "", "is not a table", "a table of keys");
}

const ConfigNode* KeyReader::take(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

void KeyReader::fail(ErrorCode code, const ConfigNode& at, std::string_view key, std::string message, std::string hint) {
  if (failure_) return;
  std::string column = path_;
  if (!key.empty()) column += (column.empty() ? "" : ".") + std::string(key);
  if (at.column != 0) column += " (column " + std::to_string(at.column) + ")";
  failure_ = Error{code, std::move(message), {origin_, at.line, std::move(column), at.text}, std::move(hint)};
}

void KeyReader::text(std::string_view key, std::string& out) {
  const ConfigNode* node = take(key);
  if (node == nullptr) return;
  if (node->kind != NodeKind::kText) return fail(ErrorCode::kBadValue, *node, key, "is not a text", "a quoted text");
  out = node->text;
}

void KeyReader::required_text(std::string_view key, std::string& out) {
  text(key, out);
  if (out.empty()) fail(ErrorCode::kMissingKey, table_, key, "is missing", "a quoted text that is not empty");
}

void KeyReader::boolean(std::string_view key, bool& out) {
  const ConfigNode* node = take(key);
  if (node == nullptr) return;
  if (node->kind != NodeKind::kBoolean) return fail(ErrorCode::kBadValue, *node, key, "is not a truth value", "true or false");
  out = node->boolean;
}

void KeyReader::decimal(std::string_view key, int places, std::int64_t& out) {
  const ConfigNode* node = take(key);
  if (node == nullptr) return;
  const std::string accepted = "a decimal in quotes with at most " + std::to_string(places) + " places, such as \"0.5\"";
  const ParsedDecimal parsed = parse_decimal(node->text, places);
  const bool fits = node->kind == NodeKind::kText || node->kind == NodeKind::kInteger;
  if (!fits || parsed.fault != DecimalFault::kNone || parsed.value < 0)
    return fail(ErrorCode::kBadValue, *node, key, "is not a decimal", accepted);
  out = parsed.value;
}

void KeyReader::texts(std::string_view key, std::vector<std::string>& out) {
  const ConfigNode* node = take(key);
  if (node == nullptr) return;
  if (node->kind == NodeKind::kText) return out.push_back(node->text);
  if (node->kind != NodeKind::kArray) return fail(ErrorCode::kBadValue, *node, key, "is not a list of texts", "[\"...\"]");
  for (const ConfigNode& item : node->items) {
    if (item.kind != NodeKind::kText) return fail(ErrorCode::kBadValue, item, key, "is not a text", "a quoted text");
    out.push_back(item.text);
  }
}

Failure KeyReader::finish() {
  if (failure_) return failure_;
  for (const auto& [key, node] : table_.fields) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    std::string accepted = "one of";
    for (const std::string& known : known_) accepted += " " + known;
    fail(ErrorCode::kUnknownKey, node, key, "is not a key of " + (path_.empty() ? "a case" : "[" + path_ + "]"), accepted);
    break;
  }
  return failure_;
}

}  // namespace trueup
