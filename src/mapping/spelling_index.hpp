// SpellingIndex: which known item a code resembles. Built when the first unknown code asks.
#pragma once

#include <vector>

#include "trueup/base/text_pool.hpp"
#include "trueup/mapping/mapping.hpp"

namespace trueup {

class SpellingIndex {
 public:
  explicit SpellingIndex(const TextPool& pool) : pool_(pool) {}

  /// A spelling that a map leads from: what the other system means to print.
  void learn_mapped(TextId spelling, TextId sku);
  /// The book's own spelling; says nothing new where a map spells the item alike.
  void learn_own(TextId sku);

  /// The one item of a code's normal form; none when there is none, or more than one.
  Twin find(TextId code) const;

 private:
  std::vector<Twin>& twins_of(TextId spelling);

  const TextPool& pool_;
  TextPool forms_;                          // normal forms
  std::vector<std::vector<Twin>> twins_;    // by the form's id
};

}  // namespace trueup
