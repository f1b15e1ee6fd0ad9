// price_of(quantity, cost): the two cannot be swapped unseen.
// error: could not convert|cannot convert|no viable conversion|no matching function
#include <string_view>
#include <type_traits>

#include "trueup/model/money.hpp"

using trueup::Quantity;
using trueup::UnitCost;

static_assert(!std::is_invocable_v<decltype(trueup::price_of), UnitCost, Quantity, std::string_view>);

constexpr Quantity three{30000};
constexpr UnitCost cost{20000000};
static_assert(price_of(three, cost, "USD") == trueup::Money{600});
#ifdef MUST_NOT_COMPILE
static_assert(price_of(cost, three, "USD") == trueup::Money{600});
#endif
