#include <gtest/gtest.h>

#include "batch_text.hpp"

namespace trueup {
namespace {

using test::column_of;
using test::failure_of;
using test::file_of;
using test::joined;
using test::rows_of;

constexpr const char* kStockPages = R"(
name = "t"
format = "json"
[json]
list = "List"
total = "Total"
page = "Page"
unique = ["Id", "Site"]
[[rows]]
table = "stock"
[rows.columns]
sku = "Sku"
location = "Site"
on_hand = { from = "Qty", optional = true }
)";

Result<Decoded> read(const std::string& profile, const std::vector<std::string>& texts) {
  const Result<Profile> parsed = parse_profile(profile, "t.toml");
  if (!parsed) return Error(parsed.error());
  std::vector<SourceFile> files;
  for (const std::string& text : texts) files.push_back(file_of(text, "p" + std::to_string(files.size() + 1) + ".json"));
  return decode(*parsed, files);
}

std::string page(int number, int total, const std::string& records) {
  return "{\"Total\": " + std::to_string(total) + ", \"Page\": " + std::to_string(number) + ", \"List\": [" + records + "]}";
}

std::string record(const std::string& id, const std::string& more = "") {
  return "{\"Id\": \"" + id + "\", \"Site\": \"X\", \"Sku\": \"S" + id + "\"" + more + "}";
}

std::string one_record_profile(const std::string& rules) { return "name = \"t\"\nformat = \"json\"\n" + rules; }

/// Items with the two columns `sku = "Sku"` and `name = <source>`.
std::string items(const std::string& source) {
  return one_record_profile("[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"Sku\"\nname = " + source + "\n");
}

TEST(DecodeJson, KeepsNumbersAsTheyArePrinted) {
  for (const std::string number : {"0", "-0", "497.0000", "12345678901234567890.1234567890", "1e-7", "-1.5E+3"}) {
    const auto result = read(kStockPages, {page(1, 1, record("1", ", \"Qty\": " + number + " "))});
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(column_of(result->batches[0], "on_hand"), number);
  }
}

TEST(DecodeJson, RefusesWhatIsNoNumber) {
  for (const std::string number : {"01", "1.", ".5", "+1", "-", "1e", "0x1", "NaN", "tru", "nul", "1 2", "'1'"}) {
    const auto result = read(kStockPages, {page(1, 1, record("1", ", \"Qty\": " + number))});
    EXPECT_EQ(failure_of(result), "not_the_format") << number;
  }
}

TEST(DecodeJson, UnescapesText) {
  const auto result = read(items("\"N\""), {R"([{"Sku": "plain", "N": "a\"b\\c\/d\n\t\u00e9\ud83d\ude00"}, {"Sku": "é", "N": ""}])"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "plain|a\"b\\c/d\n\t\xc3\xa9\xf0\x9f\x98\x80\n\xc3\xa9|\n");
  EXPECT_FALSE(result->batches[0].columns[0][0].arena());
}

TEST(DecodeJson, RefusesAWrongEscape) {
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"([{"Sku": "a", "N": "\x41"}])"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"([{"Sku": "a", "N": "\ud83d"}])"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"([{"Sku": "a", "N": "\udc00"}])"})), "not_the_format");
}

TEST(DecodeJson, TellsNullFromEmptyAndTakesTruthAsText) {
  const auto result =
      read(items("\"N\""), {R"([{"Sku":"a","N":null},{"Sku":"b","N":""},{"Sku":"c","N":true},{"Sku":"d"},{"Sku":"e","N":false}])"});
  EXPECT_EQ(column_of(result->batches[0], "name"), "~,,true,~,false");
}

