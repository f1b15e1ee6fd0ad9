// Decimals with other signs than a point, as exports of some countries print them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trueup {

/// The signs that a profile names. A blank or an apostrophe between thousands also stands for its typographic kin (U+00A0,
/// U+202F, U+2019).
struct DecimalSigns {
  char point = '.';
  char thousands = 0;  ///< 0 = none
};

/// "1.234,5" as "1234.5". Groups have three digits each but the first, or there are none at all. Nothing when the text is
/// no decimal with these signs.
std::optional<std::string> plain_decimal(std::string_view text, DecimalSigns signs);

}  // namespace trueup
