#include "trueup/table/records.hpp"

#include <gtest/gtest.h>

#include <map>

namespace trueup {
namespace {

// A batch from literal cells; a null pointer is a missing cell.
RecordBatch batch_of(const std::vector<std::string>& names, const std::vector<std::vector<const char*>>& rows) {
  RecordBatch batch;
  batch.input = "stock.csv";
  batch.table = "stock";
  batch.source = Bytes::own("");
  batch.names = batch.labels = names;
  batch.columns.resize(names.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    batch.rows.push_back(row + 2);
    for (std::size_t column = 0; column < names.size(); ++column) {
      Cell cell;
      if (rows[row][column] != nullptr) {
        const std::string text = rows[row][column];
        cell = Cell::in_arena(batch.arena.size(), text.size());
        batch.arena += text;
      }
      batch.columns[column].push_back(cell);
    }
  }
  return batch;
}

TEST(Records, RejectsCellsAndKeepsTheirRows) {
  TextPool pool;
  Records records(*find_table("stock"));
  std::vector<Issue> rejected;
  append_records(records, batch_of({"sku", "location", "on_hand"}, {{"A", "LA", "12"}, {"B", "LA", "1,234.50"}, {"C", "LA", nullptr}, {"", "LA", "1"}}), {}, pool, rejected);
  ASSERT_EQ(records.row_count(), 4u);
  EXPECT_EQ(records.number(0, column_index("stock", "on_hand")), 120000);
  EXPECT_FALSE(records.rejected(0));
  EXPECT_TRUE(records.rejected(1));
  EXPECT_EQ(pool.text(records.text(1, column_index("stock", "sku"))), "B");
  EXPECT_EQ(records.number(2, column_index("stock", "on_hand")), Records::kUnknown);
  EXPECT_FALSE(records.rejected(2));
  EXPECT_TRUE(records.rejected(3));
  ASSERT_EQ(rejected.size(), 2u);
  std::map<std::string, Place> places;
  for (const Issue& issue : rejected) places[issue.code] = issue.place;
  EXPECT_EQ(places["quantity_malformed"].row, 3u);
  EXPECT_EQ(places["quantity_malformed"].value, "1,234.50");
  EXPECT_EQ(places["text_missing"].row, 5u);
}

TEST(Records, AFileOfOnePlaceTakesItFromItsInput) {
  TextPool pool;
  Records records(*find_table("stock"));
  std::vector<Issue> rejected;
  RecordDefaults defaults;
  defaults.location = pool.intern("LA");
  append_records(records, batch_of({"sku", "on_hand"}, {{"A", "1"}}), defaults, pool, rejected);
  append_records(records, batch_of({"sku", "location"}, {{"B", ""}, {"C", "NY"}}), defaults, pool, rejected);
  EXPECT_TRUE(rejected.empty());
  const auto location = [&](std::size_t row) { return pool.text(records.text(row, column_index("stock", "location"))); };
  EXPECT_EQ(location(0), "LA");
  EXPECT_EQ(location(1), "LA");
  EXPECT_EQ(location(2), "NY");
}

TEST(Records, ColumnsOfLaterInputsLeaveEarlierRowsUnknown) {
  TextPool pool;
  Records records(*find_table("stock"));
  std::vector<Issue> rejected;
  append_records(records, batch_of({"sku", "location"}, {{"A", "LA"}}), {}, pool, rejected);
  append_records(records, batch_of({"sku", "location", "unit", "on_hand"}, {{"B", "LA", "CS", "3"}}), {}, pool, rejected);
  EXPECT_EQ(records.text(0, column_index("stock", "unit")).value, 0u);
  EXPECT_EQ(pool.text(records.text(1, column_index("stock", "unit"))), "CS");
  EXPECT_EQ(records.number(0, column_index("stock", "on_hand")), Records::kUnknown);
  append_records(records, batch_of({"sku", "location"}, {{"C", "LA"}}), {}, pool, rejected);
  EXPECT_EQ(records.text(2, column_index("stock", "unit")).value, 0u);
  EXPECT_EQ(records.number(2, column_index("stock", "on_hand")), Records::kUnknown);
  EXPECT_TRUE(rejected.empty());
}

TEST(Records, AMapsEmptyTargetEndsItAndIsNoFault) {
  TextPool pool;
  Records records(*find_table("sku_map"));
  std::vector<Issue> rejected;
  RecordBatch batch = batch_of({"from_system", "from_value", "to_system", "to_value"}, {{"acme", "X", "cin7", ""}});
  batch.table = "sku_map";
  append_records(records, batch, {}, pool, rejected);
  EXPECT_TRUE(rejected.empty());
}

}  // namespace
}  // namespace trueup
