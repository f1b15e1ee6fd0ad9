#include "io/json_fields.hpp"

#include <algorithm>

#include "io/text.hpp"

namespace trueup {

JsonPath JsonFields::add(const JsonPath& base, std::string_view path, bool choices) {
  if (path == ".") return base;
  const bool from_record = path.starts_with('/');
  const char separator = from_record ? '/' : '.';
  if (from_record) path.remove_prefix(1);
  JsonPath out = from_record ? JsonPath() : base;
  std::uint32_t parent = out.empty() ? kRecord : out.back();
  while (!path.empty()) {
    std::size_t end = std::min(path.find(separator), path.size());
    const std::size_t open = path.substr(0, end).find('[');
    const std::size_t equals = path.find('=', std::min(open, end)), close = path.find(']', std::min(open, end));
    const bool chooses = choices && open != std::string_view::npos && close != std::string_view::npos && equals < close;
    parent = child(parent, path.substr(0, chooses ? open : end));
    out.push_back(parent);
    if (chooses) {
      out.push_back(kFirstChoice + static_cast<std::uint32_t>(choices_.size()));
      choices_.push_back({child(parent, path.substr(open + 1, equals - open - 1)), std::string(path.substr(equals + 1, close - equals - 1))});
      end = close + 1;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
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
