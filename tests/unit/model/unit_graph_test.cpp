#include "trueup/model/unit_graph.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "trueup/base/strong_id.hpp"
#include "trueup/model/unit.hpp"

namespace trueup {
namespace {

using Graph = UnitGraph<UnitCode>;
constexpr UnitCode kEach{UnitList::kX12, "EA"}, kInner{UnitList::kX12, "PK"}, kCase{UnitList::kX12, "CA"}, kPallet{UnitList::kX12, "PL"}, kOdd{UnitList::kWord, "odd"};

Ratio ratio(std::int64_t numerator, std::int64_t denominator = 1) { return *make_ratio(numerator, denominator); }
std::string name(const UnitCode& unit) { return unit.text(); }

Graph tee() {
  Graph graph("TEE-M");
  graph.declare_base(kEach);
  graph.add({kCase, kEach, ratio(12)});
  graph.add({kPallet, kCase, ratio(40)});
  return graph;
}

TEST(UnitGraph, ConvertsAlongAChainEitherWay) {
  const Graph graph = tee();
  EXPECT_EQ(graph.base_per_unit(kEach, 0), (BasePerUnit{ratio(1)}));
  EXPECT_EQ(graph.base_per_unit(kPallet, 0), (BasePerUnit{ratio(480)}));
  EXPECT_TRUE(graph.contradictions(0).empty());
  Graph by_case("TEE-M");
  by_case.declare_base(kCase);
  by_case.add({kCase, kInner, ratio(4)});
  by_case.add({kInner, kEach, ratio(6)});
  EXPECT_EQ(by_case.base_per_unit(kEach, 0), (BasePerUnit{ratio(1, 24)}));
  EXPECT_EQ(by_case.to_base(Quantity{480000}, kEach, 0, name).quantity, Quantity{20000});
}

TEST(UnitGraph, TakesWhatIsInForce) {
  Graph graph = tee();
  graph.add({kEach, kCase, ratio(1, 10), 1000});  // the same two units, the other way round
  EXPECT_EQ(graph.base_per_unit(kPallet, 999).ratio, ratio(480));
  EXPECT_EQ(graph.base_per_unit(kPallet, 1000).ratio, ratio(400));
  EXPECT_TRUE(graph.contradictions(999).empty() && graph.contradictions(1000).empty());
  Graph late("TEE-M");
  late.declare_base(kEach);
  late.add({kCase, kEach, ratio(12), 1000});
  EXPECT_EQ(late.base_per_unit(kCase, 999).fault, ConversionFault::kUnknownUnit);
  EXPECT_EQ(late.base_per_unit(kCase, 1000).ratio, ratio(12));
}

TEST(UnitGraph, TwoSizesFromOneInstantAreNone) {
  Graph graph = tee();
  graph.add({kCase, kEach, ratio(10)});
  EXPECT_EQ(graph.base_per_unit(kCase, 0).fault, ConversionFault::kDisputed);
  EXPECT_EQ(graph.base_per_unit(kPallet, 0).fault, ConversionFault::kDisputed);
  EXPECT_EQ(graph.base_per_unit(kEach, 0).ratio, ratio(1));
  const auto found = graph.contradictions(0);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].conflict, UnitConflict::kDisagrees);
  EXPECT_EQ(found[0].edge, 2u);
  EXPECT_EQ(found[0].said, ratio(10));
  EXPECT_EQ(found[0].implied, ratio(12));
  EXPECT_TRUE(found[0].unit == kCase && found[0].part == kEach);
}

TEST(UnitGraph, ADisputeElsewhereDoesNoHarm) {
  Graph graph = tee();
  graph.add({kInner, kEach, ratio(6)});
  graph.add({kInner, kEach, ratio(4)});
  EXPECT_EQ(graph.base_per_unit(kInner, 0).fault, ConversionFault::kDisputed);
  EXPECT_EQ(graph.base_per_unit(kPallet, 0).ratio, ratio(480));
  graph.add({kPallet, kEach, ratio(480)});
  EXPECT_EQ(graph.base_per_unit(kPallet, 0).ratio, ratio(480));
  graph.add({kPallet, kInner, ratio(80)});  // now the dispute lies on a ring with the pallet
  EXPECT_EQ(graph.base_per_unit(kPallet, 0).fault, ConversionFault::kDisputed);
}

