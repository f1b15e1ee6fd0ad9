#include "io/json_record.hpp"

#include <algorithm>

namespace trueup {
namespace {

constexpr std::size_t kKnownKeys = 256;  // an object with more keys than this is looked up key by key

}  // namespace

bool JsonRecord::read() {
  nodes_.clear();
  nodes_.resize(kRoot + 1);
  if (!scanner_.enter('{')) return scanner_.fail("an object is expected");
  return read_object(JsonFields::kRecord, kRoot);
}

bool JsonRecord::unknown() const {
  const JsonNode* first = &nodes_[nodes_[kRoot].first];
  const JsonNode* end = first + fields_[JsonFields::kRecord].children.size();
  return std::all_of(first, end, [](const JsonNode& node) { return node.kind() == JsonKind::kAbsent; });
}

bool JsonRecord::read_object(std::uint32_t field, std::uint32_t node) {
  const auto first_child = static_cast<std::uint32_t>(nodes_.size());
  nodes_.resize(nodes_.size() + fields_[field].children.size());
  nodes_[node].token.kind = JsonKind::kObject;
  nodes_[node].first = first_child;
  std::vector<KnownKey>& known = order_[field];
  std::size_t position = 0;
  bool first = true, as_expected = false;
  while (scanner_.entry('}', first)) {
    if (position == known.size()) known.emplace_back();
    KnownKey& expected = known[position];
    if (position + 1 < kKnownKeys) ++position;
    std::string_view key = expected.key;
    if (!scanner_.key(key, as_expected)) return false;
    if (!as_expected) learn(field, key, expected);
    if (expected.field == JsonFields::kNone ? !scanner_.skip_value() : !read_entry(node, expected)) return false;
  }
  return !scanner_.failed();
}

bool JsonRecord::read_entry(std::uint32_t object, const KnownKey& key) {
  const std::uint32_t node = nodes_[object].first + fields_[key.field].ordinal;
  if (nodes_[node].kind() != JsonKind::kAbsent) {
    if (nodes_[node].exact == key.exact) return scanner_.fail("a key that stands twice in one object");
    if (nodes_[node].exact) return scanner_.skip_value();
    nodes_[node] = JsonNode();
  }
  nodes_[node].exact = key.exact;
  return read_value(key.field, node);
}

bool JsonRecord::read_value(std::uint32_t field, std::uint32_t node) {
  const char c = scanner_.next();
  if (c == '{') return scanner_.enter('{') && read_object(field, node);
  if (c == '[') return scanner_.enter('[') && read_list(field, node);
  return scanner_.scalar(nodes_[node].token);
}

bool JsonRecord::read_list(std::uint32_t field, std::uint32_t node) {
  nodes_[node].token.kind = JsonKind::kArray;
  std::uint32_t last = kAbsentNode;
  bool first = true;
  while (scanner_.entry(']', first)) {
    // No profile path leads into a nested list, and hostile depth must not become recursion.
    if (scanner_.next() == '[') return scanner_.fail("a list directly inside a list");
    const auto added = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    if (!read_value(field, added)) return false;
    (last == kAbsentNode ? nodes_[node].first : nodes_[last].next) = added;
    last = added;
  }
  return !scanner_.failed();
}

void JsonRecord::learn(std::uint32_t field, std::string_view key, KnownKey& known) const {
  std::string_view name = key.substr(1, key.size() - 2);
  std::string unescaped;
  if (name.find('\\') != std::string_view::npos && unescape_json(name, unescaped)) name = unescaped;
  known.key = key;
  known.field = fields_.match(field, name);
  known.exact = known.field != JsonFields::kNone && fields_[known.field].key == name;
}

}  // namespace trueup
