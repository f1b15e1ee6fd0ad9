#include "io/case_references.hpp"

#include <algorithm>
#include <vector>

namespace trueup {
namespace {

Error unknown_reference(const std::string& origin, const std::string& where, const std::string& what, const std::string& value) {
  return {ErrorCode::kContradiction, "names " + what + " that the case does not declare", {origin, 0, where, value},
          "the id of a declared " + what};
}

template <class T>
Failure check_unique_ids(const std::vector<T>& items, const std::string& what, const std::string& origin) {
  for (std::size_t i = 0; i < items.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (items[i].id == items[j].id)
        return Error{ErrorCode::kContradiction, "stands twice", {origin, 0, what + ".id", items[i].id}, "one " + what + " an id"};
  return std::nullopt;
}

std::vector<std::string> operated_by(const Case& the_case, const std::string& system) {
  std::vector<std::string> locations;
  for (const Location& location : the_case.locations)
    if (location.external && location.system == system) locations.push_back(location.id);
  return locations;
}

}  // namespace

Failure check_references(const Case& the_case, const std::string& origin) {
  if (Failure failure = check_unique_ids(the_case.systems, "system", origin)) return failure;
  if (Failure failure = check_unique_ids(the_case.locations, "location", origin)) return failure;
  if (Failure failure = check_unique_ids(the_case.hops, "hop", origin)) return failure;
  auto unknown_system = [&](const std::string& id) { return !id.empty() && the_case.find_system(id) == nullptr; };
  for (const Hop& hop : the_case.hops) {
    if (unknown_system(hop.from)) return unknown_reference(origin, "hop " + hop.id + ".from", "system", hop.from);
    if (unknown_system(hop.to)) return unknown_reference(origin, "hop " + hop.id + ".to", "system", hop.to);
  }
  for (const Location& location : the_case.locations) {
    if (unknown_system(location.system)) return unknown_reference(origin, "location " + location.id + ".operator", "system", location.system);
    for (const auto& [system, name] : location.names)
      if (unknown_system(system)) return unknown_reference(origin, "location " + location.id + ".names", "system", system);
  }
  for (const Input& input : the_case.inputs) {
    if (unknown_system(input.system)) return unknown_reference(origin, "input " + input.name + ".system", "system", input.system);
    if (!input.hop.empty() && the_case.find_hop(input.hop) == nullptr)
      return unknown_reference(origin, "input " + input.name + ".hop", "hop", input.hop);
  }
  for (const Setting& setting : the_case.settings)
    if (unknown_system(setting.system)) return unknown_reference(origin, "setting.system", "system", setting.system);
  for (const Comparison& comparison : the_case.comparisons) {
    if (comparison.book == comparison.other)
      return Error{ErrorCode::kContradiction, "compares a system with itself", {origin, 0, "comparison.other", comparison.other}, "two systems"};
    if (std::count_if(the_case.comparisons.begin(), the_case.comparisons.end(), [&](const Comparison& twin) { return twin.book == comparison.book && twin.other == comparison.other; }) > 1)
      return Error{ErrorCode::kContradiction, "stands twice", {origin, 0, "comparison", comparison.book + ", " + comparison.other}, "one comparison a pair, with all its locations"};
    if (unknown_system(comparison.book)) return unknown_reference(origin, "comparison.book", "system", comparison.book);
    if (unknown_system(comparison.other)) return unknown_reference(origin, "comparison.other", "system", comparison.other);
    for (const std::string& id : comparison.locations)
      if (the_case.find_location(id) == nullptr) return unknown_reference(origin, "comparison.locations", "location", id);
  }
  return std::nullopt;
}

void add_default_comparisons(Case& the_case) {
  for (Comparison& comparison : the_case.comparisons)
    if (comparison.locations.empty()) comparison.locations = operated_by(the_case, comparison.other);
  if (!the_case.comparisons.empty()) return;
  for (const System& book : the_case.systems) {
    if (book.role != SystemRole::kSystemOfRecord) continue;
    for (const System& other : the_case.systems) {
      Comparison comparison{book.id, other.id, {"on_hand"}, operated_by(the_case, other.id)};
      if (!comparison.locations.empty()) the_case.comparisons.push_back(std::move(comparison));
    }
  }
}

}  // namespace trueup
