// LineJudge: an order's lines from stage to stage: how many units were ordered, sent, accepted, picked, packed, shipped, delivered
// and invoiced, and which went missing on the way. A line is an order's SKU: systems number their lines differently.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

class LineJudge {
 public:
  LineJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, HopLimits& limits, FactWriter& facts);

  /// `sides` are the order's; `told`: a fact between its sides says already why units are missing.
  void judge(std::uint32_t order, const std::vector<Side>& sides, bool told);

  std::uint64_t lines() const { return lines_; }
  const std::array<FunnelCount, kFunnelStageCount>& funnel() const { return funnel_; }

 private:
  /// Units that one row brings to a stage of a line.
  struct Entry {
    TextId sku;
    FunnelStage stage;
    bool by_book = false;
    std::uint16_t system = 0;
    Quantity units;                          ///< base units; unknown when they cannot be converted
    std::int64_t ordered = Records::kUnknown;  ///< what a ship advice says was ordered
    std::int64_t at = Records::kUnknown;
    const DocumentLine* document = nullptr;  ///< null: a row of `states`
  };
  struct Stage {
    bool there = false;                      ///< some row of the order tells of it
    Quantity units = Quantity::unknown();
    std::int64_t at = Records::kUnknown;
    std::uint16_t system = 0;
    const DocumentLine* document = nullptr;
  };
  using Stages = std::array<Stage, kFunnelStageCount>;

  void collect(std::uint32_t order);
  void add_document(const DocumentLine& line);
  void add_states(const OrderRecord& record);
  void judge_line(std::span<const Entry> entries, const std::vector<Side>& sides, bool told);
  Stages stages_of(std::span<const Entry> entries) const;
  void add_to(Stage& stage, const Entry& entry) const;
  void count(const Stages& stages);
  bool judge_partial(const Stages& stages, std::span<const Entry> entries, const std::vector<Side>& sides);
  void judge_losses(const Stages& stages);
  bool too_late(std::string_view type, const Stage& before, const Stage& here);
  void report_loss(const Stages& stages, std::size_t from, FunnelStage to);
  const Side* shown_in_full(const std::vector<Side>& sides) const;
  bool rest_on_record(TextId sku) const;
  Quantity base_units(std::uint16_t system, TextId sku, TextId unit, Quantity printed, std::int64_t at) const;
  TextId book_sku(std::uint16_t system, TextId code, std::int64_t at) const;

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const Orders& orders_;
  const StateWords& words_;
  HopLimits& limits_;
  FactWriter& facts_;
  Windows windows_;
  TextId book_;
  absl::flat_hash_set<std::uint32_t> kits_;
  std::uint32_t order_ = 0;
  std::vector<Entry> entries_;
  std::array<std::optional<std::uint16_t>, kFunnelStageCount> told_by_{};   ///< whose rows tell of a stage of the order
  std::uint64_t lines_ = 0;
  std::array<FunnelCount, kFunnelStageCount> funnel_{};
};

}  // namespace trueup
