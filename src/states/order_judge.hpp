// OrderJudge: one order as its systems hold it: did the book ship before the warehouse, may their states stand side by side,
// was it executed where the book allocates it.
//
// At most one fact a pair of sides, by precedence: cancelled_but_shipped, shipped_before_warehouse,
// shipped_without_confirmation, states_contradict, states_apart_too_long. stages_in_one_second (how the book came to ship) and
// order_misrouted (where) stand beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "states/fact_writer.hpp"
#include "states/hop_limits.hpp"
#include "states/orders.hpp"
#include "states/side.hpp"
#include "states/windows.hpp"
#include "trueup/mapping/mapping.hpp"

namespace trueup {

class OrderJudge {
 public:
  OrderJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, HopLimits& limits, FactWriter& facts);

  void judge(std::uint32_t order);
  /// Judges only where the order was executed, from documents alone.
  void judge_route(std::uint32_t order);

  /// The sides of the order judged last, and whether a fact between two of them was found.
  const std::vector<Side>& sides() const { return sides_; }
  bool sides_differ() const { return differs_; }

  /// The canonical location at which a system's documents place an order; nothing when they do not say.
  TextId location_of(std::uint32_t order, std::uint16_t system) const;

 private:
  bool judge_sides(SystemRole role, const Side& warehouse);
  bool judge_cancelled(const Side& cancelled, const Side& shipped);
  bool judge_before(const Side& book, const Side& warehouse);
  void judge_unconfirmed(std::uint32_t order, const Side& book);
  bool confirms_nothing(const Side& book, const Side* warehouse, std::uint16_t system);
  bool judge_standings(const Side& book, const Side& warehouse);
  void judge_one_second(std::uint32_t order, const OrderRecord& record);
  void judge_route(std::uint32_t order, const OrderRecord& book);

  bool is_external(std::uint32_t order, std::uint16_t system) const;
  bool has_time_of_day(std::uint16_t system, std::int64_t at) const;
  bool rerouted(std::uint32_t order) const;
  TextId executed_at(const DocumentLine& line) const;
  std::string_view name(std::uint16_t system) const { return words_.declared(system).id; }
  bool is_book(const Side& side) const { return words_.role(side.system) == SystemRole::kSystemOfRecord; }
  bool is_warehouse(const Side& side) const { return words_.role(side.system) == SystemRole::kExecution; }

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const Orders& orders_;
  const StateWords& words_;
  HopLimits& limits_;
  FactWriter& facts_;
  Windows windows_;
  std::vector<Side> sides_;
  bool differs_ = false;
  bool all_external_ = false;
  std::vector<std::pair<TextId, TextId>> replaced_;   // (system, id) of records that a link replaces or merges, sorted
};

}  // namespace trueup
