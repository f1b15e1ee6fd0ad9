// Which profile a file is for: by content, with a certainty, never by its name; a tie is no guess.
#include <gtest/gtest.h>

#include <algorithm>

#include "trueup/io/recogniser.hpp"

namespace trueup {
namespace {

SourceFile file_of(std::string text, std::string name = "f") { return {std::move(name), Bytes::own(std::move(text))}; }

std::shared_ptr<const Profile> profile_of(const std::string& toml) {
  Result<Profile> profile = parse_profile(toml, "test.toml");
  EXPECT_TRUE(profile) << profile.error().text();
  return std::make_shared<const Profile>(std::move(*profile));
}

std::string head(const std::string& name, const std::string& format, const std::string& recognise) {
  return "name = \"" + name + "\"\ntitle = \"t\"\nformat = \"" + format + "\"\nsource = \"s\"\nseen = \"real file\"\n" +
         (recognise.empty() ? "" : "recognise = [" + recognise + "]\n");
}

std::shared_ptr<const Profile> csv(const std::string& name, const std::string& recognise, const std::string& columns,
                                   const std::string& shape = "") {
  return profile_of(head(name, "csv", recognise) + shape + "[[rows]]\ntable = \"stock\"\n[rows.columns]\n" + columns);
}

std::shared_ptr<const Profile> json(const std::string& name, const std::string& recognise, const std::string& shape,
                                    const std::string& columns) {
  return profile_of(head(name, "json", recognise) + "[json]\n" + shape + "\n[[rows]]\ntable = \"stock\"\n[rows.columns]\n" + columns);
}

std::shared_ptr<const Profile> x12(const std::string& name, const std::string& sets) {
  return profile_of(
      head(name, "x12", "") + "[x12]\nsets = [" + sets +
      "]\n[x12.loops]\nLIN = {}\n[[rows]]\ntable = \"stock\"\neach = \"LIN\"\n[rows.columns]\nsku = \"LIN-03\"\nlocation = \"LIN-05\"\n");
}

const char* const kStockColumns = "sku = \"Item\"\nlocation = \"Place\"\non_hand = \"Qty\"\n";

/// Three profiles: one asks for two names, one for a third name too, one for either of several.
Recogniser three() {
  return Recogniser(
      {csv("plain", "\"Item\", \"Qty\"", kStockColumns),
       csv("special", "\"Item\", \"Qty\", \"Batch No\"", std::string(kStockColumns) + "lot = { from = \"Batch No\", optional = true }\n"),
       csv("either", "\"Code|Article\", \"Count|Stock\"",
           "sku = [\"Code\", \"Article\"]\nlocation = { from = \"Place\", optional = true }\non_hand = [\"Count\", \"Stock\"]\n")});
}

std::string told(const Result<Recognition>& found) {
  if (!found) return std::string(name_of(found.error().code)) + ": " + found.error().message + "; " + found.error().hint;
  return found->profile->name + " " + std::to_string(found->certainty) + ", " +
         (found->runner_up.empty() ? "none" : found->runner_up + " " + std::to_string(found->runner_up_certainty));
}

TEST(Recognise, TheMoreSpecificWinsAndSaysHowClose) {
  EXPECT_EQ(told(three().recognise(file_of("Item,Place,Qty\nA,B,1\n"))), "plain 87, none");  // 3 + 3 + 1 points against one
  EXPECT_EQ(told(three().recognise(file_of("Item,Place,Qty,Batch No\nA,B,1,L\n"))), "special 58, plain 41");  // 10 against 7
}

TEST(Recognise, EitherOfSeveralNamesWillDo) {
  EXPECT_EQ(told(three().recognise(file_of("Article;Stock\nA;1\n"))), "either 80, none");
  EXPECT_EQ(told(three().recognise(file_of("code,COUNT\nA,1\n"))), "either 80, none");  // headers compare without case
  const auto found = three().recognise(file_of("Article;Stock\nA;1\n"));
  EXPECT_EQ(found->because, "the file has Article, Stock");
}

TEST(Recognise, AllNamesStandInOneOfTheFirstSixRows) {
  EXPECT_EQ(told(three().recognise(file_of("Report\n\nof May\n\nItem\tPlace\tQty\nA\tB\t1\n"))), "plain 87, none");
  EXPECT_EQ(three().recognise(file_of("1\n2\n3\n4\n5\n6\nItem,Place,Qty\n")).error().code, ErrorCode::kUnknownProfile);
  EXPECT_EQ(three().recognise(file_of("Item,Place\nA,Qty\n")).error().code, ErrorCode::kUnknownProfile);
}

TEST(Recognise, AColumnThatIsNotThereCostsCertainty) {
  EXPECT_EQ(told(three().recognise(file_of("Item,Qty\nA,1\n"))), "plain 66, none");  // two of three columns
}

TEST(Recognise, TheDelimiterOfAProfileHolds) {
  const Recogniser tabs({csv("tabs", "\"Item\", \"Qty\"", kStockColumns, "[csv]\ndelimiter = \"\\t\"\n")});
  EXPECT_TRUE(tabs.recognise(file_of("Item\tPlace\tQty\nA\tB\t1\n")));
  EXPECT_FALSE(tabs.recognise(file_of("Item,Place,Qty\nA,B,1\n")));
}

TEST(Recognise, ATieIsNoGuessAndNamesWhatCollides) {
  const Recogniser twins({csv("one", "\"Item\", \"Qty\"", kStockColumns), csv("two", "\"Item\", \"Qty\"", kStockColumns)});
  const std::string text = told(twins.recognise(file_of("Item,Place,Qty\nA,B,1\n")));
  EXPECT_EQ(text,
            "unknown_profile: several profiles fit the file equally well: one, two; name the profile; both read item, place, qty, and "
            "`recognise` of neither asks for more");
}

TEST(Recognise, ANearMissSaysWhatIsMissing) {
  const std::string text = told(three().recognise(file_of("Item,Place,Amount\nA,B,1\n")));
  EXPECT_NE(text.find("no shipped profile fits the file; the nearest is"), std::string::npos) << text;
  EXPECT_NE(text.find("but for Qty"), std::string::npos) << text;
  EXPECT_NE(text.find("the file has Item, Place, Amount"), std::string::npos) << text;
}

TEST(Recognise, OrderOfProfilesDoesNotMatter) {
  std::vector<std::shared_ptr<const Profile>> profiles = {csv("b", "\"Item\", \"Qty\"", kStockColumns), csv("a", "\"Item\"", kStockColumns),
                                                          csv("c", "\"Item\", \"Place\", \"Qty\"", kStockColumns)};
  const SourceFile file = file_of("Item,Place,Qty\nA,B,1\n");
  const std::string first = told(Recogniser(profiles).recognise(file));
  std::reverse(profiles.begin(), profiles.end());
  EXPECT_EQ(told(Recogniser(profiles).recognise(file)), first);
}

// --- JSON

Recogniser json_profiles() {
  const std::string columns = "sku = \"sku\"\nlocation = \"place\"\non_hand = \"count.total\"\n";
  return Recogniser({json("page", "\"sku\", \"count\"", "list = [\"/payload/items\", \"items\"]", columns),
                     json("record", "\"sku\", \"place\", \"count\"", "", columns),
                     json("lines", "\"sku\", \"at\"", "lines = true", "sku = \"sku\"\nlocation = \"at\"\n")});
}

TEST(RecogniseJson, RecordsStandAtAnyOfTheLists) {
  EXPECT_EQ(json_profiles().recognise(file_of(R"({"payload":{"items":[{"sku":"A","place":"P","count":{"total":1}}]}})"))->profile->name,
            "page");
  EXPECT_EQ(json_profiles().recognise(file_of(R"({"page":1,"items":[{"sku":"A","place":"P","count":{"total":1}}]})"))->profile->name,
            "page");
  EXPECT_EQ(json_profiles().recognise(file_of(R"({"sku":"A","place":"P","count":{"total":1}})"))->profile->name, "record");
  EXPECT_EQ(json_profiles().recognise(file_of(R"({"others":[{"sku":"A","place":"P","count":{"total":1}}]})")).error().code,
            ErrorCode::kUnknownProfile);
}

TEST(RecogniseJson, KeysOfLaterRecordsCountAndCaseDoes) {
  EXPECT_EQ(json_profiles().recognise(file_of(R"([{"sku":"A"},{"sku":"B","place":"P","count":{"total":1}}])"))->profile->name, "record");
  EXPECT_EQ(json_profiles().recognise(file_of(R"([{"SKU":"A","PLACE":"P","COUNT":{"total":1}}])")).error().code,
            ErrorCode::kUnknownProfile);
}

TEST(RecogniseJson, Lines) {
  EXPECT_EQ(json_profiles().recognise(file_of("{\"sku\":\"A\",\"at\":\"x\"}\n{\"sku\":\"B\",\"at\":\"y\"}\n"))->profile->name, "lines");
  EXPECT_EQ(json_profiles()
                .recognise(file_of(
                    "{\"sku\":\"A\",\"place\":\"P\",\"count\":{\"total\":1}}\n{\"sku\":\"B\",\"place\":\"P\",\"count\":{\"total\":1}}\n"))
                .error()
                .code,
            ErrorCode::kUnknownProfile);
}

TEST(RecogniseJson, AnErrorAnswerIsOneWhateverTheProfile) {
  EXPECT_EQ(json_profiles().recognise(file_of(R"({"errors":[{"code":"QuotaExceeded","message":"wait"}]})")).error().code,
            ErrorCode::kRemoteError);
}

// --- X12

std::string interchange(const std::string& sets) {
  return "ISA*00*          *00*          *ZZ*ACME           *ZZ*BOOK           "
         "*261119*0800*U*00401*000000001*0*P*>~GS*SW*ACME*BOOK*20261119*0800*1*X*004010~" +
         sets + "GE*1*1~IEA*1*000000001~";
}

std::string set(const std::string& id) { return "ST*" + id + "*0001~LIN**SK*A~SE*3*0001~\n"; }

Recogniser x12_profiles() { return Recogniser({x12("ack", "\"997\", \"999\""), x12("advice", "\"945\""), x12("balance", "\"846\"")}); }

TEST(RecogniseX12, ByTheSetsAndTheOthersAreNamed) {
  EXPECT_EQ(told(x12_profiles().recognise(file_of(interchange(set("945"))))), "advice 100, none");
  const auto mixed = x12_profiles().recognise(file_of(interchange(set("945") + set("846") + set("945") + set("864"))));
  EXPECT_EQ(told(mixed), "advice 50, balance 25");
  EXPECT_EQ(mixed->because, "the file has the sets 945 (2), besides 864 (1), 846 (1)");
}

TEST(RecogniseX12, AcknowledgementsComeLast) {
  const SourceFile file = file_of(interchange(set("997") + set("997") + set("945")));
  EXPECT_EQ(x12_profiles().recognise(file)->profile->name, "advice");
  const auto all = x12_profiles().recognise_all(file);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[1].profile->name, "ack");
}

TEST(RecogniseX12, AsManySetsOfTwoAreATie) {
  const auto tie = x12_profiles().recognise(file_of(interchange(set("945") + set("846"))));
  ASSERT_FALSE(tie);
  EXPECT_EQ(tie.error().code, ErrorCode::kUnknownProfile);
  EXPECT_NE(tie.error().message.find("balance, advice"), std::string::npos) << tie.error().message;
  EXPECT_TRUE(x12_profiles().recognise_all(file_of(interchange(set("945") + set("846")))));
}

TEST(RecogniseX12, SetsThatNobodyReads) {
  const auto none = x12_profiles().recognise(file_of(interchange(set("810"))));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().place.value, "810 (1)");
}

