// diff beside a plain twin: std::map, strings, no hash, no threads.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "diff/diff_engine.hpp"
#include "trueup/diff/diff.hpp"

namespace trueup {
namespace {

using Text = std::optional<std::string>;
using Row = std::vector<Text>;

/// A file as plain strings. `spelling` decides for each cell how it stands in the source: bare, quoted, or in the arena.
struct Table {
  std::vector<std::string> names;
  std::vector<Row> rows;
};

RecordBatch batch_of(const Table& table, std::mt19937& spelling) {
  RecordBatch batch;
  batch.names = batch.labels = table.names;
  batch.columns.resize(table.names.size());
  std::string source;
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto how = spelling() % 16;
      Cell cell;
      if (row[i] && how == 0) {
        cell = Cell::in_arena(batch.arena.size(), row[i]->size());
        batch.arena += *row[i];
      } else if (row[i]) {
        if (how == 1) source += '"';
        cell = Cell::in_source(source.size(), row[i]->size());
        source += *row[i] + (how == 1 ? "\"" : "");
      }
      batch.columns[i].push_back(cell);
      source += i + 1 < row.size() ? ',' : '\n';
    }
    batch.rows.push_back(batch.rows.size() + 2);
  }
  batch.source = Bytes::own(std::move(source));
  return batch;
}

/// A change without its row numbers, and the row numbers apart.
struct Change {
  ChangeKind kind;
  std::vector<Text> key;
  std::string column;
  Text before, after;
  std::uint64_t before_row, after_row;
};

std::string quoted(const std::vector<Text>& key) {
  std::string line;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i > 0) line += ",";
    if (!key[i]) continue;
    const bool plain = !key[i]->empty() && key[i]->find_first_of("\",\r\n") == std::string::npos;
    std::string doubled;
    for (const char c : *key[i]) doubled += c == '"' ? "\"\"" : std::string(1, c);
    line += plain ? *key[i] : "\"" + doubled + "\"";
  }
  return line;
}

/// A decimal as sign, digits without leading zeros, a point, digits without trailing zeros; other text as it is.
std::string canonical(const std::string& text) {
  std::string digits = text;
  bool minus = false;
  if (!digits.empty() && (digits[0] == '+' || digits[0] == '-')) {
    minus = digits[0] == '-';
    digits.erase(0, 1);
  }
  if (digits.find_first_not_of("0123456789.") != std::string::npos || std::count(digits.begin(), digits.end(), '.') > 1 ||
      digits.find_first_of("0123456789") == std::string::npos)
    return "text " + text;
  if (digits.find('.') == std::string::npos) digits += ".";
  while (digits.back() == '0') digits.pop_back();
  while (digits.front() == '0') digits.erase(0, 1);
  return (minus && digits != "." ? "-" : "+") + digits;
}

std::size_t index_of(const Table& table, const std::string& name) {
  return static_cast<std::size_t>(std::find(table.names.begin(), table.names.end(), name) - table.names.begin());
}

bool listed(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Sides {
  std::vector<std::size_t> before, after;
};

std::vector<Change> twin(const Table& before, const Table& after, const DiffOptions& options) {
  std::map<std::vector<Text>, Sides> keys;
  for (const Table* table : {&before, &after})
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      std::vector<Text> key;
      for (const std::string& name : options.key) key.push_back(table->rows[row][index_of(*table, name)]);
      (table == &before ? keys[key].before : keys[key].after).push_back(row);
    }
  std::vector<Change> changes;
  for (const auto& [key, rows] : keys) {
    if (rows.before.size() > 1 || rows.after.size() > 1) {
      for (const std::size_t row : rows.before) changes.push_back({ChangeKind::kDuplicate, key, "", {}, {}, row + 2, 0});
      for (const std::size_t row : rows.after) changes.push_back({ChangeKind::kDuplicate, key, "", {}, {}, 0, row + 2});
    } else if (rows.after.empty()) {
      changes.push_back({ChangeKind::kRemoved, key, "", {}, {}, rows.before[0] + 2, 0});
    } else if (rows.before.empty()) {
      changes.push_back({ChangeKind::kAdded, key, "", {}, {}, 0, rows.after[0] + 2});
    } else {
      for (std::size_t i = 0; i < before.names.size(); ++i) {
        const std::string& name = before.names[i];
        const std::size_t j = index_of(after, name);
        if (j == after.names.size() || listed(options.key, name) || listed(options.ignore, name)) continue;
        const Text &x = before.rows[rows.before[0]][i], &y = after.rows[rows.after[0]][j];
        if (x == y || (x && y && listed(options.numeric, name) && canonical(*x) == canonical(*y))) continue;
        changes.push_back({ChangeKind::kChanged, key, name, x, y, rows.before[0] + 2, rows.after[0] + 2});
      }
    }
  }
  return changes;
}

