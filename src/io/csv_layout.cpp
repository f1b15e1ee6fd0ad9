#include "io/csv_layout.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "io/csv_scanner.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

constexpr std::size_t kHeaderRows = 6;   // up to four lines of a report's parameters and a row of places stand above a header
constexpr std::size_t kSampleRows = 20;  // to tell the delimiter by the rows' width
// A line without end must cost neither its length in copied cells nor minutes: a header beyond this is none.
constexpr std::uint64_t kHeadBytes = std::uint64_t{4} << 20;
constexpr std::uint64_t kHeadStep = std::uint64_t{64} << 10;
constexpr std::size_t kMostColumns = 65'536;  // four times a worksheet's
constexpr char kDelimiters[] = {',', ';', '\t'};

struct HeadRow {
  std::uint64_t record;
  std::uint64_t next;  ///< where the next row starts
  std::vector<std::string> cells;
};

std::string undoubled(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') ++i;
  }
  return out;
}

/// Takes the first rows as text.
class HeadSink {
 public:
  HeadSink(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {}

  void cell(std::uint64_t begin, std::uint64_t end, CsvCell shape) {
    if (cells_.size() > kMostColumns) return;
    const std::string_view raw = text_.substr(begin, end - begin);
    cells_.push_back(shape == CsvCell::kDoubledQuotes ? undoubled(raw) : std::string(raw));
  }
  bool row(std::uint64_t, std::uint64_t end) {
    const std::size_t line_feed = text_.find('\n', end);
    rows.push_back({++record_, line_feed == std::string_view::npos ? text_.size() : line_feed + 1, std::move(cells_)});
    cells_.clear();
    return rows.size() < limit_;
  }
  void blank() { ++record_; }

  std::vector<HeadRow> rows;

 private:
  std::string_view text_;
  std::size_t limit_;
  std::uint64_t record_ = 0;
  std::vector<std::string> cells_;
};

std::vector<HeadRow> head_rows(std::string_view text, std::uint64_t begin, char delimiter, std::size_t limit) {
  HeadSink sink(text, limit);
  CsvScanner<HeadSink> scanner(text, begin, delimiter, sink);
  const std::uint64_t end = std::min<std::uint64_t>(text.size(), begin + kHeadBytes);
  bool proceed = true;
  for (std::uint64_t at = begin; at < end && proceed; at += kHeadStep) proceed = scanner.scan(std::min(end, at + kHeadStep));
  if (proceed && end == text.size()) (void)scanner.finish();  // an open quote is reported with the rows
  return std::move(sink.rows);
}

std::vector<std::string> header_names(const std::vector<std::string>& cells) {
  std::vector<std::string> names;
  for (const std::string& cell : cells) names.emplace_back(trimmed(cell));
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

std::size_t count_found(const std::vector<std::string>& header, const CsvWanted& wanted) {
  return static_cast<std::size_t>(
      std::count_if(wanted.begin(), wanted.end(), [&](const auto& names) { return find_header(header, names) >= 0; }));
}

/// Rows of the first row's width; 0 when that is one cell.
std::size_t even_rows(const std::vector<HeadRow>& rows) {
  if (rows.empty() || rows.front().cells.size() < 2) return 0;
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const HeadRow& row) { return row.cells.size() == rows.front().cells.size(); }));
}

CsvLayout layout_at(char delimiter, const std::vector<HeadRow>& rows, std::size_t at) {
  const HeadRow& row = rows[at];
  return {delimiter, row.record, row.next, header_names(row.cells), at == 0 ? std::vector<std::string>() : header_names(rows[at - 1].cells)};
}

Error endless_first_row(const SourceFile& file) {
  if (file.bytes->size() > kHeadBytes)
    return {ErrorCode::kNotTheFormat, "the first row does not end within " + std::to_string(kHeadBytes >> 20) + " MiB", {file.name, 1, "", ""}, "lines that end in LF or CRLF"};
  return {ErrorCode::kTruncated, "a quoted cell in the first row never ends", {file.name, 1, "", ""}, "the whole file, with each quote closed"};
}

Result<CsvLayout> first_row_layout(const SourceFile& file, std::uint64_t begin, const std::vector<char>& delimiters) {
  std::optional<CsvLayout> best;
  std::size_t best_even = 0;
  for (const char delimiter : delimiters) {
    const std::vector<HeadRow> rows = head_rows(file.bytes->view(), begin, delimiter, kSampleRows);
    const std::size_t even = even_rows(rows);
    if (rows.empty() || (best && even <= best_even)) continue;
    best = layout_at(delimiter, rows, 0);
    best_even = even;
  }
  if (best) return std::move(*best);
  return endless_first_row(file);
}

