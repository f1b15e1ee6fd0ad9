// Status checks: the words that systems print for the states of their orders, against the canonical states, the system's
// dialect and status_map.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/check_pass.hpp"
#include "mapping/checks/issue_words.hpp"
#include "mapping/text_id_hash.hpp"
#include "trueup/model/order_machines.hpp"

namespace trueup {
namespace {

std::uint64_t pair_of(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

struct TaskOfType {
  std::string_view type;
  OrderTask task;
};

// Documents that stand for a task of an order. Purchases, transfers and counts have words of their own that move no order.
constexpr TaskOfType kOrderDocuments[] = {{"sales_order", OrderTask::kOrder}, {"ship_order", OrderTask::kOrder}, {"ship_advice", OrderTask::kShip}, {"invoice", OrderTask::kInvoice},
                                          {"credit_note", OrderTask::kCredit}, {"refund", OrderTask::kCredit}, {"restock", OrderTask::kRestock}};

std::optional<OrderTask> task_of(std::string_view type) {
  for (const TaskOfType& row : kOrderDocuments)
    if (row.type == type) return row.task;
  return std::nullopt;
}

// As folds_to, and other letters than ASCII's as they are.
std::string folded(std::string_view word) {
  std::string out;
  for (char c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
  }
  return out;
}

const OrderMachine* machine_of(const CheckInput& input, TextId system) {
  const System* known = input.the_case.find_system(input.text(system));
  return known == nullptr ? nullptr : find_order_machine(known->dialect);
}

/// The rows of status_map that hold at the case's instant: one a (system, word, system), ended ones left out.
class StatusMap {
 public:
  explicit StatusMap(const CheckInput& input) : rows_(input.evidence.table("status_map")) {
    const std::int64_t now = instant_of(input);
    absl::flat_hash_map<std::pair<std::uint64_t, TextId>, std::uint32_t> latest;
    for (std::uint32_t row = 0; row < rows_.row_count() && !stops_at(input.progress, row); ++row) {
      if (rows_.rejected(row) || since(row) > now) continue;
      const auto [found, fresh] = latest.try_emplace({pair_of(system(row), word(row)), rows_.text(row, kToSystem)}, row);
      if (!fresh && since(row) > since(found->second)) found->second = row;
    }
    // Two rows of one date are two translations: both stand, for status_contradiction to see.
    for (std::uint32_t row = 0; row < rows_.row_count(); ++row) {
      const auto found = latest.find({pair_of(system(row), word(row)), rows_.text(row, kToSystem)});
      if (found == latest.end() || rows_.rejected(row) || since(row) != since(found->second) || !target(row)) continue;
      in_force_.push_back(row);
      words_.insert(pair_of(system(row), word(row)));
    }
  }

  const Records& rows() const { return rows_; }
  const std::vector<std::uint32_t>& in_force() const { return in_force_; }
  bool knows(TextId of, TextId printed) const { return words_.contains(pair_of(of, printed)); }

  TextId system(std::size_t row) const { return rows_.text(row, kFromSystem); }
  TextId word(std::size_t row) const { return rows_.text(row, kFromValue); }
  TextId target(std::size_t row) const { return rows_.text(row, kToValue); }

 private:
  static constexpr std::size_t kFromSystem = column_index("status_map", "from_system");
  static constexpr std::size_t kFromValue = column_index("status_map", "from_value");
  static constexpr std::size_t kToSystem = column_index("status_map", "to_system");
  static constexpr std::size_t kToValue = column_index("status_map", "to_value");
  static constexpr std::size_t kSince = column_index("status_map", "valid_from");

  std::int64_t since(std::size_t row) const { return rows_.number(row, kSince); }

  const Records& rows_;
  std::vector<std::uint32_t> in_force_;
  absl::flat_hash_set<std::uint64_t> words_;
};

/// Every status that is printed, once a (system, task, word), at its first row.
class PrintedWords {
 public:
  struct Printed {
    const Records* rows;
    std::size_t row, column;
    TextId system, word;
    std::optional<OrderTask> task;   ///< nothing: no task of an order
    std::uint64_t more = 0;
  };

  explicit PrintedWords(const CheckInput& input) : input_(input) {
    read(input.evidence.table("states"), column_index("states", "type"), column_index("states", "system"), column_index("states", "state"), column_index("states", "task"));
    read(input.evidence.table("documents"), column_index("documents", "type"), column_index("documents", "system"), column_index("documents", "state"), std::nullopt);
  }

  const std::vector<Printed>& all() const { return printed_; }
  bool prints(TextId system) const { return systems_.contains(system); }
  bool prints(TextId system, TextId word) const { return words_.contains(pair_of(system, word)); }

 private:
  void read(const Records& rows, std::size_t type, std::size_t system, std::size_t state, std::optional<std::size_t> task) {
    if (!rows.filled(state)) return;
    for (std::size_t row = 0; row < rows.row_count() && !stops_at(input_.progress, row); ++row)
      if (const TextId word = rows.text(row, state)) add({&rows, row, state, rows.text(row, system), word, std::nullopt}, rows.text(row, type), task ? rows.text(row, *task) : TextId{});
  }

  void add(Printed printed, TextId type, TextId task) {
    if (const auto by_type = task_of(input_.text(type))) printed.task = task ? parse_order_task(input_.text(task)) : by_type;
    const auto number = static_cast<std::uint32_t>(printed.task.value_or(OrderTask::kCount_));
    const auto [found, fresh] = at_.try_emplace({pair_of(printed.system, printed.word), number}, printed_.size());
    if (!fresh) {
      ++printed_[found->second].more;
      return;
    }
    systems_.insert(printed.system);
    words_.insert(pair_of(printed.system, printed.word));
    printed_.push_back(printed);
  }

  const CheckInput& input_;
  std::vector<Printed> printed_;
  absl::flat_hash_map<std::pair<std::uint64_t, std::uint32_t>, std::size_t> at_;
  absl::flat_hash_set<std::uint64_t> words_;
  absl::flat_hash_set<TextId> systems_;
};

// A warehouse has one status an order: what it prints of a shipment is that status.
bool dialect_knows(const OrderMachine* machine, OrderTask task, std::string_view word) {
  if (parse_order_state(word)) return true;
  if (machine == nullptr) return false;
  return state_of(*machine, machine->start(task) ? task : OrderTask::kOrder, word) != OrderState::kUnknown;
}

void check_printed(const CheckInput& input, IssueSink& sink) {
  const StatusMap map(input);
  const PrintedWords printed(input);
  for (const PrintedWords::Printed& one : printed.all()) {
    if (!one.task || map.knows(one.system, one.word)) continue;
    const OrderMachine* machine = machine_of(input, one.system);
    if (dialect_knows(machine, *one.task, input.text(one.word))) continue;
    std::string message = "is a status of " + input.text_of(one.system) + "'s " + std::string(name_of(*one.task)) + " that ";
    message += machine == nullptr ? "no canonical state is, and status_map does not know" : "neither dialect " + std::string(machine->dialect) + " nor status_map knows";
    sink.add_at("status_unmapped", *one.rows, one.row, "state", one.word, message + more_words(one.more));
  }
  for (const std::uint32_t row : map.in_force())
    if (printed.prints(map.system(row)) && !printed.prints(map.system(row), map.word(row)))
      sink.add_at("status_never_seen", map.rows(), row, "from_value", map.word(row), "is printed by no row of " + input.text_of(map.system(row)));
}

void check_targets(const CheckInput& input, IssueSink& sink) {
  const StatusMap map(input);
  absl::flat_hash_set<std::pair<std::uint64_t, TextId>> told;
  for (const std::uint32_t row : map.in_force())
    if (!parse_order_state(input.text(map.target(row))) && told.insert({pair_of(map.system(row), map.word(row)), map.target(row)}).second)
      sink.add_at("status_target_unknown", map.rows(), row, "to_value", map.target(row),
                  "is no canonical state; it stands for " + input.text_of(map.word(row)) + " of " + input.text_of(map.system(row)));
}

using States = std::array<bool, kOrderStateCount>;

// What the dialect means by a word, in any of its tasks; none for a word that only the map knows.
States meanings(const OrderMachine* machine, std::string_view word) {
  States out{};
  if (machine != nullptr)
    for (const StatusWord& known : machine->words)
      if (folds_to(word, known.word)) out[static_cast<std::size_t>(known.state)] = true;
  const bool vendors_word = std::find(out.begin(), out.end(), true) != out.end();
  if (const auto canonical = parse_order_state(word); canonical && !vendors_word) out[static_cast<std::size_t>(*canonical)] = true;
  return out;
}

std::string names_of(const States& states) {
  std::string out;
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i]) out += (out.empty() ? "" : " or ") + std::string(name_of(static_cast<OrderState>(i)));
  return out;
}

void check_contradictions(const CheckInput& input, IssueSink& sink) {
  const StatusMap map(input);
  absl::flat_hash_map<std::pair<TextId, std::string>, std::uint32_t> first_of;   // (system, folded word) -> row
  absl::flat_hash_set<std::pair<TextId, std::string>> told;
  for (const std::uint32_t row : map.in_force()) {
    const auto state = parse_order_state(input.text(map.target(row)));
    if (!state) continue;
    const std::pair key(map.system(row), folded(input.text(map.word(row))));
    const States own = meanings(machine_of(input, map.system(row)), input.text(map.word(row)));
    const auto [first, fresh] = first_of.try_emplace(key, row);
    if (told.contains(key)) continue;
    std::string message;
    if (const std::string known = names_of(own); !known.empty() && !own[static_cast<std::size_t>(*state)])
      message = "leads to " + std::string(name_of(*state)) + "; to " + input.text_of(map.system(row)) + " the word means " + known;
    else if (!fresh && map.target(first->second) != map.target(row))
      message = "leads to " + std::string(name_of(*state)) + "; " + input.text_of(map.word(first->second)) + " in " +
                row_words(input, map.rows(), std::size_t{first->second}, std::size_t{row}) + " leads to " + input.text_of(map.target(first->second));
    if (message.empty()) continue;
    told.insert(key);
    sink.add_at("status_contradiction", map.rows(), row, "from_value", map.word(row), std::move(message));
  }
}

const CheckPass kPasses[] = {
    {{"status_unmapped", "status_never_seen"}, check_printed},
    {{"status_target_unknown"}, check_targets},
    {{"status_contradiction"}, check_contradictions},
};

}  // namespace

std::span<const CheckPass> status_checks() { return kPasses; }

}  // namespace trueup
