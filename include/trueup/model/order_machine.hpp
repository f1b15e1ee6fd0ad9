// OrderMachine: what one system's orders may do. A dialect is one constexpr table of transitions; nothing else knows its
// rules. An order is several small machines that run side by side, one a task (order, pick, pack, ship, invoice, credit,
// restock), and a step of one may need a state of another: Cin7 Core's Pack needs its Pick authorised.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace trueup {

enum class OrderTask : std::uint8_t { kQuote, kOrder, kPick, kPack, kShip, kInvoice, kCredit, kRestock, kCount_ };
inline constexpr std::size_t kOrderTaskCount = static_cast<std::size_t>(OrderTask::kCount_);

/// The canonical states (table `states` of docs/CASES.md). kUnknown: a word that no table knows; its text is kept.
enum class OrderState : std::uint8_t {
  kUnknown,
  kNotAvailable, kDraft, kBackordered, kAuthorised, kReleased, kAccepted, kPicking, kPartiallyPicked, kPicked, kPartiallyPacked,
  kPacked, kPartiallyShipped, kShipped, kDelivered, kInvoiced, kPaid, kCredited, kReceived, kRestocked, kOnHold, kAwaitingPayment,
  kRejected, kCancelled, kVoided, kUndone, kClosed,
  kCount_
};
inline constexpr std::size_t kOrderStateCount = static_cast<std::size_t>(OrderState::kCount_);

/// What makes an order move. kUndo is Cin7's step back to draft: an event of its own, not a hole in the table.
enum class OrderEvent : std::uint8_t {
  kCreate, kAuthorise, kBackorder, kRelease, kAccept, kReject, kHold, kResume, kStartPick, kPickPart, kPick, kPackPart, kPack, kShipPart,
  kShip, kDeliver, kInvoice, kPay, kCredit, kReceive, kRestock, kCancel, kVoid, kUndo, kClose,
  kCount_
};
inline constexpr std::size_t kOrderEventCount = static_cast<std::size_t>(OrderEvent::kCount_);

/// A state that another task of the same order must be in.
struct Requirement {
  OrderTask task = OrderTask::kCount_;                 ///< kCount_: nothing is required
  std::array<OrderState, 4> any_of{};                  ///< kUnknown fills the rest

  constexpr bool none() const { return task == OrderTask::kCount_; }
  constexpr bool met_by(OrderState state) const {
    for (const OrderState accepted : any_of)
      if (accepted != OrderState::kUnknown && accepted == state) return true;
    return none();
  }
};

struct Transition {
  OrderTask task;
  OrderState from;
  OrderEvent event;
  OrderState to;
  Requirement needs{};
};

/// A vendor's word for a state. `word` is folded: letters and digits alone, in lower case ("PARTIALLY PICKED" and
/// "partially_picked" are "partiallypicked"); task kCount_: for every task.
struct StatusWord {
  std::string_view word;
  OrderTask task;
  OrderState state;
};

/// Where a task starts before anything has happened to it.
struct StartState {
  OrderTask task;
  OrderState state;
};

struct OrderMachine {
  std::string_view dialect;                            ///< as `system.dialect` names it
  std::span<const StartState> starts;                  ///< one for each task that the dialect has
  std::span<const Transition> transitions;
  std::span<const StatusWord> words;
  StartState deducts{OrderTask::kShip, OrderState::kUnknown};  ///< the state of which task takes goods off stock on hand

  constexpr std::optional<OrderState> start(OrderTask task) const {
    for (const StartState& one : starts)
      if (one.task == task) return one.state;
    return std::nullopt;
  }

  /// The one row of (task, state, event); null when the dialect refuses it.
  constexpr const Transition* find(OrderTask task, OrderState from, OrderEvent event) const {
    for (const Transition& row : transitions)
      if (row.task == task && row.from == from && row.event == event) return &row;
    return nullptr;
  }

  /// The row that leads from one state to another in a single step; null when none does.
  constexpr const Transition* step(OrderTask task, OrderState from, OrderState to) const {
    for (const Transition& row : transitions)
      if (row.task == task && row.from == from && row.to == to) return &row;
    return nullptr;
  }

