// X12Separators: the characters that an X12 file is built with. Each interchange declares its own, and real files declare
// them wrongly: what makes segments is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

struct X12Separators {
  char element = '*';
  char component = 0;            ///< ISA16; 0 = none
  char repetition = 0;           ///< ISA11 from release 00402 on; 0 = none
  std::string terminator = "~";  ///< one character of UTF-8
  std::string doubt;             ///< what of the declaration is off; empty = nothing
};

/// Whether an interchange starts at `at`: ISA and an element separator, not "ISAAC".
bool starts_interchange(std::string_view text, std::uint64_t at);

/// The separators of the interchange that `text` starts with. Source: X12.5, ISA: the element separator is its fourth byte,
/// the terminator byte 106; where padding is lost or bytes are added, the end of GS08 and of ISA16 say it, and of these
/// candidates the one that makes segments holds. Nothing when the ISA has fewer than 15 elements.
std::optional<X12Separators> separators_of_interchange(std::string_view text);

/// The separators of a text without ISA, guessed from its first segments. Nothing when it does not look like X12.
std::optional<X12Separators> guess_separators(std::string_view text);

}  // namespace trueup
