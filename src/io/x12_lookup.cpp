#include "io/x12_lookup.hpp"

namespace trueup {

X12Lookup::X12Lookup(const X12Set& set, const std::vector<X12Finder>& finders) : set_(set) {
  for (const X12Finder& finder : finders) {
    const X12Match& first = finder.anchor ? *finder.anchor : finder.segment;
    wanted_.push_back({&first, finder.anchor ? &finder.segment : nullptr, std::uint64_t{1} << (first.id % 64)});
  }
}

void X12Lookup::start(char component) {
  component_ = component;
  seen_.assign(set_.loops().size() * wanted_.size(), kNotSeen);
}

std::string_view X12Lookup::component_of(std::string_view element, std::uint32_t number) const {
  if (component_ == 0) return number == 1 ? element : std::string_view();
  for (std::uint32_t at = 1; at < number; ++at) {
    const std::size_t end = element.find(component_);
    if (end == std::string_view::npos) return {};
    element.remove_prefix(end + 1);
  }
  return element.substr(0, element.find(component_));
}

/// From the loop outwards to the first that has it, or that an earlier walk came through; all loops on the way see the same.
std::uint32_t X12Lookup::walk(std::uint32_t finder, std::uint32_t loop) {
  const Wanted wanted = wanted_[finder];
  const X12Set::Loop* const loops = set_.loops().data();
  std::uint32_t* const seen = seen_.data() + finder;
  const std::size_t step = wanted_.size();
  std::uint32_t found = kNoX12;
  std::uint32_t end = loop;
  for (; end != kNoX12; end = loops[end].parent) {
    if (seen[end * step] != kNotSeen) {
      found = seen[end * step];
      break;
    }
    if ((loops[end].ids & wanted.id) == 0) continue;
    const std::uint32_t at = in_loop(*wanted.first, end);
    if (at == kNoX12) continue;
    found = seen[end * step] = wanted.inside == nullptr ? at : in_opened(*wanted.inside, at);
    break;
  }
  for (std::uint32_t at = loop; at != end; at = loops[at].parent) seen[at * step] = found;
  return found;
}

std::uint32_t X12Lookup::in_opened(const X12Match& wanted, std::uint32_t opener) const {
  const std::uint32_t opened = set_.segments()[opener].loop;
  return set_.loops()[opened].opener == opener ? in_loop(wanted, opened) : kNoX12;
}

std::uint32_t X12Lookup::in_loop(const X12Match& wanted, std::uint32_t loop) const {
  const X12Set::Loop& in = set_.loops()[loop];
  if ((in.ids >> (wanted.id % 64) & 1) == 0) return kNoX12;
  const X12Set::Segment* const segments = set_.segments().data();
  if (matches(wanted, segments[in.opener])) return in.opener;
  for (std::uint32_t at = in.first; at != kNoX12; at = segments[at].next)
    if (matches(wanted, segments[at])) return at;
  return kNoX12;
}

}  // namespace trueup