/// Random text that is often the same, short, empty, or missing; now and then longer than a word of the hash.
Text random_text(std::mt19937& random, const std::string& letters, std::size_t longest) {
  if (random() % 12 == 0) return std::nullopt;
  std::string text(random() % (longest + 1), ' ');
  for (char& c : text) c = letters[random() % letters.size()];
  return random() % 30 == 0 ? text + std::string(40, 'q') : text;
}

Table random_table(std::mt19937& random, std::size_t rows) {
  Table table{{"k1", "k2", "text", "number", "extra"}, {}};
  for (std::size_t i = 0; i < rows; ++i)
    table.rows.push_back({random_text(random, "ab,", 4), random_text(random, "ab\"", 4), random_text(random, "xy,\n", 3),
                          random_text(random, "0.-1", 4), random_text(random, "xyz", 30)});
  return table;
}

/// Another state of the table: cells changed, rows gone, come and doubled, all in another order, columns moved.
Table changed_table(Table table, std::mt19937& random) {
  std::vector<Row> rows;
  for (Row& row : table.rows) {
    const auto luck = random() % 20;
    if (luck == 0) continue;
    if (luck == 1) row[2 + random() % 3] = random_text(random, "0.1", 5);
    if (luck == 2 && row[3] && row[3]->find('.') != std::string::npos) *row[3] += "0";
    if (luck == 3) rows.push_back(row);
    rows.push_back(std::move(row));
  }
  for (Row& row : random_table(random, table.rows.size() / 10).rows) rows.push_back(std::move(row));
  std::shuffle(rows.begin(), rows.end(), random);
  table.rows = std::move(rows);
  return table;
}

Table with_columns_moved(Table table) {
  std::swap(table.names[1], table.names[4]);
  table.names[0].swap(table.names[2]);
  for (Row& row : table.rows) {
    std::swap(row[1], row[4]);
    std::swap(row[0], row[2]);
  }
  return table;
}

void expect_same(const std::vector<Change>& expected, const DiffResult& result, bool with_rows) {
  ASSERT_EQ(result.changes.size(), expected.size());
  DiffSummary counted;
  const Change* last = nullptr;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Change& want = expected[i];
    const DiffChange& got = result.changes[i];
    ASSERT_EQ(got.kind, want.kind) << "change " << i;
    ASSERT_EQ(got.key, quoted(want.key)) << "change " << i;
    ASSERT_EQ(got.column, want.column) << "change " << i;
    ASSERT_EQ(got.before, want.before.value_or("")) << "change " << i;
    ASSERT_EQ(got.after, want.after.value_or("")) << "change " << i;
    ASSERT_EQ(got.before_missing, want.kind == ChangeKind::kChanged && !want.before) << "change " << i;
    ASSERT_EQ(got.after_missing, want.kind == ChangeKind::kChanged && !want.after) << "change " << i;
    ASSERT_EQ(with_rows ? got.before_row : got.before_row != 0, with_rows ? want.before_row : want.before_row != 0);
    ASSERT_EQ(with_rows ? got.after_row : got.after_row != 0, with_rows ? want.after_row : want.after_row != 0);
    counted.added += want.kind == ChangeKind::kAdded;
    counted.removed += want.kind == ChangeKind::kRemoved;
    counted.duplicates += want.kind == ChangeKind::kDuplicate;
    counted.changed_cells += want.kind == ChangeKind::kChanged;
    counted.changed += want.kind == ChangeKind::kChanged && (last == nullptr || last->key != want.key);
    last = &want;
  }
  const DiffSummary& s = result.summary;
  EXPECT_EQ(s.added, counted.added);
  EXPECT_EQ(s.removed, counted.removed);
  EXPECT_EQ(s.duplicates, counted.duplicates);
  EXPECT_EQ(s.changed, counted.changed);
  EXPECT_EQ(s.changed_cells, counted.changed_cells);
  EXPECT_EQ(2 * (s.changed + s.unchanged) + s.added + s.removed + s.duplicates, s.rows_before + s.rows_after);
}

class DiffModel : public testing::TestWithParam<unsigned> {
 protected:
  std::mt19937 random_{GetParam()};
};

