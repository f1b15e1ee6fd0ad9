// suggest beside the truth: catalogues that know which items are the same.
#include <algorithm>
#include <cstdio>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "catalogue.hpp"
#include "trueup/mapping/suggest.hpp"

namespace trueup {
namespace {

void append_items(Evidence& evidence, const char* system, const std::vector<CatalogueItem>& items) {
  RecordBatch batch;
  batch.input = system;
  batch.table = "items";
  batch.source = Bytes::own("");
  batch.names = batch.labels = {"sku", "name", "barcode", "supplier_code", "price", "base_unit", "status"};
  batch.columns.resize(batch.names.size());
  for (const CatalogueItem& item : items) {
    batch.rows.push_back(batch.rows.size() + 2);
    std::size_t column = 0;
    for (const std::string* text : {&item.sku, &item.name, &item.barcode, &item.supplier_code, &item.price, &item.unit, &item.status}) {
      batch.columns[column++].push_back(Cell::in_arena(batch.arena.size(), text->size()));
      batch.arena += *text;
    }
  }
  RecordDefaults defaults;
  defaults.system = evidence.pool.intern(system);
  std::vector<Issue> rejected;
  append_records(evidence.table("items"), batch, defaults, evidence.pool, rejected);
}

// How a draft stands to the truth.
struct Tally {
  std::size_t truth = 0, certain = 0, likely = 0, among_candidates = 0;
  std::size_t wrong_certain = 0, wrong_likely = 0, from_items = 0, to_items = 0;
  std::string first_wrong;

  static double share(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1)); }
  double certain_share() const { return share(certain, truth); }
  double proposed_share() const { return share(certain + likely + among_candidates, truth); }
};

Tally tally_of(const Catalogue& catalogue) {
  Evidence evidence;
  append_items(evidence, "book", catalogue.from);
  append_items(evidence, "wms", catalogue.to);
  const SkuMapDraft draft = suggest_sku_map(evidence, evidence.pool.find("book"), evidence.pool.find("wms"));
  const auto is_true = [&](TextId from, TextId to) { return catalogue.truth.contains({std::string(evidence.text(from)), std::string(evidence.text(to))}); };
  Tally tally;
  tally.truth = catalogue.truth.size();
  std::set<TextId> to_items(draft.unmatched_to.begin(), draft.unmatched_to.end());
  for (const SkuProposal& proposal : draft.proposals) {
    to_items.insert(proposal.match.to);
    const bool right = is_true(proposal.from, proposal.match.to);
    ++(right ? (proposal.certain ? tally.certain : tally.likely) : (proposal.certain ? tally.wrong_certain : tally.wrong_likely));
    if (!right && proposal.certain && tally.first_wrong.empty())
      tally.first_wrong = std::string(evidence.text(proposal.from)) + " = " + std::string(evidence.text(proposal.match.to)) + ": " + proposal.match.words;
  }
  for (const AmbiguousSku& item : draft.ambiguous)
    for (const SkuCandidate& candidate : item.candidates) to_items.insert(candidate.to), tally.among_candidates += is_true(item.from, candidate.to);
  tally.from_items = draft.proposals.size() + draft.ambiguous.size() + draft.unmatched_from.size();
  tally.to_items = to_items.size();
  return tally;
}

class Catalogues : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Catalogues, Of20000ItemsAreMostlyDraftedAndNeverWronglyCertain) {
  const Catalogue catalogue = make_catalogue(20000, GetParam());
  const Tally tally = tally_of(catalogue);
  std::printf("seed %u: %zu and %zu items, %zu true pairs; certain %.4f, likely %.4f, among candidates %.4f, proposed %.4f; wrong: %zu certain, %zu likely\n", GetParam(),
              catalogue.from.size(), catalogue.to.size(), tally.truth, tally.certain_share(), Tally::share(tally.likely, tally.truth),
              Tally::share(tally.among_candidates, tally.truth), tally.proposed_share(), tally.wrong_certain, tally.wrong_likely);
  EXPECT_GT(tally.truth, 15000u);
  EXPECT_EQ(tally.wrong_certain, 0u) << tally.first_wrong;
  EXPECT_GE(tally.certain_share(), 0.7);
  EXPECT_GE(tally.proposed_share(), 0.9);
  EXPECT_EQ(tally.from_items, catalogue.from.size());
  EXPECT_EQ(tally.to_items, catalogue.to.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Catalogues, testing::Values(1u, 2u, 3u, 4u, 5u));

// Few items make every word rare and every number unique: where wrong certainty would come from.
TEST(SmallCatalogues, AreNeverWronglyCertain) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed)
    for (const std::size_t products : {20u, 200u}) {
      const Tally tally = tally_of(make_catalogue(products, seed));
      EXPECT_EQ(tally.wrong_certain, 0u) << seed << ": " << tally.first_wrong;
    }
}

TEST(Catalogue, IsAsMessyAsItSays) {
  const Catalogue catalogue = make_catalogue(20000, 1);
  for (const char* mess : {"renamed", "code in another case", "blank in a code", "code in full width", "code without punctuation", "zeros lost", "code rounded by a spreadsheet",
                           "typo in a name", "name in another style", "name cut short", "bad check digit", "barcode shared", "swapped barcodes, one name",
                           "barcode reused for a successor", "supplier code equals another SKU", "discontinued duplicate", "two codes the wrong way round",
                           "another product of the same name", "pack with the base item's barcode"})
    EXPECT_GT(catalogue.mess.contains(mess) ? catalogue.mess.at(mess) : 0, 10) << mess;
  const auto without_barcode = std::count_if(catalogue.to.begin(), catalogue.to.end(), [](const CatalogueItem& item) { return item.barcode.empty(); });
  EXPECT_GT(without_barcode * 4, static_cast<std::ptrdiff_t>(catalogue.to.size()));
  EXPECT_GT(catalogue.mess.at("renamed") * 10, 20000 * 27 / 10);
}

}  // namespace
}  // namespace trueup
