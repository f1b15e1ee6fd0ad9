// JsonFields: the tree of record fields that a profile asks for. Whatever is not in it is skipped unread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trueup {

/// Ids of the fields from the record's root down to one field; empty = the record itself.
using JsonPath = std::vector<std::uint32_t>;

struct JsonField {
  std::string key;
  std::uint32_t ordinal = 0;            ///< its place among its siblings
  std::vector<std::uint32_t> children;  ///< field ids
};

class JsonFields {
 public:
  static constexpr std::uint32_t kRecord = 0;
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  JsonFields() : fields_(1) {}

  /// "/A/B" starts at the record; "A.B" below `base`. New fields are added to the tree.
  JsonPath add(const JsonPath& base, std::string_view path);

  /// The child that a key of the source stands for: the same bytes, else the same but for ASCII case, else kNone.
  std::uint32_t match(std::uint32_t parent, std::string_view key) const;

  const JsonField& operator[](std::uint32_t id) const { return fields_[id]; }
  std::size_t size() const { return fields_.size(); }

 private:
  std::uint32_t child(std::uint32_t parent, std::string_view key);

  std::vector<JsonField> fields_;
};

}  // namespace trueup
