#include "explain/match.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "absl/container/flat_hash_map.h"

namespace trueup {
namespace {

// What a pass compares. Empty parts do not take part; an event whose `name` is empty is left to the next pass.
struct PassKey {
  std::uint8_t flow = 0;
  std::uint32_t sku = 0, location = 0, name = 0, line = 0;
  std::int64_t quantity = 0;
  friend bool operator==(const PassKey&, const PassKey&) = default;
  template <class H>
  friend H AbslHashValue(H hash, const PassKey& key) {
    return H::combine(std::move(hash), key.flow, key.sku, key.location, key.name, key.line, key.quantity);
  }
};

struct Group {
  std::vector<std::uint32_t> book, other;
};

struct Pass {
  MatchedBy by;
  bool quantities_may_differ;   // a pair that is one line by its name may carry two quantities
  bool subsets;                 // one event may be the sum of several
  std::optional<PassKey> (*key_of)(const Event&);
};

PassKey place_of(const Event& event) {
  return {static_cast<std::uint8_t>(event.flow), event.key.sku.value, event.key.location.value, 0, 0, 0};
}

std::optional<PassKey> by_link(const Event& event) {
  if (event.link == 0) return std::nullopt;
  PassKey key = place_of(event);
  key.name = event.link;
  return key;
}

std::optional<PassKey> by_line(const Event& event) {
  if (event.order == 0 || !event.line) return std::nullopt;
  PassKey key = place_of(event);
  key.name = event.order;
  key.line = event.line.value;
  return key;
}

std::optional<PassKey> by_reference(const Event& event) {
  if (event.order == 0) return std::nullopt;
  PassKey key = place_of(event);
  key.name = event.order;
  return key;
}

std::optional<PassKey> by_reference_any_sku(const Event& event) {
  auto key = by_reference(event);
  if (key) key->sku = 0, key->quantity = event.effect.value;
  return key;
}

// Without a reference on one side: item, quantity and day. Midnight UTC divides the days.
std::optional<PassKey> by_content(const Event& event) {
  if (event.moved_at == Records::kUnknown) return std::nullopt;
  PassKey key = place_of(event);
  constexpr std::int64_t kDay = 86'400'000'000;
  key.name = static_cast<std::uint32_t>(event.moved_at / kDay);
  key.quantity = event.effect.value;
  return key;
}

constexpr std::size_t kMostForSubsets = 12;  // 4096 subsets; more open documents of one order and item are left alone

// The one subset (of at least two) whose effects sum to `wanted`; nothing when there is none or more than one.
std::optional<std::vector<std::uint32_t>> unique_subset(const std::vector<Event>& events, const std::vector<std::uint32_t>& candidates, std::int64_t wanted) {
  if (candidates.size() < 2 || candidates.size() > kMostForSubsets) return std::nullopt;
  std::optional<unsigned> found;
  for (unsigned mask = 1; mask < (1u << candidates.size()); ++mask) {
    if ((mask & (mask - 1)) == 0) continue;
    Int128 sum = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (mask >> i & 1) sum += events[candidates[i]].effect.value;
    if (sum != wanted) continue;
    if (found) return std::nullopt;
    found = mask;
  }
  if (!found) return std::nullopt;
  std::vector<std::uint32_t> subset;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (*found >> i & 1) subset.push_back(candidates[i]);
  return subset;
}

class Matcher {
 public:
  Matcher(const std::vector<Event>& events, const Evidence& evidence, const Progress* progress)
      : events_(events), evidence_(evidence), progress_(progress), open_(events.size(), true) {
    for (std::uint32_t i = 0; i < events.size(); ++i) open_[i] = events[i].effect.known();
  }

  std::vector<Match> run() {
    // Quantity differences wait until equal quantities and exact subsets have had their turn, so that a later advice of a
    // partly shipped order is never read as a wrong quantity of an earlier one.
    run_pass({MatchedBy::kLink, false, true, by_link});
    run_pass({MatchedBy::kLine, false, true, by_line});
    run_pass({MatchedBy::kQuantity, false, true, by_reference});
    run_pass({MatchedBy::kLink, true, false, by_link});
    run_pass({MatchedBy::kLine, true, false, by_line});
    match_only_documents();
    run_pass({MatchedBy::kContent, false, false, by_reference_any_sku});
    run_pass({MatchedBy::kContent, false, false, by_content}, true);
    leave_rest();
    return std::move(matches_);
  }

 private:
  // Events in an order of their own, so that the rows' order cannot matter.
  bool before(std::uint32_t left, std::uint32_t right) const {
    const Event &a = events_[left], &b = events_[right];
    if (a.moved_at != b.moved_at) return a.moved_at < b.moved_at;
    if (a.id != b.id) return evidence_.text(a.id) < evidence_.text(b.id);
    if (a.line != b.line) return evidence_.text(a.line) < evidence_.text(b.line);
    return a.row < b.row;
  }

