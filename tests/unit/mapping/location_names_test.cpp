#include "mapping/location_names.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

Case three_sites() {
  Case the_case;
  the_case.systems = {{"cin7", SystemRole::kSystemOfRecord, "cin7_core", "UTC", ""}, {"acme", SystemRole::kExecution, "generic_wms", "UTC", ""}};
  the_case.locations = {{"LA", true, "acme", {{"cin7", "West"}, {"acme", "LA1"}}}, {"NJ", true, "acme", {{"cin7", "West"}, {"cin7", "East"}, {"acme", "NJ1"}}},
                        {"TX", true, "acme", {{"cin7", "East"}, {"acme", "TX1"}}}};
  return the_case;
}

struct Names {
  explicit Names(const Case& the_case) { EXPECT_FALSE(names.compile(the_case, evidence, issues)); }
  std::string_view find(const char* system, const char* name) { return evidence.text(names.find(evidence.pool.intern(system), evidence.pool.intern(name))); }

  Evidence evidence;
  std::vector<Issue> issues;
  LocationNames names;
};

TEST(LocationNames, SharingIsPassedOn) {
  Names names(three_sites());
  for (const char* name : {"LA1", "NJ1", "TX1"}) EXPECT_EQ(names.find("acme", name), "LA+NJ+TX") << name;
  EXPECT_EQ(names.find("cin7", "West"), "LA+NJ+TX");
  EXPECT_EQ(names.find("cin7", "TX"), "LA+NJ+TX");
  ASSERT_EQ(names.issues.size(), 2u);
  EXPECT_EQ(names.issues.front().code, "location_shared");
}

TEST(LocationNames, ABinIsNoPlaceOfItsOwn) {
  Case the_case = three_sites();
  the_case.locations.resize(1);
  Names names(the_case);
  EXPECT_EQ(names.find("cin7", "West: Bin 1"), "LA");
  EXPECT_EQ(names.find("acme", "LA1"), "LA");
  EXPECT_EQ(names.find("cin7", "North: Bin 1"), "");
  EXPECT_EQ(names.find("cin7", ""), "");
}

}  // namespace
}  // namespace trueup
