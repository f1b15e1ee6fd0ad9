#include "io/file_look.hpp"

#include <algorithm>
#include <map>

#include "io/csv_scanner.hpp"
#include "io/json_scanner.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"
#include "io/x12_separators.hpp"

namespace trueup {
namespace {

constexpr std::uint64_t kHeaderRows = 6;  // as csv_layout has it
constexpr std::size_t kMostOfHead = std::size_t{1} << 20;  // a header is never longer; a file of one line may be
constexpr std::size_t kMostPaths = 20'000;                 // objects whose keys are data
constexpr int kMostRecords = 3, kMostDepth = 12;

// --- delimited text

/// Takes the first rows as trimmed text.
class HeadSink {
 public:
  explicit HeadSink(std::string_view text) : text_(text) {}

  void cell(std::uint64_t begin, std::uint64_t end, CsvCell) { cells_.emplace_back(trimmed(text_.substr(begin, end - begin))); }
  bool row(std::uint64_t, std::uint64_t) {
    rows.push_back(std::move(cells_));
    cells_.clear();
    return ++count_ < kHeaderRows;
  }
  void blank() { ++count_; }

  std::vector<std::vector<std::string>> rows;

 private:
  std::string_view text_;
  std::uint64_t count_ = 0;
  std::vector<std::string> cells_;
};

std::string folded(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

std::vector<HeadLook> look_at_heads(std::string_view text) {
  text = text.substr(0, kMostOfHead);
  std::vector<HeadLook> heads;
  for (const char delimiter : {',', ';', '\t'}) {
    HeadSink sink(text);
    CsvScanner<HeadSink> scanner(text, byte_order_mark(text), delimiter, sink);
    if (scanner.scan(text.size())) (void)scanner.finish();
    for (std::vector<std::string>& row : sink.rows) {
      HeadLook head{delimiter, std::move(row), {}};
      for (const std::string& name : head.names) head.folded.push_back(folded(name));
      std::sort(head.folded.begin(), head.folded.end());
      heads.push_back(std::move(head));
    }
  }
  return heads;
}

// --- JSON

class JsonWalk {
 public:
  JsonWalk(JsonScanner& scanner, JsonLook& look) : scanner_(scanner), look_(look) {}

  void value(const std::string& path, int depth) {
    const char c = scanner_.next();
    if (depth > kMostDepth || look_.paths.size() > kMostPaths || (c != '{' && c != '[')) (void)scanner_.skip_value();
    else if (c == '{') object(path, depth);
    else list(path, depth);
  }

 private:
  void object(const std::string& path, int depth) {
    bool first = true, as_expected = false;
    (void)scanner_.enter('{');
    while (scanner_.entry('}', first)) {
      std::string_view key;
      if (!scanner_.key(key, as_expected)) return;
      const std::string below = path + "/" + std::string(key.substr(1, key.size() - 2));
      look_.paths.insert(below);
      value(below, depth + 1);
      if (scanner_.failed()) return;
    }
  }

  void list(const std::string& path, int depth) {
    bool first = true;
    (void)scanner_.enter('[');
    for (int seen = 0; scanner_.entry(']', first); ++seen) {
      if (seen < kMostRecords) value(path, depth + 1);
      else (void)scanner_.skip_value();
      if (scanner_.failed()) return;
    }
  }

  JsonScanner& scanner_;
  JsonLook& look_;
};

JsonLook look_at_json(std::string_view text) {
  JsonLook look;
  JsonScanner scanner;
  scanner.open(text.substr(byte_order_mark(text)));
  look.bare = scanner.next() == '[';
  JsonWalk(scanner, look).value("", 0);
  look.lines = !scanner.failed() && scanner.next() == '{';
  return look;
}

// --- X12

/// The elements of the segment at `at`, and where the next starts.
std::vector<std::string_view> segment_at(std::string_view text, std::size_t& at, const X12Separators& separators) {
  while (at < text.size() && is_blank(text[at])) ++at;
  const std::size_t end = std::min(text.find(separators.terminator, at), text.size());
  std::vector<std::string_view> elements;
  for (std::size_t from = at; from <= end && elements.size() < 17;) {
    const std::size_t stop = std::min(text.find(separators.element, from), end);
    elements.push_back(trimmed(text.substr(from, stop - from)));
    from = stop + 1;
  }
  at = std::min(end + separators.terminator.size(), text.size());
  return elements;
}

void note_partners(const std::vector<std::string_view>& elements, std::size_t sender, std::size_t receiver, X12Look& look) {
  if (elements.size() <= receiver) return;
  look.sender = elements[sender];
  look.receiver = elements[receiver];
}

X12Look look_at_x12(std::string_view text, X12Separators separators) {
  X12Look look;
  std::map<std::string, std::size_t> sets;
  bool group = false;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (starts_interchange(text, at))
      if (const auto declared = separators_of_interchange(text.substr(at))) separators = *declared;
    const std::vector<std::string_view> elements = segment_at(text, at, separators);
    if (elements.size() < 2) continue;
    if (elements[0] == "ISA" && look.sender.empty()) note_partners(elements, 6, 8, look);
    if (elements[0] == "GS" && !std::exchange(group, true)) note_partners(elements, 2, 3, look);
    if (elements[0] == "ST") ++sets[std::string(elements[1])];
    if (elements[0] == "TA1") ++sets["TA1"];
  }
  look.sets.assign(sets.begin(), sets.end());
  return look;
}

std::optional<X12Separators> x12_separators(std::string_view text) {
  if (starts_interchange(text, 0))
    if (auto declared = separators_of_interchange(text)) return declared;
  for (const std::string_view start : {"ISA", "GS", "ST"})
    if (text.starts_with(start)) return guess_separators(text);
  return std::nullopt;
}

bool looks_like_edifact(std::string_view text) {
  return text.starts_with("UNB+") || (text.starts_with("UNA") && text.substr(0, 64).find("UNB") != std::string_view::npos);
}

Error edifact(const SourceFile& file, std::string_view text) {
  return {ErrorCode::kNotTheFormat,
          "an EDIFACT interchange: only X12 is read",
          {file.name, 0, "", readable(text, 20)},
          "the same messages as X12, or as delimited text"};
}

}  // namespace

Result<FileLook> look_at(const SourceFile& file) {
  const std::string_view bytes = file.bytes->view();
  std::string_view text = bytes.substr(byte_order_mark(bytes));
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  FileLook look;
  if (const auto separators = x12_separators(text)) {
    look.format = SourceFormat::kX12;
    look.x12 = look_at_x12(text, *separators);
    return look;
  }
  if (looks_like_edifact(text)) return edifact(file, text);
  if (looks_like_json(bytes)) {
    look.format = SourceFormat::kJson;
    look.json = look_at_json(bytes);
    return look;
  }
  if (Failure failure = why_not_csv(file)) return std::move(*failure);
  look.heads = look_at_heads(bytes);
  return look;
}

std::string json_path(const std::string& record, const std::string& base, const std::string& path) {
  if (path.starts_with('/')) return path == "/" ? record : record + path;
  if (path.empty() || path == ".") return base;
  std::string below = path;
  std::replace(below.begin(), below.end(), '.', '/');
  return base + "/" + below;
}

}  // namespace trueup
