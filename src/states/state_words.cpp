#include "states/state_words.hpp"

#include "trueup/model/order_machines.hpp"

namespace trueup {
namespace {

struct TaskOfType {
  std::string_view type;
  OrderTask task;
};

// Documents that stand for a task of an order. Purchases, transfers and counts have machines of their own, or none.
constexpr TaskOfType kOrderDocuments[] = {
    {"sales_order", OrderTask::kOrder},  {"ship_order", OrderTask::kOrder},   {"ship_advice", OrderTask::kShip}, {"invoice", OrderTask::kInvoice},
    {"credit_note", OrderTask::kCredit}, {"refund", OrderTask::kCredit},      {"restock", OrderTask::kRestock}};

}  // namespace

StateWords::StateWords(const Case& the_case, const Evidence& evidence) : evidence_(evidence), map_(evidence.table("status_map")) {
  for (const System& system : the_case.systems) {
    const OrderMachine* machine = find_order_machine(system.dialect);
    systems_.push_back({evidence.pool.find(system.id), &system, machine == nullptr ? nullptr : std::make_unique<StepTable>(*machine)});
  }
  for (std::size_t i = 0; i < kOrderTaskCount; ++i) tasks_.emplace_back(evidence.pool.find(name_of(static_cast<OrderTask>(i))), static_cast<OrderTask>(i));
  for (const TaskOfType& row : kOrderDocuments) types_.emplace_back(evidence.pool.find(row.type), row.task);
}

std::optional<std::uint16_t> StateWords::system(TextId id) const {
  for (std::size_t i = 0; i < systems_.size() && id; ++i)
    if (systems_[i].id == id) return static_cast<std::uint16_t>(i);
  return std::nullopt;
}

OrderTask StateWords::task(TextId type, TextId word) const {
  const auto find = [](const auto& known, TextId id) {
    for (const auto& [text, task] : known)
      if (text == id) return task;
    return OrderTask::kCount_;
  };
  const OrderTask by_type = find(types_, type);
  return by_type == OrderTask::kCount_ || !word ? by_type : find(tasks_, word);
}

OrderState StateWords::state(std::uint16_t system, OrderTask task, TextId word, std::int64_t at) {
  const std::uint64_t key = std::uint64_t{system} << 40 | static_cast<std::uint64_t>(task) << 32 | word.value;
  const auto [found, fresh] = states_.try_emplace(key, OrderState::kUnknown);
  if (fresh) {
    const std::string_view text = evidence_.text(word);
    const StepTable* steps = systems_[system].steps.get();
    found->second = steps != nullptr ? state_of(steps->machine(), task, text) : parse_order_state(text).value_or(OrderState::kUnknown);
  }
  return found->second != OrderState::kUnknown || map_.empty() ? found->second : mapped(systems_[system].id, word, at);
}

// A row of the map may lead to any system: the state is canonical.
OrderState StateWords::mapped(TextId system, TextId word, std::int64_t at) const {
  const auto state_at = [&](TextId to_system) {
    const auto value = map_.forward(system, word, to_system, at);
    return value && *value ? parse_order_state(evidence_.text(*value)).value_or(OrderState::kUnknown) : OrderState::kUnknown;
  };
  OrderState state = state_at({});
  for (std::size_t i = 0; i < systems_.size() && state == OrderState::kUnknown; ++i) state = state_at(systems_[i].id);
  return state;
}

}  // namespace trueup
