#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "io/csv_rows.hpp"
#include "io/csv_scanner.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

constexpr std::uint64_t kChunk = 1 << 20;  // between looks at `cancel`; small enough to stay in the cache
constexpr std::size_t kStagedRows = 128;

enum class RowFault : std::uint8_t { kNone, kMalformed, kTooLong, kRagged };

/// Collects rows column by column in a small buffer and moves them to the batch in bulk. A bad row is just overwritten.
class RowStage {
 public:
  RowStage(RecordBatch& batch, const CsvLayout& layout, const std::vector<std::size_t>& picked, bool empty_is_null,
           std::vector<Issue>& rejected)
      : batch_(batch),
        text_(batch.source->data()),
        rejected_(rejected),
        width_(layout.header.size()),
        picked_(picked.size()),
        record_(layout.header_row),
        empty_(empty_is_null ? Cell() : Cell::in_source(0, 0)),
        cells_((picked.size() + 1) * kStagedRows),
        targets_(width_, cells_.data() + picked.size() * kStagedRows) {
    for (std::size_t i = 0; i < picked.size(); ++i) targets_[picked[i]] = cells_.data() + i * kStagedRows;
  }

  void cell(std::uint64_t begin, std::uint64_t end, CsvCell shape) {
    const std::uint64_t length = end - begin;
    if (column_ >= width_) {
      extra_text_ = extra_text_ || length != 0;
      if (shape == CsvCell::kMalformed) fault_ = RowFault::kMalformed;
    } else if (length > Cell::kMaxLength) {
      fault_ = RowFault::kTooLong;
    } else if (shape == CsvCell::kPlain || shape == CsvCell::kQuoted) {
      targets_[column_][staged_] = length == 0 ? empty_ : Cell::in_source(begin, length);
    } else if (shape == CsvCell::kDoubledQuotes) {
      targets_[column_][staged_] = undoubled(begin, end);
    } else {
      fault_ = RowFault::kMalformed;
    }
    ++column_;
  }

  bool row(std::uint64_t begin, std::uint64_t end) {
    ++record_;
    if (column_ < width_ || extra_text_) fault_ = fault_ == RowFault::kNone ? RowFault::kRagged : fault_;
    if (fault_ != RowFault::kNone) {
      reject(begin, end);
    } else {
      records_[staged_] = record_;
      if (++staged_ == kStagedRows) flush();
    }
    column_ = 0;
    return true;
  }

  void blank() { ++record_; }

  void flush() {
    for (std::size_t i = 0; i < picked_; ++i) {
      const Cell* first = cells_.data() + i * kStagedRows;
      batch_.columns[i].insert(batch_.columns[i].end(), first, first + staged_);
    }
    batch_.rows.insert(batch_.rows.end(), records_, records_ + staged_);
    staged_ = 0;
  }

  std::uint64_t record() const { return record_; }

 private:
  Cell undoubled(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t at = batch_.arena.size();
    for (std::uint64_t i = begin; i < end; ++i) {
      batch_.arena += text_[i];
      if (text_[i] == '"') ++i;
    }
    return Cell::in_arena(at, batch_.arena.size() - at);
  }

  void reject(std::uint64_t begin, std::uint64_t end) {
    Issue issue;
    issue.place = {batch_.input, record_, "", readable({text_ + begin, static_cast<std::size_t>(end - begin)}, 120)};
    issue.breaks = "the row is left out; what it says is not known";
    describe(issue);
    rejected_.push_back(std::move(issue));
    fault_ = RowFault::kNone;
    extra_text_ = false;
  }

  void describe(Issue& issue) const {
    if (fault_ == RowFault::kRagged) {
      issue.code = "row_ragged";
      issue.message = "the header has " + std::to_string(width_) + " cells, the row " + std::to_string(column_);
      issue.fix = std::to_string(width_) + " cells; quotes around a cell that holds the delimiter";
    } else if (fault_ == RowFault::kMalformed) {
      issue.code = "row_malformed";
      issue.message = "text follows the closing quote of a cell";
      issue.fix = "the delimiter after a closing quote; a quote inside a quoted cell written twice";
    } else {
      issue.code = "cell_too_long";
      issue.message = "a cell is longer than " + std::to_string(Cell::kMaxLength) + " bytes";
      issue.fix = "a shorter cell; look for a quote that is not closed";
    }
  }

