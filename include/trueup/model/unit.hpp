// UnitCode: a unit of measure is a pair (code list, code). A bare "CS" is a cassette in X12 and a case in UN/ECE Rec 21.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "trueup/base/ratio.hpp"

namespace trueup {

enum class UnitList : std::uint8_t {
  kWord,   ///< a word of somebody's own: no list stands behind it
  kX12,    ///< X12 element 355
  kRec20,  ///< UN/ECE Recommendation 20, units of measure
  kRec21   ///< UN/ECE Recommendation 21, packages
};

/// The words that stand before the colon; empty for free words.
constexpr std::string_view name_of(UnitList list) {
  constexpr std::string_view kNames[] = {"", "x12", "rec20", "rec21"};
  return kNames[static_cast<std::size_t>(list)];
}

/// A unit as it was printed, its text owned by somebody else. Equal by list and code alone, never by what it means.
struct UnitCode {
  UnitList list = UnitList::kWord;
  std::string_view code;

  friend constexpr auto operator<=>(const UnitCode&, const UnitCode&) = default;
  std::string text() const {
    const std::string name(name_of(list));
    return name.empty() ? std::string(code) : name + ":" + std::string(code);
  }
};

enum class UnitCodeFault : std::uint8_t { kNone, kEmpty, kUnknownList, kNotACode };

constexpr std::string_view text_of(UnitCodeFault fault) {
  constexpr std::string_view kTexts[] = {"", "is empty", "names no code list (x12, rec20, rec21)", "is not a code of its list"};
  return kTexts[static_cast<std::size_t>(fault)];
}

struct ParsedUnitCode {
  UnitCode unit;
  UnitCodeFault fault = UnitCodeFault::kNone;
};

/// What a unit is, where the lists agree on a meaning. The text of a code list is its publisher's; these words are ours.
enum class UnitMeaning : std::uint8_t {
  kUnknown,
  kEach,
  kPiece,
  kPair,
  kSixPack,
  kDozen,
  kHundred,
  kGross,
  kThousand,
  kSet,
  kKit,
  kAssortment,
  kCase,
  kCarton,
  kBox,
  kPack,
  kPacket,
  kDisplay,
  kShelfPack,
  kPallet,
  kBag,
  kSack,
  kCan,
  kPail,
  kCrate,
  kParcel,
  kRoll,
  kSheet,
  kBelt,
  kBolt,
  kCassette,
  kContainer,
  kGram,
  kKilogram,
  kPound,
  kOunce,
  kLitre,
  kMetre,
  kCubicMetre,
  kCount_
};

constexpr std::string_view name_of(UnitMeaning meaning) {
  constexpr std::string_view kNames[static_cast<std::size_t>(UnitMeaning::kCount_)] = {
      "unknown",  "each",       "piece", "pair",     "six-pack", "dozen",  "hundred", "gross",   "thousand",   "set",
      "kit",      "assortment", "case",  "carton",   "box",      "pack",   "packet",  "display", "shelf pack", "pallet",
      "bag",      "sack",       "can",   "pail",     "crate",    "parcel", "roll",    "sheet",   "belt",       "bolt",
      "cassette", "container",  "gram",  "kilogram", "pound",    "ounce",  "litre",   "metre",   "cubic metre"};
  return kNames[static_cast<std::size_t>(meaning)];
}

namespace detail {

struct KnownUnit {
  UnitCode unit;
  UnitMeaning meaning;
};

inline constexpr KnownUnit kKnownUnits[] = {
    {{UnitList::kX12, "EA"}, UnitMeaning::kEach},      {{UnitList::kX12, "UN"}, UnitMeaning::kEach},
    {{UnitList::kX12, "PC"}, UnitMeaning::kPiece},     {{UnitList::kX12, "PR"}, UnitMeaning::kPair},
    {{UnitList::kX12, "P6"}, UnitMeaning::kSixPack},   {{UnitList::kX12, "DZ"}, UnitMeaning::kDozen},
    {{UnitList::kX12, "HU"}, UnitMeaning::kHundred},   {{UnitList::kX12, "GS"}, UnitMeaning::kGross},
    {{UnitList::kX12, "TH"}, UnitMeaning::kThousand},  {{UnitList::kX12, "ST"}, UnitMeaning::kSet},
    {{UnitList::kX12, "KT"}, UnitMeaning::kKit},       {{UnitList::kX12, "AS"}, UnitMeaning::kAssortment},
    {{UnitList::kX12, "CA"}, UnitMeaning::kCase},      {{UnitList::kX12, "CS"}, UnitMeaning::kCassette},
    {{UnitList::kX12, "CT"}, UnitMeaning::kCarton},    {{UnitList::kX12, "BX"}, UnitMeaning::kBox},
    {{UnitList::kX12, "PK"}, UnitMeaning::kPack},      {{UnitList::kX12, "PH"}, UnitMeaning::kPack},
    {{UnitList::kX12, "DS"}, UnitMeaning::kDisplay},   {{UnitList::kX12, "SP"}, UnitMeaning::kShelfPack},
    {{UnitList::kX12, "PL"}, UnitMeaning::kPallet},    {{UnitList::kX12, "BG"}, UnitMeaning::kBag},
    {{UnitList::kX12, "CN"}, UnitMeaning::kCan},       {{UnitList::kX12, "CR"}, UnitMeaning::kCubicMetre},
    {{UnitList::kX12, "RL"}, UnitMeaning::kRoll},      {{UnitList::kX12, "SH"}, UnitMeaning::kSheet},
    {{UnitList::kX12, "BT"}, UnitMeaning::kBelt},      {{UnitList::kX12, "CH"}, UnitMeaning::kContainer},
    {{UnitList::kX12, "GR"}, UnitMeaning::kGram},      {{UnitList::kX12, "KG"}, UnitMeaning::kKilogram},
    {{UnitList::kX12, "LB"}, UnitMeaning::kPound},

    {{UnitList::kRec20, "C62"}, UnitMeaning::kEach},     {{UnitList::kRec20, "EA"}, UnitMeaning::kEach},
    {{UnitList::kRec20, "NAR"}, UnitMeaning::kEach},     {{UnitList::kRec20, "H87"}, UnitMeaning::kPiece},
    {{UnitList::kRec20, "PR"}, UnitMeaning::kPair},      {{UnitList::kRec20, "DZN"}, UnitMeaning::kDozen},
    {{UnitList::kRec20, "CEN"}, UnitMeaning::kHundred},  {{UnitList::kRec20, "GRO"}, UnitMeaning::kGross},
    {{UnitList::kRec20, "MIL"}, UnitMeaning::kThousand}, {{UnitList::kRec20, "SET"}, UnitMeaning::kSet},
    {{UnitList::kRec20, "KT"}, UnitMeaning::kKit},       {{UnitList::kRec20, "AS"}, UnitMeaning::kAssortment},
    {{UnitList::kRec20, "GRM"}, UnitMeaning::kGram},     {{UnitList::kRec20, "KGM"}, UnitMeaning::kKilogram},
    {{UnitList::kRec20, "LBR"}, UnitMeaning::kPound},    {{UnitList::kRec20, "ONZ"}, UnitMeaning::kOunce},
    {{UnitList::kRec20, "LTR"}, UnitMeaning::kLitre},    {{UnitList::kRec20, "MTR"}, UnitMeaning::kMetre},

    {{UnitList::kRec21, "CS"}, UnitMeaning::kCase},      {{UnitList::kRec21, "CT"}, UnitMeaning::kCarton},
    {{UnitList::kRec21, "BX"}, UnitMeaning::kBox},       {{UnitList::kRec21, "PK"}, UnitMeaning::kPack},
    {{UnitList::kRec21, "PA"}, UnitMeaning::kPacket},    {{UnitList::kRec21, "PX"}, UnitMeaning::kPallet},
    {{UnitList::kRec21, "PP"}, UnitMeaning::kPiece},     {{UnitList::kRec21, "BG"}, UnitMeaning::kBag},
    {{UnitList::kRec21, "SA"}, UnitMeaning::kSack},      {{UnitList::kRec21, "CA"}, UnitMeaning::kCan},
    {{UnitList::kRec21, "CN"}, UnitMeaning::kContainer}, {{UnitList::kRec21, "PL"}, UnitMeaning::kPail},
    {{UnitList::kRec21, "CR"}, UnitMeaning::kCrate},     {{UnitList::kRec21, "PC"}, UnitMeaning::kParcel},
    {{UnitList::kRec21, "RO"}, UnitMeaning::kRoll},      {{UnitList::kRec21, "ST"}, UnitMeaning::kSheet},
    {{UnitList::kRec21, "BT"}, UnitMeaning::kBolt},
};

constexpr bool is_code(UnitList list, std::string_view code) {
  const std::size_t longest = list == UnitList::kRec20 ? 3 : 2;
  if (code.size() < 2 || code.size() > longest) return false;
  for (char c : code)
    if (!is_digit(c) && (c < 'A' || c > 'Z')) return false;
  return true;
}

/// Looks like the name of a list: letters and digits alone. "Box: small" before its colon does, a phrase does not.
constexpr bool names_a_list(std::string_view before_colon, std::string_view behind) {
  if (before_colon.empty() || behind.starts_with(' ')) return false;
  for (char c : before_colon)
    if (!is_digit(c) && (c < 'a' || c > 'z')) return false;
  return true;
}

constexpr bool same_word(std::string_view printed, std::string_view lower) {
  if (printed.size() != lower.size()) return false;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char c = printed[i] >= 'A' && printed[i] <= 'Z' ? static_cast<char>(printed[i] - 'A' + 'a') : printed[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace detail

/// "x12:CA", "rec20:C62", "rec21:CS", or a free word. Rec 20 lends each package code of Rec 21 with an X before it: "rec20:XCS"
/// is rec21:CS (Rec 20, annex I). A code keeps its case: lists print capitals only.
constexpr ParsedUnitCode parse_unit_code(std::string_view text) {
  if (text.empty()) return {{}, UnitCodeFault::kEmpty};
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !detail::names_a_list(text.substr(0, colon), text.substr(colon + 1)))
    return {{UnitList::kWord, text}};
  UnitCode unit{UnitList::kWord, text.substr(colon + 1)};
  for (const UnitList list : {UnitList::kX12, UnitList::kRec20, UnitList::kRec21})
    if (name_of(list) == text.substr(0, colon)) unit.list = list;
  if (unit.list == UnitList::kWord) return {{}, UnitCodeFault::kUnknownList};
  if (!detail::is_code(unit.list, unit.code)) return {{}, UnitCodeFault::kNotACode};
  if (unit.list == UnitList::kRec20 && unit.code.size() == 3 && unit.code[0] == 'X') unit = {UnitList::kRec21, unit.code.substr(1)};
  return {unit};
}

/// What a unit is. Of free words only plain English nouns are known, in any case; a bare code means nothing.
constexpr UnitMeaning meaning_of(UnitCode unit) {
  if (unit.list == UnitList::kWord) {
    for (std::size_t i = 1; i < static_cast<std::size_t>(UnitMeaning::kCount_); ++i)
      if (detail::same_word(unit.code, name_of(static_cast<UnitMeaning>(i)))) return static_cast<UnitMeaning>(i);
    return UnitMeaning::kUnknown;
  }
  for (const detail::KnownUnit& known : detail::kKnownUnits)
    if (known.unit == unit) return known.meaning;
  return UnitMeaning::kUnknown;
}

/// Whether two lists give one bare code two meanings: CS, CA, PL, PC, ST, BT, ... Such a code says nothing without its list.
constexpr bool clashes(std::string_view code) {
  UnitMeaning first = UnitMeaning::kUnknown;
  for (const detail::KnownUnit& known : detail::kKnownUnits) {
    if (known.unit.code != code) continue;
    if (first != UnitMeaning::kUnknown && first != known.meaning) return true;
    first = known.meaning;
  }
  return false;
}

/// How many single things a unit holds, where its name says the number; nothing else does (a case: the item's own table). Single
/// things need not be base units: shoes are often kept in pairs.
constexpr std::optional<Ratio> fixed_factor(UnitCode unit) {
  switch (meaning_of(unit)) {
    case UnitMeaning::kEach: return Ratio{1, 1};
    case UnitMeaning::kPair: return Ratio{2, 1};
    case UnitMeaning::kSixPack: return Ratio{6, 1};
    case UnitMeaning::kDozen: return Ratio{12, 1};
    case UnitMeaning::kHundred: return Ratio{100, 1};
    case UnitMeaning::kGross: return Ratio{144, 1};
    case UnitMeaning::kThousand: return Ratio{1000, 1};
    default: return std::nullopt;
  }
}

}  // namespace trueup
