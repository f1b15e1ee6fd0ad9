#include "trueup/diff/diff.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "diff/diff_engine.hpp"
#include "diff/diff_locate.hpp"
#include "trueup/base/hash.hpp"

namespace trueup {
namespace {

using Text = std::optional<std::string>;  // nullopt = missing
using Row = std::vector<Text>;

/// A batch as a decoder would make it: cells behind one another, row numbers from 2 on.
RecordBatch batch_of(std::vector<std::string> names, const std::vector<Row>& rows) {
  RecordBatch batch;
  batch.input = "input.csv";
  batch.columns.resize(names.size());
  std::string source;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      batch.columns[i].push_back(row[i] ? Cell::in_source(source.size(), row[i]->size()) : Cell());
      source += row[i].value_or("") + (i + 1 < row.size() ? "," : "\n");
    }
    batch.rows.push_back(batch.rows.size() + 2);
  }
  batch.names = batch.labels = std::move(names);
  batch.source = Bytes::own(std::move(source));
  return batch;
}

DiffResult diffed(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options) {
  auto result = diff(before, after, options);
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().text());
  return result.ok() ? std::move(*result) : DiffResult{};
}

/// Each change as one line: kind letter, key, rows, and for a cell its column and texts.
std::vector<std::string> lines(const DiffResult& result) {
  std::vector<std::string> out;
  for (const DiffChange& change : result.changes) {
    std::string line = std::string(1, "arcd"[static_cast<int>(change.kind)]) + " " + change.key + " " + std::to_string(change.before_row) +
                       ">" + std::to_string(change.after_row);
    if (!change.column.empty())
      line += " " + change.column + ": " + (change.before_missing ? "(missing)" : "[" + change.before + "]") + " " +
              (change.after_missing ? "(missing)" : "[" + change.after + "]");
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Diff, ListsAddedRemovedAndChangedCellsInTheOrderOfKeys) {
  const auto before = batch_of({"sku", "qty", "note"}, {{"c", "3", "x"}, {"a", "1", "x"}, {"b", "2", "x"}, {"d", "4", "x"}});
  const auto after = batch_of({"sku", "qty", "note"}, {{"d", "4", "x"}, {"e", "5", "x"}, {"c", "7", "y"}, {"b", "2", "x"}});
  const DiffResult result = diffed(before, after, {.key = {"sku"}});
  EXPECT_EQ(lines(result), (Lines{"r a 3>0", "c c 2>4 qty: [3] [7]", "c c 2>4 note: [x] [y]", "a e 0>3"}));
  const DiffSummary& s = result.summary;
  EXPECT_EQ(s.rows_before, 4u);
  EXPECT_EQ(s.rows_after, 4u);
  EXPECT_EQ(s.added, 1u);
  EXPECT_EQ(s.removed, 1u);
  EXPECT_EQ(s.changed, 1u);
  EXPECT_EQ(s.unchanged, 2u);
  EXPECT_EQ(s.duplicates, 0u);
  EXPECT_EQ(s.changed_cells, 2u);
  EXPECT_EQ(result.columns_compared, (Lines{"qty", "note"}));
}

TEST(Diff, KeepsMissingAndEmptyApart) {
  const auto before = batch_of({"sku", "note"}, {{"a", std::nullopt}, {"b", ""}, {"c", std::nullopt}});
  const auto after = batch_of({"sku", "note"}, {{"a", ""}, {"b", std::nullopt}, {"c", std::nullopt}});
  const DiffResult result = diffed(before, after, {.key = {"sku"}});
  EXPECT_EQ(lines(result), (Lines{"c a 2>2 note: (missing) []", "c b 3>3 note: [] (missing)"}));
}

TEST(Diff, MissingAndEmptyKeysAreTwoKeysAndMissingComesFirst) {
  const auto before = batch_of({"sku", "qty"}, {{"", "1"}, {std::nullopt, "2"}});
  const auto after = batch_of({"sku", "qty"}, {{std::nullopt, "3"}, {"", "4"}});
  EXPECT_EQ(lines(diffed(before, after, {.key = {"sku"}})), (Lines{"c  3>2 qty: [2] [3]", "c \"\" 2>3 qty: [1] [4]"}));
}

TEST(Diff, ReportsEveryRowOfADuplicateKeyAndPairsNone) {
  const auto before = batch_of({"sku", "qty"}, {{"a", "1"}, {"b", "1"}, {"a", "2"}, {"c", "1"}, {"e", "1"}});
  const auto after = batch_of({"sku", "qty"}, {{"b", "1"}, {"a", "1"}, {"b", "1"}, {"d", "1"}, {"d", "1"}, {"e", "1"}});
  const DiffResult result = diffed(before, after, {.key = {"sku"}});
  EXPECT_EQ(lines(result), (Lines{"d a 2>0", "d a 4>0", "d a 0>3", "d b 3>0", "d b 0>2", "d b 0>4", "r c 5>0", "d d 0>5", "d d 0>6"}));
  EXPECT_EQ(result.summary.duplicates, 8u);
  EXPECT_EQ(result.summary.removed, 1u);
  EXPECT_EQ(result.summary.added, 0u);
  EXPECT_EQ(result.summary.unchanged, 1u);
}

TEST(Diff, CompositeKeysDoNotRunIntoEachOther) {
  const auto before = batch_of({"sku", "lot", "qty"}, {{"a", "bc", "1"}, {"x,y", "z", "1"}, {"m", std::nullopt, "1"}});
  const auto after = batch_of({"sku", "lot", "qty"}, {{"ab", "c", "1"}, {"x", "y,z", "1"}, {std::nullopt, "m", "1"}});
  EXPECT_EQ(lines(diffed(before, after, {.key = {"sku", "lot"}})),
            (Lines{"a ,m 0>4", "r a,bc 2>0", "a ab,c 0>2", "r m, 4>0", "a x,\"y,z\" 0>3", "r \"x,y\",z 3>0"}));
}

TEST(Diff, SortsKeysByUnsignedBytesAndByComponent) {
  const auto before = batch_of({"k", "l"}, {{"\xc3\xa9", "1"}, {"z", "1"}, {"a", "2"}, {"a", "10"}, {"", "1"}, {"a!", "1"}});
  const auto after = batch_of({"k", "l"}, {});
  const auto high = batch_of({"k", "l"}, {{"xb", "1"}, {"xa\xc3", "1"}, {"xa~", "1"}, {"xa", "1"}});
  EXPECT_EQ(lines(diffed(high, after, {.key = {"k", "l"}})), (Lines{"r xa,1 5>0", "r xa~,1 4>0", "r xa\xc3,1 3>0", "r xb,1 2>0"}));
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k", "l"}})),
            (Lines{"r \"\",1 6>0", "r a,10 5>0", "r a,2 4>0", "r a!,1 7>0", "r z,1 3>0", "r \xc3\xa9,1 2>0"}));
}