TEST(UnitGraph, SaysWhatIsMissing) {
  Graph graph("TEE-M");
  graph.add({kCase, kEach, ratio(12)});
  EXPECT_EQ(graph.base_per_unit(kCase, 0).fault, ConversionFault::kNoBase);
  graph.declare_base(kEach);
  graph.declare_base(kEach);
  EXPECT_EQ(graph.base_per_unit(kCase, 0).ratio, ratio(12));
  EXPECT_EQ(graph.base_per_unit(kOdd, 0).fault, ConversionFault::kUnknownUnit);
  graph.add({kPallet, kOdd, ratio(2)});
  EXPECT_EQ(graph.base_per_unit(kOdd, 0).fault, ConversionFault::kUnreachable);
  auto found = graph.contradictions(0);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_TRUE(found[0].conflict == UnitConflict::kUnreachable && found[0].unit == kOdd && found[1].unit == kPallet && found[1].part == kEach);
  graph.declare_base(kCase);
  EXPECT_EQ(graph.base_per_unit(kEach, 0).fault, ConversionFault::kTwoBases);
  found = graph.contradictions(0);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].conflict == UnitConflict::kTwoBases && found[0].unit == kEach && found[0].part == kCase);
}

TEST(UnitGraph, AUnitOfItselfIsOneOrWrong) {
  Graph graph = tee();
  graph.add({kCase, kCase, ratio(1)});
  EXPECT_TRUE(graph.contradictions(0).empty());
  graph.add({kPallet, kPallet, ratio(2)});
  ASSERT_EQ(graph.contradictions(0).size(), 1u);
  EXPECT_EQ(graph.contradictions(0)[0].implied, ratio(1));
}

TEST(UnitGraph, AnInexactConversionNamesItemUnitsAndPath) {
  Graph graph("TEE-M");
  graph.declare_base(kCase);
  graph.add({kCase, kInner, ratio(4)});
  graph.add({kInner, kEach, ratio(6)});
  const auto inexact = graph.to_base(Quantity{50000}, kEach, 0, name);
  EXPECT_EQ(inexact.fault, ConversionFault::kInexact);
  EXPECT_FALSE(inexact.quantity.known());
  EXPECT_EQ(inexact.text, "item TEE-M: 5 x12:EA at 1/24 x12:CA each is not exact in x12:CA (x12:EA -> x12:PK -> x12:CA)");
  EXPECT_EQ(graph.to_base(Quantity{30000}, kEach, 0, name).quantity, Quantity{1250});
  EXPECT_EQ(graph.to_base(Quantity::unknown(), kEach, 0, name).fault, ConversionFault::kUnknownQuantity);
  EXPECT_EQ(graph.to_base(Quantity{10000}, kOdd, 0, name).text, "item TEE-M: 1 odd: the item has no such unit");
  const auto large = tee().to_base(Quantity{Quantity::kMost}, kCase, 0, name);
  EXPECT_EQ(large.fault, ConversionFault::kTooLarge);
  EXPECT_EQ(large.text, "item TEE-M: 100000000000 x12:CA is too large in x12:EA (x12:CA -> x12:EA)");
}

