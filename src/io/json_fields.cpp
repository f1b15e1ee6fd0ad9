#include "io/json_fields.hpp"

#include "io/text.hpp"

namespace trueup {

JsonPath JsonFields::add(const JsonPath& base, std::string_view path) {
  const bool from_record = path.starts_with('/');
  const char separator = from_record ? '/' : '.';
  if (from_record) path.remove_prefix(1);
  JsonPath out = from_record ? JsonPath() : base;
  while (!path.empty()) {
    const std::size_t end = path.find(separator);
    out.push_back(child(out.empty() ? kRecord : out.back(), path.substr(0, end)));
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  return out;
}

std::uint32_t JsonFields::child(std::uint32_t parent, std::string_view key) {
  for (const std::uint32_t id : fields_[parent].children)
    if (fields_[id].key == key) return id;
  const auto id = static_cast<std::uint32_t>(fields_.size());
  fields_.push_back({std::string(key), static_cast<std::uint32_t>(fields_[parent].children.size()), {}});
  fields_[parent].children.push_back(id);
  return id;
}

std::uint32_t JsonFields::match(std::uint32_t parent, std::string_view key) const {
  std::uint32_t similar = kNone;
  for (const std::uint32_t id : fields_[parent].children) {
    if (fields_[id].key == key) return id;
    if (similar == kNone && same_word(fields_[id].key, key)) similar = id;
  }
  return similar;
}

}  // namespace trueup
