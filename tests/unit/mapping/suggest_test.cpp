#include "trueup/mapping/suggest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <random>

#include "mapping/suggest_names.hpp"

namespace trueup {
namespace {

struct Item {
  std::string sku, name, barcode = "", supplier_code = "", price = "";
};

const std::string kMugBarcode = "5012345678900", kOtherBarcode = "4006381333931";

// Rows of one table as an input would bring them.
void append(Evidence& evidence, const char* table, const char* system, const std::vector<std::string>& names, const std::vector<std::vector<std::string>>& rows) {
  RecordBatch batch;
  batch.input = batch.table = table;
  batch.source = Bytes::own("");
  batch.names = batch.labels = names;
  batch.columns.resize(names.size());
  for (const auto& row : rows) {
    batch.rows.push_back(batch.rows.size() + 2);
    for (std::size_t i = 0; i < row.size(); ++i) {
      batch.columns[i].push_back(Cell::in_arena(batch.arena.size(), row[i].size()));
      batch.arena += row[i];
    }
  }
  RecordDefaults defaults;
  defaults.system = evidence.pool.intern(system);
  std::vector<Issue> rejected;
  append_records(evidence.table(table), batch, defaults, evidence.pool, rejected);
}

class Lists {
 public:
  Lists& book(const std::vector<Item>& items) { return add("book", items); }
  Lists& wms(const std::vector<Item>& items) { return add("wms", items); }
  Lists& map(const char* from_system, const char* from, const char* to_system, const char* to) {
    append(evidence, "sku_map", "", {"from_system", "from_value", "to_system", "to_value"}, {{from_system, from, to_system, to}});
    return *this;
  }

  SkuMapDraft draft() { return suggest_sku_map(evidence, evidence.pool.intern("book"), evidence.pool.intern("wms")); }

  // "A=B certain", "A=B likely", "A?B,C", "A-", "-B": the whole draft in one line.
  std::string outline() {
    const SkuMapDraft found = draft();
    std::vector<std::string> lines;
    for (const SkuProposal& proposal : found.proposals) lines.push_back(text(proposal.from) + "=" + text(proposal.match.to) + (proposal.certain ? " certain" : " likely"));
    for (const AmbiguousSku& item : found.ambiguous) {
      std::string line = text(item.from) + "?";
      for (const SkuCandidate& candidate : item.candidates) line += (line.back() == '?' ? "" : ",") + text(candidate.to);
      lines.push_back(line);
    }
    for (const TextId from : found.unmatched_from) lines.push_back(text(from) + "-");
    for (const TextId to : found.unmatched_to) lines.push_back("-" + text(to));
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : "; ") + line;
    return all;
  }

  std::string text(TextId id) const { return std::string(evidence.text(id)); }
  Evidence evidence;

 private:
  Lists& add(const char* system, const std::vector<Item>& items) {
    std::vector<std::vector<std::string>> rows;
    for (const Item& item : items) rows.push_back({item.sku, item.name, item.barcode, item.supplier_code, item.price});
    append(evidence, "items", system, {"sku", "name", "barcode", "supplier_code", "price"}, rows);
    return *this;
  }
};

TEST(NameWords, TakeFiguresWithTheirUnits) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of_name("Mug, BLUE (12 oz)"), (Words{"mug", "blue", "12oz"}));
  EXPECT_EQ(words_of_name("Mug 12-ounces blue"), (Words{"mug", "12oz", "blue"}));
  EXPECT_EQ(words_of_name("Pack of 12 Mugs"), (Words{"12pack", "mugs"}));
  EXPECT_EQ(words_of_name("Mugs 12pk"), (Words{"mugs", "12pack"}));
  EXPECT_EQ(words_of_name("Men's Tee, Large 1.5 l"), (Words{"mens", "tee", "l", "1.5l"}));
  EXPECT_EQ(words_of_name("Print 30x40 cm"), (Words{"print", "30x40cm"}));
  EXPECT_EQ(words_of_name("Caf\xC3\x89 CAFE\xCC\x81"), (Words{"caf\xC3\xA9", "caf\xC3\xA9"}));
  EXPECT_TRUE(words_of_name(" - ").empty());
}

