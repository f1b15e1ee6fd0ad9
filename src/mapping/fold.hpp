// Fold: what a comparison of two spellings overlooks, one bit each.
#pragma once

#include <string>
#include <string_view>

namespace trueup {

enum Fold : unsigned {
  kEndBlanks = 1u << 0,
  kInnerBlanks = 1u << 1,
  kInvisible = 1u << 2,     // controls, zero width, BOM, soft hyphen
  kWidth = 1u << 3,         // the <wide> and <narrow> decompositions of NFKC
  kComposition = 1u << 4,   // NFC
  kCase = 1u << 5,
  kAlphabet = 1u << 6,      // letters and dashes that look like ASCII ones
  kZeros = 1u << 7,
  kDecimals = 1u << 8,      // "123456789012.0"
  kLookAlikes = 1u << 9,    // O and 0, I, l and 1
  kPunctuation = 1u << 10,  // - _ / .
};

inline constexpr unsigned kNormalFolds = kEndBlanks | kInnerBlanks | kInvisible | kWidth | kComposition | kCase | kAlphabet | kZeros | kDecimals;
inline constexpr unsigned kLookAlikeFolds = kNormalFolds | kLookAlikes;
inline constexpr unsigned kLooseFolds = kLookAlikeFolds | kPunctuation;

/// Appends a text with those folds applied. Text that is not UTF-8 keeps its bytes from 0x80 on.
void append_folded(std::string& out, std::string_view text, unsigned folds);

}  // namespace trueup