  template <class KeyOf>
  std::vector<Group> groups_of(KeyOf key_of) const {
    absl::flat_hash_map<PassKey, std::size_t> index;
    std::vector<Group> groups;
    for (std::uint32_t i = 0; i < events_.size() && !stops_at(progress_, i); ++i) {
      if (!open_[i]) continue;
      const auto key = key_of(events_[i]);
      if (!key) continue;
      const auto [found, fresh] = index.try_emplace(*key, groups.size());
      if (fresh) groups.emplace_back();
      (events_[i].side == Side::kBook ? groups[found->second].book : groups[found->second].other).push_back(i);
    }
    for (Group& group : groups) {
      const auto order = [this](std::uint32_t left, std::uint32_t right) { return before(left, right); };
      std::sort(group.book.begin(), group.book.end(), order);
      std::sort(group.other.begin(), group.other.end(), order);
    }
    return groups;
  }

  void run_pass(const Pass& pass, bool one_side_without_reference = false) {
    std::uint64_t count = 0;
    for (Group& group : groups_of(pass.key_of)) {
      if (stops_at(progress_, count++)) return;
      if (group.book.empty() || group.other.empty()) continue;
      if (one_side_without_reference && !lacks_reference(group)) continue;
      if (pass.by == MatchedBy::kContent) {
        if (group.book.size() == 1 && group.other.size() == 1) close({group.book, group.other, pass.by, 0});
        continue;
      }
      if (pass.quantities_may_differ) {
        if (group.book.size() == 1 && group.other.size() == 1) close({group.book, group.other, pass.by, 0});
        continue;
      }
      pair_equal_quantities(group, pass.by);
      if (pass.subsets) pair_subsets(group, pass.by);
    }
  }

  bool lacks_reference(const Group& group) const {
    const auto without = [this](std::uint32_t i) { return events_[i].order == 0; };
    return std::all_of(group.book.begin(), group.book.end(), without) || std::all_of(group.other.begin(), group.other.end(), without);
  }

  // Equal quantities on both sides cancel. When one side has more of them, which ones are missing cannot be told: all of
  // that quantity stay candidates.
  void pair_equal_quantities(Group& group, MatchedBy by) {
    std::map<std::int64_t, Group> by_quantity;
    for (const std::uint32_t i : group.book) by_quantity[events_[i].effect.value].book.push_back(i);
    for (const std::uint32_t i : group.other) by_quantity[events_[i].effect.value].other.push_back(i);
    for (auto& [quantity, equal] : by_quantity) {
      if (equal.book.empty() || equal.other.empty()) continue;
      if (equal.book.size() == equal.other.size()) {
        for (std::size_t i = 0; i < equal.book.size(); ++i) close({{equal.book[i]}, {equal.other[i]}, by, 0});
      } else if (by == MatchedBy::kQuantity) {
        close({equal.book, equal.other, by, std::max(equal.book.size(), equal.other.size()) - std::min(equal.book.size(), equal.other.size())});
      }
    }
    drop_closed(group);
  }

  void pair_subsets(Group& group, MatchedBy by) {
    for (const bool book_is_whole : {true, false}) {
      std::vector<std::uint32_t> wholes = book_is_whole ? group.book : group.other;
      for (const std::uint32_t whole : wholes) {
        const auto subset = unique_subset(events_, book_is_whole ? group.other : group.book, events_[whole].effect.value);
        if (!subset) continue;
        if (book_is_whole) close({{whole}, *subset, by, 0});
        else close({*subset, {whole}, by, 0});
        drop_closed(group);
      }
    }
  }

  // One document of a reference and item on each side, in all: it is the same line, whatever it says.
  void match_only_documents() {
    absl::flat_hash_map<PassKey, Group> all;
    for (std::uint32_t i = 0; i < events_.size(); ++i) {
      if (const auto key = by_reference(events_[i]); key && events_[i].effect.known())
        (events_[i].side == Side::kBook ? all[*key].book : all[*key].other).push_back(i);
    }
    std::vector<Match> found;
    for (auto& [key, group] : all)
      if (group.book.size() == 1 && group.other.size() == 1 && open_[group.book[0]] && open_[group.other[0]])
        found.push_back({group.book, group.other, MatchedBy::kLine, 0});
    std::sort(found.begin(), found.end(), [](const Match& left, const Match& right) { return left.book[0] < right.book[0]; });
    for (Match& match : found) close(std::move(match));
  }

  void leave_rest() {
    for (std::uint32_t i = 0; i < events_.size(); ++i) {
      if (!open_[i]) continue;
      Match alone;
      (events_[i].side == Side::kBook ? alone.book : alone.other).push_back(i);
      alone.missing = 1;
      close(std::move(alone));
    }
  }

  void close(Match match) {
    for (const std::uint32_t i : match.book) open_[i] = false;
    for (const std::uint32_t i : match.other) open_[i] = false;
    matches_.push_back(std::move(match));
  }

  void drop_closed(Group& group) const {
    const auto closed = [this](std::uint32_t i) { return !open_[i]; };
    std::erase_if(group.book, closed);
    std::erase_if(group.other, closed);
  }

  const std::vector<Event>& events_;
  const Evidence& evidence_;
  const Progress* progress_;
  std::vector<bool> open_;
  std::vector<Match> matches_;
};

}  // namespace

std::vector<Match> match_events(const std::vector<Event>& events, const Evidence& evidence, const Progress* progress) {
  return Matcher(events, evidence, progress).run();
}

}  // namespace trueup
