// Random delimited text beside a plain reading of it, one character at a time; and random bytes through everything that opens
// a file, which may refuse them but never fail otherwise. Seeds are fixed.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "batch_text.hpp"
#include "io/source_archive.hpp"
#include "io/source_encoding.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/table/records.hpp"

namespace trueup {
namespace {

using test::file_of;
using test::rows_of;

using Row = std::vector<std::string>;

/// RFC 4180 as the header of csv_scanner.hpp says it, plainly. Nothing when a quoted cell never ends.
class PlainReader {
 public:
  explicit PlainReader(std::string text) : text_(std::move(text)) {}

  bool read() {
    while (at_ < text_.size()) {
      const std::size_t line = text_.find('\n', at_);
      const std::string rest = text_.substr(at_, line - at_);
      if (rest.empty() || rest == "\r") {
        at_ = line == std::string::npos ? text_.size() : line + 1;
        continue;
      }
      if (!read_row()) return false;
    }
    return true;
  }

  std::vector<Row> rows;  ///< a bad row is one cell "!"

 private:
  bool read_row() {
    Row row;
    bool bad = false;
    for (;;) {
      std::string cell;
      if (at_ < text_.size() && text_[at_] == '"') {
        if (!read_quoted(cell)) return false;
        for (; at_ < text_.size() && text_[at_] != ',' && !ends_row(); ++at_) bad = true;
      } else {
        while (at_ < text_.size() && text_[at_] != ',' && !ends_row()) cell += text_[at_++];
      }
      row.push_back(cell);
      if (at_ >= text_.size() || text_[at_] != ',') break;
      ++at_;
    }
    if (at_ < text_.size()) at_ += text_[at_] == '\r' ? 2 : 1;
    rows.push_back(bad ? Row{"!"} : row);
    return true;
  }

  bool read_quoted(std::string& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') cell += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') cell += text_[at_++];
      else return ++at_, true;
    }
    return false;
  }

  bool ends_row() const {
    if (text_[at_] == '\n') return true;
    return text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n');
  }

  std::string text_;
  std::size_t at_ = 0;
};

std::string shown(const std::vector<Row>& rows, std::size_t width) {
  std::string out;
  for (Row row : rows) {
    while (row.size() > width && row.back().empty()) row.pop_back();
    if (row.size() != width || row[0] == "!") continue;
    for (std::size_t i = 0; i < width; ++i) out += (i == 0 ? "" : "|") + (row[i].empty() ? "~" : row[i]);
    out += '\n';
  }
  return out;
}

TEST(CsvRandom, ReadsWhatAPlainReaderReads) {
  std::mt19937 random(20261124);
  constexpr std::string_view kPieces[] = {"a", "b7", ",", ",", "\n", "\r\n", "\"", "\"\"", "\"x\",", "\"p,q\"", "\"l\nm\"", " ", "12\"", "\r"};
  for (int round = 0; round < 20'000; ++round) {
    std::string body;
    for (std::size_t left = random() % 60; left != 0; --left) body += kPieces[random() % std::size(kPieces)];
    PlainReader plain(body);
    const bool whole = plain.read();
    std::vector<Issue> rejected;
    CsvOptions options;
    options.delimiter = ',';
    const auto batch = decode_csv(file_of("h,i\n" + body), options, rejected);
    ASSERT_EQ(batch.ok(), whole) << body << (batch ? "" : batch.error().text());
    if (!whole) continue;
    ASSERT_EQ(rows_of(*batch), shown(plain.rows, 2)) << body;
  }
}

TEST(CsvRandom, TypesFiguresAsTheDecimalsOfTheBaseDo) {
  std::mt19937 random(7);
  constexpr std::string_view kAlphabet = "0123456789012345678900..-+ ,e";
  std::string text = "sku,location,on_hand,unit_cost\n";
  std::vector<std::string> figures;
  for (int row = 0; row < 30'000; ++row) {
    std::string figure;
    for (std::size_t left = 1 + random() % (row % 3 == 0 ? 24 : 8); left != 0; --left) figure += kAlphabet[random() % (row % 2 == 0 ? 24 : kAlphabet.size())];
    figures.push_back(figure);
    text += "S" + std::to_string(random() % 5000) + ",L,\"" + figure + "\",\"" + figure + "\"\n";
  }
  const auto profile = find_profile("trueup.stock", "");
  const auto decoded = decode(**profile, {file_of(text)});
  ASSERT_TRUE(decoded) << decoded.error().text();
  TextPool pool;
  Records records(*find_table("stock"));
  std::vector<Issue> issues;
  append_records(records, decoded->batches[0], {}, pool, issues);
  ASSERT_EQ(records.row_count(), figures.size());
  for (std::size_t row = 0; row < figures.size(); ++row) {
    std::string_view figure = figures[row];
    while (figure.starts_with(' ')) figure.remove_prefix(1);
    while (figure.ends_with(' ')) figure.remove_suffix(1);
    for (const auto& [column, places] : {std::pair{column_index("stock", "on_hand"), 4}, std::pair{column_index("stock", "unit_cost"), 7}}) {
      const ParsedDecimal parsed = parse_decimal(figure, places);
      const bool beyond = places == 4 && (parsed.value > Quantity::kMost || parsed.value < -Quantity::kMost);
      const bool none = parsed.fault != DecimalFault::kNone || beyond;
      EXPECT_EQ(records.number(row, column), none ? Records::kUnknown : parsed.value) << figure;
      EXPECT_TRUE(!none || figure.empty() || records.rejected(row)) << figure;
    }
  }
}

TEST(CsvRandom, InternsManyTextsAsOneByOne) {
  std::mt19937 random(11);
  TextPool one, many;
  std::set<std::string> distinct{""};
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts(random() % 100);
    for (std::string& text : texts)
      for (std::size_t left = random() % 22; left != 0; --left) text += static_cast<char>('a' + random() % 2);
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    std::vector<TextId> ids(texts.size());
    many.intern(views, ids.data());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(ids[i], one.intern(texts[i]));
      EXPECT_EQ(many.text(ids[i]), texts[i]);
      distinct.insert(texts[i]);
    }
  }
  EXPECT_EQ(one.size(), distinct.size());
  EXPECT_EQ(many.size(), distinct.size());
}

TEST(CsvRandom, SurvivesAnyBytes) {
  std::mt19937 random(3);
  // A gzip file of "sku\nA\n" and a ZIP of nothing, to start near what is read.
  const std::string seeds[] = {std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03\x2b\xce\x2e\xe5\x72\xe4\x02\0\xd8\xa0\x09\x5d\x06\0\0\0", 26), std::string("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0aPK\x01\x02", 35),
                               "sku,location\nA,X\n", std::string("\xff\xfes\0k\0u\0\n\0", 10)};
  const auto profile = find_profile("trueup.stock", "");
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = seeds[random() % std::size(seeds)];
    for (std::size_t left = random() % 6; left != 0; --left) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bytes.resize(random() % (bytes.size() + 1));
    const SourceFile file = file_of(bytes);
    if (is_archive(bytes)) (void)unpack(file);
    const Encoding encoding = encoding_of(bytes);
    const auto text = to_utf8(bytes, encoding);
    if (text) (void)decode(**profile, {file_of(*text)});
    (void)decode(**profile, {file});
  }
}

}  // namespace
}  // namespace trueup
