// Normal form of a code: what two spellings of one item have in common. Used to suggest, never to merge.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trueup {

/// Blanks and invisible characters removed, full and half width made plain, accents composed (NFC), case folded, letters and
/// dashes that only look like Latin ones replaced, leading zeros dropped where a code starts with digits, and the ".0" that a
/// spreadsheet appends to a long number. Bytes that are not UTF-8 stay as they are.
std::string normal_form(std::string_view code);

/// The same, appended to `out`: for millions of codes and one string.
void append_normal_form(std::string& out, std::string_view code);

/// Weaker: the normal form with O read as 0, and I and l as 1.
std::string lookalike_form(std::string_view code);

/// Weaker still: the look-alike form without hyphens, underscores, slashes and dots.
std::string loose_form(std::string_view code);

/// A number of which a spreadsheet kept only the first digits: "8.48971E+11" is any number of 12 digits that starts with
/// 848971, or that is rounded to it. A statement about a code, and no code itself.
struct RoundedNumber {
  std::string digits;      ///< the digits that are left, no leading zero
  std::size_t length = 0;  ///< how many digits the number had before its decimal point
};

/// Reads "1.2E+11", "9,40E+12", "123456789012.0" and numbers of 16 digits and more with zeros from the 16th on; nothing for any
/// other spelling.
std::optional<RoundedNumber> parse_rounded_number(std::string_view spelling);

/// Whether a code may have stood where a spreadsheet shows that number. Leading zeros do not count: the spreadsheet lost them.
bool could_be(const RoundedNumber& number, std::string_view code);

/// Whether a spelling that a spreadsheet damaged could be a code; false when the spelling is not of that kind.
bool could_be(std::string_view damaged, std::string_view code);

/// How two spellings of one item differ, in words: "a blank at an end", "leading zeros", "case", ... ; several are listed.
std::string spelling_difference(std::string_view code, std::string_view known);

}  // namespace trueup
