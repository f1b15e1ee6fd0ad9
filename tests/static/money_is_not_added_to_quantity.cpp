// Money sums with money only.
// error: no match for .operator\+=.|invalid operands|no viable overloaded
#include "trueup/model/money.hpp"

using trueup::Money;
using trueup::Quantity;

template <class Amount>
concept AddsToMoney = requires(Money money, Amount amount) { money += amount; };

static_assert(AddsToMoney<Money>);
static_assert(!AddsToMoney<Quantity> && !AddsToMoney<trueup::UnitCost>);

void total(Money sum, [[maybe_unused]] Quantity units) {
  sum += Money{100};
#ifdef MUST_NOT_COMPILE
  sum += units;
#endif
}
