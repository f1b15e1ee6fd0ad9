#include "mapping/checks/setting_list.hpp"

#include <gtest/gtest.h>

#include "mapping/checks/shared_rows.hpp"

namespace trueup {
namespace {

TEST(SettingWords, RatesAreWholeNumbersOfATimeUnit) {
  ASSERT_TRUE(parse_rate("60/m"));
  EXPECT_EQ(parse_rate("60/m")->count, 60);
  EXPECT_EQ(parse_rate("60/m")->seconds, 60);
  EXPECT_EQ(parse_rate("5000/d")->seconds, 86400);
  for (const char* text : {"", "/m", "60", "60/", "60/w", "0/m", "-1/s", "+1/s", "1.5/s", "60 /m", "60/min", "99999999999999999999/s"}) EXPECT_FALSE(parse_rate(text)) << text;
}

TEST(SettingWords, ClocksHaveTwoDigitsEach) {
  EXPECT_EQ(parse_clock("16:05")->seconds, 16 * 3600 + 5 * 60);
  EXPECT_EQ(parse_clock("00:00")->seconds, 0);
  for (const char* text : {"", "4pm", "9:00", "24:00", "12:60", "12:5", "12:05:00", "ab:cd", "12-05"}) EXPECT_FALSE(parse_clock(text)) << text;
}

TEST(SettingWords, LimitsAreAboveZero) {
  EXPECT_EQ(parse_positive("250"), 250);
  for (const char* text : {"", "0", "-5", "+5", "2.5", "1e3", " 7"}) EXPECT_FALSE(parse_positive(text)) << text;
}

// A case of one warehouse and these settings rows.
struct Settings {
  Case the_case;
  Evidence evidence;
  std::vector<Issue> issues;
  std::optional<Mapping> mapping;
  std::optional<SettingList> list;

  Settings(std::vector<Setting> settings, std::string_view as_of = "2026-06-01T00:00:00Z") {
    the_case.as_of = parse_instant(as_of);
    the_case.locations.push_back({"LA", true, "acme", {{"cin7", "3PL LA"}, {"acme", "LA1"}}});
    the_case.settings = std::move(settings);
    mapping.emplace(Mapping::compile(the_case, evidence, issues).value());
    const ItemLists items(evidence);
    SharedRows shared(the_case, evidence.pool);
    list.emplace(CheckInput{the_case, evidence, *mapping, items, shared});
  }

  std::string_view at(std::string_view key, std::string_view location) const {
    const SettingEntry* entry = list->at("cin7", key, location.empty() ? TextId{} : evidence.pool.find(location));
    return entry == nullptr ? "-" : entry->value;
  }
};

TEST(SettingList, ALaterRowReplacesAnEarlierOne) {
  const Settings settings({{"cin7", "pick_mode", "manual", "", "2026-03-01T00:00:00Z", ""},
                           {"cin7", "pick_mode", "auto", "", "", ""},
                           {"cin7", "pick_mode", "auto", "", "2026-07-01T00:00:00Z", ""}});
  EXPECT_EQ(settings.at("pick_mode", ""), "manual");
  EXPECT_EQ(settings.at("pack_mode", ""), "-");
  EXPECT_EQ(settings.list->in_force().size(), 1u);
  EXPECT_EQ(settings.list->all().size(), 3u);
}

TEST(SettingList, ALocationsOwnHoldsByAnyOfItsNames) {
  const Settings settings({{"cin7", "pick_mode", "manual", "3PL LA", "", ""}, {"cin7", "pick_mode", "auto", "", "2026-03-01T00:00:00Z", ""}, {"cin7", "ship_mode", "auto", "LA", "", ""}});
  EXPECT_EQ(settings.at("pick_mode", "LA"), "manual");
  EXPECT_EQ(settings.at("pick_mode", ""), "auto");
  EXPECT_EQ(settings.at("ship_mode", "LA"), "auto");
  EXPECT_EQ(settings.at("ship_mode", ""), "-");
}

TEST(SettingList, AnUnknownLocationIsNotTheWholeSystem) {
  EXPECT_EQ(Settings({{"cin7", "pick_mode", "auto", "Main Warehouse", "", ""}}).at("pick_mode", ""), "-");
}

TEST(SettingList, TwoValuesOfOneInstantDoNotHangOnTheirOrder) {
  const Setting automatic{"cin7", "pick_mode", "auto", "", "", ""}, manual{"cin7", "pick_mode", "manual", "", "", ""};
  EXPECT_EQ(Settings({automatic, manual}).at("pick_mode", ""), "auto");
  EXPECT_EQ(Settings({manual, automatic}).at("pick_mode", ""), "auto");
}

}  // namespace
}  // namespace trueup