TEST(NameWords, CompareNames) {
  NameWords names;
  const auto verdict = [&](const char* left, const char* right) { return names.compare(names.learn(left), names.learn(right)).verdict; };
  EXPECT_EQ(verdict("Mug blue 12oz", "MUG 12 oz, Blue"), NameVerdict::kSame);
  EXPECT_EQ(verdict("Mug blue 12oz", "Mug blue 16oz"), NameVerdict::kDiffers);
  EXPECT_EQ(verdict("Mug blue 12oz", "Mug navy 12oz"), NameVerdict::kDiffers);
  EXPECT_EQ(verdict("Mug blue 12oz", "Mug blue 12oz 6 pack"), NameVerdict::kOmits);
  EXPECT_EQ(verdict("Tee blue S", "Tee blue M"), NameVerdict::kDiffers);
  EXPECT_EQ(verdict("Tee blue small", "tee blue S"), NameVerdict::kSame);
  EXPECT_EQ(verdict("Mug blue carton", "Mug blue"), NameVerdict::kOmits);
  EXPECT_EQ(verdict("Mug blue carotn", "Mug blue"), NameVerdict::kOmits);
  EXPECT_EQ(verdict("Mug blue 3 pack 4oz", "Mug blue 4 pack 3oz"), NameVerdict::kDiffers);
  EXPECT_EQ(verdict("Acme mug black", "mug BLK"), NameVerdict::kSimilar);
  EXPECT_EQ(verdict("Cushion orchid", "Cushion orchd"), NameVerdict::kSimilar);
  EXPECT_EQ(verdict("", "Mug"), NameVerdict::kUnknown);
}

TEST(NameWords, TwoUsualWordsAreNoSlip) {
  NameWords names;
  for (int i = 0; i < 5; ++i) names.learn("tin mint"), names.learn("tin mini");
  EXPECT_EQ(names.compare(names.learn("tin mint"), names.learn("tin mini")).verdict, NameVerdict::kDiffers);
}

TEST(NameWords, RareWordsWeighMore) {
  NameWords names;
  for (int i = 0; i < 500; ++i) names.learn("mug blue");
  const auto full = names.learn("zorblax mug blue"), rare = names.learn("zorblax mug"), usual = names.learn("mug blue");
  EXPECT_GT(names.compare(full, rare).score_e4, names.compare(full, usual).score_e4);
}

TEST(Suggest, SkuAndNameTogetherAreCertain) {
  Lists lists;
  lists.book({{"A-1042", "Acme Mug blue 12oz"}, {"0074512", "Acme Bowl red"}}).wms({{"a-1042 ", "ACME MUG BLUE 12 OZ"}, {"74512", "Bowl red, Acme"}});
  EXPECT_EQ(lists.outline(), "0074512=74512 certain; A-1042=a-1042  certain");
  const SkuMapDraft draft = lists.draft();
  EXPECT_EQ(draft.proposals[1].match.words, "same SKU but for a blank at an end, case; same name");
  EXPECT_TRUE(draft.proposals[1].match.reasons.has(SkuReason::kSameForm));
}

TEST(Suggest, TheSameSkuWithAnotherNameIsNotCertain) {
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug blue 12oz"}}).wms({{"A-1", "Acme Mug blue 16oz"}}).outline(), "A-1=A-1 likely");
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug"}}).wms({{"A-1", "Zonto Curtain"}}).outline(), "A-1-; -A-1");
  EXPECT_EQ(Lists().book({{"A-1", "Mug"}}).wms({{"A-1", "Mug lid and saucer of the harvest collection"}}).outline(), "A-1=A-1 likely");
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug", kMugBarcode}}).wms({{"A-1", "Acme Mug", kOtherBarcode}}).outline(), "A-1=A-1 likely");
}

