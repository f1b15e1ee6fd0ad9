// Random histories through every machine: what it allows is no fact, one step that it does not allow is one.
#include <random>

#include "replay_world.hpp"
#include "trueup/model/order_machines.hpp"

namespace trueup {
namespace {

using Random = std::mt19937;

std::size_t pick(Random& random, std::size_t count) { return random() % count; }

// How the dialect prints a state.
std::string word_of(const OrderMachine& machine, OrderTask task, OrderState state) {
  if (state_of(machine, task, name_of(state)) == state) return std::string(name_of(state));
  for (const StatusWord& word : machine.words)
    if (word.state == state && state_of(machine, task, word.word) == state) return std::string(word.word);
  return {};
}

class Walker {
 public:
  Walker(const OrderMachine& machine, Random& random) : machine_(machine), random_(random) {}

  std::vector<std::string> rows;
  std::uint64_t steps = 0;

  void begin(OrderTask task) {
    task_ = task, state_ = *machine_.start(task), minute_ = 0;
    id_ = "O" + std::to_string(++orders_);
    print(word_of(machine_, task, state_));
  }

  // One step that the table has, an Undo with its row; false at an end.
  bool step() {
    std::vector<const Transition*> open;
    for (const Transition& row : machine_.transitions)
      if (row.task == task_ && row.from == state_ && row.to != state_) open.push_back(&row);
    if (open.empty()) return false;
    const Transition& taken = *open[pick(random_, open.size())];
    if (taken.event == OrderEvent::kUndo && machine_.step(task_, state_, taken.to)->event == OrderEvent::kUndo) print("undone");
    state_ = taken.to;
    print(word_of(machine_, task_, state_));
    ++steps;
    return true;
  }

  // A step that the table has not, and the code that tells it.
  std::string jump() {
    std::vector<OrderState> others;
    for (std::size_t i = 1; i < kOrderStateCount; ++i) {
      const auto state = static_cast<OrderState>(i);
      if (state != state_ && reachable(machine_, task_, state) && machine_.step(task_, state_, state) == nullptr) others.push_back(state);
    }
    if (others.empty()) return {};
    const OrderState from = state_;
    state_ = others[pick(random_, others.size())];
    print(word_of(machine_, task_, state_));
    ++steps;
    const char* code = machine_.reaches(task_, from, state_) ? "state_step_skipped" : machine_.reaches(task_, state_, from) || machine_.reaches(task_, from, state_, true) ? "state_step_backwards" : "state_transition_illegal";
    return std::string(code) + " cin7 " + id_ + " " + std::string(name_of(task_)) + "  " + std::string(name_of(from)) + ">" + std::string(name_of(state_));
  }

 private:
  void print(const std::string& word) {
    ASSERT_FALSE(word.empty()) << name_of(state_);
    char at[32];
    std::snprintf(at, sizeof at, "2026-11-02T%02d:%02d:00Z", minute_ / 60, minute_ % 60);
    ++minute_;
    rows.push_back("cin7,sales_order," + id_ + ",," + std::string(name_of(task_)) + ",,," + word + "," + at + ",,,\n");
  }

  const OrderMachine& machine_;
  Random& random_;
  OrderTask task_ = OrderTask::kOrder;
  OrderState state_ = OrderState::kUnknown;
  std::string id_;
  int orders_ = 0, minute_ = 0;
};

ReplayWorld world_of(const OrderMachine& machine, const std::vector<std::string>& rows) {
  ReplayWorld world;
  world.book_dialect = machine.dialect;
  std::string text;
  for (const std::string& row : rows) text += row;
  world.states(text);
  return world;
}

TEST(RandomWalks, WhatAMachineAllowsIsNoFact) {
  Random random(20261120);
  for (const OrderMachine* machine : all_order_machines()) {
    Walker walker(*machine, random);
    for (const StartState& start : machine->starts)
      for (int walk = 0; walk < 40; ++walk) {
        walker.begin(start.task);
        for (int i = 0; i < 12 && walker.step(); ++i) {}
      }
    std::shuffle(walker.rows.begin(), walker.rows.end(), random);
    ReplayWorld world = world_of(*machine, walker.rows);
    const Replay replay = world.replay();
    EXPECT_EQ(world.words(replay), std::vector<std::string>{}) << machine->dialect;
    ASSERT_EQ(replay.conformance.size(), 1u);
    EXPECT_EQ(replay.conformance[0].steps, walker.steps) << machine->dialect;
    EXPECT_EQ(replay.conformance[0].conforming, walker.steps) << machine->dialect;
    EXPECT_EQ(replay.unknown_words, 0u) << machine->dialect;
  }
}

TEST(RandomWalks, OneJumpIsOneFact) {
  Random random(7);
  for (const OrderMachine* machine : all_order_machines()) {
    Walker walker(*machine, random);
    std::vector<std::string> expected;
    for (const StartState& start : machine->starts)
      for (int walk = 0; walk < 40; ++walk) {
        walker.begin(start.task);
        for (std::size_t i = pick(random, 5); i > 0 && walker.step(); --i) {}
        if (std::string fact = walker.jump(); !fact.empty()) expected.push_back(fact);
        for (std::size_t i = pick(random, 3); i > 0 && walker.step(); --i) {}
      }
    std::shuffle(walker.rows.begin(), walker.rows.end(), random);
    ReplayWorld world = world_of(*machine, walker.rows);
    const Replay replay = world.replay();
    std::vector<std::string> found = world.words(replay);
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected) << machine->dialect;
    EXPECT_EQ(replay.conformance[0].steps, walker.steps) << machine->dialect;
    EXPECT_EQ(replay.conformance[0].conforming + expected.size(), walker.steps) << machine->dialect;
    std::shuffle(walker.rows.begin(), walker.rows.end(), random);
    ReplayWorld again = world_of(*machine, walker.rows);
    EXPECT_EQ(again.words(again.replay()), world.words(replay)) << "in another order of rows";
  }
}

}  // namespace
}  // namespace trueup
