// Units times a cost are money; units are not.
// error: could not convert|conversion from|cannot convert|no viable conversion
#include <type_traits>

#include "trueup/model/money.hpp"

using trueup::Money;
using trueup::Quantity;
using trueup::UnitCost;

static_assert(!std::is_convertible_v<Quantity, Money> && !std::is_convertible_v<Money, Quantity>);
static_assert(!std::is_convertible_v<UnitCost, Money> && !std::is_convertible_v<Money, UnitCost>);
static_assert(!std::is_assignable_v<Money&, Quantity> && !std::is_assignable_v<Money&, UnitCost>);

constexpr Quantity three{30000};
constexpr UnitCost two_dollars{20000000};
constexpr Money price = price_of(three, two_dollars, "USD");
static_assert(price == Money{600});
#ifdef MUST_NOT_COMPILE
constexpr Money wrong = three;
#endif