Error missing_columns(const SourceFile& file, const CsvWanted& wanted, const CsvLayout& nearest) {
  std::vector<std::string> missing;
  for (const auto& names : wanted) {
    if (find_header(nearest.header, names) >= 0) continue;
    std::string either = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) either += " or " + names[i];
    missing.push_back(std::move(either));
  }
  return {ErrorCode::kMissingColumn,
          missing.size() == 1 ? "the column is not in the file" : "the columns are not in the file: " + listed(missing),
          {file.name, nearest.header_row, missing.empty() ? "" : missing.front(), ""},
          "the file has the headers " + listed(nearest.header)};
}

Result<CsvLayout> wanted_layout(const SourceFile& file, std::uint64_t begin, const std::vector<char>& delimiters, const CsvWanted& wanted) {
  std::optional<CsvLayout> nearest;
  std::size_t nearest_found = 0;
  for (const char delimiter : delimiters) {
    const std::vector<HeadRow> rows = head_rows(file.bytes->view(), begin, delimiter, kHeaderRows);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      CsvLayout layout = layout_at(delimiter, rows, at);
      const std::size_t found = count_found(layout.header, wanted);
      if (found == wanted.size()) return layout;
      const bool wider = nearest && found == nearest_found && nearest->header.size() < 2 && layout.header.size() > 1;
      if (nearest && found <= nearest_found && !wider) continue;
      nearest = std::move(layout);
      nearest_found = found;
    }
  }
  if (!nearest) return endless_first_row(file);
  return missing_columns(file, wanted, *nearest);
}

Failure bad_header(const SourceFile& file, const CsvLayout& layout, bool may_repeat) {
  if (layout.header.empty())
    return Error{ErrorCode::kNotTheFormat,
                 "the header row holds no name",
                 {file.name, layout.header_row, "", ""},
                 "a header row with a name for each column"};
  if (layout.header.size() > kMostColumns)
    return Error{ErrorCode::kNotTheFormat, "the header has more than " + std::to_string(kMostColumns) + " columns", {file.name, layout.header_row, "", ""}, "an export with fewer columns"};
  if (may_repeat) return std::nullopt;
  std::vector<std::string> names = layout.header;
  for (std::string& name : names) std::transform(name.begin(), name.end(), name.begin(), to_lower);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return std::nullopt;
  return Error{ErrorCode::kNotTheFormat,
               twice->empty() ? "several columns have no header" : "two columns have the same header",
               {file.name, layout.header_row, readable(*twice), ""},
               "a header of its own for each column (case and blanks at the ends do not count)"};
}

}  // namespace

int find_header(const std::vector<std::string>& header, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    for (std::size_t i = 0; i < header.size(); ++i)
      if (same_word(header[i], trimmed(name))) return static_cast<int>(i);
  return -1;
}

CsvWanted split_wanted(const std::vector<std::string>& alternatives) {
  CsvWanted wanted;
  for (const std::string& names : alternatives) {
    wanted.emplace_back();
    for (std::size_t begin = 0; begin <= names.size();) {
      const std::size_t end = std::min(names.find('|', begin), names.size());
      wanted.back().emplace_back(trimmed(std::string_view(names).substr(begin, end - begin)));
      begin = end + 1;
    }
  }
  return wanted;
}

std::vector<std::string> condition_headers(const RowCondition& condition) { return std::move(split_wanted({condition.path}).front()); }

Result<CsvLayout> find_csv_layout(const SourceFile& file, char delimiter, const CsvWanted& wanted) {
  CsvShape shape;
  shape.delimiter = delimiter;
  return find_csv_layout(file, shape, wanted);
}

Result<CsvLayout> find_csv_layout(const SourceFile& file, const CsvShape& shape, const CsvWanted& wanted) {
  if (Failure failure = why_not_csv(file)) return std::move(*failure);
  const std::uint64_t begin = byte_order_mark(file.bytes->view());
  std::vector<char> delimiters(std::begin(kDelimiters), std::end(kDelimiters));
  if (shape.delimiter != 0) delimiters.assign(1, shape.delimiter);
  Result<CsvLayout> layout = wanted.empty() ? first_row_layout(file, begin, delimiters) : wanted_layout(file, begin, delimiters, wanted);
  if (!layout) return layout;
  if (Failure failure = bad_header(file, *layout, shape.spread == CsvSpread::kGroups)) return std::move(*failure);
  return layout;
}

}  // namespace trueup
