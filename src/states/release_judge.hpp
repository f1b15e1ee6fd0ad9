// ReleaseJudge: orders that reached the warehouse's day after its cut-off, and shipped on a later one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "states/fact_writer.hpp"
#include "states/hop_limits.hpp"
#include "states/orders.hpp"
#include "states/side.hpp"

namespace trueup {

class ReleaseJudge {
 public:
  ReleaseJudge(const Case& the_case, const Orders& orders, const StateWords& words, FactWriter& facts);

  /// `sides` are those of one order.
  void judge(const std::vector<Side>& sides);

 private:
  struct CutOff {
    std::uint32_t hop;        ///< its place among those of the case
    std::int64_t seconds;     ///< after the sender's midnight
  };
  void judge_pair(const Side& sender, const Side& warehouse);
  const Step* release_of(const Side& sender, std::int64_t until) const;
  std::optional<CutOff> cutoff_of(std::uint16_t sender, std::uint16_t warehouse) const;
  bool misses(const CutOff& cutoff, const TimeZone& zone, std::int64_t released_at, std::int64_t shipped_at) const;

  const Case& case_;
  const Orders& orders_;
  const StateWords& words_;
  FactWriter& facts_;
  std::vector<std::optional<TimeZone>> zones_;   // by system
};

}  // namespace trueup