TEST(Diff, WritesKeysAsCsvCells) {
  const auto before = batch_of({"k"}, {{"say \"hi\""}, {"two\nlines"}});
  EXPECT_EQ(lines(diffed(before, batch_of({"k"}, {}), {.key = {"k"}})), (Lines{"r \"say \"\"hi\"\"\" 2>0", "r \"two\nlines\" 3>0"}));
}

TEST(Diff, ComparesNumericColumnsByDecimalValue) {
  const std::vector<std::pair<std::string, std::string>> same{
      {"1", "1.0"}, {"1", "01.00"},     {"+1", "1"},
      {"-0", "0"},  {"0", "00.000"},    {".5", "0.50"},
      {"5.", "5"},  {"-2.50", "-02.5"}, {"123456789012345678901234567890.10", "0123456789012345678901234567890.1"}};
  const std::vector<std::pair<std::string, std::string>> different{{"1", "-1"},       {"1", "10"},
                                                                   {"0.1", "0.01"},   {"1e2", "100"},
                                                                   {"1,000", "1000"}, {" 1", "1"},
                                                                   {"", "0"},         {".", "0"},
                                                                   {"-", "0"},        {"0x1", "1"},
                                                                   {"+-1", "-1"},     {"1.0.0", "1.0"},
                                                                   {"1", "\xd9\xa1"}, {"100000000000000000000", "100000000000000000001"}};
  const DiffOptions options{.key = {"k"}, .ignore = {}, .numeric = {"v"}};
  for (const auto& [x, y] : same) {
    EXPECT_EQ(diffed(batch_of({"k", "v"}, {{"a", x}}), batch_of({"k", "v"}, {{"a", y}}), options).summary.unchanged, 1u) << x << " " << y;
    EXPECT_EQ(diffed(batch_of({"k", "v"}, {{"a", x}}), batch_of({"k", "v"}, {{"a", y}}), {.key = {"k"}}).summary.changed, 1u);
  }
  for (const auto& [x, y] : different)
    EXPECT_EQ(diffed(batch_of({"k", "v"}, {{"a", x}}), batch_of({"k", "v"}, {{"a", y}}), options).summary.changed, 1u) << x << " " << y;
}

