// StateFacts: what the replay of order states says about one comparison's orders, as observations and as gaps of their own.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "explain/gaps.hpp"
#include "mapping/document_names.hpp"
#include "trueup/states/replay.hpp"

namespace trueup {

class StateFacts {
 public:
  /// Keeps the facts of the pair's two systems at its locations. What it is given must outlive it.
  StateFacts(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair, const Replay& replay);

  /// Sets what is known of an event's order, and of the settings that it went under; remembers that the order has been
  /// spoken of.
  void observe(const Event& event, Observations& seen);

  /// Whether the book holds a shipment of the event's order and item at a place of another comparison.
  bool book_ships_elsewhere(const Event& event);

  /// Orders with facts that a cause predicts and that no event gap has spoken of: no unit differs there.
  std::vector<Gap> gaps();

 private:
  bool concerns(const StateFact& fact) const;
  void observe_facts(const std::vector<std::uint32_t>& facts, Observations& seen) const;
  std::vector<std::uint32_t> of_shipment(std::vector<std::uint32_t> facts, bool wanted) const;
  void add_amounts(std::uint32_t order, Gap& gap);
  void index_documents();

  const Evidence& evidence_;
  const Mapping& mapping_;
  const PairContext& pair_;
  const Replay& replay_;
  DocumentNames names_;
  Observations standing_;                                                 // what holds for every order of the pair
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> facts_;  // order -> facts
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> documents_;  // order with facts -> the book's documents
  absl::flat_hash_set<std::uint32_t> spoken_of_;
};

}  // namespace trueup
