// Every (task, state, event) of every dialect against order_rules/<dialect>.csv: the rules written down a second time, each row
// with the place that says so, or with "silent" and how it is read.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "trueup/model/order_machines.hpp"

namespace trueup {
namespace {

namespace fs = std::filesystem;

struct Rule {
  OrderState to = OrderState::kUnknown;
  OrderTask needs = OrderTask::kCount_;
  std::set<OrderState> any_of;
};
using Rules = std::map<std::tuple<OrderTask, OrderState, OrderEvent>, Rule>;

fs::path folder() { return fs::path(TRUEUP_SOURCE_DIR) / "tests/unit/model/order_rules"; }

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  return parts;
}

OrderEvent event_of(const std::string& word) {
  for (std::size_t i = 0; i < kOrderEventCount; ++i)
    if (name_of(static_cast<OrderEvent>(i)) == word) return static_cast<OrderEvent>(i);
  ADD_FAILURE() << "no event " << word;
  return OrderEvent::kCount_;
}

OrderState canonical(const std::string& word) {
  const auto state = parse_order_state(word);
  EXPECT_TRUE(state) << "no state " << word;
  return state.value_or(OrderState::kUnknown);
}

OrderTask task_of(const std::string& word) {
  const auto task = parse_order_task(word);
  EXPECT_TRUE(task) << "no task " << word;
  return task.value_or(OrderTask::kCount_);
}

Rules read_rules(const fs::path& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "task,from,event,to,needs,source") << path;
  Rules rules;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = split(line, ',');
    if (cells.size() != 6) {
      ADD_FAILURE() << path << ": " << line;
      continue;
    }
    Rule rule{canonical(cells[3]), OrderTask::kCount_, {}};
    if (!cells[4].empty()) {
      const std::vector<std::string> needs = split(cells[4], ':');
      rule.needs = task_of(needs.at(0));
      for (const std::string& state : split(needs.at(1), '|')) rule.any_of.insert(canonical(state));
    }
    const bool fresh = rules.emplace(std::tuple(task_of(cells[0]), canonical(cells[1]), event_of(cells[2])), rule).second;
    EXPECT_TRUE(fresh) << path << " has twice: " << line;
  }
  return rules;
}

std::string text(OrderTask task, OrderState from, OrderEvent event) {
  std::ostringstream out;
  out << name_of(task) << "," << name_of(from) << "," << name_of(event);
  return out.str();
}

void expect_same(const Transition& row, const Rule& rule, const std::string& where) {
  EXPECT_EQ(name_of(row.to), name_of(rule.to)) << where;
  EXPECT_EQ(row.needs.none(), rule.needs == OrderTask::kCount_) << where;
  if (row.needs.none() || rule.needs == OrderTask::kCount_) return;
  EXPECT_EQ(name_of(row.needs.task), name_of(rule.needs)) << where;
  for (std::size_t i = 1; i < kOrderStateCount; ++i) {
    const auto state = static_cast<OrderState>(i);
    EXPECT_EQ(row.needs.met_by(state), rule.any_of.contains(state))
        << where << " while " << name_of(rule.needs) << " is " << name_of(state);
  }
}

class OrderRules : public testing::TestWithParam<const OrderMachine*> {};

TEST_P(OrderRules, EveryTripleIsAsTheVendorSays) {
  const OrderMachine& machine = *GetParam();
  const fs::path path = folder() / (std::string(machine.dialect) + ".csv");
  ASSERT_TRUE(fs::exists(path)) << path;
  const Rules rules = read_rules(path);
  ASSERT_FALSE(rules.empty());
  std::size_t found = 0;
  for (std::size_t t = 0; t < kOrderTaskCount; ++t)
    for (std::size_t s = 0; s < kOrderStateCount; ++s)
      for (std::size_t e = 0; e < kOrderEventCount; ++e) {
        const auto task = static_cast<OrderTask>(t);
        const auto from = static_cast<OrderState>(s);
        const auto event = static_cast<OrderEvent>(e);
        const Transition* row = machine.find(task, from, event);
        const auto rule = rules.find({task, from, event});
        if (row) ++found;
        EXPECT_EQ(row != nullptr, rule != rules.end())
            << machine.dialect << (row ? " allows " : " refuses ") << text(task, from, event);
        if (row && rule != rules.end()) expect_same(*row, rule->second, text(task, from, event));
      }
  EXPECT_EQ(found, machine.transitions.size());
}

INSTANTIATE_TEST_SUITE_P(Dialects, OrderRules, testing::ValuesIn(all_order_machines().begin(), all_order_machines().end()),
                         [](const auto& tested) { return std::string(tested.param->dialect); });

TEST(OrderRuleFiles, AreOneForEachDialect) {
  std::set<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) files.insert(entry.path().filename().string());
  std::set<std::string> dialects;
  for (const OrderMachine* machine : all_order_machines()) dialects.insert(std::string(machine->dialect) + ".csv");
  EXPECT_EQ(files, dialects);
}

}  // namespace
}  // namespace trueup