TEST(Diff, KeepsMissingApartFromZeroInANumericColumn) {
  const auto result = diffed(batch_of({"k", "v"}, {{"a", "0"}}), batch_of({"k", "v"}, {{"a", std::nullopt}}),
                             {.key = {"k"}, .ignore = {}, .numeric = {"v"}});
  EXPECT_EQ(lines(result), (Lines{"c a 2>2 v: [0] (missing)"}));
}

TEST(Diff, MeetsColumnsByNameAndLeavesOutTheIgnored) {
  const auto before = batch_of({"old", "b", "k", "a", "stamp"}, {{"o", "1", "x", "2", "s"}});
  const auto after = batch_of({"a", "stamp", "k", "new", "b"}, {{"2", "t", "x", "n", "3"}});
  const DiffResult result = diffed(before, after, {.key = {"k"}, .ignore = {"stamp"}});
  EXPECT_EQ(lines(result), (Lines{"c x 2>2 b: [1] [3]"}));
  EXPECT_EQ(result.columns_compared, (Lines{"b", "a"}));
  EXPECT_EQ(result.columns_only_before, Lines{"old"});
  EXPECT_EQ(result.columns_only_after, Lines{"new"});
}

TEST(Diff, RepeatedHeadersMeetInTheirOrder) {
  const auto before = batch_of({"k", "n", "n", "n"}, {{"x", "1", "2", "3"}});
  const auto after = batch_of({"n", "k", "n"}, {{"1", "x", "9"}});
  const DiffResult result = diffed(before, after, {.key = {"k"}});
  EXPECT_EQ(lines(result), (Lines{"c x 2>2 n: [2] [9]"}));
  EXPECT_EQ(result.columns_only_before, Lines{"n"});
}

TEST(Diff, TellsTheSameBytesInAnotherShapeApart) {
  // "a,b;c" cut behind the comma and behind the semicolon
  RecordBatch before = batch_of({"x", "y"}, {{"k", "a,b;c"}}), after = before;
  before.names = after.names = {"k", "x", "y"};
  const auto cut = [](RecordBatch& batch, std::uint64_t at) {
    batch.columns = {{Cell::in_source(0, 1)}, {Cell::in_source(2, at)}, {Cell::in_source(2 + at + 1, 4 - at)}};
  };
  cut(before, 1);
  cut(after, 3);
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k"}})), (Lines{"c k 2>2 x: [a] [a,b]", "c k 2>2 y: [b;c] [c]"}));
}

TEST(Diff, TellsTheSameBytesInAnotherOrderApart) {
  // cells without anything between them, once as k x y and once as y x k: the same bytes, the same lengths
  RecordBatch before = batch_of({"k", "x", "y"}, {{"1", "2", "1"}}), after = before;
  before.source = after.source = Bytes::own("121");
  before.columns = {{Cell::in_source(0, 1)}, {Cell::in_source(1, 1)}, {Cell::in_source(2, 1)}};
  after.names = {"x", "k", "y"};
  after.columns = before.columns;
  after.source = Bytes::own("121");
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k"}})), (Lines{"r 1 2>0", "a 2 0>2"}));
  after.names = {"k", "y", "x"};
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k"}})), (Lines{"c 1 2>2 x: [2] [1]", "c 1 2>2 y: [1] [2]"}));
}

