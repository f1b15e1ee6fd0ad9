#include "mapping/spelling_index.hpp"

#include <algorithm>

#include "trueup/mapping/normal_form.hpp"

namespace trueup {

void SpellingIndex::learn_mapped(TextId spelling, TextId sku) {
  for (Twin& twin : twins_of(spelling)) {
    if (twin.sku != sku) continue;
    // The order in which maps are walked is a process's own; the smallest spelling is everybody's.
    if (pool_.text(spelling) < pool_.text(twin.spelling)) twin.spelling = spelling;
    return;
  }
  twins_of(spelling).push_back({sku, spelling});
}

void SpellingIndex::learn_own(TextId sku) {
  std::vector<Twin>& twins = twins_of(sku);
  if (std::none_of(twins.begin(), twins.end(), [&](const Twin& twin) { return twin.sku == sku; })) twins.push_back({sku, sku});
}

Twin SpellingIndex::find(TextId code) const {
  const TextId form = forms_.find(normal_form(pool_.text(code)));
  if (!form || twins_[form.value].size() != 1) return {};
  return twins_[form.value].front();
}

std::vector<Twin>& SpellingIndex::twins_of(TextId spelling) {
  const TextId form = forms_.intern(normal_form(pool_.text(spelling)));
  if (form.value >= twins_.size()) twins_.resize(form.value + 1);
  return twins_[form.value];
}

}  // namespace trueup
