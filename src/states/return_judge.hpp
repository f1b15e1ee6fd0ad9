// ReturnJudge: what a book refunded of an order's SKU and never took back, or took back and never refunded. The two are
// separate steps; which comes first does not matter.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "states/fact_writer.hpp"
#include "states/hop_limits.hpp"
#include "states/orders.hpp"
#include "states/side.hpp"
#include "states/windows.hpp"
#include "trueup/mapping/mapping.hpp"

namespace trueup {

/// Whether a case may hold refunds or restocks at all.
bool has_returns(const Evidence& evidence);

class ReturnJudge {
 public:
  ReturnJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, StateWords& words, HopLimits& limits, FactWriter& facts);

  void judge(std::uint32_t order);

 private:
  /// Units that one row refunds or takes back.
  struct Entry {
    std::uint16_t system = 0;
    TextId sku;                              ///< none: a row of `states` that speaks of the order
    LineKind kind = LineKind::kRefund;
    Quantity units;
    std::int64_t at = Records::kUnknown;
    const OrderRecord* record = nullptr;
    const DocumentLine* document = nullptr;  ///< null: a row of `states`
    const Step* step = nullptr;
  };

  std::int64_t first_shipment(std::uint32_t order);
  void add_documents(std::uint32_t order);
  void add_states(const OrderRecord& record, std::span<const DocumentLine> documents);
  void add_state(const OrderRecord& record, const Step& step);
  bool counts(const DocumentLine& line, std::uint32_t order);
  bool is_of(const DocumentLine& line, const OrderRecord& record, const Step& step) const;
  bool has(std::uint16_t system, LineKind kind, TextId sku) const;
  void judge_sku(std::span<const Entry> entries);
  bool overdue(LineKind missing, std::uint16_t book, std::int64_t since);
  bool overdue_from(std::uint16_t warehouse, std::uint16_t book, std::int64_t since, std::int64_t until);
  void report(const Entry& entry, Quantity units, std::int64_t at);
  Quantity base_units(std::uint16_t system, TextId sku, TextId unit, std::int64_t printed, std::int64_t at) const;
  TextId own_sku(std::uint16_t system, TextId code, std::int64_t at) const;

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const Orders& orders_;
  StateWords& words_;
  HopLimits& limits_;
  FactWriter& facts_;
  Windows windows_;
  absl::flat_hash_set<std::uint32_t> kits_;
  std::vector<Entry> entries_;
  std::vector<Side> sides_;
  std::int64_t shipped_at_ = Records::kUnknown;
};

}  // namespace trueup
