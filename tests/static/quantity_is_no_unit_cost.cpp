// Units of stock and the cost of one are both int64 fixed point, and never each other.
// error: could not convert|cannot convert|no viable conversion|no matching function
#include <concepts>
#include <type_traits>

#include "trueup/model/money.hpp"
#include "trueup/model/quantity.hpp"

using trueup::Quantity;
using trueup::UnitCost;

static_assert(!std::is_convertible_v<UnitCost, Quantity> && !std::is_convertible_v<Quantity, UnitCost>);
static_assert(!std::is_constructible_v<Quantity, UnitCost> && !std::is_assignable_v<Quantity&, UnitCost>);
static_assert(!std::equality_comparable_with<Quantity, UnitCost>);
static_assert(!std::is_convertible_v<long, Quantity> && !std::is_convertible_v<Quantity, long>);

constexpr Quantity three{30000};
constexpr UnitCost cost{10000000};
static_assert(add(three, three) == Quantity{60000});
#ifdef MUST_NOT_COMPILE
constexpr auto sum = add(three, cost);
#endif
