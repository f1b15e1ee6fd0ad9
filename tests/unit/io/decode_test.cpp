#include <gtest/gtest.h>

#include <fstream>

#include "batch_text.hpp"

namespace trueup {
namespace {

using test::column_of;
using test::failure_of;
using test::file_of;
using test::joined;
using test::rows_of;

Result<Decoded> read(const std::string& profile, const std::vector<std::string>& texts) {
  const Result<Profile> parsed = parse_profile("name = \"t\"\nformat = \"csv\"\n" + profile, "t.toml");
  if (!parsed) return Error(parsed.error());
  std::vector<SourceFile> files;
  for (const std::string& text : texts) files.push_back(file_of(text, "f" + std::to_string(files.size() + 1) + ".csv"));
  return decode(*parsed, files);
}

constexpr const char* kStock = R"(
[[rows]]
table = "stock"
[rows.columns]
sku = "Item"
location = { from = "Site", before = ": " }
on_hand = { from = ["Qty On Hand", "On Hand"] }
lot = { from = "Lot", optional = true }
unit = { const = "EA" }
)";

TEST(DecodeCsvProfile, MapsHeadersToCanonicalColumns) {
  const auto result = read(kStock, {"on hand,ITEM ,Other,site\n5,A,x,Main: Bin 1\n6,B,y,Main\n"});
  ASSERT_TRUE(result) << result.error().text();
  const RecordBatch& batch = result->batches[0];
  EXPECT_EQ(batch.table, "stock");
  EXPECT_EQ(joined(batch.names), "sku,location,on_hand,unit");
  EXPECT_EQ(joined(batch.labels), "ITEM,site,on hand,unit");
  EXPECT_EQ(rows_of(batch), "A|Main|5|EA\nB|Main|6|EA\n");
}

TEST(DecodeCsvProfile, TakesTheFirstHeaderThatIsThere) {
  const auto result = read(kStock, {"Item,Site,On Hand,Qty On Hand\nA,X,1,2\n"});
  EXPECT_EQ(column_of(result->batches[0], "on_hand"), "2");
}

TEST(DecodeCsvProfile, NamesTheMissingColumnItsFileAndTheHeadersThere) {
  const auto result = read(kStock, {"Item,Site,On Hand\nA,X,1\n", "Item,Site,Qty\nA,X,1\n"});
  ASSERT_EQ(failure_of(result), "missing_column");
  EXPECT_EQ(result.error().text(),
            "f2.csv:1: column \"Qty On Hand or On Hand\": the column is not in the file; the file has the headers Item, Site, Qty");
}

TEST(DecodeCsvProfile, KeepsOneBatchAFileInTheirOrder) {
  const auto result = read(kStock, {"Item,Site,On Hand\nA,X,1\n", "Item;Site;On Hand\nB;Y;2\n"});
  ASSERT_EQ(result->batches.size(), 2u);
  EXPECT_EQ(result->batches[0].input + rows_of(result->batches[0]), "f1.csvA|X|1|EA\n");
  EXPECT_EQ(result->batches[1].input + rows_of(result->batches[1]), "f2.csvB|Y|2|EA\n");
}

TEST(DecodeCsvProfile, ListsRejectedRowsOfEachFile) {
  const auto result = read(kStock, {"Item,Site,On Hand\nA,X\n", "Item,Site,On Hand\nB,Y,2\nC\n"});
  ASSERT_EQ(result->rejected.size(), 2u);
  EXPECT_EQ(result->rejected[0].place.input, "f1.csv");
  EXPECT_EQ(result->rejected[1].place.input, "f2.csv");
  EXPECT_EQ(result->rejected[1].place.row, 3u);
}

constexpr const char* kDocuments = R"(
[csv]
null = ["", "-"]
[[rows]]
table = "documents"
when = { Kind = ["out", "OUT2"] }
[rows.columns]
type = { const = "ship_advice" }
id = "Id"
sku = "Item"
quantity = "Qty"
state = { from = "State", words = { Gone = "shipped", "Half Gone" = "partially_shipped" } }
[[rows]]
table = "documents"
when = { Kind = "in" }
[rows.columns]
type = { const = "receipt" }
id = "Id"
sku = "Item"
quantity = { from = "Qty", minus = "Before" }
)";

