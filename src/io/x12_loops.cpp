// The loops of X12 sets: how a profile's are compiled, and how those that name their parents are tied.
#include <algorithm>
#include <charconv>
#include <utility>

#include "io/x12_set.hpp"

namespace trueup {
namespace {

Error bad_loop(const Profile& profile, const X12Loop& loop, const char* fault, const char* hint) {
  return Error{ErrorCode::kBadProfile, fault, {profile.name, 0, "x12.loops." + loop.opener, loop.in}, hint};
}

/// The element of "HL-01" when the segment is the loop's opener; 0 otherwise.
std::uint32_t own_element(const X12Loop& loop, std::string_view text) {
  if (!text.starts_with(loop.opener + "-")) return 0;
  text.remove_prefix(loop.opener.size() + 1);
  std::uint32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? out : 0;
}

std::uint32_t kind_named(const Profile& profile, std::string_view opener) {
  for (std::size_t i = 0; i < profile.x12.loops.size(); ++i)
    if (profile.x12.loops[i].opener == opener) return static_cast<std::uint32_t>(i + 1);
  return 0;
}

bool stands_in_itself(const std::vector<X12LoopKind>& kinds, std::uint32_t kind) {
  for (std::size_t steps = 0; steps < kinds.size(); ++steps) {
    if (kind == 0) return false;
    kind = kinds[kind].in;
  }
  return true;
}

/// A loop's number, without leading zeros: the order that it can be looked up in.
std::string_view bare_number(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

}  // namespace

Result<std::vector<X12LoopKind>> compile_loops(const Profile& profile, X12Ids& ids) {
  std::vector<X12LoopKind> kinds(1);
  for (const X12Loop& loop : profile.x12.loops) {
    X12LoopKind& kind = kinds.emplace_back();
    kind.named = &loop;
    kind.opener = ids.add(loop.opener);
    kind.in = kind_named(profile, loop.in);
    kind.holds_all = loop.holds.empty();
    if (kind.opener < X12Ids::kFirstOfProfile) return bad_loop(profile, loop, "no loop can start so", "a segment id: N1");
    for (const std::string& held : loop.holds)
      if (ids.add(held) == X12Ids::kOther) return bad_loop(profile, loop, "holds what is no segment id", "segment ids: N2, N3");
    if (loop.id.empty()) continue;
    kind.id = own_element(loop, loop.id);
    kind.parent = own_element(loop, loop.parent);
    if (kind.id == 0 || kind.parent == 0)
      return bad_loop(profile, loop, "id and parent are no elements of the opener", "id = \"HL-01\", parent = \"HL-02\"");
  }
  for (std::uint32_t kind = 1; kind < kinds.size(); ++kind)
    if (stands_in_itself(kinds, kind))
      return bad_loop(profile, profile.x12.loops[kind - 1], "a loop stands in itself", "ST, or a loop that leads to ST");
  return kinds;
}

void fill_holds(const Profile& profile, const X12Ids& ids, std::vector<X12LoopKind>& kinds) {
  for (std::size_t i = 0; i < profile.x12.loops.size(); ++i) {
    kinds[i + 1].holds.assign(ids.size(), false);
    for (const std::string& held : profile.x12.loops[i].holds) kinds[i + 1].holds[ids.find(held)] = true;
  }
}

const std::vector<X12Set::Untied>& X12Set::tie_trees() {
  untied_.clear();
  for (std::uint32_t kind = 1; trees_ && kind < kinds_.size(); ++kind)
    if (kinds_[kind].id != 0) tie_kind(kind);
  std::stable_sort(untied_.begin(), untied_.end(), [](const Untied& left, const Untied& right) { return left.loop < right.loop; });
  return untied_;
}

void X12Set::tie_kind(std::uint32_t kind) {
  std::vector<std::pair<std::string_view, std::uint32_t>> numbers;  // of the tree's loops, each number's in order
  for (std::uint32_t loop = 0; loop < loops_.size(); ++loop)
    if (loops_[loop].kind == kind) numbers.emplace_back(bare_number(element(segments_[loops_[loop].opener], kinds_[kind].id)), loop);
  std::sort(numbers.begin(), numbers.end());
  // The last loop of that number that came before, else the first of all.
  const auto find = [&](std::string_view number, std::uint32_t before) {
    const auto first = std::lower_bound(numbers.begin(), numbers.end(), std::pair(number, std::uint32_t{0}));
    const auto after = std::lower_bound(first, numbers.end(), std::pair(number, before));
    if (after != first) return std::prev(after)->second;
    return first != numbers.end() && first->first == number ? first->second : kNoX12;
  };
  std::vector<std::uint32_t> tree;
  for (const auto& [number, loop] : numbers) tree.push_back(loop);
  std::sort(tree.begin(), tree.end());
  for (const std::uint32_t loop : tree) {
    const std::string_view number = bare_number(element(segments_[loops_[loop].opener], kinds_[kind].parent));
    if (number.empty()) continue;
    const std::uint32_t parent = find(number, loop);
    if (parent != kNoX12 && parent != loop) loops_[loop].parent = parent;
    else if (number != "0") untied_.push_back({loop, parent == loop});  // some write 0 where there is no parent
  }
  break_circles(tree);
  for (const std::uint32_t loop : tree) append(loops_[loop].parent, loops_[loop].opener);
}

/// A loop whose parents lead back to itself stands in the set alone.
void X12Set::break_circles(const std::vector<std::uint32_t>& tree) {
  std::vector<std::uint32_t> seen_from(loops_.size(), kNoX12);
  for (const std::uint32_t start : tree) {
    std::uint32_t before = kNoX12;
    std::uint32_t at = start;
    for (; at != kNoX12 && seen_from[at] == kNoX12; at = loops_[at].parent) seen_from[at] = start, before = at;
    if (at == kNoX12 || seen_from[at] != start || before == kNoX12) continue;
    loops_[before].parent = root_;
    untied_.push_back({before, true});
  }
}

}  // namespace trueup