TEST(DecodeJson, ReadsPagesInTheOrderOfTheFiles) {
  const auto result = read(kStockPages, {page(2, 3, record("3")), page(1, 3, record("1") + "," + record("2"))});
  ASSERT_TRUE(result) << result.error().text();
  ASSERT_EQ(result->batches.size(), 2u);
  EXPECT_EQ(rows_of(result->batches[0]), "S3|X\n");
  EXPECT_EQ(rows_of(result->batches[1]), "S1|X\nS2|X\n");
  EXPECT_EQ(result->batches[1].rows, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(result->batches[1].table, "stock");
  EXPECT_EQ(result->batches[1].input, "p2.json");
  EXPECT_EQ(joined(result->batches[1].labels), "/Sku,/Site");
}

TEST(DecodeJson, TakesTheEnvelopesKeysInAnyOrder) {
  const auto result =
      read(kStockPages, {"\xef\xbb\xbf{\"List\": [" + record("1") + "], \"More\": {\"List\": []}, \"Page\": 1, \"Total\": 1}\n"});
  EXPECT_EQ(failure_of(result), "ok");
}

TEST(DecodeJson, ComparesTheRowsWithTheTotal) {
  const auto result = read(kStockPages, {page(1, 3, record("1")), page(2, 3, record("2"))});
  ASSERT_EQ(failure_of(result), "count_mismatch");
  EXPECT_EQ(result.error().message, "2 records were read, the total is 3");
}

TEST(DecodeJson, ComparesTheTotals) {
  const auto result = read(kStockPages, {page(1, 2, record("1")), page(2, 3, record("2"))});
  ASSERT_EQ(failure_of(result), "count_mismatch");
  EXPECT_NE(result.error().message.find("2 and 3"), std::string::npos);
  EXPECT_EQ(result.error().place.input, "p2.json");
}

TEST(DecodeJson, WantsEachPageOnce) {
  EXPECT_EQ(failure_of(read(kStockPages, {page(1, 2, record("1")), page(1, 2, record("2"))})), "duplicate_record");
  const auto gap = read(kStockPages, {page(1, 2, record("1")), page(3, 2, record("2"))});
  ASSERT_EQ(failure_of(gap), "count_mismatch");
  EXPECT_EQ(gap.error().message, "page 2 is missing");
  EXPECT_EQ(failure_of(read(kStockPages, {page(2, 1, record("1"))})), "count_mismatch");
}

TEST(DecodeJson, WantsTotalAndPageWhereTheProfileSaysSo) {
  const auto result = read(kStockPages, {"{\"Page\": 1, \"List\": []}"});
  ASSERT_EQ(failure_of(result), "not_the_format");
  EXPECT_EQ(result.error().place.column, "/Total");
  EXPECT_EQ(failure_of(read(kStockPages, {"{\"Total\": \"0\", \"Page\": 1, \"List\": []}"})), "not_the_format");
}

TEST(DecodeJson, FindsARecordThatStandsTwice) {
  const auto result = read(kStockPages, {page(1, 3, record("1") + "," + record("2")), page(2, 3, record("1"))});
  ASSERT_EQ(failure_of(result), "duplicate_record");
  EXPECT_EQ(result.error().place.value, "1, X");
  EXPECT_EQ(result.error().place.input, "p2.json");
  EXPECT_EQ(result.error().place.row, 1u);
  EXPECT_NE(result.error().message.find("p1.json as record 1"), std::string::npos);
}

TEST(DecodeJson, TakesRecordsWithoutTheKeyForDifferent) {
  EXPECT_EQ(failure_of(read(one_record_profile("[json]\nunique = [\"Id\"]\n[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"Sku\"\n"),
                            {R"([{"Sku":"a","Id":null},{"Sku":"b"},{"Sku":"c","Id":"1"}])"})),
            "ok");
}

TEST(DecodeJson, RefusesAPageWithoutItsList) {
  for (const char* text : {"{\"Total\": 1, \"Page\": 1, \"Rows\": []}", "{\"List\": {}}", "{\"List\": 1}", "{\"List\": null}", "{}"}) {
    const auto result = read(kStockPages, {text});
    EXPECT_EQ(failure_of(result), "not_the_format") << text;
    EXPECT_NE(result.error().text().find("List"), std::string::npos) << result.error().text();
  }
}

TEST(DecodeJson, RefusesAPageOfTheWeb) {
  const auto result = read(kStockPages, {"\r\n<!DOCTYPE html><html><body>Not found</body></html>"});
  ASSERT_EQ(failure_of(result), "not_the_format");
  EXPECT_NE(result.error().message.find("an HTML page, as Cin7 answers for a wrong path"), std::string::npos);
}

TEST(DecodeJson, TellsTheErrorThatTheApiAnswered) {
  const char* answers[] = {R"([{"ErrorCode": 400, "Exception": "Page 12 does not exist"}])",
                           R"({"ErrorCode": 400, "Exception": "Page 12 does not exist"})"};
  const std::string whole = items("{ from = \"N\", optional = true }");
  for (const char* answer : answers)
    for (const std::string& profile : {std::string(kStockPages), whole}) {
      const auto result = read(profile, {answer});
      ASSERT_EQ(failure_of(result), "remote_error") << answer;
      EXPECT_NE(result.error().text().find("400"), std::string::npos);
      EXPECT_NE(result.error().text().find("Page 12 does not exist"), std::string::npos);
    }
}

TEST(DecodeJson, TellsTruncatedFromBroken) {
  const std::string whole = page(1, 2, record("1") + "," + record("2"));
  for (std::size_t length = 1; length < whole.size(); ++length)
    EXPECT_EQ(failure_of(read(kStockPages, {whole.substr(0, length)})), "truncated") << whole.substr(0, length);
  for (const std::string& broken :
       {page(1, 1, "{\"Sku\" \"A\"}"), page(1, 1, "{\"Sku\": \"A\",}"), page(1, 1, "{\"Sku\": \"A\" \"Site\": 1}"),
        page(1, 1, record("1") + "]"), whole + "x", whole + whole, std::string("Sku,Qty\n12\",1\n"), page(1, 1, record("\xff"))})
    EXPECT_EQ(failure_of(read(kStockPages, {broken})), "not_the_format") << broken;
  EXPECT_EQ(failure_of(read(kStockPages, {" \n"})), "not_the_format");
}

TEST(DecodeJson, TakesTheKeyInTheCaseOfTheProfileFirst) {
  EXPECT_EQ(column_of(read(items("\"N\""), {R"({"Sku":"a","n":"low"})"})->batches[0], "name"), "low");
  EXPECT_EQ(column_of(read(items("\"N\""), {R"({"Sku":"a","n":"low","N":"high"})"})->batches[0], "name"), "high");
  EXPECT_EQ(column_of(read(items("\"N\""), {R"({"Sku":"a","N":"high","n":"low"})"})->batches[0], "name"), "high");
}

TEST(DecodeJson, RefusesAKeyTwice) {
  const auto result = read(items("\"N\""), {R"({"Sku":"a","N":"1","N":"2"})"});
  ASSERT_EQ(failure_of(result), "not_the_format");
  EXPECT_NE(result.error().message.find("stands twice"), std::string::npos);
}

TEST(DecodeJson, LearnsANewOrderOfKeys) {
  const auto result =
      read(items("\"N\""), {R"([{"Sku":"a","N":"1"},{"N":"2","Sku":"b"},{"x":{"N":9},"N":"3","Sku":"c"},{"Sku":"d","N":"4"}])"});
  EXPECT_EQ(rows_of(result->batches[0]), "a|1\nb|2\nc|3\nd|4\n");
}

TEST(DecodeJson, FollowsDotsIntoNestedObjects) {
  EXPECT_EQ(column_of(read(items("\"Ship.To.City\""), {R"({"Sku":"a","Ship":{"To":{"City":"LA"}}})"})->batches[0], "name"), "LA");
}

TEST(DecodeJson, TakesTheFirstSourceThatIsThere) {
  const auto result = read(
      items("[\"A\", \"B\"]"),
      {R"([{"Sku":"1","A":null,"B":"b"},{"Sku":"2","A":"","B":"b"},{"Sku":"3","A":"a","B":"b"},{"Sku":"4","A":""},{"Sku":"5","B":null}])"});
  EXPECT_EQ(column_of(result->batches[0], "name"), "b,b,a,,~");
}

TEST(DecodeJson, RefusesAListWhereAValueIsExpected) {
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"({"Sku":"a","N":[1]})"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"({"Sku":"a","N":{"x":1}})"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N.x\""), {R"({"Sku":"a","N":[{"x":1}]})"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"({"Sku":"a","N":[]})"})), "ok");
}

