#include "mapping/fold.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

std::string folded(std::string_view code, unsigned folds) {
  std::string out;
  append_folded(out, code, folds);
  return out;
}

struct FoldName {
  Fold fold;
  const char* words;
};
constexpr FoldName kFoldNames[] = {
    {kEndBlanks, "a blank at an end"},
    {kInnerBlanks, "a blank inside"},
    {kInvisible, "an invisible character"},
    {kWidth, "full or half width"},
    {kComposition, "how an accent is composed"},
    {kCase, "case"},
    {kAlphabet, "a look-alike from another alphabet"},
    {kZeros, "leading zeros"},
    {kDecimals, "decimals of a spreadsheet"},
    {kLookAlikes, "O for 0, or I or l for 1"},
    {kPunctuation, "punctuation"},
};

const char* words_of(const FoldName& name, std::string_view code) {
  const bool ends_are_bare = folded(code, kWidth | kInvisible) == folded(code, kWidth | kInvisible | kEndBlanks);
  return name.fold == kEndBlanks && ends_are_bare ? "a missing blank at an end" : name.words;
}

// The folds without which the two would not be alike.
std::string needed_folds(std::string_view code, std::string_view known, unsigned folds) {
  std::string words;
  for (const FoldName& name : kFoldNames) {
    if ((folds & name.fold) == 0 || folded(code, folds & ~name.fold) == folded(known, folds & ~name.fold)) continue;
    if (!words.empty()) words += ", ";
    words += words_of(name, code);
  }
  return words.empty() ? "spelling" : words;
}

}  // namespace

std::string spelling_difference(std::string_view code, std::string_view known) {
  if (code == known) return "nothing";
  for (const unsigned folds : {kNormalFolds, kLookAlikeFolds, kLooseFolds})
    if (folded(code, folds) == folded(known, folds)) return needed_folds(code, known, folds);
  return could_be(code, known) || could_be(known, code) ? "a number that a spreadsheet has rounded" : "more than spelling";
}

}  // namespace trueup
