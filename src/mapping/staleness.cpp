#include "trueup/mapping/staleness.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <string_view>

namespace trueup {
namespace {

using Chain = std::vector<const Hop*>;

bool carries(const Hop& hop, std::string_view type) { return std::find(hop.carries.begin(), hop.carries.end(), type) != hop.carries.end(); }

// The shortest chain; empty when there is none. Of two of one length that of the case's earlier hops.
Chain find_chain(const Case& the_case, std::string_view type, std::string_view from, std::string_view to) {
  std::map<std::string_view, const Hop*> came_by{{from, nullptr}};
  std::deque<std::string_view> open{from};
  for (; !open.empty() && !came_by.contains(to); open.pop_front())
    for (const Hop& hop : the_case.hops)
      if (hop.from == open.front() && carries(hop, type) && came_by.try_emplace(hop.to, &hop).second) open.push_back(hop.to);
  Chain chain;
  const auto end = came_by.find(to);
  for (const Hop* hop = end == came_by.end() ? nullptr : end->second; hop != nullptr; hop = came_by.at(hop->from)) chain.push_back(hop);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::optional<Duration> worst_of(const Chain& chain) {
  Duration sum;
  for (const Hop* hop : chain) {
    if (!hop->every) return std::nullopt;
    sum.seconds += hop->every->seconds + hop->processing.value_or(Duration{}).seconds;
  }
  return sum;
}

std::vector<std::string> ids_of(const Chain& chain) {
  std::vector<std::string> ids;
  for (const Hop* hop : chain) ids.push_back(hop->id);
  return ids;
}

// What takes one way is one route.
void add(std::vector<Staleness>& out, const std::string& from, const std::string& to, const std::string& type, const Chain& chain) {
  if (chain.empty()) return;
  const std::vector<std::string> ids = ids_of(chain);
  const auto same = std::find_if(out.begin(), out.end(), [&](const Staleness& one) { return one.from == from && one.to == to && one.hops == ids; });
  if (same == out.end()) out.push_back({from, to, {type}, ids, worst_of(chain)});
  else same->carries.push_back(type);
}

std::vector<std::string> types_from(const Case& the_case, std::string_view system) {
  std::vector<std::string> types;
  for (const Hop& hop : the_case.hops)
    if (hop.from == system && hop.to != system) types.insert(types.end(), hop.carries.begin(), hop.carries.end());
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

std::vector<const System*> systems_of(const Case& the_case, SystemRole role) {
  std::vector<const System*> out;
  for (const System& system : the_case.systems)
    if (system.role == role) out.push_back(&system);
  return out;
}

// A shipment reaches the book as itself, and the channel as the stock that it lowered.
Chain onward(const Case& the_case, const std::string& type, const Chain& to_book, const std::string& book, const std::string& channel) {
  if (to_book.empty()) return {};
  Chain rest = find_chain(the_case, type, book, channel);
  if (rest.empty()) rest = find_chain(the_case, "stock", book, channel);
  if (rest.empty()) return {};
  Chain whole = to_book;
  whole.insert(whole.end(), rest.begin(), rest.end());
  return whole;
}

}  // namespace

std::vector<Staleness> worst_staleness(const Case& the_case) {
  std::vector<Staleness> out;
  for (const System* source : systems_of(the_case, SystemRole::kExecution))
    for (const System* book : systems_of(the_case, SystemRole::kSystemOfRecord)) {
      std::vector<std::pair<std::string, Chain>> arrivals;
      for (const std::string& type : types_from(the_case, source->id)) arrivals.emplace_back(type, find_chain(the_case, type, source->id, book->id));
      for (const auto& [type, chain] : arrivals) add(out, source->id, book->id, type, chain);
      for (const System* channel : systems_of(the_case, SystemRole::kChannel))
        for (const auto& [type, chain] : arrivals) add(out, source->id, channel->id, type, onward(the_case, type, chain, book->id, channel->id));
    }
  return out;
}

}  // namespace trueup
