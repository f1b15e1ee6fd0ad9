#include "io/x12_set.hpp"

#include <algorithm>
#include <limits>

namespace trueup {

X12Set::X12Set(const std::vector<X12LoopKind>& kinds, const X12Ids& ids) : kinds_(kinds), kind_of_(ids.size()) {
  for (std::uint32_t kind = 1; kind < kinds.size(); ++kind) {
    kind_of_[kinds[kind].opener] = kind;
    trees_ = trees_ || kinds[kind].id != 0;
  }
}

void X12Set::start(const char* text, std::uint64_t number) {
  text_ = text;
  base_ = number;
  segments_.clear();
  ends_.clear();
  loops_.clear();
  open_.clear();
}

void X12Set::open_envelope(const X12Segment& segment, std::uint16_t id) {
  open(segment, id, 0);
  root_ = open_.back();
}

std::uint32_t X12Set::store(const X12Segment& segment, std::uint16_t id, std::uint32_t loop) {
  const auto index = static_cast<std::uint32_t>(segments_.size());
  // An envelope's segment may be of another interchange than what base_ counts from: only rows ask for a number.
  segments_.push_back({segment.begin, static_cast<std::uint32_t>(ends_.size()), static_cast<std::uint32_t>(segment.number - base_), loop,
                       kNoX12, id, static_cast<std::uint16_t>(segment.count)});
  for (std::uint32_t i = 0; i < segment.count; ++i) ends_.push_back(segment.ends[i]);
  return index;
}

void X12Set::append(std::uint32_t loop, std::uint32_t segment) {
  Loop& in = loops_[loop];
  in.ids |= std::uint64_t{1} << (segments_[segment].id % 64);
  if (in.first == kNoX12) in.first = segment;
  else segments_[in.last].next = segment;
  in.last = segment;
}

void X12Set::open(const X12Segment& segment, std::uint16_t id, std::uint32_t kind) {
  const auto loop = static_cast<std::uint32_t>(loops_.size());
  const std::uint32_t parent = open_.empty() ? kNoX12 : open_.back();
  const std::uint32_t opener = store(segment, id, loop);
  loops_.push_back({std::uint64_t{1} << (id % 64), kind, parent, opener, kNoX12, kNoX12});
  // The loops of a tree are tied to their parents when all of them are known.
  if (parent != kNoX12 && kinds_[kind].id == 0) append(parent, opener);
  open_.push_back(loop);
}

void X12Set::add(const X12Segment& segment, std::uint16_t id) {
  const std::uint32_t kind = kind_of_[id];
  if (kind == 0 || held_inside(id, kinds_[kind].in)) {
    const std::uint32_t loop = innermost(id);
    if (id != X12Ids::kOther) append(loop, store(segment, id, loop));
    return;
  }
  std::size_t around = open_.size();
  while (around > 0 && open_[around - 1] != root_ && loops_[open_[around - 1]].kind != kinds_[kind].in) --around;
  open_.resize(around);
  open(segment, id, kind);
}

/// Whether a loop that is open, further in than the one that an opener belongs to, says that it holds that segment.
bool X12Set::held_inside(std::uint16_t id, std::uint32_t parent_kind) const {
  for (std::size_t at = open_.size(); at-- > 0 && open_[at] != root_ && loops_[open_[at]].kind != parent_kind;) {
    const X12LoopKind& kind = kinds_[loops_[open_[at]].kind];
    if (!kind.holds_all && kind.holds[id]) return true;
  }
  return false;
}

/// The innermost open loop that holds a segment; those inside of it are over.
std::uint32_t X12Set::innermost(std::uint16_t id) {
  for (;; open_.pop_back()) {
    const std::uint32_t loop = open_.back();
    const X12LoopKind& kind = kinds_[loops_[loop].kind];
    if (loop == root_ || kind.holds_all || kind.holds[id]) return loop;
  }
}

}  // namespace trueup