TEST(DecodeCsvProfile, MakesSeveralTablesAndTranslatesWords) {
  const auto result = read(kDocuments, {"Id,Kind,Item,Qty,Before,State\n1,OUT,a,5,-,gone\n2,In,\"b\"\"\",7,2.5,-\n3,none,c,1,1,Gone\n4,"
                                        "out2,d,2,-,HALF GONE\n5,out,e,1,0,lost\n6,out,f,1,0,-\n"});
  ASSERT_TRUE(result) << result.error().text();
  ASSERT_EQ(result->batches.size(), 2u);
  EXPECT_EQ(rows_of(result->batches[0]),
            "ship_advice|1|a|5|shipped\nship_advice|4|d|2|partially_shipped\nship_advice|5|e|1|lost\nship_advice|6|f|1|~\n");
  EXPECT_EQ(result->batches[0].rows, (std::vector<std::uint64_t>{2, 5, 6, 7}));
  EXPECT_EQ(rows_of(result->batches[1]), "receipt|2|b\"|4.5\n");
}

TEST(DecodeCsvProfile, NeedsTheColumnOfACondition) {
  EXPECT_EQ(failure_of(read(kDocuments, {"Id,Item,Qty,Before,State\n1,a,5,1,gone\n"})), "missing_column");
}

constexpr const char* kRepeated = R"(
[[rows]]
table = "stock"
once_per = { columns = ["on_order", "in_transit"], key = ["sku", "location"] }
[rows.columns]
sku = "sku"
location = "site"
on_order = "order"
in_transit = { from = "transit", optional = true }
)";

