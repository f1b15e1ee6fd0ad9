// X12Lookup: finds the segment that a path names, seen from a row's segment: the row's own, then those of its loop, then of
// the loops around it. What a loop sees is worked out once, so that a set of any size takes linear time.
#pragma once

#include <bit>
#include <cstring>

#include "io/text.hpp"
#include "io/x12_path.hpp"
#include "io/x12_set.hpp"

namespace trueup {

class X12Lookup {
 public:
  X12Lookup(const X12Set& set, const std::vector<X12Finder>& finders);

  /// Forgets the set before.
  void start(char component);

  /// Index of the segment; kNoX12 = there is none.
  std::uint32_t find(std::uint32_t finder, std::uint32_t row) {
    const Wanted& wanted = wanted_[finder];
    if (wanted.inside == nullptr && matches(*wanted.first, set_.segments()[row])) return row;
    return from_loop(finder, set_.segments()[row].loop);
  }
  std::uint32_t from_loop(std::uint32_t finder, std::uint32_t loop) {
    const std::uint32_t seen = seen_[loop * wanted_.size() + finder];
    return seen != kNotSeen ? seen : walk(finder, loop);
  }

  bool matches(const X12Match& wanted, const X12Set::Segment& segment) const {
    return segment.id == wanted.id && (wanted.selectors.empty() || selected(wanted, segment));
  }
  /// Without blanks around it; an element that is empty is not there.
  std::string_view text(const X12Set::Segment& segment, const X12Element& element) const {
    std::string_view out = set_.element(segment, element.number);
    if (element.component != 0) out = component_of(out, element.component);
    const bool plain = out.empty() || (static_cast<unsigned char>(out.front()) > ' ' && static_cast<unsigned char>(out.back()) > ' ');
    return plain ? out : trimmed(out);
  }

 private:
  static constexpr std::uint32_t kNotSeen = kNoX12 - 1;

  bool selected(const X12Match& wanted, const X12Set::Segment& segment) const {
    for (const X12Selector& selector : wanted.selectors)
      if (!is_one_of(text(segment, selector.element), selector)) return false;
    return true;
  }
  static bool is_one_of(std::string_view text, const X12Selector& selector) {
    const std::uint64_t key = key_in_file(text);
    for (std::size_t i = 0; i < selector.keys.size(); ++i)
      if (selector.keys[i] == key && same_word(text, selector.words[i])) return true;
    return false;
  }
  /// word_key() of a text after which there are bytes that may be read: the file's padding.
  static std::uint64_t key_in_file(std::string_view text) {
    static_assert(Bytes::kPadding >= sizeof(std::uint64_t));
    if constexpr (std::endian::native != std::endian::little) return word_key(text);
    if (text.empty()) return 0;
    std::uint64_t key;
    std::memcpy(&key, text.data(), sizeof key);
    key |= 0x2020202020202020;
    return text.size() >= 8 ? key : key & ((std::uint64_t{1} << (8 * text.size())) - 1);
  }

  std::string_view component_of(std::string_view element, std::uint32_t number) const;
  std::uint32_t walk(std::uint32_t finder, std::uint32_t loop);
  std::uint32_t in_loop(const X12Match& wanted, std::uint32_t loop) const;
  std::uint32_t in_opened(const X12Match& wanted, std::uint32_t opener) const;

  /// An X12Finder as it is looked for.
  struct Wanted {
    const X12Match* first;   ///< the anchor, or the segment where there is none
    const X12Match* inside;  ///< the segment inside of the loop that the anchor opens; null without anchor
    std::uint64_t id;        ///< of `first`, as X12Set::Loop::ids has it
  };

  const X12Set& set_;
  std::vector<Wanted> wanted_;
  std::vector<std::uint32_t> seen_;  ///< by loop, then by finder
  char component_ = 0;               ///< separator
};

}  // namespace trueup
