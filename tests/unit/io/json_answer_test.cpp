// What stands around the records: lists under several names, errors instead of and beside data, a value a line.
#include <gtest/gtest.h>

#include "batch_text.hpp"

namespace trueup {
namespace {

using test::column_of;
using test::failure_of;
using test::file_of;
using test::rows_of;

/// Items with `sku = "Sku"`, and what [json] says.
std::string items(const std::string& json) {
  return "name = \"t\"\nformat = \"json\"\n[json]\n" + json + "\n[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"Sku\"\nname = { from = \"N\", optional = true }\n";
}

Result<Decoded> read(const std::string& profile, const std::vector<std::string>& texts) {
  const Result<Profile> parsed = parse_profile(profile, "t.toml");
  if (!parsed) return Error(parsed.error());
  std::vector<SourceFile> files;
  for (const std::string& text : texts) files.push_back(file_of(text, "p" + std::to_string(files.size() + 1) + ".json"));
  return decode(*parsed, files);
}

std::string skus(const Result<Decoded>& result) {
  if (!result) return result.error().text();
  std::string out;
  for (const RecordBatch& batch : result->batches) out += (out.empty() ? "" : ";") + column_of(batch, "sku");
  return out;
}

const std::string kPaths = items(R"(list = ["/payload/items", "items", "item"])");

TEST(JsonAnswer, FindsTheListUnderAKeyOrAPath) {
  EXPECT_EQ(skus(read(kPaths, {R"({"payload":{"granularity":{},"items":[{"Sku":"a"},{"Sku":"b"}]},"pagination":{"items":[{"Sku":"no"}]}})"})), "a,b");
  EXPECT_EQ(skus(read(kPaths, {R"({"items":[{"Sku":"a"}],"more":{"payload":{"items":[{"Sku":"no"}]}}})"})), "a");
}

TEST(JsonAnswer, TakesTheFirstListOfTheProfileWhateverTheirOrderInTheFile) {
  EXPECT_EQ(skus(read(kPaths, {R"({"item":{"Sku":"c"},"items":[{"Sku":"b"}],"payload":{"items":[{"Sku":"a"}]}})"})), "a");
  EXPECT_EQ(skus(read(kPaths, {R"({"item":{"Sku":"c"},"items":[{"Sku":"b"}],"payload":{}})"})), "b");
  EXPECT_EQ(skus(read(kPaths, {R"({"items":[{"Sku":"b"}],"item":{"Sku":"c"},"payload":null})"})), "b");
}

TEST(JsonAnswer, ChecksWhatStandsBehindAListThatIsReadLast) {
  EXPECT_EQ(failure_of(read(kPaths, {R"({"items":[{"Sku":"b"}],"x":[1,]})"})), "not_the_format");
  EXPECT_EQ(failure_of(read(kPaths, {R"({"items":[{"Sku":"b"}]} x)"})), "not_the_format");
  EXPECT_EQ(failure_of(read(kPaths, {R"({"items":[{"Sku":"b"}],"x":1)"})), "truncated");
}

TEST(JsonAnswer, TakesOneObjectInTheListsPlaceForOneRecord) {
  EXPECT_EQ(skus(read(kPaths, {R"({"item":{"Sku":"a"}})"})), "a");
  EXPECT_EQ(skus(read(kPaths, {R"({"payload":{"items":{"Sku":"a"}}})"})), "a");
}

TEST(JsonAnswer, TakesABareListOfRecords) {
  EXPECT_EQ(skus(read(kPaths, {R"([{"Sku":"a"},{"Sku":"b"}])"})), "a,b");
  EXPECT_EQ(failure_of(read(kPaths, {R"([[{"Sku":"a"}]])"})), "not_the_format");
}

TEST(JsonAnswer, AsksOnlyPagesForTheirFigures) {
  const std::string pages = items("list = \"items\"\ntotal = \"/paging/total\"\npage = \"/paging/page\"");
  EXPECT_EQ(skus(read(pages, {R"([{"Sku":"a"}])", R"({"items":[{"Sku":"b"}],"paging":{"total":1,"page":1}})"})), "a;b");
  const auto result = read(pages, {R"({"items":[{"Sku":"b"}],"paging":{"total":2,"page":1}})"});
  ASSERT_EQ(failure_of(result), "count_mismatch");
  EXPECT_EQ(result.error().place.column, "/paging/total");
}

TEST(JsonAnswer, TakesTheRootForARecordOnlyWhereTheProfileSaysSo) {
  const std::string bare = items(R"(list = ["items", "/"])");
  EXPECT_EQ(skus(read(bare, {R"({"Sku":"a"})", R"({"items":[{"Sku":"b"}]})"})), "a;b");
  EXPECT_EQ(failure_of(read(kPaths, {R"({"Sku":"a"})"})), "not_the_format");
}

TEST(JsonAnswer, RefusesAnObjectOfWhichTheProfileKnowsNothing) {
  for (const char* json : {R"(list = ["items", "/"])", "unique = [\"Sku\"]"}) {
    const auto result = read(items(json), {R"({"Message":"Authorization has been denied"})"});
    ASSERT_EQ(failure_of(result), "not_the_format");
    EXPECT_NE(result.error().message.find("none of the fields"), std::string::npos);
  }
}

TEST(JsonAnswer, RefusesAWatchedKeyTwice) {
  for (const char* text : {R"({"items":[{"Sku":"a"}],"items":[]})", R"({"payload":{"items":[]},"payload":{"items":[{"Sku":"a"}]}})"}) {
    const auto result = read(kPaths, {text});
    ASSERT_EQ(failure_of(result), "not_the_format") << text;
    EXPECT_NE(result.error().message.find("stands twice"), std::string::npos) << result.error().message;
  }
}

TEST(JsonAnswer, KnowsAKeyBehindItsEscapes) {
  EXPECT_EQ(skus(read(kPaths, {R"({"it\u0065ms":[{"\u0053ku":"a"}]})"})), "a");
  EXPECT_EQ(failure_of(read(kPaths, {R"({"items":[{"Sku":"a","\u0053ku":"b"}]})"})), "not_the_format");
}

struct ErrorCase {
  const char* answer;
  const char* message;
  const char* value;
};

TEST(JsonAnswer, TellsTheErrorInWhateverShapeItComes) {
  const std::string profile = items("list = [\"items\", \"/\"]\nerrors = [\"errors\", \"error\", \"title\", \"Message\"]");
  const ErrorCase cases[] = {
      {R"({"errors":"[API] Invalid API key"})", "the API answered with an error instead of data", "[API] Invalid API key"},
      {R"({"errors":{"order":["Required parameter missing"]}})", "the API answered with an error instead of data", "Required parameter missing"},
      {R"({"data":null,"errors":[{"path":["x"],"message":"Throttled"}]})", "the API answered with an error instead of data", "Throttled"},
      {R"({"errors":[{"code":"InvalidInput","message":"no such marketplace","details":""}]})", "the API answered with error InvalidInput instead of data", "no such marketplace"},
      {R"({"type":"about:blank","title":"Not Found","status":404})", "the API answered with an error instead of data", "Not Found"},
      {R"({"Message":"The request is invalid."})", "the API answered with an error instead of data", "The request is invalid."},
      {R"({"error":true,"Message":"no"})", "the API answered with an error instead of data", "no"},
      {R"({"errors":[{}]})", "the API answered with an error instead of data", ""},
      {R"({"items":[],"errors":[{"message":"Internal"}]})", "the API answered with an error instead of data", "Internal"}};
  for (const ErrorCase& one : cases) {
    const auto result = read(profile, {one.answer});
    ASSERT_EQ(failure_of(result), "remote_error") << one.answer;
    EXPECT_EQ(result.error().message, one.message) << one.answer;
    EXPECT_EQ(result.error().place.value, one.value) << one.answer;
  }
  EXPECT_EQ(read(profile, {R"({"errors":[{"message":"Internal"}]})"}).error().place.column, "/errors");
}

TEST(JsonAnswer, TakesAnErrorKeyThatSaysNothingForNone) {
  const std::string profile = items("list = \"items\"\nerrors = [\"errors\"]");
  for (const char* nothing : {"null", "[]", "{}", "\"\"", "false", "0"}) {
    const auto result = read(profile, {std::string(R"({"errors":)") + nothing + R"(,"items":[{"Sku":"a"}]})"});
    EXPECT_EQ(skus(result), "a") << nothing;
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->found.empty() && result->whole) << nothing;
  }
}

TEST(JsonAnswer, KeepsTheRecordsBesideAnErrorAndSaysThatSomeAreMissing) {
  const std::string profile = items("list = \"/data/items\"\nerrors = [\"errors\"]");
  for (const char* text : {R"({"data":{"items":[{"Sku":"a"}]},"errors":[{"code":"E7","message":"item b: timeout"}]})",
                           R"({"errors":[{"code":"E7","message":"item b: timeout"}],"data":{"items":[{"Sku":"a"}]}})"}) {
    const auto result = read(profile, {text});
    ASSERT_EQ(skus(result), "a");
    EXPECT_FALSE(result->whole);
    ASSERT_EQ(result->found.size(), 1u);
    EXPECT_EQ(result->found[0].code, "incomplete");
    EXPECT_EQ(result->found[0].severity, Severity::kError);
    EXPECT_EQ(result->found[0].place.input, "p1.json");
    EXPECT_EQ(result->found[0].place.column, "/errors");
    EXPECT_EQ(result->found[0].place.value, "item b: timeout");
  }
}

TEST(JsonAnswer, MakesMessagesOfTheErrorsOfSingleRecords) {
  const std::string profile = R"(
name = "t"
format = "json"
[json]
list = "responses"
[[rows]]
table = "stock"
unless = { "/status/code" = "*" }
[rows.columns]
sku = "/body/sku"
location = { const = "L" }
on_hand = "/body/quantity"
[[rows]]
table = "messages"
each = "/errors"
[rows.columns]
kind = { const = "stock" }
reference = "/id"
status = { const = "error" }
error = "message"
)";
  const auto result = read(profile, {R"({"responses":[{"id":"r1","body":{"sku":"a","quantity":3}},
    {"id":"r2","status":{"code":"400"},"errors":[{"message":"unknown SKU"},{"message":"no location"}]}]})"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "a|L|3\n");
  EXPECT_EQ(rows_of(result->batches[1]), "stock|r2|error|unknown SKU\nstock|r2|error|no location\n");
}

