// Two kinds of id are two types, though both are 32-bit numbers.
// error: no match for .operator==.|invalid operands
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "trueup/base/strong_id.hpp"

using SkuId = trueup::StrongId<struct SkuTag>;
using LocationId = trueup::StrongId<struct LocationTag>;

static_assert(std::totally_ordered<SkuId>);
static_assert(!std::is_convertible_v<SkuId, LocationId> && !std::is_constructible_v<SkuId, LocationId>);
static_assert(!std::is_assignable_v<SkuId&, LocationId> && !std::equality_comparable_with<SkuId, LocationId>);
static_assert(!std::is_convertible_v<std::uint32_t, SkuId> && !std::is_convertible_v<SkuId, std::uint32_t>);
static_assert(sizeof(SkuId) == 4);

constexpr SkuId sku{7};
constexpr LocationId location{7};
static_assert(sku == SkuId{7});
#ifdef MUST_NOT_COMPILE
static_assert(sku == location);
#endif
