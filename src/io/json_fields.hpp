// JsonFields: the tree of record fields that a profile asks for. Whatever is not in it is skipped unread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trueup {

/// Ids of the fields from the record's root down to one field; empty = the record itself. An id from kFirstChoice on is no field:
/// it chooses one element of the list before it.
using JsonPath = std::vector<std::uint32_t>;

struct JsonField {
  std::string key;
  std::uint32_t ordinal = 0;            ///< its place among its siblings
  std::vector<std::uint32_t> children;  ///< field ids
};

/// "[name=on_hand]": the first element of a list whose field has this text.
struct JsonChoice {
  std::uint32_t field = 0;
  std::string word;
};

class JsonFields {
 public:
  static constexpr std::uint32_t kFirstChoice = std::uint32_t{1} << 31;
  static constexpr std::uint32_t kRecord = 0;
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  JsonFields() : fields_(1) {}

  /// "/A/B" starts at the record; "A.B" below `base`, and "." is the base itself. New fields are added to the tree.
  JsonPath add(const JsonPath& base, std::string_view path, bool choices = false);
  /// The same for a path to one value, which may choose elements: "quantities[name=on_hand].quantity".
  JsonPath add_value(const JsonPath& base, std::string_view path) { return add(base, path, true); }

  static bool is_choice(std::uint32_t step) { return step >= kFirstChoice; }
  const JsonChoice& choice(std::uint32_t step) const { return choices_[step - kFirstChoice]; }

  /// The child that a key of the source stands for: the same bytes, else the same but for ASCII case, else kNone.
  std::uint32_t match(std::uint32_t parent, std::string_view key) const;

  const JsonField& operator[](std::uint32_t id) const { return fields_[id]; }
  std::size_t size() const { return fields_.size(); }

 private:
  std::uint32_t child(std::uint32_t parent, std::string_view key);

  std::vector<JsonField> fields_;
  std::vector<JsonChoice> choices_;
};

}  // namespace trueup