constexpr const char* kGraph = R"(
name = "t"
format = "json"
[json]
list = ["/data/items/edges", "/data/items/nodes"]
errors = ["errors"]
[[rows]]
table = "stock"
each = "/node/levels/edges/node"
[rows.columns]
sku = "/node/sku"
location = "location.name"
on_hand = "quantity"
)";

TEST(JsonAnswer, ReadsEdgesAndNodesOfGraphQl) {
  const auto result = read(kGraph, {R"({"data":{"items":{"edges":[
    {"cursor":"1","node":{"sku":"a","levels":{"edges":[{"node":{"location":{"name":"X"},"quantity":1}},{"node":{"location":{"name":"Y"},"quantity":2}}]}}},
    {"cursor":"2","node":{"sku":"b","levels":{"edges":[]}}},
    {"cursor":"3","node":{"sku":"c","levels":{"edges":[{"node":{"location":{"name":"X"},"quantity":3}}]}}}],"pageInfo":{"hasNextPage":false}}},"extensions":{}})"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "a|X|1\na|Y|2\nc|X|3\n");
}

const std::string kLines = items("lines = true\nerrors = [\"error\"]");

TEST(JsonAnswer, ReadsAValueALineWithTheLineAsItsPlace) {
  const auto result = read(kLines, {"\xef\xbb\xbf{\"Sku\":\"a\"}\r\n\r\n  \n{\"Sku\":\"b\"}\n[{\"Sku\":\"c\"},{\"Sku\":\"d\"}]"});
  ASSERT_EQ(skus(result), "a,b,c,d");
  EXPECT_EQ(result->batches[0].rows, (std::vector<std::uint64_t>{1, 4, 5, 5}));
}

