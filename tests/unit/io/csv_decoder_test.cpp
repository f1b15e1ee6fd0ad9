#include <gtest/gtest.h>

#include "batch_text.hpp"

namespace trueup {
namespace {

using test::failure_of;
using test::file_of;
using test::joined;
using test::rows_of;

struct Read {
  Result<RecordBatch> batch;
  std::vector<Issue> rejected;
};

Read read(std::string text, CsvOptions options = {}) {
  std::vector<Issue> rejected;
  Result<RecordBatch> batch = decode_csv(file_of(std::move(text)), options, rejected);
  return {std::move(batch), std::move(rejected)};
}

std::string rows(std::string text) {
  const Read result = read(std::move(text));
  return result.batch ? rows_of(*result.batch) : result.batch.error().text();
}

TEST(DecodeCsv, KeepsTextsRowsAndHeader) {
  const Read result = read("sku,qty\nA,1\nB,2\n");
  ASSERT_TRUE(result.batch) << result.batch.error().text();
  EXPECT_EQ(joined(result.batch->names), "sku,qty");
  EXPECT_EQ(rows_of(*result.batch), "A|1\nB|2\n");
  EXPECT_EQ(result.batch->rows, (std::vector<std::uint64_t>{2, 3}));
  EXPECT_TRUE(result.rejected.empty());
}

TEST(DecodeCsv, AcceptsEachLineEndAndNoneAtTheEnd) {
  EXPECT_EQ(rows("a,b\r\n1,2\r\n3,4"), "1|2\n3|4\n");
  EXPECT_EQ(rows("a,b\n1,2\n3,"), "1|2\n3|~\n");
  EXPECT_EQ(rows("a,b\n1,2\r"), "1|2\n");
  EXPECT_EQ(rows("a\n1\n\"2\""), "1\n2\n");
}

TEST(DecodeCsv, SkipsAByteOrderMark) { EXPECT_EQ(joined(read("\xef\xbb\xbfsku,qty\nA,1\n").batch->names), "sku,qty"); }

TEST(DecodeCsv, TakesQuotedCellsWithWhatTheyHold) {
  EXPECT_EQ(rows("a,b\n\"x,y\",\"line 1\r\nline 2\"\n"), "x,y|line 1\r\nline 2\n");
  EXPECT_EQ(rows("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n"), "say \"hi\"|\"\n");
  EXPECT_EQ(rows("a,b\n\"\",x\n"), "~|x\n");
}

TEST(DecodeCsv, KeepsAQuoteThatOpensNothing) { EXPECT_EQ(rows("a,b\n12\" monitor,5'6\"\n"), "12\" monitor|5'6\"\n"); }

TEST(DecodeCsv, PutsOnlyDoubledQuotesIntoTheArena) {
  const Read result = read("a,b\n\"plain\",\"x\"\"y\"\n");
  EXPECT_FALSE(result.batch->columns[0][0].arena());
  EXPECT_TRUE(result.batch->columns[1][0].arena());
  EXPECT_EQ(result.batch->arena, "x\"y");
}

TEST(DecodeCsv, FindsTheDelimiter) {
  EXPECT_EQ(rows("sku;qty;price\nA;1,5;2,50\nB;2,5;3,50\n"), "A|1,5|2,50\nB|2,5|3,50\n");
  EXPECT_EQ(rows("sku\tname\nA\tbolt, steel; M4\n"), "A|bolt, steel; M4\n");
  EXPECT_EQ(rows("sku,name\nA,x;y\n"), "A|x;y\n");
  EXPECT_EQ(rows("sku\nA\n"), "A\n");
}

TEST(DecodeCsv, TakesTheDelimiterThatIsGiven) {
  CsvOptions options;
  options.delimiter = ';';
  EXPECT_EQ(rows_of(*read("a,b;c\n1,2;3\n", options).batch), "1,2|3\n");
}

TEST(DecodeCsv, FindsTheHeaderBelowTitles) {
  CsvOptions options;
  options.required = {"sku", "qty on hand"};
  const Read result = read("Stock report\nprinted, today\n SKU ,Qty On Hand\nA,1\n", options);
  ASSERT_TRUE(result.batch) << result.batch.error().text();
  EXPECT_EQ(joined(result.batch->names), "SKU,Qty On Hand");
  EXPECT_EQ(result.batch->rows, (std::vector<std::uint64_t>{4}));
}

TEST(DecodeCsv, LooksNoFurtherThanRowSix) {
  CsvOptions options;
  options.required = {"sku"};
  EXPECT_EQ(failure_of(read("1,2\n1,2\n1,2\n1,2\n1,2\nsku,b\nA,1\n", options).batch), "ok");
  EXPECT_EQ(failure_of(read("1,2\n1,2\n1,2\n1,2\n1,2\n1,2\nsku,b\nA,1\n", options).batch), "missing_column");
}

TEST(DecodeCsv, NamesTheMissingColumnAndTheHeadersThere) {
  CsvOptions options;
  options.required = {"sku", "on_hand"};
  const Read result = read("SKU,Qty\nA,1\n", options);
  ASSERT_FALSE(result.batch);
  EXPECT_EQ(result.batch.error().code, ErrorCode::kMissingColumn);
  EXPECT_EQ(result.batch.error().place.column, "on_hand");
  EXPECT_NE(result.batch.error().hint.find("SKU, Qty"), std::string::npos);
}

TEST(DecodeCsv, AcceptsExtraEmptyCellsAtTheEnd) {
  const Read result = read("a,b\n1,2,\n3,4,\"\",\n5,6\n");
  EXPECT_EQ(rows_of(*result.batch), "1|2\n3|4\n5|6\n");
  EXPECT_TRUE(result.rejected.empty());
}

TEST(DecodeCsv, RejectsRaggedRowsAndGoesOn) {
  const Read result = read("a,b\n1\n2,3,x\n4,5\n");
  EXPECT_EQ(rows_of(*result.batch), "4|5\n");
  ASSERT_EQ(result.rejected.size(), 2u);
  EXPECT_EQ(result.rejected[0].code, "row_ragged");
  EXPECT_EQ(result.rejected[0].severity, Severity::kError);
  EXPECT_EQ(result.rejected[0].place.row, 2u);
  EXPECT_EQ(result.rejected[0].message, "the header has 2 cells, the row 1");
  EXPECT_EQ(result.rejected[1].place.row, 3u);
  EXPECT_EQ(result.rejected[1].place.value, "2,3,x");
  EXPECT_EQ(result.batch->rows, (std::vector<std::uint64_t>{4}));
}

TEST(DecodeCsv, RejectsTextBehindAClosingQuote) {
  const Read result = read("a,b\n\"x\"y,1\n\"x\" ,2\n\"z\",\"3\n4\"\n");
  EXPECT_EQ(rows_of(*result.batch), "z|3\n4\n");
  ASSERT_EQ(result.rejected.size(), 2u);
  EXPECT_EQ(result.rejected[0].code, "row_malformed");
  EXPECT_EQ(result.rejected[1].place.row, 3u);
}

TEST(DecodeCsv, SkipsBlankLinesButCountsThem) {
  const Read result = read("\na,b\n\n1,2\n\r\n3,4\n\n");
  EXPECT_EQ(rows_of(*result.batch), "1|2\n3|4\n");
  EXPECT_EQ(result.batch->rows, (std::vector<std::uint64_t>{4, 6}));
}

TEST(DecodeCsv, CountsARecordWithLineBreaksOnce) {
  const Read result = read("a,b\n\"1\n\n2\",x\n3,4\n");
  EXPECT_EQ(result.batch->rows, (std::vector<std::uint64_t>{2, 3}));
}

TEST(DecodeCsv, RejectsACellThatIsTooLong) {
  const std::string most(Cell::kMaxLength, 'x');
  const Read result = read("a,b\n" + most + ",1\n" + most + "y,2\n3,4\n");
  EXPECT_EQ(result.batch->row_count(), 2u);
  ASSERT_EQ(result.rejected.size(), 1u);
  EXPECT_EQ(result.rejected[0].code, "cell_too_long");
  EXPECT_LT(result.rejected[0].place.value.size(), 200u);
}

TEST(DecodeCsv, RefusesAQuoteThatNeverCloses) {
  const Read result = read("a,b\n1,2\n\"x,3\n4,5\n");
  EXPECT_EQ(failure_of(result.batch), "truncated");
  EXPECT_EQ(result.batch.error().place.row, 3u);
  EXPECT_EQ(failure_of(read("\"a,b\n1,2\n").batch), "truncated");
}

TEST(DecodeCsv, RefusesWhatIsNoDelimitedText) {
  const std::pair<const char*, const char*> files[] = {
      {"", "empty"},
      {" \r\n\n", "empty"},
      {"\xef\xbb\xbf", "empty"},
      {"<!DOCTYPE html><html></html>", "HTML"},
      {"\n  <html>", "HTML"},
      {"{\"Total\": 1}", "JSON"},
      {"[{\"sku\": \"A\"}]", "JSON"},
      {"\xff\xfe"
       "a",
       "UTF-16"},
      {"PK\x03\x04rest", "Excel"},
      {"a,b\r1,2\r", "CR alone"},
      {",,\n1,2,3\n", "no name"},
  };
  for (const auto& [text, what] : files) {
    const Read result = read(text);
    ASSERT_FALSE(result.batch) << text;
    EXPECT_EQ(result.batch.error().code, ErrorCode::kNotTheFormat) << text;
    EXPECT_NE(result.batch.error().message.find(what), std::string::npos) << result.batch.error().message;
  }
}

TEST(DecodeCsv, TakesBracketsInAHeaderForText) { EXPECT_EQ(rows("[sku],[qty]\nA,1\n"), "A|1\n"); }

TEST(DecodeCsv, RefusesANulByteAnywhere) {
  std::string text = "a,b\n";
  for (int i = 0; i < 300000; ++i) text += "abcdef,1\n";
  EXPECT_EQ(failure_of(read(text).batch), "ok");
  text[text.size() - 4] = '\0';
  const Read result = read(text);
  EXPECT_EQ(failure_of(result.batch), "not_the_format");
  EXPECT_NE(result.batch.error().message.find(std::to_string(text.size() - 4)), std::string::npos);
}

TEST(DecodeCsv, RefusesAHeaderNameTwice) {
  const Read result = read("sku,qty, SKU\nA,1,2\n");
  EXPECT_EQ(failure_of(result.batch), "not_the_format");
  EXPECT_EQ(result.batch.error().place.column, "sku");
}

TEST(DecodeCsv, DropsHeaderCellsWithoutNameAtTheEnd) {
  const Read result = read("a,b,,\n1,2,,\n3,4,x,\n");
  EXPECT_EQ(joined(result.batch->names), "a,b");
  EXPECT_EQ(rows_of(*result.batch), "1|2\n");
  EXPECT_EQ(result.rejected.size(), 1u);
}

TEST(DecodeCsv, TurnsNullWordsIntoMissingCells) {
  CsvOptions options;
  options.null_words = {"", "NULL"};
  EXPECT_EQ(rows_of(*read("a,b\nNULL,null\n,x\n", options).batch), "~|null\n~|x\n");
  options.null_words = {"NULL"};
  EXPECT_EQ(rows_of(*read("a,b\nNULL,\n", options).batch), "~|\n");
}

TEST(DecodeCsv, ReadsAHeaderWithoutRows) { EXPECT_EQ(read("a,b\n").batch->row_count(), 0u); }

TEST(DecodeCsv, GivesTheSameCellsWhereverABlockOfTheScannerEnds) {
  for (std::size_t shift = 0; shift < 130; ++shift) {
    const std::string pad(shift, 'p');
    EXPECT_EQ(rows("a,b,c\n" + pad + "x,\"q\"\"1\r\n,\",12\"\r\n\"z\",,3\n"), pad + "x|q\"1\r\n,|12\"\nz|~|3\n") << shift;
  }
}

TEST(DecodeCsv, StopsWhenCancelledAndTellsItsProgress) {
  std::string text = "a,b\n";
  for (int i = 0; i < 500000; ++i) text += "abcdef,1\n";
  Progress progress;
  std::vector<Issue> rejected;
  ASSERT_TRUE(decode_csv(file_of(text), {}, rejected, &progress));
  EXPECT_EQ(progress.done.load(), text.size());
  progress.cancel = true;
  EXPECT_EQ(failure_of(decode_csv(file_of(text), {}, rejected, &progress)), "cancelled");
}

}  // namespace
}  // namespace trueup
