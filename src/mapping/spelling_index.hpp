// SpellingIndex: which known item a code resembles. Built when the first unknown code asks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trueup/base/text_pool.hpp"
#include "trueup/mapping/mapping.hpp"

namespace trueup {

class SpellingIndex {
 public:
  explicit SpellingIndex(const TextPool& pool);

  /// A spelling that a map leads from: what the other system means to print.
  void learn_mapped(TextId spelling, TextId sku) { learn(spelling, {sku, spelling}); }
  /// The book's own spelling; says nothing new where a map spells the item alike.
  void learn_own(TextId sku) { learn(sku, {sku, {}}); }

  /// The one item of a code's normal form; none when there is none, or more than one.
  Twin find(TextId code) const;

 private:
  // Forms are not kept: millions are learnt, and few looked up, where the texts themselves tell what is alike.
  struct Known {
    TextId sku;
    TextId mapped;            // the spelling that a map leads from; none: the SKU itself is what is known
    std::uint32_t tag = 0;    // of the form's hash
    std::uint32_t next = 0;   // of those that share a chain: 1 + index into known_; 0 = last
  };

  static TextId spelling_of(const Known& known) { return known.mapped ? known.mapped : known.sku; }

  void learn(TextId spelling, Known known);
  bool spells_better(const Known& left, const Known& right) const;

  const TextPool& pool_;
  std::vector<Known> known_;
  std::vector<std::uint32_t> chains_;   // by the low bits of a form's hash: as Known::next
  std::string form_;
};

}  // namespace trueup