TEST_P(DiffModel, AgreesWithTheTwinOnAnyNumberOfThreads) {
  const std::size_t rows = GetParam() % 4 == 0 ? 40'000 : 1 + random_() % 3000;
  const Table before = random_table(random_, rows), after = changed_table(before, random_);
  const std::vector<DiffOptions> all{{.key = {"k1", "k2"}},
                                     {.key = {"k2", "k1", "text"}, .ignore = {"extra"}, .numeric = {"number"}},
                                     {.key = {"extra"}, .ignore = {}, .numeric = {"number", "text"}}};
  for (const DiffOptions& chosen : all) {
    const std::vector<Change> expected = twin(before, after, chosen);
    std::mt19937 spelling(GetParam() + 1);
    const RecordBatch x = batch_of(before, spelling), y = batch_of(after, spelling);
    for (const unsigned threads : {1u, 2u, 3u, 7u}) {
      SCOPED_TRACE("seed " + std::to_string(GetParam()) + ", threads " + std::to_string(threads));
      DiffOptions options = chosen;
      options.threads = threads;
      const diffing::DiffTuning tuning{.rows_per_partition = threads == 2 ? 16384u : 100u, .simd = threads != 3};
      auto result = diffing::diff_tuned(x, y, options, nullptr, tuning);
      ASSERT_TRUE(result.ok()) << result.error().text();
      ASSERT_NO_FATAL_FAILURE(expect_same(expected, *result, true));
    }
  }
}

TEST_P(DiffModel, AgreesWithTheTwinWhenColumnsStandElsewhere) {
  const Table before = random_table(random_, 500), after = changed_table(before, random_);
  const DiffOptions options{.key = {"k1", "k2"}, .ignore = {}, .numeric = {"number"}};
  std::mt19937 spelling(GetParam());
  auto result = diff(batch_of(before, spelling), batch_of(with_columns_moved(after), spelling), options);
  ASSERT_TRUE(result.ok()) << result.error().text();
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  expect_same(twin(before, with_columns_moved(after), options), *result, true);
}

TEST_P(DiffModel, AgreesWithTheTwinWhenHashesCollide) {
  const Table before = random_table(random_, 400), after = changed_table(before, random_);
  const DiffOptions options{.key = {"k1", "k2"}, .ignore = {}, .numeric = {}, .threads = 3};
  std::mt19937 spelling(GetParam());
  const RecordBatch x = batch_of(before, spelling), y = batch_of(after, spelling);
  for (const std::uint64_t mask : {std::uint64_t{0}, std::uint64_t{15} << 58 | 1, std::uint64_t{255} << 56 | 255}) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()) + ", mask " + std::to_string(mask));
    auto result = diffing::diff_tuned(x, y, options, nullptr, {.rows_per_partition = 50, .hash_mask = mask});
    ASSERT_TRUE(result.ok()) << result.error().text();
    expect_same(twin(before, after, options), *result, true);
  }
}

TEST_P(DiffModel, ShufflingRowsChangesRowNumbersAlone) {
  Table before = random_table(random_, 2000), after = changed_table(before, random_);
  const DiffOptions options{.key = {"k1", "k2"}};
  const std::vector<Change> expected = twin(before, after, options);
  std::shuffle(before.rows.begin(), before.rows.end(), random_);
  std::shuffle(after.rows.begin(), after.rows.end(), random_);
  std::mt19937 spelling(GetParam() + 5);
  auto result = diff(batch_of(before, spelling), batch_of(after, spelling), options);
  ASSERT_TRUE(result.ok()) << result.error().text();
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  expect_same(expected, *result, false);
}

/// 200,000 rows of one key, and the same without a key of its own: no step may be quadratic.
TEST(DiffModelLarge, ManyRowsOfOneKeyTakeLinearTime) {
  Table before{{"k", "v"}, {}};
  for (int i = 0; i < 200'000; ++i) before.rows.push_back({"same", std::to_string(i)});
  std::mt19937 spelling(1);
  const RecordBatch batch = batch_of(before, spelling);
  auto result = diff(batch, batch, {.key = {"k"}});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->summary.duplicates, 400'000u);
  ASSERT_EQ(result->changes.size(), 400'000u);
  for (std::size_t i = 0; i < 200'000; ++i) {
    ASSERT_EQ(result->changes[i].before_row, i + 2);
    ASSERT_EQ(result->changes[200'000 + i].after_row, i + 2);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DiffModel, testing::Range(1u, 13u));

}  // namespace
}  // namespace trueup
