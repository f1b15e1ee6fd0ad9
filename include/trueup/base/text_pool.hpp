// TextPool: every distinct text once, a 32-bit id for it. Two ids are equal exactly when the bytes are.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "trueup/base/hash.hpp"
#include "trueup/base/strong_id.hpp"

namespace trueup {

class TextPool {
 public:
  TextPool() {
    spans_.push_back({});
    hashes_.push_back(0);
    slots_.assign(1024, Slot{});
  }

  /// The id of a text; the empty text is id 0. Bytes are compared on every hash hit.
  TextId intern(std::string_view text) { return text.empty() ? TextId{} : intern(text, hash_->bytes(text)); }

  /// The ids of many texts into `out`, the same as one by one in their order; but memory that is not in the cache is fetched
  /// for several texts at a time.
  void intern(std::span<const std::string_view> texts, TextId* out) {
    std::array<std::uint64_t, kAtOnce> hashes;
    while (!texts.empty()) {
      const auto some = texts.first(std::min(kAtOnce, texts.size()));
      fetch_slots(some, hashes);
      for (std::size_t i = 0; i < some.size(); ++i) *out++ = some[i].empty() ? TextId{} : intern(some[i], hashes[i]);
      texts = texts.subspan(some.size());
    }
  }

  /// The id of a text that is there already; none (0) otherwise.
  TextId find(std::string_view text) const {
    const std::uint64_t hash = hash_->bytes(text);
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].id != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag_of(hash) && same(spans_[slots_[at].id], text)) return {slots_[at].id};
    return {};
  }

  /// Valid as long as the pool lives.
  std::string_view text(TextId id) const { return spans_[id.value]; }
  std::size_t size() const { return spans_.size(); }

 private:
  struct Slot {
    std::uint32_t id = 0;
    std::uint32_t tag = 0;
  };
  static constexpr std::size_t kBlock = std::size_t{1} << 20;
  static constexpr std::size_t kAtOnce = 32;

  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

  /// Equality without a call for the short texts that codes are: the two words, which may overlap, cover them.
  static bool same(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    const char *a = left.data(), *b = right.data();
    const std::size_t size = left.size();
    if (size > 16 || size < 4) return left == right;
    if (size < 8) return equal_words<std::uint32_t>(a, b) && equal_words<std::uint32_t>(a + size - 4, b + size - 4);
    return equal_words<std::uint64_t>(a, b) && equal_words<std::uint64_t>(a + size - 8, b + size - 8);
  }

  template <class Word>
  static bool equal_words(const char* a, const char* b) {
    Word left, right;
    std::memcpy(&left, a, sizeof left);
    std::memcpy(&right, b, sizeof right);
    return left == right;
  }

  static void fetch(const void* address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
  }

  TextId intern(std::string_view text, std::uint64_t hash) {
    if ((spans_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].id != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag_of(hash) && same(spans_[slots_[at].id], text)) return {slots_[at].id};
    const auto id = static_cast<std::uint32_t>(spans_.size());
    spans_.push_back(keep(text));
    hashes_.push_back(hash);
    slots_[at] = {id, tag_of(hash)};
    return {id};
  }

  /// Hashes the texts, and has their slots, the spans of what is likely the same text, and its bytes on their way.
  void fetch_slots(std::span<const std::string_view> texts, std::array<std::uint64_t, kAtOnce>& hashes) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      hashes[i] = hash_->bytes(texts[i]);
      fetch(&slots_[hashes[i] & mask]);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) fetch(&spans_[slots_[hashes[i] & mask].id]);
    for (std::size_t i = 0; i < texts.size(); ++i) fetch(spans_[slots_[hashes[i] & mask].id].data());
  }

  std::string_view keep(std::string_view text) {
    if (text.size() > free_) {
      free_ = text.size() > kBlock ? text.size() : kBlock;
      blocks_.push_back(std::make_unique<char[]>(free_));
      next_ = blocks_.back().get();
    }
    char* place = next_;
    text.copy(place, text.size());
    next_ += text.size();
    free_ -= text.size();
    return {place, text.size()};
  }

  void grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    for (std::uint32_t id = 1; id < spans_.size(); ++id) {
      std::size_t at = hashes_[id] & (larger.size() - 1);
      while (larger[at].id != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = {id, tag_of(hashes_[id])};
    }
    slots_ = std::move(larger);
  }

  const KeyedHash* hash_ = &KeyedHash::of_process();
  std::vector<std::string_view> spans_;
  std::vector<std::uint64_t> hashes_;  ///< one a text: a larger table is filled without a look at the texts
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
};

}  // namespace trueup
