// NameWords: the words of items' names, how rare each is, and how alike two names are. Whole numbers only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/text_pool.hpp"

namespace trueup {

/// The words of a name: lower case, figures with their unit ("12 oz", "pack of 12" are "12oz", "12pack"), at most 24.
std::vector<std::string> words_of_name(std::string_view name);

// kOmits: one side has a figure, size or pack more, and the other nothing in its place.
enum class NameVerdict : std::uint8_t { kUnknown, kSame, kSimilar, kOmits, kDiffers };

struct NameLikeness {
  std::uint32_t score_e4 = 0;  // shared weight of the words; rare words weigh more
  NameVerdict verdict = NameVerdict::kUnknown;
};

class NameWords {
 public:
  using Words = std::vector<std::uint32_t>;  // sorted; a word that comes twice is there twice

  /// Takes in an item's name. Weights hold once all names are in.
  Words learn(std::string_view name);

  std::uint32_t weight(std::uint32_t word) const;
  std::uint32_t weight(const Words& words) const;
  NameLikeness compare(const Words& left, const Words& right) const;
  std::size_t word_count() const { return pool_.size(); }

 private:
  bool spelt_alike(std::uint32_t left, std::uint32_t right) const;

  TextPool pool_;
  std::vector<std::uint32_t> counts_{0};       // names that hold a word, by its id
  std::vector<std::uint8_t> tells_variants_{0};
  std::uint32_t names_ = 0;
};

}  // namespace trueup
