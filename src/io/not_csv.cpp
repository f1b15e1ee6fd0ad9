#include "io/not_csv.hpp"

#include <string>

#include "io/text.hpp"

namespace trueup {
namespace {

struct Magic {
  std::string_view start;
  const char* what;
};

// Each with the message that names the remedy: people rename a workbook to .csv.
constexpr Magic kMagics[] = {
    {std::string_view("PK\x03\x04", 4), "a ZIP file or an Excel workbook, not delimited text"},
    {std::string_view("\xd0\xcf\x11\xe0", 4), "an old Excel workbook, not delimited text"},
    {std::string_view("\x1f\x8b", 2), "a gzip file, not delimited text"},
    {std::string_view("%PDF-", 5), "a PDF, not delimited text"},
    {std::string_view("7z\xbc\xaf", 4), "a 7-Zip archive, not delimited text"},
    {std::string_view("Rar!\x1a", 5), "a RAR archive, not delimited text"},
    {std::string_view("\xfd" "7zXZ", 5), "an xz file, not delimited text"},
    {std::string_view("\x28\xb5\x2f\xfd", 4), "a zstd file, not delimited text"},
    {std::string_view("PAR1", 4), "a Parquet file, not delimited text"},
    {std::string_view("\xff\xfe", 2), "UTF-16 text, not UTF-8"},
    {std::string_view("\xfe\xff", 2), "UTF-16 text, not UTF-8"},
};

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_word(text.substr(0, word.size()), word);
}

const char* what_else(std::string_view text) {
  if (const char* binary = known_binary(text)) return binary;
  text.remove_prefix(byte_order_mark(text));
  if (trimmed(text.substr(0, 4096)).empty() && trimmed(text).empty()) return "an empty file";
  if (looks_like_page(text)) return "an HTML or XML page, not delimited text";
  if (looks_like_json(text)) return "a JSON text, not delimited text";
  const std::string_view start = text.substr(0, 1 << 16);
  if (start.find('\n') == std::string_view::npos && start.find('\r') < start.size() - 1)
    return "a text whose lines end in CR alone (old Macintosh)";
  return nullptr;
}

Error not_csv(const SourceFile& file, const char* what) {
  return {ErrorCode::kNotTheFormat,
          what,
          {file.name, 0, "", ""},
          "UTF-8 text with a header row and cells separated by comma, semicolon or tab"};
}

}  // namespace

const char* known_binary(std::string_view bytes) {
  for (const Magic& magic : kMagics)
    if (bytes.starts_with(magic.start)) return magic.what;
  return nullptr;
}

std::uint64_t byte_order_mark(std::string_view text) { return text.starts_with("\xef\xbb\xbf") ? 3 : 0; }

bool looks_like_page(std::string_view text) {
  text = trimmed(text.substr(byte_order_mark(text), 512));
  for (const std::string_view start : {"<!doctype", "<html", "<head", "<body", "<?xml", "<!--"})
    if (starts_with_word(text, start)) return true;
  return false;
}

bool looks_like_json(std::string_view text) {
  text = trimmed(text.substr(byte_order_mark(text), 512));
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
  const bool object = text.front() == '{';
  text = trimmed(text.substr(1));
  // "[SKU],[Qty]" is a header; "[{", "[\"" and "{\"" are JSON.
  if (text.empty()) return true;
  return object ? text.front() == '"' || text.front() == '}'
                : text.front() == '{' || text.front() == '"' || text.front() == '[' || text.front() == ']';
}

Failure why_not_csv(const SourceFile& file) {
  const char* what = what_else(file.bytes->view());
  if (what == nullptr) return std::nullopt;
  return not_csv(file, what);
}

}  // namespace trueup
