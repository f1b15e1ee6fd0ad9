// UnitWords: which words of two systems are one unit, by the rows of unit_map in force at the case's instant.
#pragma once

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/map_rows.hpp"

namespace trueup {

class UnitWords {
 public:
  explicit UnitWords(const CheckInput& input);

  /// A system's word as another system prints it: by the map forwards, else the word itself (as Mapping reads units).
  TextId translate(TextId system, TextId word, TextId to_system) const;

  /// The same word, or a row of the map between them, in either direction.
  bool same(TextId left_system, TextId left, TextId right_system, TextId right) const;

  /// Whether a row of the map leads from the word, or to it.
  bool explained(TextId system, TextId word) const;

 private:
  static std::uint64_t key(TextId system, TextId word) { return std::uint64_t{system.value} << 32 | word.value; }

  absl::flat_hash_map<std::uint64_t, std::vector<MapRow>> rows_;  // by what they lead from
  absl::flat_hash_set<std::uint64_t> explained_;
};

}  // namespace trueup
