// Ids that cannot be mixed: a SkuId is not a LocationId, though both are 32-bit numbers.
#pragma once

#include <cstdint>
#include <compare>

namespace trueup {

template <class Tag>
struct StrongId {
  std::uint32_t value = 0;  ///< 0 = none

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

/// Interned text (base/text_pool.hpp); 0 is the empty text.
using TextId = StrongId<struct TextTag>;

}  // namespace trueup