constexpr const char* kNested = R"(
name = "t"
format = "json"
[[rows]]
table = "documents"
each = "/Parcels/Lines"
when = { "/Parcels/State" = ["sent", "done"] }
[rows.columns]
type = { const = "ship_advice" }
id = "/Parcels/Id"
sku = "Sku"
quantity = "Qty"
reference = "/Order"
)";

TEST(DecodeJson, VisitsListsInsideLists) {
  const auto result =
      read(kNested, {R"([{"Order":"O1","Parcels":[{"Id":"P1","State":"SENT","Lines":[{"Sku":"a","Qty":1},{"Sku":"b","Qty":2}]},
    {"Id":"P2","State":"open","Lines":[{"Sku":"c","Qty":3}]},{"Id":"P3","State":"Done","Lines":[]},{"Id":"P4","State":"done","Lines":null}]},
    {"Order":"O2","Parcels":{"Id":"P5","State":"done","Lines":[{"Sku":"d","Qty":4}]}},{"Order":"O3"}])"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "ship_advice|P1|a|1|O1\nship_advice|P1|b|2|O1\nship_advice|P5|d|4|O2\n");
  EXPECT_EQ(result->batches[0].rows, (std::vector<std::uint64_t>{1, 1, 2}));
  EXPECT_EQ(joined(result->batches[0].labels), "type,/Parcels/Id,/Parcels/Lines/Sku,/Parcels/Lines/Qty,/Order");
}

