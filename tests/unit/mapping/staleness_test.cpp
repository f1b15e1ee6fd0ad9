#include "trueup/mapping/staleness.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

Hop hop(std::string id, std::string from, std::string to, std::vector<std::string> carries, std::optional<Duration> every, std::optional<Duration> processing = {}) {
  Hop out;
  out.id = std::move(id), out.from = std::move(from), out.to = std::move(to);
  out.carries = std::move(carries);
  out.every = every, out.processing = processing;
  return out;
}

Case three_parties() {
  Case the_case;
  const auto add = [&](std::string id, SystemRole role) {
    System system;
    system.id = std::move(id), system.role = role;
    the_case.systems.push_back(system);
  };
  add("cin7", SystemRole::kSystemOfRecord);
  add("bridge", SystemRole::kTransport);
  add("acme", SystemRole::kExecution);
  add("shop", SystemRole::kChannel);
  return the_case;
}

// Orders 15 min, inventory 60 min, shipments 4 h: a middleware's own defaults.
TEST(Staleness, SumsScheduleAndProcessingToTheChannel) {
  Case the_case = three_parties();
  the_case.hops = {hop("H1", "acme", "bridge", {"ship_advice", "receipt"}, Duration{240 * 60}, Duration{120}), hop("H2", "bridge", "cin7", {"ship_advice", "receipt"}, Duration{15 * 60}),
                   hop("H3", "cin7", "shop", {"stock"}, Duration{60 * 60})};
  const auto routes = worst_staleness(the_case);
  ASSERT_EQ(routes.size(), 2u);
  EXPECT_EQ(routes[0].to, "cin7");
  EXPECT_EQ(routes[0].carries, (std::vector<std::string>{"receipt", "ship_advice"}));
  EXPECT_EQ(routes[0].hops, (std::vector<std::string>{"H1", "H2"}));
  EXPECT_EQ(routes[0].worst->seconds, 255 * 60 + 120);
  EXPECT_EQ(routes[1].to, "shop");
  EXPECT_EQ(routes[1].hops, (std::vector<std::string>{"H1", "H2", "H3"}));
  EXPECT_EQ(routes[1].worst->seconds, 315 * 60 + 120);
}

TEST(Staleness, IsUnknownWithoutASchedule) {
  Case the_case = three_parties();
  the_case.hops = {hop("H1", "acme", "bridge", {"stock"}, std::nullopt, Duration{120}), hop("H2", "bridge", "cin7", {"stock"}, Duration{900})};
  const auto routes = worst_staleness(the_case);
  ASSERT_EQ(routes.size(), 1u);
  EXPECT_FALSE(routes[0].worst);
}

TEST(Staleness, KeepsApartWhatTakesAnotherWay) {
  Case the_case = three_parties();
  the_case.hops = {hop("H0", "acme", "acme", {"ship_advice"}, Duration{1}), hop("H1", "acme", "bridge", {"ship_advice", "stock"}, Duration{100}), hop("H2", "bridge", "cin7", {"ship_advice", "stock"}, Duration{100}),
                   hop("H3", "acme", "cin7", {"stock"}, Duration{300}), hop("H4", "cin7", "acme", {"ship_order"}, Duration{7})};
  const auto routes = worst_staleness(the_case);
  ASSERT_EQ(routes.size(), 2u);
  EXPECT_EQ(routes[0].carries, std::vector<std::string>{"ship_advice"});
  EXPECT_EQ(routes[0].worst->seconds, 200);
  EXPECT_EQ(routes[1].carries, std::vector<std::string>{"stock"});
  EXPECT_EQ(routes[1].hops, std::vector<std::string>{"H3"});  // fewer hops, though slower
  EXPECT_EQ(routes[1].worst->seconds, 300);
}

TEST(Staleness, EndsInAMazeOfHops) {
  Case the_case = three_parties();
  for (int i = 0; i < 50; ++i) {
    the_case.hops.push_back(hop("A" + std::to_string(i), "acme", "bridge", {"stock"}, Duration{1}));
    the_case.hops.push_back(hop("B" + std::to_string(i), "bridge", "acme", {"stock"}, Duration{1}));
  }
  EXPECT_TRUE(worst_staleness(the_case).empty());
}

}  // namespace
}  // namespace trueup