  RecordBatch& batch_;
  const char* text_;
  std::vector<Issue>& rejected_;
  std::size_t width_;   ///< cells of the header
  std::size_t picked_;  ///< columns of the batch
  std::size_t column_ = 0, staged_ = 0;
  std::uint64_t record_;
  RowFault fault_ = RowFault::kNone;
  bool extra_text_ = false;
  Cell empty_;
  std::vector<Cell> cells_;     ///< one block a picked column, and one for what nobody wants
  std::vector<Cell*> targets_;  ///< one a header cell: its block
  std::uint64_t records_[kStagedRows];
};

/// Faulting a large column in page by page takes longer than scanning the text that fills it.
template <class T>
void prefer_huge_pages(std::vector<T>& column) {
#if defined(MADV_HUGEPAGE)
  constexpr std::uintptr_t kHugePage = std::uintptr_t{1} << 21;
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(column.data()) + kHugePage - 1) & ~(kHugePage - 1);
  const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(column.data() + column.capacity()) & ~(kHugePage - 1);
  if (begin < end) (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

/// Guesses the number of rows from those that are read, so that columns grow once.
void reserve(RecordBatch& batch, std::uint64_t bytes_read, std::uint64_t bytes_left) {
  const std::uint64_t rows = batch.rows.size();
  if (rows == 0) return;
  const std::size_t estimate = static_cast<std::size_t>(rows + rows * bytes_left / bytes_read * 65 / 64 + kStagedRows);
  for (auto& column : batch.columns) {
    column.reserve(estimate);
    prefer_huge_pages(column);
  }
  batch.rows.reserve(estimate);
  prefer_huge_pages(batch.rows);
}

Error nul_byte(const SourceFile& file, std::uint64_t offset) {
  return {ErrorCode::kNotTheFormat,
          "a NUL byte at offset " + std::to_string(offset) + ": not delimited text",
          {file.name, 0, "", ""},
          "UTF-8 text (UTF-16 must be saved as UTF-8)"};
}

Failure scan_rows(const SourceFile& file, const CsvLayout& layout, RecordBatch& batch, RowStage& stage, Progress* progress) {
  const std::string_view text = file.bytes->view();
  CsvScanner<RowStage> scanner(text, layout.body, layout.delimiter, stage);
  for (std::uint64_t at = 0; at < text.size(); at += kChunk) {
    const std::uint64_t count = std::min<std::uint64_t>(kChunk, text.size() - at);
    if (const void* nul = std::memchr(text.data() + at, 0, count))
      return nul_byte(file, static_cast<std::uint64_t>(static_cast<const char*>(nul) - text.data()));
    (void)scanner.scan(at + count);
    if (at == 0) reserve(batch, count, text.size() - count);
    if (progress == nullptr) continue;
    progress->advance(count);
    if (progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {file.name, 0, "", ""}, ""};
  }
  if (!scanner.finish())
    return Error{ErrorCode::kTruncated,
                 "a quoted cell that starts in this row never ends",
                 {file.name, stage.record() + 1, "", ""},
                 "the whole file, with each quote closed"};
  stage.flush();
  return std::nullopt;
}

void clear_null_words(RecordBatch& batch, const std::vector<std::string>& null_words) {
  for (const std::string& word : null_words) {
    if (word.empty()) continue;
    for (auto& column : batch.columns)
      for (Cell& cell : column)
        if (cell.length() == word.size() && batch.text(cell) == word) cell = Cell();
  }
}

}  // namespace

Result<RecordBatch> read_csv_rows(const SourceFile& file, const CsvLayout& layout, const std::vector<std::size_t>& picked,
                                  const std::vector<std::string>& null_words, std::vector<Issue>& rejected, Progress* progress) {
  RecordBatch batch;
  batch.input = file.name;
  batch.source = file.bytes;
  batch.columns.resize(picked.size());
  for (const std::size_t position : picked) batch.names.push_back(layout.header[position]);
  batch.labels = batch.names;
  const bool empty_is_null = std::find(null_words.begin(), null_words.end(), "") != null_words.end();
  RowStage stage(batch, layout, picked, empty_is_null, rejected);
  if (Failure failure = scan_rows(file, layout, batch, stage, progress)) return std::move(*failure);
  clear_null_words(batch, null_words);
  return batch;
}

Result<RecordBatch> decode_csv(const SourceFile& file, const CsvOptions& options, std::vector<Issue>& rejected, Progress* progress) {
  CsvWanted wanted;
  for (const std::string& name : options.required) wanted.push_back({name});
  Result<CsvLayout> layout = find_csv_layout(file, options.delimiter, wanted);
  if (!layout) return layout.take_error();
  std::vector<std::size_t> all(layout->header.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return read_csv_rows(file, *layout, all, options.null_words, rejected, progress);
}

}  // namespace trueup
