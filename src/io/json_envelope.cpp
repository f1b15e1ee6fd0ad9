#include "io/json_envelope.hpp"

namespace trueup {

JsonEnvelopeReader::JsonEnvelopeReader(const JsonShape& shape, JsonScanner& scanner, std::function<bool()> read_records)
    : scanner_(scanner), read_records_(std::move(read_records)) {
  std::uint32_t rank = 0;
  for (const std::string& list : shape.list) role_of(list).list = rank++;
  role_of(shape.total).total = true;
  role_of(shape.page).page = true;
  for (const std::string& key : shape.errors) role_of(key).error = true;
  // Cin7 answers so whatever was asked.
  for (const char* key : {"ErrorCode", "Exception"}) role_of(key).error = true;
}

/// "" and "/" are the envelope itself, whose role nothing asks for.
JsonEnvelopeReader::Role& JsonEnvelopeReader::role_of(const std::string& path) {
  const JsonPath fields = fields_.add({}, path);
  roles_.resize(fields_.size());
  return roles_[fields.empty() ? JsonFields::kRecord : fields.back()];
}

bool JsonEnvelopeReader::fail(std::string what, const std::string& key) {
  fault_ = std::move(what);
  fault_key_ = key;
  return false;
}

bool JsonEnvelopeReader::read() {
  found_ = false;
  later_rank_ = kNoRank;
  later_.reset();
  error_ = {};
  for (std::string* text : {&error_key_, &fault_, &fault_key_, &total_, &page_}) text->clear();
  for (Role& role : roles_) role.seen = false;
  if (!scanner_.enter('{')) return scanner_.fail("an object is expected");
  if (!read_object(JsonFields::kRecord, "")) return false;
  if (found_ || !later_) return true;
  const JsonScanner end = scanner_;
  scanner_ = *later_;
  found_ = true;
  if (!read_records_()) return false;
  scanner_ = end;
  return true;
}

bool JsonEnvelopeReader::read_object(std::uint32_t field, const std::string& key) {
  bool first = true, as_expected = false;
  std::string unescaped;
  while (scanner_.entry('}', first)) {
    std::string_view name;
    if (!scanner_.key(name, as_expected)) return false;
    name = name.substr(1, name.size() - 2);
    if (name.find('\\') != std::string_view::npos) {
      unescaped.clear();
      if (!unescape_json(name, unescaped)) return scanner_.fail("half a surrogate pair in a key");
      name = unescaped;
    }
    const std::uint32_t below = match(field, name);
    if (below == JsonFields::kNone ? !scanner_.skip_value() : !read_value(below, name, key + "/" + std::string(name))) return false;
  }
  return !scanner_.failed();
}

std::uint32_t JsonEnvelopeReader::match(std::uint32_t parent, std::string_view key) const {
  for (const std::uint32_t id : fields_[parent].children)
    if (fields_[id].key == key) return id;
  return JsonFields::kNone;
}

bool JsonEnvelopeReader::read_value(std::uint32_t field, std::string_view name, const std::string& key) {
  Role& role = roles_[field];
  if (role.seen) return fail("the key " + std::string(name) + " stands twice", key);
  role.seen = true;
  const char c = scanner_.next();
  if (role.error) {
    const bool before = error_.any;
    if (!read_error_text(scanner_, name, error_)) return false;
    if (!before && error_.any) error_key_ = key;
    return true;
  }
  if (role.list != kNoRank) return read_list(role, key);
  if (c == '{' && !fields_[field].children.empty()) return scanner_.enter('{') && read_object(field, key);
  return role.total || role.page ? read_figure(role) : scanner_.skip_value();
}

bool JsonEnvelopeReader::read_list(Role& role, const std::string& key) {
  const char c = scanner_.next();
  if (c != '[' && c != '{') {
    JsonToken token;
    if (!scanner_.scalar(token)) return false;
    return token.kind == JsonKind::kNull || fail("no list stands here", key);
  }
  // Nothing better can follow the profile's first list; to read it now saves a pass over it.
  if (role.list == 0) {
    found_ = true;
    return read_records_();
  }
  if (role.list < later_rank_) {
    later_rank_ = role.list;
    later_ = scanner_;
  }
  return scanner_.skip_value();
}

bool JsonEnvelopeReader::read_figure(const Role& role) {
  const char c = scanner_.next();
  if (c == '{' || c == '[') return scanner_.skip_value();
  JsonToken token;
  if (!scanner_.scalar(token)) return false;
  if (token.kind == JsonKind::kBare) (role.total ? total_ : page_) = token.text();
  return true;
}

}  // namespace trueup