TEST(JsonAnswer, TellsTheLineThatIsNone) {
  for (const char* bad : {"{\"Sku\":\"b\"", "{\"Sku\":\"b\"} x", "{\"Sku\":01}", "b", "\"b\"", "{\"Sku\":\"b", "{\"Sku\":\"b\"}{\"Sku\":\"c\"}", "tru"}) {
    const auto result = read(kLines, {std::string("{\"Sku\":\"a\"}\n\n") + bad + "\n{\"Sku\":\"c\"}\n"});
    ASSERT_EQ(failure_of(result), "not_the_format") << bad;
    EXPECT_EQ(result.error().place.row, 3u) << bad;
  }
  const auto last = read(kLines, {"{\"Sku\":\"a\"}\n{\"Sku\":\"b"});
  ASSERT_EQ(failure_of(last), "truncated");
  EXPECT_EQ(last.error().place.row, 2u);
}

TEST(JsonAnswer, TellsTheErrorOfALine) {
  const auto result = read(kLines, {"{\"Sku\":\"a\"}\n{\"error\":{\"message\":\"gone\"}}\n"});
  ASSERT_EQ(failure_of(result), "remote_error");
  EXPECT_EQ(result.error().place.row, 2u);
  EXPECT_EQ(result.error().place.value, "gone");
}

