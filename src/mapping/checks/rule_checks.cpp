// Rule checks: automation rules that never fire, always fire, belong to nobody, or do a warehouse's work.
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/setting_list.hpp"
#include "mapping/checks/stage_settings.hpp"
#include "mapping/checks/workflow_passes.hpp"
#include "mapping/text_id_hash.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSystem = column_index("rules", "system");
constexpr std::size_t kRule = column_index("rules", "rule");
constexpr std::size_t kAction = column_index("rules", "action");
constexpr std::size_t kSince = column_index("rules", "since");
constexpr std::size_t kOwner = column_index("rules", "owner");
constexpr std::size_t kLastFired = column_index("rules", "last_fired");
constexpr std::size_t kFired = column_index("rules", "fired");

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::size_t kFewOrders = 3;   // of fewer, each may have met the condition by chance

/// Which orders a system's own records show, and over which time they show all of them.
class OrderRecords {
 public:
  explicit OrderRecords(const CheckInput& input) : input_(input) {}

  /// Distinct orders of a system from an instant on; nothing when no complete input covers the time from there to the
  /// case's instant.
  std::optional<std::size_t> count(TextId system, std::int64_t since) {
    if (!covered(system, since)) return std::nullopt;
    const auto [found, fresh] = last_seen_.try_emplace(system);
    if (fresh) found->second = read_last_seen(system);
    const std::vector<std::int64_t>& times = found->second;
    return static_cast<std::size_t>(times.end() - std::lower_bound(times.begin(), times.end(), since));
  }

 private:
  bool is_order(TextId type) const { return input_.text(type) == "sales_order"; }

  static std::int64_t time_of(const Records& documents, std::size_t row) {
    for (const std::size_t column : {column_index("documents", "created_at"), column_index("documents", "effective_at"), column_index("documents", "posted_at")})
      if (documents.number(row, column) != Records::kUnknown) return documents.number(row, column);
    return Records::kUnknown;
  }

  // When each order was last heard of, sorted.
  std::vector<std::int64_t> read_last_seen(TextId system) const {
    absl::flat_hash_map<TextId, std::int64_t> last;
    const auto see = [&](TextId order, std::int64_t at) {
      std::int64_t& known = last.try_emplace(order, at).first->second;
      known = std::max(known, at);
    };
    const Records& states = input_.evidence.table("states");
    for (std::size_t row = 0; row < states.row_count() && !stops_at(input_.progress, row); ++row)
      if (states.text(row, column_index("states", "system")) == system && is_order(states.text(row, column_index("states", "type"))))
        see(states.text(row, column_index("states", "id")), states.number(row, column_index("states", "at")));
    const Records& documents = input_.evidence.table("documents");
    for (std::size_t row = 0; row < documents.row_count() && !stops_at(input_.progress, row); ++row)
      if (documents.text(row, column_index("documents", "system")) == system && is_order(documents.text(row, column_index("documents", "type"))))
        see(documents.text(row, column_index("documents", "id")), time_of(documents, row));
    std::vector<std::int64_t> times;
    for (const auto& [order, at] : last) times.push_back(at);
    std::sort(times.begin(), times.end());
    return times;
  }

  bool covered(TextId system, std::int64_t since) const {
    const auto& inputs = input_.evidence.coverage;
    return std::any_of(inputs.begin(), inputs.end(), [&](const Coverage& one) {
      const bool orders = one.table == "states" || (one.table == "documents" && (one.types.empty() || std::any_of(one.types.begin(), one.types.end(), [&](TextId type) { return is_order(type); })));
      const bool to_the_end = one.to && input_.the_case.as_of && *one.to >= *input_.the_case.as_of;
      return orders && one.system == system && one.complete && one.from && one.from->micros <= since && to_the_end;
    });
  }

  const CheckInput& input_;
  absl::flat_hash_map<TextId, std::vector<std::int64_t>> last_seen_;   // by system
};

class Rules {
 public:
  Rules(const CheckInput& input, IssueSink& sink) : input_(input), sink_(sink), rows_(input.evidence.table("rules")), orders_(input) {}

  void run() {
    for (std::size_t row = 0; row < rows_.row_count(); ++row)
      if (rows_.number(row, kLastFired) != Records::kUnknown) dated_.insert(rows_.text(row, kSystem));
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(input_.progress, row); ++row)
      if (!rows_.rejected(row) && is_enabled(input_.evidence, row)) look_at(row);
  }

 private:
  void look_at(std::size_t row) {
    if (!rows_.text(row, kOwner)) add("rule_unowned", row, "has no owner");
    if (never_fires(row)) add("rule_never_fires", row, "has not fired since " + format_instant({rows_.number(row, kSince)}));
    else if (const auto orders = always_fires(row))
      add("rule_always_fires", row, "has fired " + std::to_string(rows_.number(row, kFired)) + " times, for " + std::to_string(*orders) + " orders");
  }

  bool never_fires(std::size_t row) const {
    const std::int64_t since = rows_.number(row, kSince), last = rows_.number(row, kLastFired), fired = rows_.number(row, kFired);
    if (since == Records::kUnknown || !input_.the_case.as_of || input_.the_case.as_of->micros - since < kDay) return false;
    if (last != Records::kUnknown) return last < since;
    return fired == 0 || (fired == Records::kUnknown && dated_.contains(rows_.text(row, kSystem)));
  }

  std::optional<std::size_t> always_fires(std::size_t row) {
    const std::int64_t since = rows_.number(row, kSince), fired = rows_.number(row, kFired);
    if (since == Records::kUnknown || fired < static_cast<std::int64_t>(kFewOrders)) return std::nullopt;
    const auto orders = orders_.count(rows_.text(row, kSystem), since);
    return orders && *orders >= kFewOrders && fired >= static_cast<std::int64_t>(*orders) ? orders : std::nullopt;
  }

  void add(std::string_view code, std::size_t row, const std::string& what) {
    sink_.add_at(code, rows_, row, "rule", rows_.text(row, kRule), "rule of " + input_.text_of(rows_.text(row, kSystem)) + " " + what);
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  OrderRecords orders_;
  absl::flat_hash_set<TextId> dated_;   // systems that print when a rule fired last
};

}  // namespace

void check_rules(const CheckInput& input, IssueSink& sink) { Rules(input, sink).run(); }

void check_authorising_rules(const CheckInput& input, IssueSink& sink) {
  const Records& rules = input.evidence.table("rules");
  for (std::size_t row = 0; row < rules.row_count() && !stops_at(input.progress, row); ++row) {
    const std::string_view system = input.text(rules.text(row, kSystem));
    if (!authorises_a_stage(input.evidence, row) || external_locations(input, system).empty()) continue;
    sink.add_at("connector_authorises_stages", rules, row, "action", rules.text(row, kAction),
                "rule " + input.text_of(rules.text(row, kRule)) + " of " + std::string(system) + " authorises a stage of orders that a warehouse executes");
  }
}

}  // namespace trueup
