#include "io/json_error_text.hpp"

#include <algorithm>

namespace trueup {
namespace {

constexpr std::string_view kMessageKeys[] = {"message", "Message", "detail", "title", "Exception", "errorMessage", "ExceptionMessage"};
constexpr std::string_view kCodeKeys[] = {"code", "Code", "ErrorCode", "errorCode", "status", "statusCode"};
constexpr int kAnyText = 1, kMessage = 2;

template <std::size_t N>
bool is_one_of(const std::string_view (&keys)[N], std::string_view key) {
  return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

bool says_nothing(const JsonToken& token) {
  if (token.kind == JsonKind::kNull || token.length == 0) return true;
  return token.kind == JsonKind::kBare && (token.text() == "false" || token.text() == "0");
}

void take(const JsonToken& token, std::string_view key, JsonErrorText& out) {
  if (says_nothing(token)) return;
  out.any = true;
  std::string text;
  if (!unescape_json(token.text(), text)) text = token.text();
  if (is_one_of(kCodeKeys, key)) {
    if (out.code.empty()) out.code = std::move(text);
    return;
  }
  const int rank = token.kind != JsonKind::kText ? 0 : is_one_of(kMessageKeys, key) ? kMessage : kAnyText;
  if (rank <= out.rank) return;
  out.rank = rank;
  out.message = std::move(text);
}

bool read(JsonScanner& scanner, std::string_view key, int depth, JsonErrorText& out) {
  if (depth > JsonScanner::kMaxDepth) return scanner.fail("objects or lists deeper than 512");
  const char open = scanner.next();
  if (open != '{' && open != '[') {
    JsonToken token;
    if (!scanner.scalar(token)) return false;
    take(token, key, out);
    return true;
  }
  bool first = true, as_expected = false;
  (void)scanner.enter(open);
  while (scanner.entry(open == '{' ? '}' : ']', first)) {
    std::string_view below;
    if (open == '{') {
      if (!scanner.key(below, as_expected)) return false;
      below = below.substr(1, below.size() - 2);
    }
    out.any = true;
    if (!read(scanner, below, depth + 1, out)) return false;
  }
  return !scanner.failed();
}

}  // namespace

bool read_error_text(JsonScanner& scanner, std::string_view key, JsonErrorText& out) { return read(scanner, key, 0, out); }

}  // namespace trueup