TEST(DecodeJson, RefusesAValueWhereAListIsExpected) {
  EXPECT_EQ(failure_of(read(kNested, {R"({"Order":"O1","Parcels":"none"})"})), "not_the_format");
}

constexpr const char* kJoined = R"(
name = "t"
format = "json"
[[rows]]
table = "documents"
each = "/Tasks/Pack"
when = { "/Tasks/Ship/Gone" = true }
[rows.join]
each = "/Tasks/Ship"
on = "Box"
in = "Boxes"
[rows.columns]
type = { const = "ship_advice" }
id = "/Tasks/Id"
sku = "Sku"
quantity = "Qty"
tracking = "/Tasks/Ship/Track"
)";

TEST(DecodeJson, JoinsTheElementThatNamesTheRow) {
  const auto result = read(kJoined, {R"({"Tasks":[
    {"Id":1,"Pack":[{"Sku":"a","Qty":1,"Box":"Box 1"},{"Sku":"b","Qty":2,"Box":"Box 2"},{"Sku":"c","Qty":3,"Box":"Box 3"}],
     "Ship":[{"Boxes":"Box 2; Box 1","Track":"T1","Gone":true},{"Boxes":"Box 3","Track":"T2","Gone":false}]},
    {"Id":2,"Pack":[{"Sku":"d","Qty":4,"Box":"Box 1"}],"Ship":[{"Boxes":"Box 10,Box 1","Track":"T3","Gone":true}]}]})"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "ship_advice|1|a|1|T1\nship_advice|1|b|2|T1\nship_advice|2|d|4|T3\n");
}

TEST(DecodeJson, JoinsARowOnceWithTheFirstThatFits) {
  const auto result = read(kJoined, {R"({"Tasks":[{"Id":1,"Pack":[{"Sku":"a","Qty":1,"Box":"B"}],
    "Ship":[{"Boxes":"B","Track":"T0","Gone":false},{"Boxes":"B","Track":"T1","Gone":true},{"Boxes":"B","Track":"T2","Gone":true}]}]})"});
  EXPECT_EQ(column_of(result->batches[0], "tracking"), "T1");
}

