// X12 files of tests, and what decoding them comes to, as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batch_text.hpp"
#include "trueup/io/decode.hpp"

namespace trueup::test {

/// A small 945: two lines, all counts right.
inline constexpr std::string_view k945 =
    "ISA*00*          *00*          *ZZ*WAREHOUSE      *ZZ*OWNER          *250301*1015*U*00401*000000042*0*P*>~\n"
    "GS*SW*WAREHOUSE*OWNER*20250301*1015*42*X*004010~\n"
    "ST*945*0001~\n"
    "W06*F*SO-1*20250301*SH-1**PO-1~\n"
    "N1*WH*Main*92*WH01~\n"
    "LX*1~\n"
    "W12*SH*10*8*-2*CA**SK*AB-1~\n"
    "N9*LT*L7~\n"
    "LX*2~\n"
    "W12*SH*5*5*0*EA**VN*AB-2*UP*012345678905~\n"
    "W03*13~\n"
    "SE*10*0001~\n"
    "GE*1*42~\n"
    "IEA*1*000000042~\n";

inline constexpr std::string_view k945Head = R"(
name = "own.945"
format = "x12"
[x12]
sets = ["945"]
ids = ["SK", "VN"]
exceptions_only = { "W06-01" = "X" }
[x12.loops]
N1 = { holds = ["N3", "N4"] }
LX = { holds = ["N9", "MAN"] }
W12 = { in = "LX", holds = ["N9", "G69"] }
)";

inline constexpr std::string_view k945Rows = R"(
[[rows]]
table = "documents"
each = "W12"
[rows.total]
from = "W03-01"
column = "quantity"
[rows.columns]
type = { const = "ship_advice" }
id = "W06-04"
sku = "W12@07,09"
quantity = "W12-03"
lot = { from = "N9[01=LT]-02", optional = true }
location = { from = "N1[01=WH]-04", optional = true }
)";

inline Profile profile_of(std::string_view toml) {
  Result<Profile> profile = parse_profile(toml, "test.toml");
  return profile ? std::move(*profile) : Profile{};
}

inline Profile profile_945() { return profile_of(std::string(k945Head) + std::string(k945Rows)); }

/// `from` replaced by `to`, once.
inline std::string changed(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  const std::size_t at = out.find(from);
  return at == std::string::npos ? "not in the text: " + std::string(from) : out.replace(at, from.size(), to);
}

inline std::string all_changed(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

/// The codes of what was found, in order, with ',' between them.
inline std::string codes_of(const Decoded& decoded) {
  std::string out;
  for (const auto* issues : {&decoded.rejected, &decoded.found})
    for (const Issue& issue : *issues) out += (out.empty() ? "" : ",") + issue.code;
  return out;
}

inline std::string place_of(const Issue& issue) {
  return std::to_string(issue.place.row) + " " + issue.place.column + " " + issue.place.value;
}

}  // namespace trueup::test
