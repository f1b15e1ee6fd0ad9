// Rows as keys of abseil's hash tables, which are keyed anew in each process: a hostile file cannot aim at collisions.
#pragma once

#include <string_view>

#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace trueup {

/// The texts part(0) .. part(count - 1) as one key; the length of each counts.
template <class Part>
struct KeyOfParts {
  std::size_t count;
  const Part& part;

  template <class State>
  friend State AbslHashValue(State state, const KeyOfParts& key) {
    for (std::size_t i = 0; i < key.count; ++i) {
      const std::string_view text = key.part(i);
      // Debian builds abseil with a string_view of its own; std::string_view would go to std::hash, which has no key.
      state = State::combine(std::move(state), absl::string_view(text.data(), text.size()));
    }
    return state;
  }
};

template <class Part>
std::size_t hash_of_parts(std::size_t count, const Part& part) {
  return absl::HashOf(KeyOfParts<Part>{count, part});
}

}  // namespace trueup
