// X12Path: where an element stands in a set, compiled once from a profile's text.
//
//   W12-03                    element 3 of the nearest W12
//   SVC-01.2                  its second component
//   N9[01=LT|LV]-02           of the nearest N9 whose element 1 is one of the words
//   QTY[01:quantity=on_hand]-02   ... whose element 1 the word list `quantity` translates so
//   HL[03=O]/PRF-01           inside of the nearest loop that such a segment opens
//   W12@07,21  LIN@02+        pairs of qualifier and value: the value that is best by x12.ids; # after it = its qualifier
//   LIN@02+=LT|LO             the value of these qualifiers only
//   @1                        element 1 of the row's group
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/io/profile.hpp"

namespace trueup {

/// Segment ids as small numbers: those that a profile names, and those of the envelope.
class X12Ids {
 public:
  enum : std::uint16_t { kOther, kIsa, kGs, kSt, kSe, kGe, kIea, kTa1, kFirstOfProfile };

  X12Ids();
  /// The number of an id, new or known. kOther for a text that is no segment id.
  std::uint16_t add(std::string_view id);
  std::uint16_t find(std::string_view id) const {
    const std::uint32_t key = key_of(id);
    for (std::uint32_t at = hash(key);; at = (at + 1) % kSlots)
      if (keys_[at] == key || keys_[at] == 0) return numbers_[at];
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::uint32_t kSlots = 1024, kMost = kSlots / 2, kNoKey = ~std::uint32_t{0};

  static std::uint32_t key_of(std::string_view id) {
    if (id.size() - 2 > 1) return kNoKey;
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(id[i])}; };
    return byte(0) | byte(1) << 8 | (id.size() == 3 ? byte(2) << 16 : 0) | std::uint32_t{1} << 24;
  }
  static std::uint32_t hash(std::uint32_t key) { return key * 0x9e3779b1u >> 22; }

  std::uint32_t keys_[kSlots] = {};
  std::uint16_t numbers_[kSlots] = {};
  std::uint16_t size_ = 0;
};

/// An element, or a component of it.
struct X12Element {
  std::uint32_t number = 0;
  std::uint32_t component = 0;  ///< 0 = the whole element
};

/// The first eight bytes of a word, alike for both cases: words that differ in it are different words.
inline std::uint64_t word_key(std::string_view word) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < word.size() && i < 8; ++i) key |= std::uint64_t{static_cast<unsigned char>(word[i] | 0x20)} << (8 * i);
  return key;
}

struct X12Selector {
  X12Element element;
  std::vector<std::string> words;   ///< one of them; ASCII case ignored
  std::vector<std::uint64_t> keys;  ///< of the words
};

/// A segment by its id, and what it must say.
struct X12Match {
  std::uint16_t id = X12Ids::kOther;
  std::vector<X12Selector> selectors;
};

/// Which segment: the nearest that matches, or in the nearest loop whose opener matches `anchor`.
struct X12Finder {
  std::optional<X12Match> anchor;
  X12Match segment;
  std::string text;  ///< of the profile: equal finders share one
};

enum class X12Part : std::uint8_t { kElement, kPairs, kGroup };

struct X12Path {
  X12Part part = X12Part::kElement;
  std::uint32_t finder = 0;          ///< index in X12Paths::finders; not for kGroup
  X12Element element;                ///< kGroup: number from 1 in the group
  std::vector<std::uint32_t> pairs;  ///< elements that hold qualifiers
  bool to_end = false;               ///< pairs go on from the last of `pairs` to the segment's end
  std::vector<std::string> best;     ///< qualifiers, best first; empty = any
  bool qualifier = false;            ///< the qualifier itself
};

/// `each`: which segments make rows, and how many groups of elements each holds.
struct X12Each {
  X12Match segment;
  std::uint32_t first = 0;  ///< first element of the first group; 0 = the segment makes one row
  std::uint32_t width = 0;
};

/// All paths of a profile. Error of each call: bad_profile with the path and what is wrong in it.
class X12Paths {
 public:
  explicit X12Paths(const Profile& profile) : profile_(profile) {}

  Result<X12Path> compile(const std::string& text);
  Result<X12Each> compile_each(const std::string& text);

  X12Ids ids;
  std::vector<X12Finder> finders;

 private:
  std::uint32_t add_finder(X12Finder finder);

  const Profile& profile_;
};

}  // namespace trueup
