#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/diff/diff.hpp"

namespace trueup {
namespace {

/// How many bytes at the start of `text` are one well-formed UTF-8 sequence of two or more bytes; 0 if none is.
/// The table of well-formed sequences of the Unicode standard, section 3.9: no overlong form, no surrogate.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto in = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
  const unsigned lead = byte(0);
  if (lead >= 0xc2 && lead <= 0xdf) return in(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80, high = lead == 0xed ? 0x9f : 0xbf;
    return in(1, low, high) && in(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80, high = lead == 0xf4 ? 0x8f : 0xbf;
    return in(1, low, high) && in(2, 0x80, 0xbf) && in(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

void append_control(std::string& json, char c) {
  static constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '\b': json += "\\b"; return;
    case '\f': json += "\\f"; return;
    case '\n': json += "\\n"; return;
    case '\r': json += "\\r"; return;
    case '\t': json += "\\t"; return;
    default: break;
  }
  json += "\\u00";
  json += kHex[static_cast<unsigned char>(c) >> 4];
  json += kHex[static_cast<unsigned char>(c) & 15];
}

/// A JSON string. A byte that is not UTF-8 becomes U+FFFD: JSON has no way to carry it, and \u00XX would name another
/// character. Two such texts can look the same here; the DiffChange holds their bytes.
void append_string(std::string& json, std::string_view text) {
  json += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && static_cast<unsigned char>(text[plain]) < 0x80 && text[plain] >= 0x20 && text[plain] != '"' &&
           text[plain] != '\\')
      ++plain;
    json += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t length = 1;
    if (static_cast<unsigned char>(text[0]) >= 0x80) {
      length = utf8_length(text);
      json += length != 0 ? text.substr(0, length) : "\\ufffd";
      if (length == 0) length = 1;
    } else if (text[0] == '"' || text[0] == '\\') {
      json += '\\';
      json += text[0];
    } else {
      append_control(json, text[0]);
    }
    text.remove_prefix(length);
  }
  json += '"';
}

/// An object that is being written, one member after another.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& json) : json_(json) { json_ += '{'; }
  std::string& member(std::string_view name) {
    if (!first_) json_ += ", ";
    first_ = false;
    json_ += '"';
    json_ += name;  // ours: nothing to escape
    json_ += "\": ";
    return json_;
  }
  void number(std::string_view name, std::uint64_t value) { member(name) += std::to_string(value); }
  void string(std::string_view name, std::string_view value) { append_string(member(name), value); }
  void close() { json_ += '}'; }

 private:
  std::string& json_;
  bool first_ = true;
};

template <class Items, class Append>
void append_array(std::string& json, const Items& items, std::string_view between, const Append& append) {
  json += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) json += ',';
    json += between;
    if (!first && between.empty()) json += ' ';
    first = false;
    append(json, item);
  }
  if (!first) json += between;
  json += ']';
}

const char* name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded: return "added";
    case ChangeKind::kRemoved: return "removed";
    case ChangeKind::kChanged: return "changed";
    case ChangeKind::kDuplicate: return "duplicate";
  }
  return "changed";
}

void append_change(std::string& json, const DiffChange& change) {
  ObjectWriter object(json);
  object.string("kind", name_of(change.kind));
  object.string("key", change.key);
  if (change.before_row != 0) object.number("before_row", change.before_row);
  if (change.after_row != 0) object.number("after_row", change.after_row);
  if (change.kind == ChangeKind::kChanged) {
    object.string("column", change.column);
    if (change.before_missing) object.member("before") += "null";
    else object.string("before", change.before);
    if (change.after_missing) object.member("after") += "null";
    else object.string("after", change.after);
  }
  object.close();
}

void append_issue(std::string& json, const Issue& issue) {
  ObjectWriter object(json);
  object.string("code", issue.code);
  object.string("severity", name_of(issue.severity));
  object.string("input", issue.place.input);
  object.number("row", issue.place.row);
  object.string("column", issue.place.column);
  object.string("value", issue.place.value);
  object.string("message", issue.message);
  object.string("fix", issue.fix);
  object.close();
}

void append_columns(std::string& json, const DiffResult& result) {
  ObjectWriter object(json);
  append_array(object.member("compared"), result.columns_compared, "", append_string);
  append_array(object.member("only_before"), result.columns_only_before, "", append_string);
  append_array(object.member("only_after"), result.columns_only_after, "", append_string);
  object.close();
}

}  // namespace

std::string diff_json(const DiffResult& result, bool with_changes) {
  std::string json;
  if (with_changes) json.reserve(160 * result.changes.size() + 1024);
  ObjectWriter object(json);
  object.string("schema", "trueup.diff/1");
  const DiffSummary& summary = result.summary;
  object.number("rows_before", summary.rows_before);
  object.number("rows_after", summary.rows_after);
  object.number("added", summary.added);
  object.number("removed", summary.removed);
  object.number("changed", summary.changed);
  object.number("unchanged", summary.unchanged);
  object.number("duplicates", summary.duplicates);
  object.number("rejected", summary.rejected);
  object.number("changed_cells", summary.changed_cells);
  append_columns(object.member("columns"), result);
  if (with_changes) append_array(object.member("changes"), result.changes, "\n", append_change);
  append_array(object.member("rejections"), result.rejected, "\n", append_issue);
  object.close();
  json += '\n';
  return json;
}

}  // namespace trueup
