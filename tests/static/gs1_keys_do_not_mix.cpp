// A GTIN names an item, a GLN a place, an SSCC a pallet; and no number is one of them unchecked.
// error: no match for .operator==.|invalid operands
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "trueup/model/gtin.hpp"

using trueup::Gln;
using trueup::Gtin;
using trueup::Sscc;

static_assert(!std::is_convertible_v<Gln, Gtin> && !std::is_constructible_v<Gtin, Gln> && !std::is_constructible_v<Sscc, Gtin>);
static_assert(!std::is_constructible_v<Gtin, std::uint64_t> && !std::is_default_constructible_v<Gtin>);
static_assert(!std::equality_comparable_with<Gtin, Gln> && !std::equality_comparable_with<Gtin, std::uint64_t>);
static_assert(std::totally_ordered<Gtin> && sizeof(Gtin) == 8);

constexpr Gtin item = *trueup::parse_gtin("0614141000012").only();
constexpr Gln place = *trueup::parse_gln("0614141000012").key;
static_assert(item.number() == place.number());
#ifdef MUST_NOT_COMPILE
static_assert(item == place);
#endif