TEST(Suggest, AFigureLeftOutIsOvercomeByThreeThatAgree) {
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug 12oz", kMugBarcode, "", "9.50"}}).wms({{"A-1", "Acme Mug", kMugBarcode, "", "9.50"}}).outline(), "A-1=A-1 certain");
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug 12oz", kMugBarcode, "", "9.50"}}).wms({{"A-1", "Acme Mug", kMugBarcode}}).outline(), "A-1=A-1 likely");
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug 12oz", kMugBarcode, "", "9.50"}}).wms({{"A-1", "Acme Mug 16oz", kMugBarcode, "", "9.50"}}).outline(), "A-1=A-1 likely");
}

TEST(Suggest, ABarcodeNeedsANameOfItsOwn) {
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", kMugBarcode}}).wms({{"X9", "Acme Mug blue", "0" + kMugBarcode}}).outline(), "A=X9 certain");
  EXPECT_EQ(Lists().book({{"A", "", kMugBarcode}}).wms({{"X9", "Acme Mug blue", kMugBarcode}}).outline(), "A=X9 likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug", kMugBarcode}}).wms({{"X9", "Acme Mug new recipe", kMugBarcode}}).outline(), "A=X9 likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug", kMugBarcode}, {"B", "Acme Mug", kOtherBarcode}}).wms({{"X", "Acme Mug", kOtherBarcode}, {"Y", "Acme Mug", kMugBarcode}}).outline(),
            "A=Y likely; B=X likely");
}

TEST(Suggest, ABadOrSharedBarcodeIsNone) {
  const std::string bad = "5012345678901";
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", bad}}).wms({{"X9", "Acme Mug blue", bad}}).outline(), "A=X9 likely");
  const SkuMapDraft draft = Lists().book({{"A", "Acme Mug blue", bad}}).wms({{"X9", "Acme Mug blue", bad}}).draft();
  EXPECT_FALSE(draft.proposals.at(0).match.reasons.has(SkuReason::kSameBarcode));
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", kMugBarcode}, {"B", "Zonto Lamp", kMugBarcode}}).wms({{"X9", "Acme Mug blue", kMugBarcode}}).outline(), "A=X9 likely; B-");
}

TEST(Suggest, APackUnderTheBarcodeOfItsUnitIsNotTheUnit) {
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", kMugBarcode}}).wms({{"X9", "Acme Mug blue 12-pack", kMugBarcode}}).outline(), "A=X9 likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", kMugBarcode}}).wms({{"X9", "Acme Mug blue 12-pack", kMugBarcode}, {"X1", "Acme Mug blue", kMugBarcode}}).outline(), "A=X1 likely; -X9");
  EXPECT_EQ(Lists().book({{"A-77", "Acme Mug blue", kMugBarcode}}).wms({{"A-77-CTN", "Acme Mug blue", kMugBarcode}}).outline(), "A-77=A-77-CTN likely");
}

TEST(Suggest, ANameAloneIsLikelyAtMost) {
  Lists lists;
  lists.book({{"A", "Acme Mug blue 12oz", "", "", "9.50"}, {"B", "Acme Mug blue 16oz", "", "", "9.50"}}).wms({{"W1", "Mug Acme 16 oz blue", "", "", "9.50"}, {"W2", "Mug Acme 12 oz blue", "", "", "9.50"}});
  EXPECT_EQ(lists.outline(), "A=W2 likely; B=W1 likely");
}

TEST(Suggest, SwappedBarcodesLeaveAQuestion) {
  EXPECT_EQ(Lists().book({{"A", "Acme Mug", kMugBarcode}, {"B", "Acme Mug", kOtherBarcode}}).wms({{"A", "Acme Mug", kOtherBarcode}, {"B", "Acme Mug", kMugBarcode}}).outline(), "A?A,B; B?A,B");
}

