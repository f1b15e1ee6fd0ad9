// Normal form of a code: what two spellings of one item have in common. Used to suggest, never to merge.
#pragma once

#include <string>
#include <string_view>

namespace trueup {

/// Blanks (also NBSP and zero-width) removed, ASCII letters and digits of full width narrowed, case folded, leading
/// zeros dropped where a code starts with digits.
std::string normal_form(std::string_view code);

/// How two spellings of one item differ, in words: "a trailing space", "leading zeros", "case", ...
std::string spelling_difference(std::string_view code, std::string_view known);

}  // namespace trueup
