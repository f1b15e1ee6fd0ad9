// A unit is a code of a list, not a text that looks like one.
// error: no match for .operator==.|invalid operands|conversion from
#include <concepts>
#include <string_view>
#include <type_traits>

#include "trueup/model/unit.hpp"

using trueup::UnitCode;
using trueup::UnitList;

static_assert(!std::is_convertible_v<std::string_view, UnitCode> && !std::is_convertible_v<UnitCode, std::string_view>);
static_assert(!std::equality_comparable_with<UnitCode, std::string_view>);

constexpr UnitCode cassette{UnitList::kX12, "CS"};
static_assert(cassette != UnitCode{UnitList::kRec21, "CS"});
#ifdef MUST_NOT_COMPILE
static_assert(cassette == std::string_view("CS"));
#endif
