// replay: every order of every system runs through the machine of its dialect, then through the other systems' records of
// it. What does not fit becomes a fact.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/base/strong_id.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/order_machine.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/issue.hpp"

namespace trueup {

/// The stages of an order's line, from the order to its invoice.
enum class FunnelStage : std::uint8_t { kOrdered, kSent, kAccepted, kPicked, kPacked, kShipped, kDelivered, kInvoiced, kCount_ };
inline constexpr std::size_t kFunnelStageCount = static_cast<std::size_t>(FunnelStage::kCount_);

constexpr std::string_view name_of(FunnelStage stage) {
  constexpr std::string_view kNames[kFunnelStageCount] = {"ordered", "sent", "accepted", "picked", "packed", "shipped", "delivered", "invoiced"};
  return kNames[static_cast<std::size_t>(stage)];
}

/// One thing that does not fit. Ids are of the evidence's pool; what does not apply is empty, kCount_ or kUnknown.
struct StateFact {
  std::string_view code;                          ///< of table/issue_code.hpp, area order
  TextId system, other_system;                    ///< whose record; the other party where two are compared
  TextId type, id, reference, task_id, line, sku; ///< of the record; `sku` as the system prints it
  TextId location, other_location;                ///< canonical
  TextId actor, word;                             ///< who made the step; the state as printed
  OrderTask task = OrderTask::kCount_;
  OrderState from = OrderState::kUnknown, to = OrderState::kUnknown;
  Requirement needs{};                            ///< what was not met
  FunnelStage stage_from = FunnelStage::kCount_, stage_to = FunnelStage::kCount_;  ///< between which units were lost
  std::int64_t at = Records::kUnknown, other_at = Records::kUnknown;  ///< UTC microseconds
  Quantity quantity = Quantity::unknown(), other_quantity = Quantity::unknown();  ///< wanted and there, base units
  std::optional<std::uint32_t> hop;               ///< whose cut-off it missed: its place among those of the case
  std::string_view table;                         ///< "states" or "documents": where `origin` is a row
  Origin origin{};
  std::uint32_t order = 0;                        ///< equal for the facts of one order across systems; 0 = none
};

/// How many steps of one system's orders were such as its dialect allows. A step is judged when both of its ends are known;
/// a first row when what it needs is known.
struct Conformance {
  TextId system;
  std::string dialect;
  std::string hop;                                ///< the one hop that carries its states; empty: none, or several
  std::uint64_t steps = 0, conforming = 0;
};

/// Lines (an order's SKU) of which a stage is known, and their units in base units.
struct FunnelCount {
  std::uint64_t lines = 0;
  Quantity units{};
};

struct Replay {
  std::vector<StateFact> facts;                   ///< by system, type, id, task, task_id, line, time, code: never by row
  std::vector<Conformance> conformance;           ///< one a system with a machine and rows, in the order of the case
  std::array<FunnelCount, kFunnelStageCount> funnel{};
  std::uint64_t rows = 0;                         ///< of table `states`
  std::uint64_t orders = 0;                       ///< records that were replayed: one a (system, type, id)
  std::uint64_t lines = 0;                        ///< lines of orders of which a quantity is known
  std::uint64_t unknown_words = 0;                ///< rows whose word is no state of their task
  std::uint64_t not_replayed = 0;                 ///< rows of a system without a machine, or of a type that is no order's
};

/// Replays the states of a case, and holds its returns against its refunds, which needs no states. Linear in the rows of `states` and `documents`, but for sorts of what belongs to one order.
/// The result does not depend on the order of rows, but for the rows that facts name. Errors: out of memory, cancelled.
Result<Replay> replay(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress = nullptr);

/// The facts as issues: one a (code, system, other system, task, from, to, actor), at the first row, in the order of the code
/// and place. `affected` counts the records and orders of its facts.
std::vector<Issue> state_issues(const Case& the_case, const Evidence& evidence, const Replay& replay);

/// The states that a task passes on the shortest way between two, both left out; empty when no way of more than a step is.
std::vector<OrderState> states_between(const OrderMachine& machine, OrderTask task, OrderState from, OrderState to);

namespace states {
using trueup::replay;
using trueup::state_issues;
}

}  // namespace trueup
