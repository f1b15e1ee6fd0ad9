// JsonWriter: JSON text in a fixed order. Strings are escaped strictly: bytes that are no UTF-8 become U+FFFD.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

class JsonWriter {
 public:
  /// Pretty text breaks lines and indents by two blanks; otherwise all stands on one line.
  explicit JsonWriter(bool pretty) : pretty_(pretty) {}

  JsonWriter& open_object() { return open('{'); }
  JsonWriter& close_object() { return close('}'); }
  JsonWriter& open_array() { return open('['); }
  JsonWriter& close_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  /// Empty text is null: an unknown is never an empty string.
  JsonWriter& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
  JsonWriter& number(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void break_line();

  bool pretty_;
  bool first_ = true;
  bool after_key_ = false;
  int depth_ = 0;
  std::string out_;
};

/// Appends a JSON string literal.
void append_json_string(std::string& out, std::string_view text);

}  // namespace trueup
