// TextId as a key of abseil's tables.
#pragma once

#include <utility>

#include "trueup/base/strong_id.hpp"

namespace trueup {

template <class H, class Tag>
H AbslHashValue(H hash, StrongId<Tag> id) {
  return H::combine(std::move(hash), id.value);
}

}  // namespace trueup
