// TextPool: every distinct text once, a 32-bit id for it. Two ids are equal exactly when the bytes are.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "trueup/base/hash.hpp"
#include "trueup/base/strong_id.hpp"

namespace trueup {

class TextPool {
 public:
  TextPool() {
    spans_.push_back({});
    slots_.assign(1024, Slot{});
  }

  /// The id of a text; the empty text is id 0. Bytes are compared on every hash hit.
  TextId intern(std::string_view text) {
    if (text.empty()) return {};
    if ((spans_.size() + 1) * 2 > slots_.size()) grow();
    const std::uint64_t hash = hash_->bytes(text);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].id != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag_of(hash) && spans_[slots_[at].id] == text) return {slots_[at].id};
    const auto id = static_cast<std::uint32_t>(spans_.size());
    spans_.push_back(keep(text));
    slots_[at] = {id, tag_of(hash)};
    return {id};
  }

  /// The id of a text that is there already; none (0) otherwise.
  TextId find(std::string_view text) const {
    const std::uint64_t hash = hash_->bytes(text);
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].id != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag_of(hash) && spans_[slots_[at].id] == text) return {slots_[at].id};
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

  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

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
      const std::uint64_t hash = hash_->bytes(spans_[id]);
      std::size_t at = hash & (larger.size() - 1);
      while (larger[at].id != 0) at = (at + 1) & (larger.size() - 1);
      larger[at] = {id, tag_of(hash)};
    }
    slots_ = std::move(larger);
  }

  const KeyedHash* hash_ = &KeyedHash::of_process();
  std::vector<std::string_view> spans_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
};

}  // namespace trueup