TEST(RecogniseX12, WithoutAnEnvelopeAndByTheFirstSeparators) {
  EXPECT_TRUE(x12_profiles().recognise(file_of("ST|846|0001\nLIN||SK|A\nSE|3|0001\n")));
  std::string bars = interchange(set("846"));
  std::replace(bars.begin(), bars.end(), '*', '|');
  EXPECT_TRUE(x12_profiles().recognise(file_of(bars)));
}

// --- what no profile is for

TEST(Recognise, RefusesWithAReason) {
  const auto reason = [](const std::string& text) {
    const auto found = three().recognise(file_of(text, "stock.csv"));
    return found ? found->profile->name : std::string(name_of(found.error().code)) + ": " + found.error().message;
  };
  EXPECT_EQ(reason("UNA:+.? 'UNB+UNOC:3+A:1+B:1+261119:0800+1'"), "not_the_format: an EDIFACT interchange: only X12 is read");
  EXPECT_EQ(reason("\xef\xbb\xbf\nUNB+UNOC:3+A+B+261119:0800+1'"), "not_the_format: an EDIFACT interchange: only X12 is read");
  for (const char* text :
       {"", " \n", "<?xml version=\"1.0\"?><a/>", "<!DOCTYPE html><html></html>", "%PDF-1.7 x", "\xd0\xcf\x11\xe0 old workbook"})
    EXPECT_EQ(reason(text).substr(0, 15), "not_the_format:") << text;
  EXPECT_EQ(reason("UNAVAILABLE,Item,Place,Qty\n1,A,B,1\n"), "plain");
  EXPECT_EQ(reason(std::string("\x7f"
                               "ELF\0\0\1\n",
                               8))
                .substr(0, 16),
            "unknown_profile:");
}

TEST(Recognise, AFileOfOneLineIsLookedAtFromItsStart) {
  std::string text = "Item,Place,Qty,";
  text.resize(std::size_t{8} << 20, 'x');
  EXPECT_EQ(told(three().recognise(file_of(text))), "plain 87, none");
}

TEST(Recognise, TheShippedProfilesAreLoadedOnce) {
  const auto recogniser = Recogniser::load();
  ASSERT_TRUE(recogniser) << recogniser.error().text();
  for (int i = 0; i < 200; ++i) EXPECT_EQ(recogniser->recognise(file_of("sku,location,on_hand\nA,B,1\n"))->profile->name, "trueup.stock");
}

}  // namespace
}  // namespace trueup