TEST(Suggest, SeveralThatFitAreAmbiguous) {
  EXPECT_EQ(Lists().book({{"A", "Acme Mug"}}).wms({{"W1", "Acme Mug"}, {"W2", "Acme Mug"}}).outline(), "A?W1,W2");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug"}, {"B", "Acme Mug"}}).wms({{"W1", "Acme Mug"}}).outline(), "A?W1; B?W1");
  // A price is too little to tell them apart.
  EXPECT_EQ(Lists().book({{"A", "Acme Mug", "", "", "9.50"}}).wms({{"W1", "Acme Mug"}, {"W2", "Acme Mug", "", "", "9.50"}}).outline(), "A?W2,W1");
  Lists lists;
  lists.book({{"A", "Acme Mug"}});
  for (int i = 10; i < 30; ++i) lists.wms({{"W" + std::to_string(i), "Acme Mug"}});
  const SkuMapDraft draft = lists.draft();
  ASSERT_EQ(draft.ambiguous.size(), 1u);
  EXPECT_EQ(draft.ambiguous[0].candidates.size(), 8u);
  EXPECT_TRUE(draft.ambiguous[0].more);
  EXPECT_EQ(draft.unmatched_to.size(), 12u);
}

TEST(Suggest, TwoSpellingsOnOneSideAreNotCertainForEither) {
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug"}}).wms({{"a-1", "Acme Mug"}, {"A-1 ", "Acme Mug"}}).outline(), "A-1?A-1 ,a-1");
  EXPECT_EQ(Lists().book({{"A-1", "Acme Mug"}}).wms({{"A-1", "Acme Mug"}, {"a-1", "Acme Mug"}}).outline(), "A-1=A-1 certain; -a-1");
}

TEST(Suggest, ARoundedSkuIsFoundAndNotCertain) {
  EXPECT_EQ(Lists().book({{"848971234567", "Acme Mug"}}).wms({{"8.48971E+11", "Acme Mug"}}).outline(), "848971234567=8.48971E+11 likely");
  EXPECT_EQ(Lists().book({{"8.48971E+11", "Acme Mug"}}).wms({{"848970500000", "Acme Mug"}, {"848972000000", "Acme Bowl"}}).outline(), "8.48971E+11=848970500000 likely; -848972000000");
  const SkuMapDraft draft = Lists().book({{"8.48971E+11", "Acme Mug"}}).wms({{"848970500000", "Acme Mug"}}).draft();
  EXPECT_TRUE(draft.proposals.at(0).match.reasons.has(SkuReason::kRoundedSku));
}

TEST(Suggest, ASupplierCodeThatEqualsAnotherSkuConvincesNobody) {
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue"}, {"B", "Zonto Curtain red"}}).wms({{"W1", "Acme Mug blue", "", "B"}, {"W2", "Curtain red Zonto"}}).outline(), "A=W1 likely; B=W2 likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", "", "F-77"}}).wms({{"W1", "Acme Mug blue", "", "f-77"}}).outline(), "A=W1 likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", "", "F-77", "9.50"}}).wms({{"W1", "Acme Mug blue", "", "f-77", "9.50"}}).outline(), "A=W1 certain");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug blue", kMugBarcode, "F-77"}}).wms({{"W1", "Mug blue", kMugBarcode, "f-77"}}).outline(), "A=W1 certain");
}

TEST(Suggest, LeavesOutWhatIsMapped) {
  Lists lists;
  lists.book({{"A", "Acme Mug"}, {"B", "Acme Bowl"}, {"C", "Acme Pan"}, {"D", "Acme Lid"}}).wms({{"A", "Acme Mug"}, {"B", "Acme Bowl"}, {"C", "Acme Pan"}, {"D", "Acme Lid"}});
  lists.map("wms", "A", "book", "A").map("book", "B", "wms", "B").map("wms", "C", "book", "");
  EXPECT_EQ(lists.outline(), "D=D certain; C-");
  EXPECT_EQ(lists.draft().mapped_from, 2u);
  EXPECT_EQ(lists.draft().mapped_to, 3u);
  lists.map("wms", "D", "elsewhere", "D");
  EXPECT_EQ(lists.outline(), "D=D certain; C-");
}