TEST(JsonAnswer, SaysWhereInTheRecordTheShapeIsAnother) {
  const std::string rows = R"(
name = "t"
format = "json"
[json]
list = "Orders"
[[rows]]
table = "documents"
each = "/Tasks/Pack/Lines"
[rows.columns]
type = { const = "ship_advice" }
id = "/Tasks/Id"
sku = "Sku"
quantity = "Qty.Each"
)";
  const auto pointer = [&](const std::string& second) {
    const auto result = read(rows, {R"({"Orders":[{"Tasks":[]},{"Tasks":[{"Id":1,"Pack":{"Lines":[]}},)" + second + "]}]}"});
    EXPECT_EQ(failure_of(result), "not_the_format");
    return result.ok() ? "" : std::to_string(result.error().place.row) + result.error().place.column;
  };
  EXPECT_EQ(pointer(R"({"Id":2,"Pack":{"Lines":[{"Sku":"a","Qty":{"Each":1}},{"Sku":["b"],"Qty":{"Each":1}}]}})"), "2/Tasks/1/Pack/Lines/1/Sku");
  EXPECT_EQ(pointer(R"({"Id":2,"Pack":{"Lines":[{"Sku":"a","Qty":{"Each":{}}}]}})"), "2/Tasks/1/Pack/Lines/0/Qty/Each");
  EXPECT_EQ(pointer(R"({"Id":2,"Pack":"none"})"), "2/Tasks/1/Pack");
  EXPECT_EQ(pointer(R"({"Id":2,"Pack":{"Lines":7}})"), "2/Tasks/1/Pack/Lines");
  EXPECT_EQ(pointer(R"({"Id":[2],"Pack":{"Lines":[{"Sku":"a"}]}})"), "2/Tasks/1/Id");
  EXPECT_EQ(pointer(R"(5)"), "2/Tasks/1");
}

TEST(JsonAnswer, NumbersTheRecordThatIsBroken) {
  const auto result = read(items("list = \"items\""), {R"({"items":[{"Sku":"a"},{"Sku":01}]})"});
  ASSERT_EQ(failure_of(result), "not_the_format");
  EXPECT_EQ(result.error().place.row, 2u);
}

