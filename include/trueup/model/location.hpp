// Location: a place that keeps stock, under the names that each system gives it. A name that fits several stays ambiguous.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trueup {

struct Location {
  std::string id;        ///< the canonical name
  bool external = false;
  std::string system;    ///< key `operator`: the system that runs it; empty = none
  std::vector<std::pair<std::string, std::string>> names;  ///< (system, its name for the location)
  std::vector<std::pair<std::string, std::string>> bins{};  ///< (system, a bin of it there); none of a system = all of them
};

/// A place as Cin7 prints it on pick lines and transfers: "Main Warehouse: Bin 1".
struct PrintedPlace {
  std::string_view location, bin;  ///< bin: empty when none is printed
};

/// Cut at the first ": ".
constexpr PrintedPlace split_place(std::string_view printed) {
  const std::size_t at = printed.find(": ");
  if (at == std::string_view::npos) return {printed, {}};
  return {printed.substr(0, at), printed.substr(at + 2)};
}

constexpr std::string_view location_part(std::string_view printed) { return split_place(printed).location; }

enum class NameOutcome : std::uint8_t { kNone, kOne, kSeveral };

struct NamedLocations {
  std::vector<std::size_t> indices;  ///< into the list, ascending

  NameOutcome outcome() const {
    if (indices.empty()) return NameOutcome::kNone;
    return indices.size() == 1 ? NameOutcome::kOne : NameOutcome::kSeveral;
  }
};

namespace detail {

inline bool holds(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view system, std::string_view text) {
  return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == system && pair.second == text; });
}

inline bool has_bins(const Location& location, std::string_view system) {
  return std::any_of(location.bins.begin(), location.bins.end(), [&](const auto& bin) { return bin.first == system; });
}

}  // namespace detail

/// The locations that a system means by a name, byte by byte: those that list it, else the one of that canonical name. A bin
/// narrows them to those that list it, else to those that list no bins there; without a bin nothing narrows them.
inline NamedLocations resolve_location(std::span<const Location> locations, std::string_view system, std::string_view name,
                                       std::string_view bin = {}) {
  NamedLocations named;
  const auto keep = [&](const auto& fits) {
    std::vector<std::size_t> kept;
    for (const std::size_t index : named.indices)
      if (fits(locations[index])) kept.push_back(index);
    return kept;
  };
  for (std::size_t i = 0; i < locations.size(); ++i)
    if (detail::holds(locations[i].names, system, name)) named.indices.push_back(i);
  for (std::size_t i = 0; named.indices.empty() && i < locations.size(); ++i)
    if (locations[i].id == name) named.indices.push_back(i);
  if (bin.empty()) return named;
  auto listed = keep([&](const Location& location) { return detail::holds(location.bins, system, bin); });
  if (listed.empty()) listed = keep([&](const Location& location) { return !detail::has_bins(location, system); });
  named.indices = std::move(listed);
  return named;
}

/// As resolve_location for a text that may hold a bin: the whole text as a name first, then cut at its first ": ".
inline NamedLocations resolve_place(std::span<const Location> locations, std::string_view system, std::string_view printed) {
  NamedLocations whole = resolve_location(locations, system, printed);
  const PrintedPlace place = split_place(printed);
  if (!whole.indices.empty() || place.bin.empty()) return whole;
  return resolve_location(locations, system, place.location, place.bin);
}

/// Locations that some system cannot tell apart, because one name of it means several: they are compared as a sum. Groups of two or
/// more, indices ascending, in the order of their first. Sharing is passed on: A with B and B with C make one group. `bins` do not
/// part a group: a row without its bin would belong to neither.
inline std::vector<std::vector<std::size_t>> comparison_groups(std::span<const Location> locations) {
  std::vector<std::size_t> first(locations.size());  // of the group, or towards it
  std::iota(first.begin(), first.end(), std::size_t{0});
  const auto first_of = [&first](std::size_t index) {
    while (first[index] != index) index = first[index] = first[first[index]];
    return index;
  };
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> owner;
  for (std::size_t i = 0; i < locations.size(); ++i)
    for (const auto& [system, name] : locations[i].names) {
      const std::size_t left = first_of(owner.try_emplace({system, name}, i).first->second), right = first_of(i);
      first[std::max(left, right)] = std::min(left, right);
    }
  std::vector<std::vector<std::size_t>> groups(locations.size());
  for (std::size_t i = 0; i < locations.size(); ++i) groups[first_of(i)].push_back(i);
  std::erase_if(groups, [](const auto& group) { return group.size() < 2; });
  return groups;
}

}  // namespace trueup
