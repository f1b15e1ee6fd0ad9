#include "io/json_scanner.hpp"

namespace trueup {
namespace {

constexpr std::uint32_t kNoCode = ~std::uint32_t{0};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = to_lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// The four hex digits at the start; kNoCode when they are none.
std::uint32_t hex4(std::string_view text) {
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = i < text.size() ? hex_digit(text[i]) : -1;
    if (digit < 0) return kNoCode;
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return code;
}

void append_utf8(std::uint32_t code, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xe0 | code >> 12);
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
    }
    put(0x80 | (code >> 6 & 0x3f));
  }
  put(0x80 | (code & 0x3f));
}

/// Takes "XXXX" or "XXXX\uXXXX" from the front.
bool unescape_code(std::string_view& rest, std::string& out) {
  std::uint32_t code = hex4(rest);
  if (code == kNoCode) return false;
  rest.remove_prefix(4);
  if (code >= 0xdc00 && code < 0xe000) return false;
  if (code >= 0xd800 && code < 0xdc00) {
    const std::uint32_t low = rest.starts_with("\\u") ? hex4(rest.substr(2)) : kNoCode;
    if (low == kNoCode || low < 0xdc00 || low >= 0xe000) return false;
    rest.remove_prefix(6);
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  append_utf8(code, out);
  return true;
}

constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";

}  // namespace

bool unescape_json(std::string_view token, std::string& out) {
  while (!token.empty()) {
    const std::size_t plain = token.find('\\');
    out += token.substr(0, plain);
    if (plain == std::string_view::npos) return true;
    if (plain + 1 >= token.size()) return false;
    const char escape = token[plain + 1];
    token.remove_prefix(plain + 2);
    const std::size_t known = kEscapes.find(escape);
    if (known != std::string_view::npos) out += kMeanings[known];
    else if (escape != 'u' || !unescape_code(token, out)) return false;
  }
  return true;
}

void JsonScanner::open(std::string_view text, std::size_t begin, std::size_t end) {
  begin_ = text.data();
  at_ = begin_ + begin;
  end_ = begin_ + end;
  fault_ = nullptr;
}

/// Answers are often printed with deep indentation.
void JsonScanner::skip_blanks() {
  while (at_ < end_ && is_blank(*at_)) ++at_;
}

bool JsonScanner::skip_escape() {
  const std::string_view rest(at_ + 1, static_cast<std::size_t>(end_ - at_ - 1));
  const bool code = rest.starts_with('u');
  const std::size_t length = code ? 6 : 2;
  if (rest.size() + 1 < length) {
    at_ = end_;
    return fail("a text never ends");
  }
  if (code ? hex4(rest.substr(1)) == kNoCode : kEscapes.find(rest.front()) == std::string_view::npos)
    return fail("an escape that JSON does not have");
  at_ += length;
  return true;
}

bool JsonScanner::word(JsonToken& out) {
  const std::string_view word = *at_ == 'n' ? "null" : *at_ == 't' ? "true" : "false";
  if (std::memcmp(at_, word.data(), word.size()) != 0 || word.size() > static_cast<std::size_t>(end_ - at_)) {
    const std::string_view rest(at_, std::min(word.size(), static_cast<std::size_t>(end_ - at_)));
    if (word.starts_with(rest)) at_ = end_;
    return fail("no JSON value");
  }
  out = {at_, word.size(), *at_ == 'n' ? JsonKind::kNull : JsonKind::kBare, false};
  at_ += word.size();
  return true;
}

bool JsonScanner::other_key(std::string_view& key) {
  if (next() != '"') return fail("a key in quotes is missing");
  JsonToken token;
  if (!text(token)) return false;
  key = {token.begin - 1, static_cast<std::size_t>(token.length + 2)};
  return true;
}

bool JsonScanner::skip_value(int depth) {
  if (depth > kMaxDepth) return fail("objects or lists deeper than 512");
  bool first = true;
  if (enter('{')) {
    bool as_expected = false;
    while (entry('}', first)) {
      std::string_view any;
      if (!key(any, as_expected) || !skip_value(depth + 1)) return false;
    }
    return !failed();
  }
  if (enter('[')) {
    while (entry(']', first))
      if (!skip_value(depth + 1)) return false;
    return !failed();
  }
  JsonToken token;
  return scalar(token);
}

}  // namespace trueup
