// StateWords: what the words of each system's orders mean: its dialect's first, the canonical ones, then status_map.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "mapping/translation.hpp"
#include "states/step_table.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

class StateWords {
 public:
  StateWords(const Case& the_case, const Evidence& evidence);

  /// The place of a system among those of the case; nothing for another word.
  std::optional<std::uint16_t> system(TextId id) const;
  std::size_t system_count() const { return systems_.size(); }

  TextId id(std::uint16_t system) const { return systems_[system].id; }
  SystemRole role(std::uint16_t system) const { return systems_[system].declared->role; }
  const System& declared(std::uint16_t system) const { return *systems_[system].declared; }

  /// Null for a dialect without orders.
  const StepTable* steps(std::uint16_t system) const { return systems_[system].steps.get(); }

  /// The task that a row speaks of: as printed, else as its document's type says; kCount_ for a word that is no task, or
  /// a document that is no order's.
  OrderTask task(TextId type, TextId word) const;

  OrderState state(std::uint16_t system, OrderTask task, TextId word, std::int64_t at);

 private:
  struct Known {
    TextId id;
    const System* declared;
    std::unique_ptr<StepTable> steps;
  };
  OrderState mapped(TextId system, TextId word, std::int64_t at) const;

  const Evidence& evidence_;
  std::vector<Known> systems_;
  Translation map_;
  absl::flat_hash_map<std::uint64_t, OrderState> states_;   // (system, task, word); kUnknown: look into the map
  std::vector<std::pair<TextId, OrderTask>> tasks_, types_;
};

}  // namespace trueup
