// Case: the unit of input. What the customer declared, checked against itself; nothing assumed where nothing is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/model/location.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {

enum class SystemRole : std::uint8_t { kChannel, kSystemOfRecord, kTransport, kExecution, kFinance };
enum class CostingMethod : std::uint8_t { kUnknown, kFifo, kWeightedAverage, kStandard };
enum class AbsentRow : std::uint8_t { kUnknown, kZero, kNotCarried };
enum class WindowOn : std::uint8_t { kUnknown, kCreated, kEffective, kPosted };

struct System {
  std::string id;
  SystemRole role = SystemRole::kExecution;
  std::string dialect;
  std::string timezone;  ///< IANA name; empty = local times cannot be read
  std::string reference_pattern;  ///< one capture: the part of a reference that both sides share; empty = all of it
};

/// One direction of one flow between two systems.
struct Hop {
  std::string id, from, to, transport, owner, calendar, cutoff;
  std::vector<std::string> carries;
  std::vector<std::string> blackout;           ///< local days that do not age a document
  std::optional<Duration> every, offset, processing;
  std::optional<Duration> max_age;             ///< absent = unknown, never zero
};

struct Comparison {
  std::string book, other;
  std::vector<std::string> buckets;
  std::vector<std::string> locations;          ///< canonical
};

struct Input {
  std::string table, system, hop, profile;
  std::string location;                        ///< of rows that name none, in the system's spelling
  std::vector<std::string> files;              ///< resolved paths, sorted; empty when `text` is given
  std::optional<std::string> text;             ///< content given inline (JSON cases)
  std::optional<Instant> as_of, as_of_end, from, to;
  WindowOn window_on = WindowOn::kUnknown;
  bool complete = false;
  AbsentRow absent = AbsentRow::kUnknown;
  std::string name;                            ///< for messages when the content is inline
};

struct Setting {
  std::string system, key, value, location, since, actor;
};

/// How much of a key may stay open without needing action.
struct Tolerance {
  std::string units_class = "default";
  Quantity units{};
};

/// What makes exit 1. A figure that is not declared does not count, unless none is: then anything that needs action does.
struct Threshold {
  std::optional<std::int64_t> units_e4, money_e4, percent_e4, skus;
  bool declared() const { return units_e4 || money_e4 || percent_e4 || skus; }
};

struct Case {
  std::string name;
  std::string base;                            ///< folder that relative paths start from
  std::optional<Instant> as_of;                ///< the instant of comparison
  std::optional<Instant> go_live;
  std::string currency;
  CostingMethod costing = CostingMethod::kUnknown;
  Threshold threshold;
  std::vector<Tolerance> tolerances;
  std::vector<System> systems;
  std::vector<Location> locations;
  std::vector<Hop> hops;
  std::vector<Comparison> comparisons;
  std::vector<Input> inputs;
  std::vector<Setting> settings;

  const System* find_system(std::string_view id) const;
  const Location* find_location(std::string_view id) const;
  const Hop* find_hop(std::string_view id) const;
};

inline const System* Case::find_system(std::string_view id) const {
  for (const System& system : systems)
    if (system.id == id) return &system;
  return nullptr;
}

inline const Location* Case::find_location(std::string_view id) const {
  for (const Location& location : locations)
    if (location.id == id) return &location;
  return nullptr;
}

inline const Hop* Case::find_hop(std::string_view id) const {
  for (const Hop& hop : hops)
    if (hop.id == id) return &hop;
  return nullptr;
}

}  // namespace trueup