  /// Whether `to` can be reached from `from` in any number of steps; `undo`: whether steps back count.
  constexpr bool reaches(OrderTask task, OrderState from, OrderState to, bool undo = false) const {
    std::array<bool, kOrderStateCount> seen{};
    seen[static_cast<std::size_t>(from)] = true;
    for (bool grew = true; grew;) {
      grew = false;
      for (const Transition& row : transitions)
        if (row.task == task && (undo || row.event != OrderEvent::kUndo) && seen[static_cast<std::size_t>(row.from)] && !seen[static_cast<std::size_t>(row.to)])
          grew = seen[static_cast<std::size_t>(row.to)] = true;
    }
    return seen[static_cast<std::size_t>(to)];
  }

  /// No step leads out of it, Undo aside.
  constexpr bool terminal(OrderTask task, OrderState state) const {
    for (const Transition& row : transitions)
      if (row.task == task && row.from == state && row.event != OrderEvent::kUndo) return false;
    return true;
  }
};

constexpr std::string_view name_of(OrderTask task) {
  constexpr std::string_view kNames[kOrderTaskCount] = {"quote", "order", "pick", "pack", "ship", "invoice", "credit", "restock"};
  return kNames[static_cast<std::size_t>(task)];
}

constexpr std::string_view name_of(OrderState state) {
  constexpr std::string_view kNames[kOrderStateCount] = {
      "unknown", "not_available", "draft", "backordered", "authorised", "released", "accepted", "picking", "partially_picked", "picked",
      "partially_packed", "packed", "partially_shipped", "shipped", "delivered", "invoiced", "paid", "credited", "received", "restocked",
      "on_hold", "awaiting_payment", "rejected", "cancelled", "voided", "undone", "closed"};
  return kNames[static_cast<std::size_t>(state)];
}

constexpr std::string_view name_of(OrderEvent event) {
  constexpr std::string_view kNames[kOrderEventCount] = {
      "create", "authorise", "backorder", "release", "accept", "reject", "hold", "resume", "start_pick", "pick_part", "pick", "pack_part", "pack",
      "ship_part", "ship", "deliver", "invoice", "pay", "credit", "receive", "restock", "cancel", "void", "undo", "close"};
  return kNames[static_cast<std::size_t>(event)];
}

constexpr std::optional<OrderTask> parse_order_task(std::string_view word) {
  for (std::size_t i = 0; i < kOrderTaskCount; ++i)
    if (name_of(static_cast<OrderTask>(i)) == word) return static_cast<OrderTask>(i);
  return std::nullopt;
}

namespace detail {
/// The next letter or digit of a word, in lower case; 0 at its end.
constexpr char next_folded(std::string_view word, std::size_t& at) {
  while (at < word.size()) {
    const char c = word[at++];
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  }
  return 0;
}
}  // namespace detail

/// Whether two words are one but for case and whatever is no ASCII letter or digit.
constexpr bool folds_to(std::string_view printed, std::string_view word) {
  for (std::size_t left = 0, right = 0;;) {
    const char of_printed = detail::next_folded(printed, left), of_word = detail::next_folded(word, right);
    if (of_printed != of_word) return false;
    if (of_printed == 0) return true;
  }
}

/// A canonical state's word, however it is cased and spaced; nothing for any other.
constexpr std::optional<OrderState> parse_order_state(std::string_view word) {
  for (std::size_t i = 1; i < kOrderStateCount; ++i)
    if (folds_to(word, name_of(static_cast<OrderState>(i)))) return static_cast<OrderState>(i);
  return std::nullopt;
}

/// The state that a dialect means by a word: its own words first, the canonical words next; kUnknown for any other.
constexpr OrderState state_of(const OrderMachine& machine, OrderTask task, std::string_view word) {
  for (const StatusWord& known : machine.words)
    if ((known.task == task || known.task == OrderTask::kCount_) && folds_to(word, known.word)) return known.state;
  return parse_order_state(word).value_or(OrderState::kUnknown);
}

}  // namespace trueup
