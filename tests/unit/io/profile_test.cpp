#include <gtest/gtest.h>

#include "batch_text.hpp"
#include "trueup/io/profile.hpp"

namespace trueup {
namespace {

using test::failure_of;
using test::joined;

constexpr const char* kWhole = R"(
name = "acme.shipments"
title = "Acme shipments"
dialect = "generic_wms"
format = "json"
source = "a mail of the operator"
seen = "never seen in a real file"
recognise = ["OrderNo", "Parcels"]

[json]
list = "Shipments"
total = "Count"
page = "Page"
unique = ["Id"]

[[rows]]
table = "documents"
each = "/Orders/Lines"
when = { "/Orders/State" = ["SENT", "DONE"], Counted = true, Level = 2 }
once_per = { columns = ["amount"], key = ["id", "sku"] }
[rows.join]
each = "/Orders/Parcels"
on = "Box"
in = "Boxes"
[rows.columns]
type = { const = "ship_advice" }
id = "/Orders/Id"
sku = "Sku"
quantity = { from = "New", minus = "Old" }
location = { from = ["Site", "/Site"], before = ": ", optional = true }
state = { from = "/Orders/State", words = { SENT = "shipped" } }
amount = "Value"
)";

constexpr const char* kHead = "name = \"x\"\nformat = \"csv\"\n";
constexpr const char* kStock = "[[rows]]\ntable = \"stock\"\n[rows.columns]\nsku = \"A\"\nlocation = \"B\"\n";

TEST(ParseProfile, ReadsEveryKey) {
  const Result<Profile> result = parse_profile(kWhole, "x.toml");
  ASSERT_TRUE(result) << result.error().text();
  const Profile& profile = *result;
  EXPECT_EQ(profile.name, "acme.shipments");
  EXPECT_EQ(profile.dialect, "generic_wms");
  EXPECT_EQ(profile.format, SourceFormat::kJson);
  EXPECT_EQ(profile.facts, "a mail of the operator");
  EXPECT_EQ(profile.seen, "never seen in a real file");
  EXPECT_EQ(joined(profile.recognise), "OrderNo,Parcels");
  EXPECT_EQ(joined(profile.json.list) + profile.json.total + profile.json.page + joined(profile.json.unique), "ShipmentsCountPageId");
  ASSERT_EQ(profile.rules.size(), 1u);
  const RowRule& rule = profile.rules[0];
  EXPECT_EQ(rule.table, "documents");
  EXPECT_EQ(rule.each, "/Orders/Lines");
  ASSERT_EQ(rule.when.size(), 3u);
  EXPECT_EQ(rule.when[0].path + joined(rule.when[0].words), "/Orders/StateSENT,DONE");
  EXPECT_EQ(rule.when[1].path + joined(rule.when[1].words), "Countedtrue");
  EXPECT_EQ(rule.when[2].path + joined(rule.when[2].words), "Level2");
  EXPECT_EQ(joined(rule.once_per->columns) + joined(rule.once_per->key), "amountid,sku");
  EXPECT_EQ(rule.join->each + rule.join->on + rule.join->in, "/Orders/ParcelsBoxBoxes");
  ASSERT_EQ(rule.columns.size(), 7u);
  EXPECT_EQ(rule.columns[0].constant, "ship_advice");
  EXPECT_EQ(rule.columns[3].minus, "Old");
  EXPECT_EQ(joined(rule.columns[4].from) + rule.columns[4].before, "Site,/Site: ");
  EXPECT_TRUE(rule.columns[4].optional);
  EXPECT_FALSE(rule.columns[3].optional);
  EXPECT_EQ(rule.columns[5].words.front().first + rule.columns[5].words.front().second, "SENTshipped");
}

TEST(ParseProfile, KeepsTheOrderOfTheColumns) {
  const Result<Profile> result =
      parse_profile(std::string(kHead) + "[[rows]]\ntable = \"stock\"\n[rows.columns]\nzone = \"Z\"\nsku = \"A\"\nlocation = \"B\"\n", "x");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(result->rules[0].columns[0].name, "zone");
  EXPECT_EQ(result->rules[0].columns[2].name, "location");
}

TEST(ParseProfile, ReadsTheCsvSection) {
  const Result<Profile> result = parse_profile(std::string(kHead) + "[csv]\ndelimiter = \"\\t\"\nnull = [\"-\", \"n/a\"]\n" + kStock, "x");
  ASSERT_TRUE(result) << result.error().text();
  EXPECT_EQ(result->csv.delimiter, '\t');
  EXPECT_EQ(result->csv.null_words, (std::vector<std::string>{"-", "n/a"}));
  EXPECT_EQ(parse_profile(std::string(kHead) + kStock, "x")->csv.null_words, (std::vector<std::string>{""}));
}

TEST(ParseProfile, SaysWhereItIsWrong) {
  const Result<Profile> result = parse_profile(std::string(kHead) + "colour = \"red\"\n" + kStock, "mine.toml");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kBadProfile);
  EXPECT_EQ(result.error().place.input, "mine.toml");
  EXPECT_EQ(result.error().place.row, 3u);
  EXPECT_NE(result.error().text().find("colour"), std::string::npos);
}

