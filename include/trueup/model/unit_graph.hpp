// UnitGraph: how the units of one item convert, each statement with its date. A factor is known only where every way to the base
// unit agrees.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trueup/base/ratio.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/model/wide_ratio.hpp"

namespace trueup {

/// One `unit` is `parts` of `part`: a case is 12 each.
template <class Unit>
struct UnitEdge {
  static constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::min();
  Unit unit, part;
  Ratio parts;
  std::int64_t valid_from = kAlways;  ///< microseconds, as Instant; until a later statement about the same two units
};

enum class ConversionFault : std::uint8_t {
  kNone,
  kNoBase,
  kTwoBases,
  kUnknownUnit,      ///< no statement names it
  kUnreachable,      ///< no way leads from it to the base unit
  kDisputed,         ///< two ways lead there, and disagree
  kInexact,          ///< not a whole number of 1/10000 base units
  kTooLarge,
  kUnknownQuantity
};

/// Base units of one unit; the ratio counts only without a fault.
struct BasePerUnit {
  Ratio ratio;
  ConversionFault fault = ConversionFault::kNone;
  friend constexpr bool operator==(const BasePerUnit&, const BasePerUnit&) = default;
};

enum class UnitConflict : std::uint8_t {
  kTwoBases,     ///< `unit` and `part` are both declared base
  kDisagrees,    ///< the statement says `said`, those before it imply `implied`
  kUnreachable,  ///< `unit` has no way to the base unit; `part` is the base
  kTooLarge      ///< cannot be checked against those before it: beyond 128 bits
};

template <class Unit>
struct UnitContradiction {
  UnitConflict conflict;
  Unit unit, part;
  std::size_t edge = 0;  ///< which statement, in the order of adding: for kDisagrees and kTooLarge
  Ratio said, implied;
};

/// The graph at one instant. Built once, asked for each row.
template <std::totally_ordered Unit>
class UnitTable {
 public:
  /// The edges in force; `bases` are the declared base units, without duplicates.
  UnitTable(const std::vector<UnitEdge<Unit>>& edges, const std::vector<Unit>& bases);

  BasePerUnit base_per_unit(const Unit& unit) const;
  /// From a unit to the base, both included; empty when no way leads there.
  std::vector<Unit> path(const Unit& unit) const;

 private:
  struct Node {
    std::vector<std::size_t> edges;           // indices into the edges, in their order
    std::optional<std::size_t> order;         // of discovery from the base; none: unreachable
    std::size_t parent = 0, parent_edge = 0;
    std::size_t low = 0;                      // earliest node that a way from here reaches without the parent edge's end
    std::size_t block = 0;
    std::optional<WideRatio> base_per_unit;
    bool disputed = false;
  };

  std::size_t index_of(const Unit& unit) const;  // units_.size() when there is none
  void discover(std::size_t base);
  void find_blocks();
  void find_disputes();
  std::size_t far_end(std::size_t edge, std::size_t node) const {
    return ends_[edge].first == node ? ends_[edge].second : ends_[edge].first;
  }
  WideRatio step(std::size_t edge, std::size_t from) const;  // units of `from` in one of the edge's other end

  std::vector<Unit> units_;                                // sorted
  std::vector<Node> nodes_;                                // beside units_
  std::vector<std::pair<std::size_t, std::size_t>> ends_;  // of each edge: unit, part
  std::vector<Ratio> parts_;
  std::vector<std::size_t> found_;                         // nodes in the order of discovery
  ConversionFault base_fault_ = ConversionFault::kNone;
};

template <class Unit>
struct Conversion {
  Quantity quantity = Quantity::unknown();  ///< in base units
  ConversionFault fault = ConversionFault::kNone;
  std::string text;                         ///< what is wrong, for people: item, units and path; empty without a fault
};

template <std::totally_ordered Unit>
class UnitGraph {
 public:
  using Edge = UnitEdge<Unit>;
  using Contradiction = UnitContradiction<Unit>;

  explicit UnitGraph(std::string item) : item_(std::move(item)) {}

  void declare_base(Unit unit) {
    if (std::find(bases_.begin(), bases_.end(), unit) == bases_.end()) bases_.push_back(unit);
  }
  void add(Edge edge) { edges_.push_back(edge); }

