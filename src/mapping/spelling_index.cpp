#include "mapping/spelling_index.hpp"

#include <bit>
#include <string>

#include "trueup/base/hash.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {
std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }
}  // namespace

// A few a chain: what is learnt by the million should find its chain in the processor's cache.
SpellingIndex::SpellingIndex(const TextPool& pool) : pool_(pool), chains_(std::bit_ceil(pool.size() / 8 + 1)) {
  known_.reserve(pool.size() / 2);
}

void SpellingIndex::learn(TextId spelling, Known known) {
  form_.clear();
  append_normal_form(form_, pool_.text(spelling));
  if (form_.empty()) return;
  const std::uint64_t hash = KeyedHash::of_process().bytes(form_);
  std::uint32_t& chain = chains_[hash & (chains_.size() - 1)];
  known.tag = tag_of(hash);
  known.next = chain;
  known_.push_back(known);
  chain = static_cast<std::uint32_t>(known_.size());
}

Twin SpellingIndex::find(TextId code) const {
  const std::string form = normal_form(pool_.text(code));
  const std::uint64_t hash = KeyedHash::of_process().bytes(form);
  const Known* best = nullptr;
  for (std::uint32_t at = chains_[hash & (chains_.size() - 1)]; at != 0; at = known_[at - 1].next) {
    const Known& known = known_[at - 1];
    if (known.tag != tag_of(hash) || normal_form(pool_.text(spelling_of(known))) != form) continue;
    if (best != nullptr && best->sku != known.sku) return {};
    if (best == nullptr || spells_better(known, *best)) best = &known;
  }
  return best == nullptr ? Twin{} : Twin{best->sku, spelling_of(*best)};
}

// What a map says before the book's own; of several the smallest, since the order in which maps are walked is a process's own.
bool SpellingIndex::spells_better(const Known& left, const Known& right) const {
  if (!left.mapped || !right.mapped) return left.mapped && !right.mapped;
  return pool_.text(left.mapped) < pool_.text(right.mapped);
}

}  // namespace trueup
