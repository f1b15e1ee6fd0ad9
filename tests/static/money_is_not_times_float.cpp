// A share of money is an exact ratio and a named rounding, never a binary float.
// error: no match for .operator\*.|invalid operands|no matching function
#include "trueup/model/money.hpp"

using trueup::Money;

template <class Factor>
concept Multiplies = requires(Money money, Factor factor) { multiply(money, factor); };

static_assert(Multiplies<int> && !Multiplies<double> && !Multiplies<float> && !Multiplies<Money>);

constexpr Money price{100};
constexpr auto half_more = multiply(price, trueup::Ratio{3, 2}, trueup::Rounding::kHalfUp);
static_assert(half_more == Money{150});
#ifdef MUST_NOT_COMPILE
constexpr auto wrong = multiply(price, 1.5);
#endif