TEST(ParseProfile, RefusesWhatItDoesNotUnderstand) {
  const std::string head = kHead, stock = kStock;
  const std::string json = "name = \"x\"\nformat = \"json\"\n";
  const std::pair<std::string, const char*> texts[] = {
      {"name = ", "not valid TOML"},
      {"format = \"csv\"\n" + stock, "name"},
      {"name = \"x\"\n" + stock, "format"},
      {"name = \"x\"\nformat = \"xml\"\n" + stock, "format"},
      {head, "rows"},
      {head + "seen = \"in a dream\"\n" + stock, "seen"},
      {head + "[csv]\ndelimiter = \"|\"\n" + stock, "delimiter"},
      {head + "[csv]\nquote = \"'\"\n" + stock, "quote"},
      {head + "[json]\nlist = \"L\"\n" + stock, "json"},
      {json + "[csv]\ndelimiter = \";\"\n" + stock, "csv"},
      {json + "[json]\ntotal = \"Total\"\n" + stock, "total"},
      {head + "[[rows]]\ntable = \"stocks\"\n[rows.columns]\nsku = \"A\"\n", "stocks"},
      {head + "[[rows]]\ntable = \"stock\"\n[rows.columns]\nlocation = \"B\"\n", "required column sku"},
      {head + stock + "unit = { from = \"U\", cnst = \"EA\" }\n", "cnst"},
      {head + stock + "unit = { from = \"U\", const = \"EA\" }\n", "either"},
      {head + stock + "unit = { optional = true }\n", "either"},
      {head + stock + "unit = []\n", "unit"},
      {head + stock + "unit = \"/U\"\n", "root"},
      {head + "[[rows]]\ntable = \"stock\"\neach = \"/L\"\n[rows.columns]\nsku = \"A\"\nlocation = \"B\"\n", "each"},
      {json + "[[rows]]\ntable = \"stock\"\neach = \"L\"\n[rows.columns]\nsku = \"A\"\nlocation = \"B\"\n", "each"},
      {json + "[[rows]]\ntable = \"stock\"\n[rows.join]\neach = \"/L\"\n[rows.columns]\nsku = \"A\"\nlocation = \"B\"\n", "join"},
      {head + "[[rows]]\ntable = \"stock\"\nonce_per = { columns = [\"on_order\"], key = [\"sku\"] }\n[rows.columns]\nsku = "
              "\"A\"\nlocation = \"B\"\n",
       "on_order"},
  };
  for (const auto& [text, what] : texts) {
    const Result<Profile> result = parse_profile(text, "x.toml");
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::kBadProfile) << text;
    EXPECT_NE(result.error().text().find(what), std::string::npos) << result.error().text();
  }
}

}  // namespace
}  // namespace trueup