TEST(Suggest, RowsThatDisagreeSayNothing) {
  Lists lists;
  lists.book({{"A", "Acme Mug", kMugBarcode}}).book({{"A", "Acme Mug", kOtherBarcode}}).wms({{"W", "Acme Mug", kMugBarcode}});
  EXPECT_EQ(lists.outline(), "A=W likely");
  EXPECT_EQ(Lists().book({{"A", "Acme Mug"}}).book({{"A", "", kMugBarcode}}).wms({{"W", "Acme Mug", kMugBarcode}}).outline(), "A=W certain");
}

TEST(Suggest, ManyItemsOfOneNameStayBounded) {
  std::vector<Item> book, wms;
  for (int i = 0; i < 10000; ++i) book.push_back({"B" + std::to_string(i), "Assorted goods"}), wms.push_back({"W" + std::to_string(i), "Assorted goods"});
  Lists lists;
  const SkuMapDraft draft = lists.book(book).wms(wms).draft();
  EXPECT_TRUE(draft.proposals.empty());
  EXPECT_EQ(draft.names_not_searched, 10000u);
  EXPECT_EQ(draft.searches_cut, 10000u);
  ASSERT_EQ(draft.ambiguous.size(), 10000u);
  EXPECT_TRUE(draft.ambiguous[0].more);
}

TEST(Suggest, ACancelledDraftEnds) {
  Lists lists;
  lists.book({{"A", "Acme Mug"}}).wms({{"A", "Acme Mug"}});
  Progress progress;
  progress.cancel = true;
  EXPECT_TRUE(suggest_sku_map(lists.evidence, lists.evidence.pool.intern("book"), lists.evidence.pool.intern("wms"), &progress).proposals.empty());
}

TEST(Suggest, TheOrderOfRowsDoesNotCount) {
  std::vector<Item> book, wms;
  for (int i = 0; i < 60; ++i) {
    book.push_back({"B" + std::to_string(i), "Acme Mug no " + std::to_string(i % 40), i % 3 == 0 ? kMugBarcode : "", "F" + std::to_string(i % 7), "9.50"});
    wms.push_back({"b" + std::to_string(i + 20), "Mug no " + std::to_string(i % 30), i % 5 == 0 ? kOtherBarcode : "", "", "9.50"});
  }
  std::string first;
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    Lists lists;
    if (round % 2 == 0) lists.wms(wms);
    lists.book({book.begin(), book.begin() + 20}).book({book.begin() + 20, book.end()});
    if (round % 2 == 1) lists.wms(wms);
    const std::string csv = sku_map_draft_csv(lists.draft(), lists.evidence);
    if (round == 0) first = csv;
    EXPECT_EQ(csv, first);
    std::shuffle(book.begin(), book.end(), random);
    std::shuffle(wms.begin(), wms.end(), random);
  }
}

TEST(SkuMapDraftCsv, SaysThatItIsADraft) {
  Lists lists;
  lists.book({{"A-1", "Acme Mug"}, {"B,\"2\"", "Zonto Lamp"}, {"C", "Rug"}, {"D", "Fob"}}).wms({{"a-1 ", "Acme Mug"}, {"W1", "Lamp Zonto"}, {"W2", "Pen"}, {"W3", "Fob"}, {"W4", "Fob"}});
  EXPECT_EQ(sku_map_draft_csv(lists.draft(), lists.evidence),
            "from_system,from_value,to_system,to_value,valid_from,version,owner,status,score,reason\r\n"
            "book,A-1,wms,\"a-1 \",,draft,,certain,0.85,\"same SKU but for a blank at an end, case; same name\"\r\n"
            "book,\"B,\"\"2\"\"\",wms,W1,,draft,,likely,0.4,same name\r\n"
            "book,D,wms,W3,,draft,,ambiguous,0.4,same name\r\n"
            "book,D,wms,W4,,draft,,ambiguous,0.4,same name\r\n"
            "book,C,wms,,,draft,,unmatched,,\r\n"
            "wms,W2,book,,,draft,,unmatched,,\r\n");
}

TEST(SkuReason, HasANameEach) {
  for (int i = 0; i <= static_cast<int>(SkuReason::kNamesDiffer); ++i) EXPECT_FALSE(name_of(static_cast<SkuReason>(i)).empty()) << i;
}

}  // namespace
}  // namespace trueup
