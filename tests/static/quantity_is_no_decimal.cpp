// No binary float becomes a quantity.
// error: narrowing conversion
#include <type_traits>

#include "trueup/model/quantity.hpp"

using trueup::Quantity;

static_assert(!std::is_convertible_v<double, Quantity>);

constexpr Quantity half{5000};
static_assert(half.known());
Quantity read() {
#ifdef MUST_NOT_COMPILE
  return Quantity{0.5};
#else
  return half;
#endif
}
