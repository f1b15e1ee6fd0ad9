#include "mapping/checks/unit_words.hpp"

namespace trueup {

UnitWords::UnitWords(const CheckInput& input) {
  for (const MapRow& row : read_map(input, "unit_map").in_force) {
    rows_[key(row.from_system, row.from)].push_back(row);
    explained_.insert(key(row.from_system, row.from));
    explained_.insert(key(row.to_system, row.to));
  }
}

TextId UnitWords::translate(TextId system, TextId word, TextId to_system) const {
  if (const auto found = rows_.find(key(system, word)); found != rows_.end())
    for (const MapRow& row : found->second)
      if (row.to_system == to_system) return row.to;
  return word;
}

bool UnitWords::same(TextId left_system, TextId left, TextId right_system, TextId right) const {
  return left == right || translate(left_system, left, right_system) == right || translate(right_system, right, left_system) == left;
}

bool UnitWords::explained(TextId system, TextId word) const { return explained_.contains(key(system, word)); }

}  // namespace trueup
