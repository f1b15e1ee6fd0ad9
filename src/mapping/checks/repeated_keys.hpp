// RepeatedKeys: which keys stand more than once in a list.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trueup {

struct KeyAt {
  std::uint64_t key;
  std::uint32_t at;   ///< place in the list
};

/// Every place of a key that stands more than once, by key and place; key 0 is none. Linear where few keys repeat.
std::vector<KeyAt> repeated_keys(std::span<const std::uint64_t> keys);

/// Calls visit(places) for each key of what repeated_keys returns.
template <class Visit>
void for_each_repeated(std::span<const KeyAt> repeated, Visit visit) {
  for (std::size_t first = 0, end = 0; first < repeated.size(); first = end) {
    for (end = first + 1; end < repeated.size() && repeated[end].key == repeated[first].key;) ++end;
    visit(repeated.subspan(first, end - first));
  }
}

}  // namespace trueup
