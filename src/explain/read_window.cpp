#include <algorithm>
#include <map>

#include "explain/gaps.hpp"

namespace trueup {
namespace {

constexpr std::size_t kMostOpen = 12;

// What an event adds to book - other when its side's balance holds it.
Int128 contribution(const Event& event) {
  return event.side == Side::kBook ? Int128{event.effect.value} : -Int128{event.effect.value};
}

struct KeyEvents {
  Int128 settled = 0;
  std::vector<std::uint32_t> open;
};

using KeyId = std::pair<std::uint32_t, std::uint32_t>;

KeyId id_of(const StockKey& key) { return {key.sku.value, key.location.value}; }

// The smallest choice of open events that sums to `wanted`; nothing when there is none, or several of that size.
std::optional<unsigned> only_choice(const std::vector<Event>& events, const std::vector<std::uint32_t>& open, Int128 wanted) {
  std::optional<unsigned> best;
  std::size_t best_size = open.size() + 1, ties = 0;
  for (unsigned mask = 0; mask < (1u << open.size()); ++mask) {
    Int128 sum = 0;
    std::size_t size = 0;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (mask >> i & 1) sum += contribution(events[open[i]]), ++size;
    if (sum != wanted || size > best_size) continue;
    ties = size == best_size ? ties + 1 : 0;
    best = mask;
    best_size = size;
  }
  return ties == 0 ? best : std::nullopt;
}

}  // namespace

std::vector<StockKey> settle_read_window(std::vector<Event>& events, const Delta& delta) {
  std::map<KeyId, KeyEvents> by_key;
  for (std::uint32_t i = 0; i < events.size(); ++i)
    if (events[i].effect.known() && events[i].in_balance == Truth::kUnknown) by_key[id_of(events[i].key)].open.push_back(i);
  if (by_key.empty()) return {};
  for (const Event& event : events)
    if (const auto found = by_key.find(id_of(event.key)); found != by_key.end() && event.effect.known() && event.in_balance == Truth::kYes)
      found->second.settled += contribution(event);
  std::vector<StockKey> undecided;
  for (const DeltaRow& row : delta.rows) {
    const auto found = row.key.foreign ? by_key.end() : by_key.find(id_of(row.key));
    if (found == by_key.end()) continue;
    const std::vector<std::uint32_t>& open = found->second.open;
    std::optional<unsigned> choice;
    if (row.comparable() && open.size() <= kMostOpen) choice = only_choice(events, open, Int128{row.delta.value} - found->second.settled);
    for (std::size_t i = 0; i < open.size(); ++i) events[open[i]].in_balance = truth(!choice || (*choice >> i & 1) != 0);
    if (!choice && row.comparable()) undecided.push_back(row.key);
  }
  for (Event& event : events)
    if (event.in_balance == Truth::kUnknown) event.in_balance = Truth::kYes;
  return undecided;
}

}  // namespace trueup
