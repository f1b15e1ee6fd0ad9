// state_issues: facts that are alike, as one issue each.
#include <algorithm>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "trueup/model/order_machines.hpp"
#include "trueup/states/replay.hpp"
#include "trueup/table/issue_code.hpp"

namespace trueup {
namespace {

// What makes facts alike.
struct Likeness {
  std::string_view code;
  TextId system, other_system, actor;
  OrderTask task;
  OrderState from, to;
  FunnelStage stage_from, stage_to;

  friend bool operator==(const Likeness&, const Likeness&) = default;
  template <class H>
  friend H AbslHashValue(H hash, const Likeness& one) {
    return H::combine(std::move(hash), one.code, one.system.value, one.other_system.value, one.actor.value, one.task, one.from, one.to, one.stage_from, one.stage_to);
  }
};

Likeness likeness_of(const StateFact& fact) {
  return {fact.code, fact.system, fact.other_system, fact.actor, fact.task, fact.from, fact.to, fact.stage_from, fact.stage_to};
}

struct Group {
  const StateFact* first = nullptr;
  absl::flat_hash_set<std::uint64_t> documents;   // (type, id)
  absl::flat_hash_set<std::uint32_t> orders;
};

bool earlier(Origin left, Origin right) { return std::tie(left.file, left.row) < std::tie(right.file, right.row); }

class IssueWriter {
 public:
  IssueWriter(const Case& the_case, const Evidence& evidence) : case_(the_case), evidence_(evidence) {}

  Issue write(const Group& group) const {
    const StateFact& fact = *group.first;
    const IssueCode& code = *find_issue_code(fact.code);
    const bool state = fact.table == "states";
    const TextId value = state ? fact.word : fact.code == "order_misrouted" ? fact.location : fact.sku;
    const char* column = state ? "state" : fact.code == "order_misrouted" ? "location" : "quantity";
    Issue issue{std::string(fact.code), code.severity, {evidence_.files[fact.origin.file], fact.origin.row, column, std::string(evidence_.text(value))},
                message(fact), std::string(code.breaks), std::string(code.fix)};
    if (const std::size_t more = group.documents.size() - 1; more > 0) issue.message += "; so it is with " + std::to_string(more) + (more == 1 ? " more order" : " more orders");
    issue.affected = Affected{group.documents.size(), group.orders.size(), std::nullopt};
    return issue;
  }

 private:
  std::string text(TextId id) const { return std::string(evidence_.text(id)); }
  static std::string word(OrderState state) { return std::string(name_of(state)); }
  static std::string time(std::int64_t at) { return format_instant({at}); }

  std::string who(const StateFact& fact) const {
    std::string out = text(fact.system) + "'s " + text(fact.id);
    if (fact.task != OrderTask::kCount_ && fact.task != OrderTask::kOrder) out += ", " + std::string(name_of(fact.task));
    if (fact.task_id) out += " " + text(fact.task_id);
    return fact.actor ? out + ", by " + text(fact.actor) : out;
  }

  std::string skipped(const StateFact& fact) const {
    const System* system = case_.find_system(evidence_.text(fact.system));
    const OrderMachine* machine = system == nullptr ? nullptr : find_order_machine(system->dialect);
    std::string out;
    for (const OrderState state : machine == nullptr ? std::vector<OrderState>{} : states_between(*machine, fact.task, fact.from, fact.to)) out += (out.empty() ? "" : ", ") + word(state);
    return out;
  }

  static std::string needed(const Requirement& needs) {
    std::string out = std::string(name_of(needs.task)) + " to be ";
    bool first = true;
    for (const OrderState state : needs.any_of) {
      if (state == OrderState::kUnknown) continue;
      out += (first ? "" : " or ") + word(state);
      first = false;
    }
    return out;
  }

