#include "mapping/location_names.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "trueup/table/issue_code.hpp"

namespace trueup {
namespace {

std::uint64_t name_key(TextId system, TextId name) { return std::uint64_t{system.value} << 32 | name.value; }

// A site that its own operator cannot tell apart stands in several locations of the book; any other name is merely shared.
std::string_view code_of_shared(const Case& the_case, const std::string& system, const std::vector<std::string>& locations) {
  const bool runs_one = std::any_of(locations.begin(), locations.end(), [&](const std::string& id) { return the_case.find_location(id)->system == system; });
  return runs_one ? "location_split" : "location_shared";
}

std::string joined(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  std::string label;
  for (const std::string& id : ids) label += (label.empty() ? "" : "+") + id;
  return label;
}

Issue shared_name(const Case& the_case, const std::string& system, const std::string& name, const std::vector<std::string>& locations, const std::string& label) {
  const IssueCode& code = *find_issue_code(code_of_shared(the_case, system, locations));
  return {std::string(code.code), code.severity, {"trueup.toml", 0, "location.names." + system, name},
          "names " + std::to_string(locations.size()) + " locations: " + label, std::string(code.breaks), std::string(code.fix)};
}

}  // namespace

Failure LocationNames::compile(const Case& the_case, Evidence& evidence, std::vector<Issue>& issues) {
  pool_ = &evidence.pool;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> by_name;
  for (const Location& location : the_case.locations) {
    const TextId id = evidence.pool.intern(location.id);
    canonical_[id] = id;
    for (const auto& [system, name] : location.names) {
      by_name[{system, name}].push_back(location.id);
      names_[name_key(evidence.pool.intern(system), evidence.pool.intern(name))] = id;  // of several, any: they are one group
    }
  }
  for (const std::vector<std::size_t>& group : comparison_groups(the_case.locations)) {
    std::vector<std::string> ids;
    for (const std::size_t index : group) ids.push_back(the_case.locations[index].id);
    const TextId label = evidence.pool.intern(joined(std::move(ids)));
    for (const std::size_t index : group) group_of_[evidence.pool.intern(the_case.locations[index].id)] = label;
  }
  for (const auto& [name, locations] : by_name)
    if (locations.size() > 1) issues.push_back(shared_name(the_case, name.first, name.second, locations, joined(locations)));
  const Records& map = evidence.table("location_map");
  for (std::size_t row = 0; row < map.row_count(); ++row) {
    const TextId from = map.text(row, column_index("location_map", "from_system")), name = map.text(row, column_index("location_map", "from_value"));
    const TextId to = map.text(row, column_index("location_map", "to_system")), target = map.text(row, column_index("location_map", "to_value"));
    const TextId left = find(from, name), right = find(to, target);
    if (left && right && left != right)
      return Error{ErrorCode::kContradiction,
                   "the location map leads to " + std::string(evidence.text(right)) + ", the case's names to " + std::string(evidence.text(left)),
                   {evidence.files[map.origin(row).file], map.origin(row).row, "from_value", std::string(evidence.text(name))},
                   "one location for each name"};
    if (right) names_[name_key(from, name)] = right;
    else if (left) names_[name_key(to, target)] = left;
  }
  return std::nullopt;
}

TextId LocationNames::find(TextId system, TextId name) const {
  TextId found = find_whole(system, name);
  // Cin7 prints a bin behind its location: "Main Warehouse: Bin 1".
  if (!found && name) found = find_whole(system, pool_->find(location_part(pool_->text(name))));
  const auto group = group_of_.find(found);
  return group == group_of_.end() ? found : group->second;
}

TextId LocationNames::find_whole(TextId system, TextId name) const {
  if (const auto named = names_.find(name_key(system, name)); named != names_.end()) return named->second;
  const auto own = canonical_.find(name);
  return own == canonical_.end() ? TextId{} : own->second;
}

}  // namespace trueup
