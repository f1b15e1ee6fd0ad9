// A plain number is no quantity by accident, and no binary float counts anything.
// error: conversion from|could not convert|no viable conversion
#include <type_traits>

#include "trueup/model/money.hpp"

using trueup::Money;
using trueup::Quantity;

template <class Left, class Right>
concept Adds = requires(Left left, Right right) { left + right; } || requires(Left left, Right right) { add(left, right); };
template <class Left, class Right>
concept Times = requires(Left left, Right right) { left * right; } || requires(Left left, Right right) { multiply(left, right); };

static_assert(!std::is_convertible_v<int, Quantity> && !std::is_convertible_v<int, Money> && !std::is_convertible_v<int, trueup::UnitCost>);
static_assert(Adds<Quantity, Quantity> && Adds<Money, Money> && !Adds<Quantity, Money> && !Adds<Money, Quantity> && !Adds<Quantity, int>);
static_assert(Times<Quantity, int> && !Times<Quantity, double> && !Times<Quantity, Quantity> && !Times<Quantity, Money>);

constexpr Quantity raw{5};
static_assert(multiply(raw, 2) == Quantity{10});
#ifdef MUST_NOT_COMPILE
constexpr Quantity other = 5;
#endif
