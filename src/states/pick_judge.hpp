// PickJudge: picks of the book that stand in draft or backordered, against what is available: too little at the order's
// location and enough at another, or enough there.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "states/fact_writer.hpp"
#include "states/order_judge.hpp"
#include "states/orders.hpp"
#include "trueup/mapping/mapping.hpp"

namespace trueup {

class PickJudge {
 public:
  PickJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, FactWriter& facts);

  /// Keeps the picks of an order that wait.
  void collect(std::uint32_t order, const OrderJudge& of_order);

  /// Judges what was collected, with one walk over the stock.
  void judge(const Progress* progress);

 private:
  struct Waiting {
    const OrderRecord* record;
    const Step* step;
    TextId location;
  };
  struct Need {
    std::size_t waiting;     ///< whose
    TextId sku;
    Quantity units;
  };
  struct Balance {
    TextId location;
    std::int64_t as_of = Records::kUnknown;
    Quantity available{};
  };

  bool waits(const OrderRecord& record, const Step& last) const;
  bool manual(std::uint16_t system, TextId location) const;
  void add_needs(std::uint32_t order, std::size_t waiting);
  void read_stock(const Progress* progress);
  void add_balance(std::vector<Balance>& balances, const Balance& row) const;
  void judge_pick(const Waiting& waiting, std::span<const Need> needs);
  Quantity base_units(std::uint16_t system, TextId sku, TextId unit, std::int64_t printed, std::int64_t at) const;

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const Orders& orders_;
  const StateWords& words_;
  FactWriter& facts_;
  std::vector<Waiting> waiting_;
  std::vector<Need> needs_;
  absl::flat_hash_map<std::uint64_t, std::vector<Balance>> stock_;   // (system, sku)
};

}  // namespace trueup
