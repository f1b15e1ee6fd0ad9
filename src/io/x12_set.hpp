// X12Set: the segments of one transaction set that a profile looks at, and the tree of loops that they stand in.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "io/x12_path.hpp"
#include "io/x12_scanner.hpp"
#include "trueup/base/error.hpp"

namespace trueup {

inline constexpr std::uint32_t kNoX12 = ~std::uint32_t{0};

/// The loops of a profile with numbers instead of ids. Kind 0 is what stands around all: the interchange, the group, the set.
struct X12LoopKind {
  const X12Loop* named = nullptr;  ///< in the profile
  std::uint16_t opener = X12Ids::kOther;
  std::uint32_t in = 0;  ///< kind of the loop around it
  bool holds_all = true;
  std::vector<bool> holds;           ///< by segment id
  std::uint32_t id = 0, parent = 0;  ///< elements of the opener that make a tree; 0 = none
};

/// Error: bad_profile where a loop stands in itself, or where ids or elements are none.
Result<std::vector<X12LoopKind>> compile_loops(const Profile& profile, X12Ids& ids);
/// What the loops hold, when all ids of the profile are known.
void fill_holds(const Profile& profile, const X12Ids& ids, std::vector<X12LoopKind>& kinds);

class X12Set {
 public:
  struct Segment {
    std::uint64_t begin;   ///< offset in the file
    std::uint32_t first;   ///< index of its ends
    std::uint32_t number;  ///< after the set's base()
    std::uint32_t loop;    ///< the loop that it stands in; of an opener the loop that it opens
    std::uint32_t next;    ///< the next segment that stands in the same loop
    std::uint16_t id;
    std::uint16_t count;  ///< of its ends
  };
  /// What stands in a loop: its opener, then the segments right in it and the openers of the loops right in it.
  struct Loop {
    std::uint64_t ids;  ///< bit (id mod 64) is set where such a segment stands in it
    std::uint32_t kind, parent, opener, first, last;
  };
  /// A loop that stands in the set right away instead of in the parent that it names.
  struct Untied {
    std::uint32_t loop;
    bool circle;  ///< its parents lead back to it; otherwise none has that number
  };

  X12Set(const std::vector<X12LoopKind>& kinds, const X12Ids& ids);

  /// Empties it. The segments of the envelope stand around those of the set: ISA around GS around ST.
  void start(const char* text, std::uint64_t number);
  void open_envelope(const X12Segment& segment, std::uint16_t id);
  /// A segment in its order. kOther: one that no path names; it only ends loops that do not hold it.
  void add(const X12Segment& segment, std::uint16_t id);
  /// Ties the loops that name their parents by number. Those that could not be tied so, in the order of the set.
  const std::vector<Untied>& tie_trees();

  const std::vector<Segment>& segments() const { return segments_; }
  const std::vector<Loop>& loops() const { return loops_; }
  std::uint32_t root() const { return root_; }
  std::uint64_t number(const Segment& segment) const { return base_ + segment.number; }

  std::string_view element(const Segment& segment, std::uint32_t which) const {
    if (which >= segment.count || which == 0) return {};
    const std::uint32_t* ends = ends_.data() + segment.first + which;
    const std::uint32_t from = ends[-1] + 1;
    return {text_ + segment.begin + from, ends[0] - from};
  }

 private:
  std::uint32_t store(const X12Segment& segment, std::uint16_t id, std::uint32_t loop);
  void append(std::uint32_t loop, std::uint32_t segment);
  void open(const X12Segment& segment, std::uint16_t id, std::uint32_t kind);
  std::uint32_t innermost(std::uint16_t id);
  bool held_inside(std::uint16_t id, std::uint32_t parent_kind) const;
  void tie_kind(std::uint32_t kind);
  void break_circles(const std::vector<std::uint32_t>& tree);

  const std::vector<X12LoopKind>& kinds_;
  std::vector<std::uint32_t> kind_of_;  ///< by segment id: the loop that it opens; 0 = none
  bool trees_ = false;

  const char* text_ = nullptr;
  std::uint64_t base_ = 0;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> ends_;
  std::vector<Loop> loops_;
  std::vector<std::uint32_t> open_;  ///< loops that are open, outermost first
  std::vector<Untied> untied_;
  std::uint32_t root_ = 0;           ///< loop of the set
};

}  // namespace trueup
