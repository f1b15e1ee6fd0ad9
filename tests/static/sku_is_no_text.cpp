// A SKU is made on purpose, and compared with SKUs only.
// error: conversion from|no viable conversion
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

#include "trueup/model/sku.hpp"

using trueup::Sku;

static_assert(!std::is_convertible_v<std::string_view, Sku> && !std::is_convertible_v<Sku, std::string_view>);
static_assert(!std::equality_comparable_with<Sku, std::string_view>);
static_assert(!std::is_constructible_v<Sku, std::string>, "a temporary's bytes would be gone");
static_assert(std::totally_ordered<Sku>);

constexpr Sku sku{"AB-1"};
static_assert(sku == Sku("AB-1"));
#ifdef MUST_NOT_COMPILE
constexpr Sku other = "AB-1";
#endif