TEST(DecodeJson, SubtractsExactly) {
  const std::string profile = one_record_profile(
      "[[rows]]\ntable = \"counts\"\n[rows.columns]\nsku = \"S\"\nlocation = \"L\"\ncounted_at = \"D\"\nquantity = { from = \"New\", minus "
      "= \"Old\" }\n");
  const auto result = read(profile, {R"([{"S":"a","L":"x","D":"d","New":0.3,"Old":0.1},{"S":"b","L":"x","D":"d","New":5,"Old":100.0000},
    {"S":"c","L":"x","D":"d","New":5,"Old":null},{"S":"d","L":"x","D":"d","New":null,"Old":5},{"S":"e","L":"x","D":"d","New":"x","Old":1}])"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(column_of(result->batches[0], "quantity"), "0.2,-95,5 - unknown,~,x - 1");
}

TEST(DecodeJson, MissesAColumnThatNoRecordHas) {
  const auto result = read(items("\"N\""), {R"([{"Sku":"a"},{"Sku":"b"}])"});
  ASSERT_EQ(failure_of(result), "missing_column");
  EXPECT_EQ(result.error().place.column, "/N");
  EXPECT_EQ(failure_of(read(items("\"N\""), {R"([{"Sku":"a"}])", R"([{"Sku":"b","N":null}])"})), "ok");
  EXPECT_EQ(failure_of(read(items("\"N\""), {"[]"})), "ok");
}

TEST(DecodeJson, LeavesOutAnOptionalColumnThatTheFileDoesNotHave) {
  const auto result = read(items("{ from = \"N\", optional = true }"), {R"({"Sku":"a"})", R"({"Sku":"b","N":"n"})"});
  EXPECT_EQ(joined(result->batches[0].names), "sku");
  EXPECT_EQ(joined(result->batches[1].names), "sku,name");
}

TEST(DecodeJson, RefusesHostileDepth) {
  const auto lists = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(failure_of(read(items("\"N\""), {"[{\"Sku\":\"a\",\"N\":\"1\",\"x\":" + lists(500) + "}]"})), "ok");
  EXPECT_EQ(failure_of(read(items("\"N\""), {"[{\"Sku\":\"a\",\"N\":\"1\",\"x\":" + lists(1000000) + "}]"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {"[{\"Sku\":\"a\",\"N\":" + lists(1000000) + "}]"})), "not_the_format");
  EXPECT_EQ(failure_of(read(items("\"N\""), {lists(1000000)})), "not_the_format");
  std::string objects;
  for (int i = 0; i < 1000000; ++i) objects += "{\"N\":";
  EXPECT_EQ(failure_of(read(items("\"N\""), {objects})), "not_the_format");
}

TEST(DecodeJson, ChecksWhatItSkips) {
  for (const char* value :
       {"tru", "{\"a\" 1}", "[1,]", "{\"a\":1,}", "[1 2]", "{1:2}", "\"\\x\"", "\"\\u12g4\"", "01", "\"\t\"", "{\"a\":}", "[,1]"})
    EXPECT_EQ(failure_of(read(items("\"N\""), {std::string("[{\"Sku\":\"a\",\"x\":") + value + ",\"N\":\"1\"}]"})), "not_the_format")
        << value;
}

TEST(DecodeJson, SaysWhereTheTextIsBroken) {
  const auto result = read(items("\"N\""), {"[{\"Sku\":\"a\",\"N\":1.}]"});
  EXPECT_EQ(result.error().message, "not valid JSON at byte 18: a number without digits behind its point");
  EXPECT_EQ(read(items("\"N\""), {"[{\"Sku\":\"a\","}).error().message, "the JSON text ends early, after 12 bytes");
}

TEST(DecodeJson, StopsWhenCancelledAndTellsItsProgress) {
  std::string records = record("0");
  for (int i = 1; i < 10000; ++i) records += "," + record(std::to_string(i));
  const std::vector<SourceFile> files{file_of(page(1, 10000, records))};
  const Result<Profile> profile = parse_profile(kStockPages, "t");
  Progress progress;
  ASSERT_TRUE(decode(*profile, files, &progress));
  EXPECT_EQ(progress.done.load(), files[0].bytes->size());
  progress.cancel = true;
  EXPECT_EQ(failure_of(decode(*profile, files, &progress)), "cancelled");
}

}  // namespace
}  // namespace trueup