TEST(Diff, ReadsCellsInTheArenaAndVeryLongOnes) {
  const std::string long_text(100'000, 'x');
  RecordBatch before = batch_of({"k", "v", "w"}, {{"a", long_text, "1"}, {"b", "say \"hi\"", "1"}}), after = before;
  after.arena = "..say \"hi\"a";
  after.columns[1][1] = Cell::in_arena(2, 8);
  after.columns[0][0] = Cell::in_arena(10, 1);
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k"}})), Lines{});
  after.arena[2] = 'S';
  EXPECT_EQ(lines(diffed(before, after, {.key = {"k"}})), (Lines{"c b 3>3 v: [say \"hi\"] [Say \"hi\"]"}));
}

TEST(Diff, ComparesFilesWithoutRows) {
  const auto none = batch_of({"k", "v"}, {}), one = batch_of({"k", "v"}, {{"a", "1"}});
  EXPECT_EQ(lines(diffed(none, none, {.key = {"k"}})), Lines{});
  EXPECT_EQ(lines(diffed(none, one, {.key = {"k"}})), Lines{"a a 0>2"});
  RecordBatch sourceless = none;
  sourceless.source = nullptr;
  EXPECT_EQ(lines(diffed(one, sourceless, {.key = {"k"}})), Lines{"r a 2>0"});
}

TEST(Diff, ComparesMoreColumnsThanAWordHasBits) {
  std::vector<std::string> names{"k"};
  Row row{"a"};
  for (int i = 0; i < 130; ++i) {
    names.push_back("c" + std::to_string(i));
    row.push_back("x");
  }
  const auto before = batch_of(names, {row});
  for (const std::size_t i : {1u, 63u, 65u, 130u}) row[i] = "y";
  const auto result = diffed(before, batch_of(names, {row}), {.key = {"k"}});
  EXPECT_EQ(lines(result), (Lines{"c a 2>2 c0: [x] [y]", "c a 2>2 c62: [x] [y]", "c a 2>2 c64: [x] [y]", "c a 2>2 c129: [x] [y]"}));
}

/// The same four rows by wide registers and one by one: places and shapes must agree, or equal rows would not meet.
TEST(Diff, LocatesRowsAlikeWithAndWithoutWideRegisters) {
  const std::string far(70'000, 'x');
  const std::vector<Row> rows{{"a", "1", "x"},
                              {"b", std::nullopt, "x"},
                              {"c", "", std::nullopt},
                              {"d", "1", ""},
                              {std::nullopt, "1", "x"},
                              {"f", "1", "x"},
                              {"g", "1", "x"},
                              {"h", "1", "x"},
                              {"i", far, "x"},
                              {"j", "1", "x"},
                              {"k", "1", "x"},
                              {"l", "1", "x"},
                              {std::nullopt, std::nullopt, std::nullopt}};
  RecordBatch batch = batch_of({"k", "v", "w"}, rows);
  batch.arena = "xyz";
  batch.columns[1][9] = Cell::in_arena(0, 1);
  batch.columns[2][10] = Cell::in_source(0, 1);  // out of order
  const DiffOptions options{.key = {"k"}};
  const auto plan = diffing::plan_diff(batch, batch, options);
  ASSERT_TRUE(plan.ok());
  std::vector<diffing::RowPlace> wide(rows.size()), narrow(rows.size());
  diffing::RowLocator(batch, *plan, false, true).locate(0, rows.size(), wide.data());
  diffing::RowLocator(batch, *plan, false, false).locate(0, rows.size(), narrow.data());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(wide[i].place, narrow[i].place) << "row " << i;
    const bool none = i == 8 || i == 9 || i == 10;
    EXPECT_EQ(narrow[i].place == diffing::RowPlace::kNone, none) << "row " << i;
    if (!none) {
      EXPECT_EQ(wide[i].shape, narrow[i].shape) << "row " << i;
    }
  }
}

TEST(Diff, JoinsKeysWhoseHashesCollide) {
  std::vector<Row> rows;
  for (int i = 0; i < 300; ++i) rows.push_back({std::to_string(i), "x"});
  rows.push_back({"7", "y"});
  const auto before = batch_of({"k", "v"}, rows);
  rows.pop_back();
  rows[5][1] = "changed";
  rows[9][0] = "new";
  const auto after = batch_of({"k", "v"}, rows);
  for (const std::uint64_t mask : {std::uint64_t{0}, std::uint64_t{7}, std::uint64_t{3} << 62}) {
    auto result = diffing::diff_tuned(before, after, {.key = {"k"}}, nullptr, {.rows_per_partition = 64, .hash_mask = mask});
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(lines(*result), (Lines{"c 5 7>7 v: [x] [changed]", "d 7 9>0", "d 7 302>0", "d 7 0>9", "r 9 11>0", "a new 0>11"}));
    EXPECT_EQ(result->summary.unchanged, 297u);
  }
}

TEST(Diff, DoesNotPairTwoKeysOfOneHash) {
  for (const std::uint64_t mask : {std::uint64_t{0}, ~std::uint64_t{0}}) {
    auto result = diffing::diff_tuned(batch_of({"k", "v"}, {{"a", "1"}}), batch_of({"k", "v"}, {{"b", "1"}}), {.key = {"k"}}, nullptr,
                                      {.hash_mask = mask});
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(lines(*result), (Lines{"r a 2>0", "a b 0>2"}));
    EXPECT_EQ(result->summary.unchanged, 0u);
  }
}

ErrorCode refusal(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options) {
  auto result = diff(before, after, options);
  return result.ok() ? ErrorCode::kOk : result.error().code;
}

TEST(Diff, RefusesOptionsThatDoNotFit) {
  const auto one = batch_of({"k", "v"}, {{"a", "1"}}), twice = batch_of({"k", "k", "v"}, {{"a", "a", "1"}});
  EXPECT_EQ(refusal(one, one, {}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal(one, one, {.key = {"k", "k"}}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal(one, one, {.key = {"k"}, .ignore = {"k"}}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal(one, one, {.key = {"k"}, .ignore = {}, .numeric = {"k"}}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal(one, twice, {.key = {"k"}}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal(one, one, {.key = {"sku"}}), ErrorCode::kMissingColumn);
  EXPECT_EQ(refusal(one, one, {.key = {"k"}, .ignore = {"w"}}), ErrorCode::kMissingColumn);
  EXPECT_EQ(refusal(one, one, {.key = {"k"}, .ignore = {}, .numeric = {"w"}}), ErrorCode::kMissingColumn);
  EXPECT_EQ(refusal(one, batch_of({"k"}, {}), {.key = {"k"}, .ignore = {"v"}}), ErrorCode::kOk);
  auto uneven = one;
  uneven.columns[1].clear();
  EXPECT_EQ(refusal(one, uneven, {.key = {"k"}}), ErrorCode::kInvalidArgument);
}

TEST(Diff, SaysWhichColumnIsMissingWhere) {
  const auto result = diff(batch_of({"k", "v"}, {}), batch_of({"sku", "v"}, {}), {.key = {"k"}});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().place.column, "k");
  EXPECT_EQ(result.error().place.input, "input.csv");
  EXPECT_NE(result.error().hint.find("sku, v"), std::string::npos) << result.error().hint;
}

TEST(Diff, StopsWhenCancelledAndCountsRows) {
  std::vector<Row> rows;
  for (int i = 0; i < 20'000; ++i) rows.push_back({std::to_string(i), "x"});
  const auto batch = batch_of({"k", "v"}, rows);
  Progress progress;
  ASSERT_TRUE(diff(batch, batch, {.key = {"k"}}, &progress).ok());
  EXPECT_EQ(progress.stage.load(), static_cast<std::uint32_t>(Stage::kComparing));
  EXPECT_EQ(progress.total.load(), 40'000u);
  EXPECT_EQ(progress.done.load(), 40'000u);
  progress.cancel = true;
  for (const unsigned threads : {1u, 3u}) {
    const auto result = diff(batch, batch, {.key = {"k"}, .ignore = {}, .numeric = {}, .threads = threads}, &progress);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
  }
}

TEST(DiffJson, WritesAllMembersInAFixedOrder) {
  DiffResult result =
      diffed(batch_of({"k", "v", "o"}, {{"a", "1", "x"}, {"b", "2", "x"}, {"d", std::nullopt, "x"}}),
             batch_of({"k", "v", "n"}, {{"a", "2", "x"}, {"c", "2", "x"}, {"c", "2", "x"}, {"d", "", "x"}}), {.key = {"k"}});
  Issue issue;
  issue.code = "ragged";
  issue.place = {"input.csv", 9, "", "a,b"};
  issue.message = "too few cells";
  result.rejected.push_back(issue);
  result.summary.rejected = 1;
  const std::string head = R"({"schema": "trueup.diff/1", "rows_before": 3, "rows_after": 4, "added": 0, "removed": 1, "changed": 2, )"
                           R"("unchanged": 0, "duplicates": 2, "rejected": 1, "changed_cells": 2, )"
                           R"("columns": {"compared": ["v"], "only_before": ["o"], "only_after": ["n"]}, )";
  const std::string changes =
      "\"changes\": [\n"
      R"({"kind": "changed", "key": "a", "before_row": 2, "after_row": 2, "column": "v", "before": "1", "after": "2"},)"
      "\n"
      R"({"kind": "removed", "key": "b", "before_row": 3},)"
      "\n"
      R"({"kind": "duplicate", "key": "c", "after_row": 3},)"
      "\n"
      R"({"kind": "duplicate", "key": "c", "after_row": 4},)"
      "\n"
      R"({"kind": "changed", "key": "d", "before_row": 4, "after_row": 5, "column": "v", "before": null, "after": ""})"
      "\n], ";
  const std::string rejections =
      "\"rejections\": [\n"
      R"({"code": "ragged", "severity": "error", "input": "input.csv", "row": 9, "column": "", "value": "a,b", )"
      R"("message": "too few cells", "fix": ""})"
      "\n]}\n";
  EXPECT_EQ(diff_json(result, false), head + rejections);
  EXPECT_EQ(diff_json(result, true), head + changes + rejections);
}

std::string json_of(const std::string& text) {
  DiffResult result;
  result.changes.push_back({.kind = ChangeKind::kRemoved, .key = text, .column = {}, .before = {}, .after = {}});
  const std::string json = diff_json(result, true);
  const std::size_t begin = json.find("\"key\": ") + 7;
  return json.substr(begin, json.find("}", begin) - begin);
}

TEST(DiffJson, EscapesStrings) {
  EXPECT_EQ(json_of("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(json_of(std::string("\0\x01\b\t\n\f\r\x1f\x7f", 9)), "\"\\u0000\\u0001\\b\\t\\n\\f\\r\\u001f\x7f\"");
  for (const std::string good :
       {"\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
    EXPECT_EQ(json_of("<" + good + ">"), "\"<" + good + ">\"");
  for (const std::string bad : {"\x80", "\xbf", "\xc0", "\xc1", "\xf5", "\xff", "\xc2", "\xe0\xa0", "\xf0\x90\x80"})
    EXPECT_EQ(json_of("<" + bad + ">").substr(0, 8), "\"<\\ufffd") << bad;
  EXPECT_EQ(json_of("\xc0\x80"), "\"\\ufffd\\ufffd\"");                        // an overlong NUL
  EXPECT_EQ(json_of("\xe0\x9f\xbf"), "\"\\ufffd\\ufffd\\ufffd\"");             // overlong
  EXPECT_EQ(json_of("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"");             // a surrogate
  EXPECT_EQ(json_of("\xf4\x90\x80\x80"), "\"\\ufffd\\ufffd\\ufffd\\ufffd\"");  // beyond U+10FFFF
  EXPECT_EQ(json_of("\xf0\x8f\xbf\xbf"), "\"\\ufffd\\ufffd\\ufffd\\ufffd\"");  // overlong
  EXPECT_EQ(json_of("\xe4"
                    "bc"),
            "\"\\ufffdbc\"");
}

TEST(KeyedHash, TakesInLengthOrderAndSeed) {
  const KeyedHash hash(1), other(2);
  const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::vector<std::uint64_t> seen;
  for (std::size_t n = 0; n <= text.size(); ++n) seen.push_back(hash.bytes(std::string_view(text).substr(0, n)));
  for (std::size_t n = 1; n <= 20; ++n) seen.push_back(hash.bytes(std::string(n, '\0')));
  for (std::size_t i = 0; i < text.size(); ++i) {  // each byte counts
    std::string one = text;
    one[i] ^= 1;
    seen.push_back(hash.bytes(one));
  }
  seen.push_back(hash.missing());
  seen.push_back(hash.bytes("bc", hash.bytes("a")));
  seen.push_back(hash.bytes("c", hash.bytes("ab")));
  seen.push_back(hash.missing(hash.bytes("a")));
  seen.push_back(hash.bytes("a", hash.missing()));
  seen.push_back(hash.bytes("", hash.bytes("a")));
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
  EXPECT_EQ(hash.bytes(text), KeyedHash(1).bytes(text));
  EXPECT_NE(hash.bytes(text), other.bytes(text));
  EXPECT_EQ(&KeyedHash::of_process(), &KeyedHash::of_process());
}

TEST(KeyedHash, SpreadsNumberedKeysOverAllBits) {
  const KeyedHash hash(3);
  std::vector<int> ones(64, 0);
  const int keys = 20'000;
  for (int i = 0; i < keys; ++i) {
    const std::uint64_t value = hash.bytes("SKU" + std::to_string(100'000 + i));
    for (std::size_t bit = 0; bit < 64; ++bit) ones[bit] += value >> bit & 1;
  }
  for (const int count : ones) EXPECT_NEAR(count, keys / 2, keys / 40);
}

}  // namespace
}  // namespace trueup
