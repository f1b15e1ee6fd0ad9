#include "io/json_record.hpp"

#include <cstring>

#include "io/text.hpp"

namespace trueup {
namespace {

namespace sj = simdjson::ondemand;

constexpr std::size_t kKnownKeys = 256;  // an object with more keys than this is looked up key by key

bool skip_digits(std::string_view& text) {
  const std::size_t before = text.size();
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  return text.size() != before;
}

/// RFC 8259: simdjson leaves the grammar of a number to whoever parses it, and nobody does here.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t digits = text.size();
  if (!skip_digits(text) || (zero && digits - text.size() > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  return text.empty();
}

bool is_nested(std::string_view token) { return token.front() == '{' || token.front() == '['; }

}  // namespace

std::string_view json_key(const char* key) { return {key, std::strcspn(key, "\"")}; }

bool JsonRecord::fail(std::string what) {
  if (fault_.empty()) fault_ = std::move(what);
  return false;
}

void JsonRecord::clear() {
  nodes_.clear();
  nodes_.resize(kRoot + 1);
  slots_.clear();
}

std::uint32_t JsonRecord::add_node() {
  nodes_.emplace_back();
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

bool JsonRecord::read(sj::value value) {
  clear();
  sj::object object;
  if (const auto error = value.get_object().get(object)) return fail(simdjson::error_message(error));
  return read_object(object, JsonFields::kRecord, kRoot);
}

bool JsonRecord::read(sj::object object) {
  clear();
  return read_object(object, JsonFields::kRecord, kRoot);
}

bool JsonRecord::read_object(sj::object object, std::uint32_t field, std::uint32_t node) {
  nodes_[node].kind = JsonKind::kObject;
  nodes_[node].first = static_cast<std::uint32_t>(slots_.size());
  slots_.resize(slots_.size() + fields_[field].children.size(), kAbsentNode);
  std::size_t position = 0;
  for (auto result : object) {
    sj::field entry;
    if (const auto error = std::move(result).get(entry)) return fail(simdjson::error_message(error));
    const KnownKey& key = known_key(field, position++, entry.key().raw());
    if (key.field == JsonFields::kNone) continue;
    const std::uint32_t child = key.field;
    std::uint32_t added = kAbsentNode;
    if (!open_slot(node, child, key.exact, added)) return false;
    if (added == kAbsentNode) continue;
    const std::string_view token = entry.value().raw_json_token();
    if (is_nested(token) ? !read_nested(sj::value(entry.value()), child, added) : !read_scalar(token, added)) return false;
  }
  return true;
}

/// Makes the node for a field's value; none when the object has the field in a better spelling.
bool JsonRecord::open_slot(std::uint32_t object, std::uint32_t field, bool exact, std::uint32_t& node) {
  std::uint32_t& slot = slots_[nodes_[object].first + fields_[field].ordinal];
  if (slot != kAbsentNode && nodes_[slot].exact == exact)
    return fail("the key \"" + fields_[field].key + "\" stands twice in one object");
  if (slot != kAbsentNode && nodes_[slot].exact) return true;
  slot = node = add_node();
  nodes_[node].exact = exact;
  return true;
}

bool JsonRecord::read_nested(sj::value value, std::uint32_t field, std::uint32_t node) {
  sj::object object;
  if (!value.get_object().get(object)) return read_object(object, field, node);
  sj::array array;
  if (const auto error = value.get_array().get(array)) return fail(simdjson::error_message(error));
  return read_array(array, field, node);
}

bool JsonRecord::read_array(sj::array array, std::uint32_t field, std::uint32_t node) {
  nodes_[node].kind = JsonKind::kArray;
  std::uint32_t last = kAbsentNode;
  for (auto result : array) {
    sj::value element;
    if (const auto error = std::move(result).get(element)) return fail(simdjson::error_message(error));
    const std::string_view token = element.raw_json_token();
    // No profile path leads into a nested array, and hostile depth must not become recursion.
    if (token.front() == '[') return fail("an array directly inside an array");
    const std::uint32_t added = add_node();
    if (is_nested(token) ? !read_nested(element, field, added) : !read_scalar(token, added)) return false;
    (last == kAbsentNode ? nodes_[node].first : nodes_[last].next) = added;
    last = added;
  }
  return true;
}

/// The token goes on to the next one.
bool JsonRecord::read_scalar(std::string_view token, std::uint32_t node) {
  while (is_blank(token.back())) token.remove_suffix(1);
  JsonKind kind = JsonKind::kBare;
  if (token.front() == '"' && token.size() >= 2 && token.back() == '"') {
    kind = JsonKind::kText;
    token = token.substr(1, token.size() - 2);
  } else if (token == "null") {
    kind = JsonKind::kNull;
  } else if (!is_number(token) && token != "true" && token != "false") {
    return fail("no JSON value: " + readable(token, 40));
  }
  nodes_[node].kind = kind;
  nodes_[node].begin = token.data();
  nodes_[node].length = static_cast<std::uint32_t>(token.size());
  return true;
}

const JsonRecord::KnownKey& JsonRecord::known_key(std::uint32_t field, std::size_t position, const char* key) {
  std::vector<KnownKey>& known = order_[field];
  const std::size_t at = position < kKnownKeys ? position : kKnownKeys;
  if (at >= known.size()) known.resize(at + 1);
  KnownKey& expected = known[at];
  // The quote behind the key is compared too.
  const std::size_t length = expected.key.size() + 1;
  const bool same = expected.key.data() != nullptr && length <= static_cast<std::size_t>(end_ - key) &&
                    std::memcmp(key, expected.key.data(), length) == 0;
  return same ? expected : learn_key(field, key, expected);
}

const JsonRecord::KnownKey& JsonRecord::learn_key(std::uint32_t field, const char* key, KnownKey& known) {
  known.key = json_key(key);
  known.field = fields_.match(field, known.key);
  known.exact = known.field != JsonFields::kNone && fields_[known.field].key == known.key;
  return known;
}

}  // namespace trueup
