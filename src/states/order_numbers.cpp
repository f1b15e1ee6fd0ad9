#include "states/order_numbers.hpp"

#include <algorithm>

namespace trueup {

OrderNumbers::OrderNumbers(const Case& the_case, const Evidence& evidence)
    : names_(the_case, evidence), linked_(evidence.table("links").row_count() > 0), pool_size_(evidence.pool.size()) {
  for (std::size_t i = 0; i < the_case.systems.size(); ++i) spelling_.push_back(the_case.systems[i].reference_pattern.empty() ? 0 : static_cast<std::uint16_t>(i + 1));
  patterns_ = std::any_of(spelling_.begin(), spelling_.end(), [](std::uint16_t spelling) { return spelling != 0; });
  by_text_.resize(the_case.systems.size() + 1);
}

std::uint32_t OrderNumbers::note(std::uint16_t system, TextId system_id, TextId type, TextId id, TextId reference) {
  // References have even numbers and links odd ones, so that neither has to know of the other.
  const std::uint32_t by_reference = reference ? named(system, system_id, reference) * 2 : 0;
  const std::uint32_t linked = linked_ ? names_.link(system_id, type, id, {}) : 0;
  const std::uint32_t by_link = linked == 0 ? 0 : linked * 2 + 1;
  if (by_reference != 0 && by_link != 0) join(by_reference, by_link);
  return by_reference != 0 ? by_reference : by_link;
}

std::uint32_t OrderNumbers::named(std::uint16_t system, TextId system_id, TextId reference) {
  std::vector<std::uint32_t>& known = by_text_[spelling_[system]];
  if (known.empty()) known.resize(pool_size_);
  std::uint32_t& number = known[reference.value];
  if (number == 0) number = patterns_ ? names_.order(system_id, reference) : ++last_number_;
  return number;
}

std::uint32_t OrderNumbers::settled(std::uint32_t number) {
  for (; number < parents_.size() && parents_[number] != number; number = parents_[number]) parents_[number] = parents_[parents_[number]];
  return number;
}

void OrderNumbers::join(std::uint32_t left, std::uint32_t right) {
  const std::size_t needed = std::max(left, right) + std::size_t{1};
  while (parents_.size() < needed) parents_.push_back(static_cast<std::uint32_t>(parents_.size()));
  left = settled(left), right = settled(right);
  parents_[std::max(left, right)] = std::min(left, right);
}

}  // namespace trueup