TEST(JsonAnswer, TakesThePlainValuesOfAListAsRows) {
  const std::string links = R"(
name = "t"
format = "json"
[[rows]]
table = "items"
each = "/Merged"
unless = { "/Kind" = "split" }
[rows.columns]
sku = "."
name = "/Id"
)";
  const auto result = read(links, {R"([{"Id":1,"Kind":"merge","Merged":[7,"8"]},{"Id":2,"Kind":"split","Merged":[9]},{"Id":3,"Merged":[]},{"Id":4,"Merged":[10]}])"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "7|1\n8|1\n10|4\n");
}

TEST(JsonAnswer, ChoosesTheElementThatCarriesTheWord) {
  const std::string choice = R"(
name = "t"
format = "json"
[[rows]]
table = "stock"
each = "/levels"
[rows.columns]
sku = "/sku"
location = "place"
on_hand = { from = "quantities[name=on_hand].quantity", optional = true }
available = { from = "quantities[name=available].quantity", optional = true }
)";
  const auto result = read(choice, {R"([{"sku":"a","levels":[{"place":"X","quantities":[{"name":"available","quantity":3},{"name":"on_hand","quantity":5}]},
    {"place":"Y","quantities":[{"name":"on_hand","quantity":7},{"name":"on_hand","quantity":8}]},{"place":"Z","quantities":[]},{"place":"V","quantities":null},
    {"place":"W","quantities":{"name":"available","quantity":1}}]}])"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(rows_of(result->batches[0]), "a|X|5|3\na|Y|7|~\na|Z|~|~\na|V|~|~\na|W|~|1\n");
}

TEST(JsonAnswer, ReadsAClockBesideItsDate) {
  const std::string clock = R"(
name = "t"
format = "json"
zone = "America/Los_Angeles"
[[rows]]
table = "states"
each = "/Steps"
[rows.columns]
type = { const = "ship_order" }
id = "/Id"
state = "Word"
at = { from = "Day", time = "/Clock", date = "mm/dd/yyyy" }
)";
  const auto result = read(clock, {R"({"Id":1,"Clock":"13:05","Steps":[{"Word":"shipped","Day":"11/20/2026"},{"Word":"voided","Day":"7/4/2026"}]})"});
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(column_of(result->batches[0], "at"), "2026-11-20T21:05:00Z,2026-07-04T20:05:00Z");
}

TEST(JsonAnswer, KeepsANumberThatNoTypeHoldsAsItIsPrinted) {
  EXPECT_EQ(column_of(read(kPaths, {R"({"items":[{"Sku":"a","N":1e400},{"Sku":"b","N":-1E-400},{"Sku":"c","N":1E3}]})"})->batches[0], "name"), "1e400,-1E-400,1E3");
}

TEST(JsonAnswer, RefusesHostileDepthWhereverItStands) {
  const auto lists = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  std::string objects;
  for (int i = 0; i < 10000; ++i) objects += "{\"message\":";
  objects += "1" + std::string(10000, '}');
  const std::string profile = items("list = [\"/data/items\", \"later\"]\nerrors = [\"errors\"]\ntotal = \"total\"");
  for (const std::string& deep : {lists(10000), objects})
    for (const char* key : {"x", "errors", "total", "later", "data"}) {
      const auto result = read(profile, {std::string("{\"") + key + "\":" + deep + ",\"items\":[]}"});
      EXPECT_EQ(failure_of(result), "not_the_format") << key;
    }
  for (const std::string& deep : {lists(10000), objects}) EXPECT_EQ(failure_of(read(kLines, {"{\"Sku\":\"a\"}\n{\"Sku\":" + deep + "}\n"})), "not_the_format");
}

TEST(JsonAnswer, RefusesATextOf16MiBAndSaysWhere) {
  const auto result = read(kPaths, {R"({"items":[{"Sku":"a"},{"Sku":")" + std::string(std::size_t{1} << 24, 'x') + "\"}]}"});
  ASSERT_EQ(failure_of(result), "not_the_format");
  EXPECT_EQ(std::to_string(result.error().place.row) + result.error().place.column, "2/Sku");
  EXPECT_NE(result.error().message.find("16 MiB"), std::string::npos);
}

}  // namespace
}  // namespace trueup