  std::string message(const StateFact& fact) const {
    const std::string step = "went from " + word(fact.from) + " to " + word(fact.to);
    if (fact.code == "state_transition_illegal") return who(fact) + ": " + step + ", which its dialect never allows";
    if (fact.code == "state_step_skipped") return who(fact) + ": " + step + " without " + skipped(fact);
    if (fact.code == "state_step_backwards") return who(fact) + ": " + step + " without an undone row";
    if (fact.code == "state_requirement_unmet") return who(fact) + ": is " + word(fact.to) + ", which needs " + needed(fact.needs);
    if (fact.code == "stages_in_one_second") return who(fact) + ": pick, pack and ship were authorised within one second, at " + place(fact.location, "an external location");
    if (fact.code == "shipped_before_warehouse") return who(fact) + ": shipped at " + time(fact.at) + ", " + text(fact.other_system) + " at " + time(fact.other_at);
    if (fact.code == "shipped_without_confirmation") return who(fact) + ": shipped at " + time(fact.at) + "; " + text(fact.other_system) + " has not shipped it";
    if (fact.code == "pick_blocked_by_stock")
      return who(fact) + ": needs " + fact.quantity.text() + " of " + text(fact.sku) + ", " + text(fact.location) + " has " + fact.other_quantity.text() +
             " available, " + text(fact.other_location) + " enough";
    if (fact.code == "pick_blocked_despite_stock") return who(fact) + ": stands in " + word(fact.to) + " though " + text(fact.location) + " has enough available";
    if (fact.code == "partial_shown_as_full") return who(fact) + ": is " + word(fact.to) + " with " + fact.other_quantity.text() + " of " + fact.quantity.text() + " " + text(fact.sku) + " shipped";
    if (fact.code == "cancelled_but_shipped") return who(fact) + ": is " + word(fact.to) + " since " + time(fact.at) + "; " + text(fact.other_system) + " shipped it at " + time(fact.other_at);
    if (fact.code == "states_contradict") return who(fact) + ": is " + word(fact.from) + " and is " + word(fact.to) + " at " + text(fact.other_system);
    if (fact.code == "states_apart_too_long")
      return who(fact) + ": is " + word(fact.from) + " and is " + word(fact.to) + " at " + text(fact.other_system) + " since " + time(std::max(fact.at, fact.other_at));
    if (fact.code == "released_after_cutoff") return who(fact) + ": was " + word(fact.to) + " at " + time(fact.at) + ", after " + cutoff(fact) + "; " + text(fact.other_system) + " shipped it at " + time(fact.other_at);
    if (fact.code == "refund_without_restock") return who(fact) + ": " + fact.quantity.text() + " " + text(fact.sku) + " refunded at " + time(fact.at) + ", none restocked";
    if (fact.code == "restock_without_refund") return who(fact) + ": " + fact.quantity.text() + " " + text(fact.sku) + " restocked at " + time(fact.at) + ", none refunded";
    if (fact.code == "order_misrouted") return who(fact) + ": is allocated at " + text(fact.location) + ", " + text(fact.other_system) + " shipped it from " + text(fact.other_location);
    return who(fact) + ": " + fact.quantity.text() + " " + text(fact.sku) + " " + std::string(name_of(fact.stage_from)) + ", " + fact.other_quantity.text() + " " + std::string(name_of(fact.stage_to));
  }

  std::string cutoff(const StateFact& fact) const {
    const Hop& hop = case_.hops[*fact.hop];
    return "the cut-off of hop " + hop.id + " at " + hop.cutoff + " (" + case_.find_system(hop.from)->timezone + ")";
  }

  std::string place(TextId location, const char* otherwise) const { return location ? text(location) : otherwise; }

  const Case& case_;
  const Evidence& evidence_;
};

bool before(const Issue& left, const Issue& right) {
  const auto key = [](const Issue& issue) { return std::tie(issue.code, issue.place.input, issue.place.row, issue.place.column, issue.place.value, issue.message); };
  return key(left) < key(right);
}

}  // namespace

std::vector<Issue> state_issues(const Case& the_case, const Evidence& evidence, const Replay& replay) {
  absl::flat_hash_map<Likeness, std::size_t> numbers;
  std::vector<Group> groups;
  for (const StateFact& fact : replay.facts) {
    const auto [found, fresh] = numbers.try_emplace(likeness_of(fact), groups.size());
    if (fresh) groups.emplace_back();
    Group& group = groups[found->second];
    if (group.first == nullptr || earlier(fact.origin, group.first->origin)) group.first = &fact;
    group.documents.insert(std::uint64_t{fact.type.value} << 32 | fact.id.value);
    if (fact.order != 0) group.orders.insert(fact.order);
  }
  const IssueWriter writer(the_case, evidence);
  std::vector<Issue> issues;
  for (const Group& group : groups) issues.push_back(writer.write(group));
  std::sort(issues.begin(), issues.end(), before);
  return issues;
}

}  // namespace trueup