TEST(DecodeOncePer, LeavesTheLargestOnTheKeysFirstRow) {
  const auto result = read(kRepeated, {"sku,site,order\nA,X,9\nA,X,10.0\nA,Y,3\nB,X,\nA,X,2\nB,X,-1\n"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(column_of(result->batches[0], "on_order"), "10.0,~,3,-1,~,~");
}

TEST(DecodeOncePer, WorksOverAllFiles) {
  const auto result =
      read(kRepeated, {"sku,site,order,transit\nA,X,1,7\n", "sku,site,order\nB,X,2\nA,X,\"5\"\n", "sku,site,order,transit\nA,X,4,8\n"});
  EXPECT_EQ(column_of(result->batches[0], "on_order") + column_of(result->batches[0], "in_transit"), "58");
  EXPECT_EQ(column_of(result->batches[1], "on_order"), "2,~");
  EXPECT_EQ(column_of(result->batches[2], "on_order") + column_of(result->batches[2], "in_transit"), "~~");
}

TEST(DecodeOncePer, TellsKeysApartByTheirCellsNotTheirLetters) {
  const auto result = read(kRepeated, {"sku,site,order\nAB,C,1\nA,BC,2\n"});
  EXPECT_EQ(column_of(result->batches[0], "on_order"), "1,2");
}

TEST(DecodeOncePer, LeavesTextThatIsNoDecimalWhereItIs) {
  const auto result = read(kRepeated, {"sku,site,order\nA,X,many\nA,X,2\nB,X,1\nB,X,few\n"});
  EXPECT_EQ(column_of(result->batches[0], "on_order"), "many,2,1,few");
}

TEST(DecodeOwnTable, NeedsOnlyTheRequiredColumnsAndKeepsOthers) {
  const auto profile = find_profile("trueup.stock", "");
  ASSERT_TRUE(profile) << profile.error().text();
  const auto result = decode(**profile, {file_of("Zone,on_hand,LOCATION,sku\nZ1,5,X,A\n")});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(joined(result->batches[0].names), "sku,location,on_hand,Zone");
  EXPECT_EQ(rows_of(result->batches[0]), "A|X|5|Z1\n");
  EXPECT_EQ(failure_of(decode(**profile, {file_of("on_hand,sku\n5,A\n")})), "missing_column");
}

TEST(Recognise, TakesTheProfileWithMostNames) {
  const auto name_of_file = [](const std::string& text) {
    const auto profile = recognise(file_of(text));
    return profile ? profile->profile->name : name_of(profile.error().code) + std::string(": ") + profile.error().text();
  };
  EXPECT_EQ(name_of_file("sku,location,on_hand\nA,X,1\n"), "trueup.stock");
  EXPECT_EQ(name_of_file("type;id;sku;quantity;location;on_hand\n"), "trueup.documents");
  EXPECT_EQ(name_of_file(
                R"({"Total":1,"Page":1,"ProductAvailabilityList":[{"SKU":"A","Location":"X","OnHand":1,"Allocated":0,"StockOnHand":2}]})"),
            "cin7_core.availability");
  EXPECT_EQ(name_of_file("from_system,from_value,to_system,to_value\n"),
            "unknown_profile: in.csv: several profiles fit the file equally well: trueup.location_map, trueup.sku_map, trueup.status_map, "
            "trueup.unit_map; name the profile; both read from_system, from_value, to_system, to_value, and `recognise` of neither asks for more");
  EXPECT_EQ(name_of_file("Colour,Taste\nA,1\n"),
            "unknown_profile: in.csv: no shipped profile fits the file; name the profile; the file has Colour, Taste");
  EXPECT_EQ(name_of_file("{\"Rows\": [{\"Item\": 1}]}"),
            "unknown_profile: in.csv: no shipped profile fits the file; name the profile; the file has /Rows, /Rows/Item");
}

TEST(Recognise, TellsWhatABrokenFileIs) {
  EXPECT_EQ(failure_of(recognise(file_of("<html></html>"))), "not_the_format");
  EXPECT_EQ(failure_of(recognise(file_of(""))), "not_the_format");
  EXPECT_EQ(failure_of(recognise(file_of(R"([{"ErrorCode":503,"Exception":"limit"}])"))), "remote_error");
  EXPECT_EQ(failure_of(recognise(file_of(R"({"Total":1,"Page":1,"ProductAvailabilityList":[{"SKU":"A","Loc)"))), "truncated");
}

TEST(MapBytes, ReadsFilesOfAnySizeWithPaddingBehindThem) {
  const std::string path = testing::TempDir() + "/trueup_bytes_test";
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{4032}, std::size_t{4033}, std::size_t{4096}, std::size_t{8192}}) {
    const std::string text(size, 'x');
    std::ofstream(path, std::ios::binary) << text;
    const auto bytes = Bytes::map(path);
    ASSERT_TRUE(bytes) << bytes.error().text();
    EXPECT_EQ((*bytes)->view(), text);
    int sum = 0;
    for (std::size_t i = 0; i < Bytes::kPadding; ++i) sum += (*bytes)->data()[size + i];
    EXPECT_EQ(sum, 0);
  }
  std::remove(path.c_str());
}

TEST(MapBytes, TellsWhyItCannot) {
  EXPECT_EQ(failure_of(Bytes::map("/no/such/file")), "file_not_found");
  EXPECT_EQ(failure_of(Bytes::map("/tmp")), "file_unreadable");
}

TEST(ErrorText, StaysOnOneLine) {
  const Error error{ErrorCode::kBadValue, "is wrong", {"a.csv", 7, "q\ty", "x\r\ny\x01"}, "a number"};
  EXPECT_EQ(error.text(), "a.csv:7: column \"q\\ty\": is wrong: \"x\\r\\ny\\x01\"; a number");
}

}  // namespace
}  // namespace trueup
