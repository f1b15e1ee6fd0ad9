// An id is not calculated with, and no plain number is one by accident.
// error: conversion from|could not convert|no viable conversion
#include <type_traits>

#include "trueup/base/strong_id.hpp"

using trueup::TextId;

template <class Id>
concept Adds = requires(Id id) { id + id; };

static_assert(!Adds<TextId>);
static_assert(!std::is_convertible_v<TextId, bool>, "if (id) is meant; bool b = id is not");

constexpr TextId id{7};
static_assert(id && !TextId{});
#ifdef MUST_NOT_COMPILE
constexpr TextId other = 7u;
#endif