TEST(UnitGraph, LongChainsNeitherOverflowNorRecurse) {
  UnitGraph<TextId> graph("deep");
  graph.declare_base(TextId{1});
  for (std::uint32_t i = 1; i < 100'000; ++i) graph.add({TextId{i + 1}, TextId{i}, i % 2 == 1 ? ratio(7, 3) : ratio(3, 7)});
  const auto table = graph.at(0);
  EXPECT_EQ(table.base_per_unit(TextId{99'999}).ratio, ratio(1));
  EXPECT_EQ(table.base_per_unit(TextId{100'000}).ratio, ratio(7, 3));
  EXPECT_EQ(table.path(TextId{100'000}).size(), 100'000u);
  EXPECT_TRUE(graph.contradictions(0).empty());

  UnitGraph<std::uint32_t> huge("huge");
  huge.declare_base(0);
  for (std::uint32_t i = 0; i < 12; ++i) huge.add({i + 1, i, ratio(1'000'000'000'000)});
  EXPECT_EQ(huge.base_per_unit(1, 0).fault, ConversionFault::kNone);
  EXPECT_EQ(huge.base_per_unit(2, 0).fault, ConversionFault::kTooLarge);
  EXPECT_EQ(huge.base_per_unit(12, 0).fault, ConversionFault::kTooLarge);
  huge.add({12, 0, ratio(5)});
  EXPECT_NE(huge.base_per_unit(1, 0).fault, ConversionFault::kNone);
  const auto conflicts = huge.contradictions(0);
  EXPECT_TRUE(std::any_of(conflicts.begin(), conflicts.end(), [](const auto& one) { return one.conflict == UnitConflict::kTooLarge; }));
}

// ---- against every simple path, one by one

using SmallGraph = UnitGraph<std::uint32_t>;
using SmallEdge = UnitEdge<std::uint32_t>;

struct Brute {
  std::vector<SmallEdge> edges;
  std::set<std::pair<Int128, Int128>> products;

  void walk(std::uint32_t here, std::uint32_t target, WideRatio product, std::set<std::uint32_t> seen) {
    if (here == target) {
      products.insert({product.numerator, product.denominator});
      return;
    }
    seen.insert(here);
    for (const SmallEdge& edge : edges) {
      if (edge.unit == here && !seen.contains(edge.part)) walk(edge.part, target, *multiply(product, widen(edge.parts)), seen);
      if (edge.part == here && !seen.contains(edge.unit)) walk(edge.unit, target, *multiply(product, inverse(widen(edge.parts))), seen);
    }
  }
};

std::vector<SmallEdge> in_force(const std::vector<SmallEdge>& edges, std::int64_t at) {
  std::vector<SmallEdge> kept;
  for (const SmallEdge& edge : edges) {
    bool later = edge.valid_from > at;
    for (const SmallEdge& other : edges)
      later = later || (other.valid_from <= at && other.valid_from > edge.valid_from && std::minmax(other.unit, other.part) == std::minmax(edge.unit, edge.part));
    if (!later) kept.push_back(edge);
  }
  return kept;
}

TEST(UnitGraph, AgreesWithEveryPathOfSmallGraphs) {
  std::mt19937 random(11);
  const auto below = [&random](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  int known = 0, disputed = 0, unreachable = 0, harmless = 0;
  for (int round = 0; round < 6'000; ++round) {
    const std::uint32_t units = 2 + below(5), count = 1 + below(8);
    std::vector<std::int64_t> sizes;
    for (std::uint32_t i = 0; i < units; ++i) sizes.push_back(1 + static_cast<std::int64_t>(random() % 6));
    SmallGraph graph("small");
    graph.declare_base(0);
    std::vector<SmallEdge> edges;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t unit = below(units), part = below(units);
      Ratio parts = ratio(sizes[unit], sizes[part]);
      if (random() % 6 == 0) parts = ratio(parts.numerator * 2, parts.denominator);
      edges.push_back({unit, part, parts, random() % 3 == 0 ? static_cast<std::int64_t>(random() % 3) : SmallEdge::kAlways});
      graph.add(edges.back());
    }
    const std::int64_t at = static_cast<std::int64_t>(random() % 4) - 1;
    const auto conflicts = graph.contradictions(at);
    const bool any_dispute = std::any_of(conflicts.begin(), conflicts.end(), [](const auto& one) { return one.conflict == UnitConflict::kDisagrees; });
    for (std::uint32_t unit = 1; unit < units; ++unit) {
      Brute brute{in_force(edges, at), {}};
      brute.walk(unit, 0, {}, {});
      const BasePerUnit found = graph.base_per_unit(unit, at);
      if (brute.products.empty()) {
        ++unreachable;
        ASSERT_TRUE(found.fault == ConversionFault::kUnreachable || found.fault == ConversionFault::kUnknownUnit);
      } else if (brute.products.size() > 1) {
        ++disputed;
        ASSERT_EQ(found.fault, ConversionFault::kDisputed) << round;
        ASSERT_TRUE(any_dispute);
      } else {
        ++known;
        harmless += any_dispute;
        ASSERT_EQ(found.fault, ConversionFault::kNone) << round;
        ASSERT_EQ(widen(found.ratio), (WideRatio{brute.products.begin()->first, brute.products.begin()->second}));
      }
    }
  }
  EXPECT_GT(known, 3'000);
  EXPECT_GT(disputed, 1'000);
  EXPECT_GT(unreachable, 3'000);
  EXPECT_GT(harmless, 300);
}

// A statement contradicts those before it when some simple path of them says otherwise; without the contradictions all is well.
TEST(UnitGraph, ContradictionsAreThoseThatEarlierPathsDeny) {
  std::mt19937 random(13);
  const auto below = [&random](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  int denied = 0;
  for (int round = 0; round < 4'000; ++round) {
    const std::uint32_t units = 2 + below(4), count = 1 + below(8);
    SmallGraph graph("small"), kept("kept");
    std::vector<SmallEdge> before;
    std::vector<std::size_t> expected;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t unit = below(units), part = (unit + 1 + below(units - 1)) % units;
      const SmallEdge edge{unit, part, ratio(1 + static_cast<std::int64_t>(random() % 2), 1 + static_cast<std::int64_t>(random() % 2))};
      graph.add(edge);
      Brute brute{before, {}};  // the statements that stood: each pair has one ratio at most
      brute.walk(unit, part, {}, {});
      ASSERT_LE(brute.products.size(), 1u);
      if (!brute.products.empty() && *brute.products.begin() != std::pair{Int128{edge.parts.numerator}, Int128{edge.parts.denominator}}) expected.push_back(i);
      else before.push_back(edge);
    }
    std::vector<std::size_t> found;
    for (const auto& one : graph.contradictions(0)) {
      ASSERT_EQ(one.conflict, UnitConflict::kDisagrees);
      found.push_back(one.edge);
    }
    ASSERT_EQ(found, expected);
    denied += static_cast<int>(found.size());
    for (const SmallEdge& edge : before) kept.add(edge);
    ASSERT_TRUE(kept.contradictions(0).empty());
  }
  EXPECT_GT(denied, 2'000);
}

}  // namespace
}  // namespace trueup