  /// Of the statements about two units only the latest that has begun is in force: all of them that begin at that instant.
  UnitTable<Unit> at(std::int64_t instant) const { return {edges_of(in_force(instant)), bases_}; }
  BasePerUnit base_per_unit(const Unit& unit, std::int64_t instant) const { return at(instant).base_per_unit(unit); }

  /// What is in force and does not fit together: bases first, then statements in their order, then units in theirs.
  std::vector<Contradiction> contradictions(std::int64_t instant) const;

  /// A quantity in base units, exactly or not at all. `name(unit)` is the text of a unit.
  template <class Name>
  Conversion<Unit> to_base(Quantity quantity, const Unit& unit, std::int64_t instant, const Name& name) const;

 private:
  std::vector<std::size_t> in_force(std::int64_t instant) const;  // indices into edges_, ascending
  std::vector<Edge> edges_of(const std::vector<std::size_t>& indices) const {
    std::vector<Edge> edges;
    for (const std::size_t index : indices) edges.push_back(edges_[index]);
    return edges;
  }
  template <class Name>
  std::string explain(const Conversion<Unit>& conversion, Quantity quantity, const Unit& unit, const UnitTable<Unit>& table,
                      const Name& name) const;

  std::string item_;
  std::vector<Unit> bases_;
  std::vector<Edge> edges_;
};

// ---- UnitTable

template <std::totally_ordered Unit>
UnitTable<Unit>::UnitTable(const std::vector<UnitEdge<Unit>>& edges, const std::vector<Unit>& bases) {
  units_ = bases;
  for (const auto& edge : edges) units_.insert(units_.end(), {edge.unit, edge.part});
  std::sort(units_.begin(), units_.end());
  units_.erase(std::unique(units_.begin(), units_.end()), units_.end());
  nodes_.resize(units_.size());
  for (const auto& edge : edges) {
    if (edge.unit == edge.part) continue;  // on no way to anywhere; contradictions() reports it
    const std::size_t index = ends_.size();
    ends_.push_back({index_of(edge.unit), index_of(edge.part)});
    parts_.push_back(edge.parts);
    nodes_[ends_[index].first].edges.push_back(index);
    nodes_[ends_[index].second].edges.push_back(index);
  }
  if (bases.size() != 1) {
    base_fault_ = bases.empty() ? ConversionFault::kNoBase : ConversionFault::kTwoBases;
    return;
  }
  discover(index_of(bases.front()));
  find_blocks();
  find_disputes();
}

template <std::totally_ordered Unit>
std::size_t UnitTable<Unit>::index_of(const Unit& unit) const {
  const auto found = std::lower_bound(units_.begin(), units_.end(), unit);
  return found != units_.end() && *found == unit ? static_cast<std::size_t>(found - units_.begin()) : units_.size();
}

template <std::totally_ordered Unit>
WideRatio UnitTable<Unit>::step(std::size_t edge, std::size_t from) const {
  const WideRatio parts = widen(parts_[edge]);
  return ends_[edge].second == from ? parts : inverse(parts);
}

// Depth first from the base, without recursion: chains of units may be as long as a file.
template <std::totally_ordered Unit>
void UnitTable<Unit>::discover(std::size_t base) {
  std::vector<std::size_t> cursor(nodes_.size(), 0), stack{base};
  nodes_[base].order = 0;
  nodes_[base].base_per_unit = WideRatio{};
  nodes_[base].parent = base, nodes_[base].parent_edge = ends_.size();
  found_ = {base};
  while (!stack.empty()) {
    const std::size_t here = stack.back();
    if (cursor[here] == nodes_[here].edges.size()) {
      stack.pop_back();
      continue;
    }
    const std::size_t edge = nodes_[here].edges[cursor[here]++], next = far_end(edge, here);
    if (nodes_[next].order) continue;
    nodes_[next].order = found_.size();
    nodes_[next].parent = here, nodes_[next].parent_edge = edge;
    if (nodes_[here].base_per_unit) nodes_[next].base_per_unit = multiply(*nodes_[here].base_per_unit, step(edge, here));
    found_.push_back(next);
    stack.push_back(next);
  }
}

// Edges are in one block when a ring holds both (biconnected components, Hopcroft and Tarjan 1973). block: of the edge to the parent.
template <std::totally_ordered Unit>
void UnitTable<Unit>::find_blocks() {
  for (std::size_t i = found_.size(); i-- > 0;) {
    Node& node = nodes_[found_[i]];
    node.low = i;
    for (const std::size_t edge : node.edges) {
      if (edge == node.parent_edge) continue;
      const Node& end = nodes_[far_end(edge, found_[i])];
      node.low = std::min(node.low, end.parent_edge == edge ? end.low : *end.order);
    }
  }
  for (const std::size_t index : found_) {
    const Node& parent = nodes_[nodes_[index].parent];
    nodes_[index].block = nodes_[index].low < *parent.order ? parent.block : index;
  }
}

// In a block with one ring that disagrees, any two units have two ways that disagree; a ring in another block does no harm.
template <std::totally_ordered Unit>
void UnitTable<Unit>::find_disputes() {
  std::vector<bool> disagrees(nodes_.size(), false);
  for (const std::size_t index : found_)
    for (const std::size_t edge : nodes_[index].edges) {
      const std::size_t other = far_end(edge, index);
      if (*nodes_[other].order > *nodes_[index].order || edge == nodes_[index].parent_edge) continue;
      const auto& known = nodes_[other].base_per_unit;
      const auto said = known ? multiply(*known, step(edge, other)) : std::nullopt;
      if (!said || said != nodes_[index].base_per_unit) disagrees[nodes_[index].block] = true;
    }
  for (const std::size_t index : found_)
    if (index != found_.front()) nodes_[index].disputed = nodes_[nodes_[index].parent].disputed || disagrees[nodes_[index].block];
}

template <std::totally_ordered Unit>
BasePerUnit UnitTable<Unit>::base_per_unit(const Unit& unit) const {
  if (base_fault_ != ConversionFault::kNone) return {{}, base_fault_};
  const std::size_t index = index_of(unit);
  if (index == units_.size()) return {{}, ConversionFault::kUnknownUnit};
  const Node& node = nodes_[index];
  if (!node.order) return {{}, ConversionFault::kUnreachable};
  if (node.disputed) return {{}, ConversionFault::kDisputed};
  const auto ratio = node.base_per_unit ? narrow(*node.base_per_unit) : std::nullopt;
  if (!ratio) return {{}, ConversionFault::kTooLarge};
  return {*ratio};
}

template <std::totally_ordered Unit>
std::vector<Unit> UnitTable<Unit>::path(const Unit& unit) const {
  std::size_t index = index_of(unit);
  if (index == units_.size() || !nodes_[index].order) return {};
  std::vector<Unit> path{unit};
  for (; index != found_.front(); path.push_back(units_[index])) index = nodes_[index].parent;
  return path;
}

// ---- UnitGraph

template <std::totally_ordered Unit>
std::vector<std::size_t> UnitGraph<Unit>::in_force(std::int64_t instant) const {
  std::vector<std::size_t> begun;
  for (std::size_t i = 0; i < edges_.size(); ++i)
    if (edges_[i].valid_from <= instant) begun.push_back(i);
  const auto units = [this](std::size_t i) { return std::minmax(edges_[i].unit, edges_[i].part); };
  std::sort(begun.begin(), begun.end(), [&](std::size_t left, std::size_t right) {
    if (units(left) != units(right)) return units(left) < units(right);
    if (edges_[left].valid_from != edges_[right].valid_from) return edges_[left].valid_from > edges_[right].valid_from;
    return left < right;
  });
  std::vector<std::size_t> kept;
  std::size_t latest = 0;
  for (const std::size_t i : begun) {
    if (kept.empty() || units(latest) != units(i)) latest = i;
    if (edges_[latest].valid_from == edges_[i].valid_from) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

template <std::totally_ordered Unit>
std::vector<UnitContradiction<Unit>> UnitGraph<Unit>::contradictions(std::int64_t instant) const {
  std::vector<Contradiction> found;
  for (std::size_t i = 1; i < bases_.size(); ++i) found.push_back({UnitConflict::kTwoBases, bases_.front(), bases_[i], 0, {}, {}});
  const std::vector<std::size_t> edges = in_force(instant);
  std::vector<Unit> units = bases_;
  for (const std::size_t i : edges) units.insert(units.end(), {edges_[i].unit, edges_[i].part});
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  const auto index_of = [&units](const Unit& unit) {
    return static_cast<std::size_t>(std::lower_bound(units.begin(), units.end(), unit) - units.begin());
  };

  RatioSets sets(units.size());
  for (const std::size_t i : edges) {
    const Edge& edge = edges_[i];
    const auto joined = sets.join(index_of(edge.unit), index_of(edge.part), widen(edge.parts));
    if (joined.outcome == RatioSets::Outcome::kAgrees) continue;
    const bool disagrees = joined.outcome == RatioSets::Outcome::kDisagrees;
    const auto implied = disagrees ? narrow(joined.implied) : std::nullopt;
    found.push_back(
        {implied ? UnitConflict::kDisagrees : UnitConflict::kTooLarge, edge.unit, edge.part, i, edge.parts, implied.value_or(Ratio{})});
  }
  if (bases_.size() != 1) return found;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (!sets.together(i, index_of(bases_.front()))) found.push_back({UnitConflict::kUnreachable, units[i], bases_.front(), 0, {}, {}});
  return found;
}

template <std::totally_ordered Unit>
template <class Name>
Conversion<Unit> UnitGraph<Unit>::to_base(Quantity quantity, const Unit& unit, std::int64_t instant, const Name& name) const {
  const UnitTable<Unit> table = at(instant);
  const BasePerUnit factor = table.base_per_unit(unit);
  Conversion<Unit> conversion;
  conversion.fault = factor.fault;
  if (!quantity.known()) conversion.fault = ConversionFault::kUnknownQuantity;
  if (conversion.fault == ConversionFault::kNone) {
    const bool whole = Int128{quantity.value} * factor.ratio.numerator % factor.ratio.denominator == 0;
    const auto base = trueup::to_base(quantity, factor.ratio);
    if (base) conversion.quantity = *base;
    else conversion.fault = whole ? ConversionFault::kTooLarge : ConversionFault::kInexact;
  }
  if (conversion.fault != ConversionFault::kNone) conversion.text = explain(conversion, quantity, unit, table, name);
  return conversion;
}

template <std::totally_ordered Unit>
template <class Name>
std::string UnitGraph<Unit>::explain(const Conversion<Unit>& conversion, Quantity quantity, const Unit& unit, const UnitTable<Unit>& table,
                                     const Name& name) const {
  const std::string subject =
      "item " + item_ + ": " + (quantity.known() ? quantity.text() : "an unknown quantity") + " " + std::string(name(unit));
  std::string way;
  for (const Unit& passed : table.path(unit)) way += (way.empty() ? "" : " -> ") + std::string(name(passed));
  const std::string by_way = " (" + way + ")";
  switch (conversion.fault) {
    case ConversionFault::kNone: return "";
    case ConversionFault::kNoBase: return subject + ": the item has no base unit";
    case ConversionFault::kTwoBases:
      return subject + ": the item has two base units, " + std::string(name(bases_[0])) + " and " + std::string(name(bases_[1]));
    case ConversionFault::kUnknownUnit: return subject + ": the item has no such unit";
    case ConversionFault::kUnreachable: return subject + ": no pack leads from it to " + std::string(name(bases_[0]));
    case ConversionFault::kDisputed: return subject + ": its packs disagree on the way to " + std::string(name(bases_[0])) + by_way;
    case ConversionFault::kInexact: {
      const std::string base(name(bases_[0]));
      return subject + " at " + text_of(table.base_per_unit(unit).ratio) + " " + base + " each is not exact in " + base + by_way;
    }
    case ConversionFault::kTooLarge: return subject + " is too large in " + std::string(name(bases_[0])) + by_way;
    case ConversionFault::kUnknownQuantity: return subject + " stays unknown";
  }
  return "";
}

}  // namespace trueup
