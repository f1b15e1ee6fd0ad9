#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "explain/gaps.hpp"
#include "explain/state_facts.hpp"

namespace trueup {
namespace {

using enum Observation;

bool in_balance(const Event& event) { return event.in_balance == Truth::kYes; }

// Types under which the other side would hold the counterpart of a document.
std::vector<std::string_view> counterparts(std::string_view type) {
  if (type == "return_receipt") return {"restock"};
  if (type == "restock") return {"return_receipt"};
  if (type == "transfer_in" || type == "receipt") return {"receipt", "transfer_in"};
  return {type};
}

class EventGaps {
 public:
  EventGaps(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair, const std::vector<Event>& events, const MessageLog& log, StateFacts& states)
      : case_(the_case), evidence_(evidence), mapping_(mapping), pair_(pair), events_(events), log_(log), states_(states) {
    index_notices();
    index_departures();
  }

  std::vector<Gap> run(const std::vector<Match>& matches, const Progress* progress) {
    for (const Match& match : matches) note_applied(match), note_shipped_alone(match);
    for (std::size_t i = 0; i < matches.size() && !stops_at(progress, i); ++i) add(matches[i]);
    return std::move(gaps_);
  }

 private:
  // Departures of transfers by reference, at any location: the goods' way is known from them.
  void index_departures() {
    const Records& documents = evidence_.table("documents");
    for (std::uint32_t row = 0; row < documents.row_count(); ++row)
      if (evidence_.text(documents.text(row, column_index("documents", "type"))) == "transfer_out")
        if (const TextId reference = documents.text(row, column_index("documents", "reference"))) departures_.try_emplace(reference.value, row);
  }

  // The youngest document of each type that both sides hold: proof that the feed ran after it.
  void note_applied(const Match& match) {
    if (match.book.empty() || match.other.empty()) return;
    for (const std::uint32_t i : match.other) {
      std::int64_t& latest = latest_applied_.try_emplace(events_[i].type.value, Records::kUnknown).first->second;
      latest = std::max(latest, events_[i].at);
    }
  }

  // Shipments of the book that no shipment of the warehouse answers, at any location.
  void note_shipped_alone(const Match& match) {
    if (!match.other.empty()) return;
    for (const std::uint32_t i : match.book)
      if (const Event& event = events_[i]; event.flow == Flow::kOut && event.order != 0) shipped_alone_.emplace(event.order, event.key.sku.value);
  }

  void add(const Match& match) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<StockKey, Int128>> amounts;
    const auto count = [&](const std::vector<std::uint32_t>& side, int sign) {
      for (const std::uint32_t i : side) {
        if (!in_balance(events_[i])) continue;
        auto& [key, sum] = amounts[{events_[i].key.sku.value, events_[i].key.location.value}];
        key = events_[i].key;
        sum += sign * Int128{events_[i].effect.value};
      }
    };
    count(match.book, 1);
    count(match.other, -1);
    Gap gap;
    for (const auto& [id, amount] : amounts)
      if (amount.second != 0) gap.amounts.push_back({amount.first, {narrow(amount.second).value_or(Quantity::kUnknown)}});
    if (gap.amounts.empty()) return;
    gap.by = match.by;
    classify(match, gap);
    gaps_.push_back(std::move(gap));
  }

  void classify(const Match& match, Gap& gap) {
    const bool book_holds = std::any_of(match.book.begin(), match.book.end(), [&](std::uint32_t i) { return in_balance(events_[i]); });
    const bool other_holds = std::any_of(match.other.begin(), match.other.end(), [&](std::uint32_t i) { return in_balance(events_[i]); });
    if (match.missing > 0 && match.book.size() != match.other.size()) return classify_absent(match, match.book.size() < match.other.size(), gap);
    if (!book_holds) return classify_absent(match, true, gap);
    if (!other_holds) return classify_absent(match, false, gap);
    append(gap.events, match.book);
    append(gap.events, match.other);
    if (gap.amounts.size() > 1) {
      gap.kind = GapKind::kOtherSku;
      return;
    }
    gap.kind = GapKind::kQuantity;
    classify_quantity(match, gap);
  }

  void classify_quantity(const Match& match, Gap& gap) {
    Int128 book = 0, other = 0;
    for (const std::uint32_t i : match.book) book += events_[i].effect.value;
    for (const std::uint32_t i : match.other) other += events_[i].effect.value;
    const auto left = narrow(book < 0 ? -book : book), right = narrow(other < 0 ? -other : other);
    if (left && right) gap.ratio = make_ratio(*right, *left);
    const std::vector<Ratio> packs = mapping_.packs(gap.amounts.front().key.sku);
    const bool is_pack = gap.ratio && std::any_of(packs.begin(), packs.end(), [&](const Ratio& pack) {
      return pack == *gap.ratio || Ratio{pack.denominator, pack.numerator} == *gap.ratio;
    });
    const Event& leader = events_[gap.events.front()];
    states_.observe(leader, gap.observations);
    gap.observations.set(kQuantityDiffers, Truth::kYes);
    gap.observations.set(kRatioIsPack, truth(is_pack));
    gap.observations.set(kReceipt, truth(leader.flow == Flow::kIn));
    if (leader.flow == Flow::kIn) gap.observations.set(kAsNotified, as_notified(match.book));
    if (leader.flow == Flow::kOut) gap.observations.set(kShortOfOrder, short_of_order(match.other));
  }

  // Inbound notices by reference and item: what the book's receipt may have been copied from.
  void index_notices() {
    const Records& documents = evidence_.table("documents");
    for (std::uint32_t row = 0; row < documents.row_count(); ++row) {
      const std::int64_t announced = documents.number(row, column_index("documents", "quantity"));
      if (documents.text(row, column_index("documents", "system")) != pair_.book || announced == Records::kUnknown) continue;
      if (evidence_.text(documents.text(row, column_index("documents", "type"))) == "inbound_notice")
        notices_[{documents.text(row, column_index("documents", "reference")).value, documents.text(row, column_index("documents", "sku")).value}] += announced;
    }
  }

  // Whether receipts of one line sum to what was announced for it; unknown without a notice.
  Truth as_notified(const std::vector<std::uint32_t>& receipts) const {
    if (receipts.empty()) return Truth::kUnknown;
    const Event& first = events_[receipts.front()];
    const auto notice = notices_.find({first.reference.value, first.key.sku.value});
    if (notice == notices_.end()) return Truth::kUnknown;
    Int128 received = 0;
    for (const std::uint32_t i : receipts) received += evidence_.table(events_[i].table).number(events_[i].row, *find_column(evidence_.table(events_[i].table).schema(), "quantity"));
    return truth(received == notice->second);
  }

  // Whether the warehouse's own documents say that less was shipped than ordered. Each row repeats what was ordered.
  Truth short_of_order(const std::vector<std::uint32_t>& shipments) const {
    Int128 shipped = 0;
    std::int64_t ordered = Records::kUnknown;
    for (const std::uint32_t i : shipments) {
      if (events_[i].table != "documents") return Truth::kUnknown;
      const Records& rows = evidence_.table("documents");
      shipped += rows.number(events_[i].row, column_index("documents", "quantity"));
      ordered = std::max(ordered, rows.number(events_[i].row, column_index("documents", "quantity_ordered")));
    }
    return ordered == Records::kUnknown ? Truth::kUnknown : truth(shipped < ordered);
  }

  void classify_absent(const Match& match, bool in_book, Gap& gap) {
    gap.kind = in_book ? GapKind::kAbsentInBook : GapKind::kAbsentInOther;
    std::vector<std::uint32_t> candidates;
    for (const std::uint32_t i : in_book ? match.other : match.book)
      if (in_balance(events_[i])) candidates.push_back(i);
    append(gap.events, candidates);
    append(gap.events, in_book ? match.book : match.other);
    if (match.missing > 0 && candidates.size() > match.missing) gap.missing = match.missing, gap.candidates = candidates.size();
    bool first = true;
    for (const std::uint32_t i : candidates) {
      const Observations seen = observe_absent(events_[i], in_book, gap);
      if (first) gap.observations = seen;
      else gap.observations.agree_with(seen);
      first = false;
      gap.certain = gap.certain && (!match.book.empty() && !match.other.empty() ? true : covers(events_[i], in_book));
    }
  }

  Observations observe_absent(const Event& event, bool in_book, Gap& gap) {
    Observations seen;
    states_.observe(event, seen);
    seen.set(in_book ? kAbsentInBook : kAbsentInOther, Truth::kYes);
    seen.set(kReceipt, truth(evidence_.text(event.type) == "receipt"));
    if (!in_book && event.flow == Flow::kIn) seen.set(kAsNotified, as_notified({static_cast<std::uint32_t>(&event - events_.data())}));
    const Snapshot& holder = in_book ? *pair_.other_now : *pair_.book_now;
    const Snapshot& lacker = in_book ? *pair_.book_now : *pair_.other_now;
    const bool between = event.at != Records::kUnknown && event.at > lacker.as_of_end.micros && event.at <= holder.as_of_end.micros;
    seen.set(kBetweenInstants, event.at == Records::kUnknown ? Truth::kUnknown : truth(between));
    observe_age(event, in_book, gap, seen);
    observe_transfer(event, gap, seen);
    observe_messages(event, lacker.as_of_end, gap, seen);
    // Of a misrouted order the book has the shipment, at the wrong place: no message of it was lost.
    if (in_book && seen[kMisrouted] == Truth::kYes && (shipped_alone_.contains({event.order, event.key.sku.value}) || states_.book_ships_elsewhere(event)))
      seen.set(kApplied, Truth::kYes);
    const auto latest = latest_applied_.find(event.type.value);
    seen.set(kLaterOneApplied, in_book && latest != latest_applied_.end() && latest->second > event.at ? Truth::kYes : Truth::kUnknown);
    return seen;
  }

  // Age since the later of the sender's posting and the effective time, over the route from holder to lacker.
  void observe_age(const Event& event, bool in_book, Gap& gap, Observations& seen) {
    const std::string_view from = evidence_.text(in_book ? pair_.other : pair_.book), to = evidence_.text(in_book ? pair_.book : pair_.other);
    const Route route = find_route(case_, evidence_.text(event.type), from, to);
    seen.set(kOverAgeLimit, Truth::kUnknown);
    if (event.at == Records::kUnknown) return;
    const Duration age = age_on(case_, route, Instant{std::max(event.at, event.moved_at)}, pair_.instant);
    if (!gap.age || age > *gap.age) gap.age = age;
    if (!route.hops.empty()) {
      gap.route = route.label();
      gap.origin_hop = route.hops.front()->id;
      gap.visible_hop = route.hops.back()->id;
      gap.owner = route.hops.front()->owner;
    }
    gap.age_limit = route.max_age;
    if (route.max_age) seen.set(kOverAgeLimit, truth(age > *route.max_age));
  }

  void observe_transfer(const Event& event, Gap& gap, Observations& seen) {
    const auto departure = departures_.find(event.reference.value);
    const std::string_view type = evidence_.text(event.type);
    const bool is_transfer = type == "transfer_in" || type == "transfer_out" || (event.reference && departure != departures_.end());
    seen.set(kTransfer, truth(is_transfer));
    if (!is_transfer) return;
    std::int64_t since = event.moved_at;
    if (departure != departures_.end()) {
      const Records& documents = evidence_.table("documents");
      const std::int64_t left_at = documents.number(departure->second, column_index("documents", "effective_at"));
      if (left_at != Records::kUnknown) since = left_at;
      if (std::find(gap.documents.begin(), gap.documents.end(), departure->second) == gap.documents.end()) gap.documents.push_back(departure->second);
    }
    const Hop* hop = transfer_hop();
    seen.set(kOverTransferLimit, Truth::kUnknown);
    if (hop == nullptr || !hop->max_age || since == Records::kUnknown) return;
    const Duration age = age_on(case_, *hop, Instant{since}, pair_.instant);
    seen.set(kOverTransferLimit, truth(age > *hop->max_age));
    // A transfer that the other side lacks is measured by the transfer's own limit: no message is due before it arrives.
    if (seen[kAbsentInOther] == Truth::kYes) {
      seen.set(kOverAgeLimit, seen[kOverTransferLimit]);
      gap.age = age;
      gap.age_limit = hop->max_age;
      gap.route = gap.origin_hop = gap.visible_hop = hop->id;
      gap.owner = hop->owner;
    }
  }

  const Hop* transfer_hop() const {
    for (const Hop& hop : case_.hops)
      for (const std::string& type : hop.carries)
        if (type == "transfer_out" || type == "transfer_in") return &hop;
    return nullptr;
  }

  void observe_messages(const Event& event, Instant balance, Gap& gap, Observations& seen) {
    const MessageFacts facts = log_.facts(event.type, event.id, event.reference, event.at, pair_.instant, balance);
    seen.set(kSent, facts.sent);
    seen.set(kAcknowledged, facts.acknowledged);
    seen.set(kApplied, facts.applied);
    seen.set(kErrorRecorded, facts.error_recorded);
    append(gap.messages, facts.rows);
  }

  // Whether the lacking side's documents are complete where the counterpart would stand.
  bool covers(const Event& event, bool in_book) const {
    const TextId system = in_book ? pair_.book : pair_.other;
    const Snapshot& lacker = in_book ? *pair_.book_now : *pair_.other_now;
    const std::string_view table = has_ledger(evidence_, system) ? "movements" : "documents";
    for (const std::string_view type : counterparts(evidence_.text(event.type))) {
      const TextId wanted = evidence_.pool.find(type);
      for (const Coverage& input : evidence_.coverage) {
        if (input.table != table || input.system != system || !input.complete || input.lost_rows) continue;
        if (!input.types.empty() && std::find(input.types.begin(), input.types.end(), wanted) == input.types.end()) continue;
        if (input.from && event.at != Records::kUnknown && input.from->micros > event.at) continue;
        if (input.to && *input.to < lacker.as_of) continue;
        return true;
      }
    }
    return false;
  }

  static void append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) { to.insert(to.end(), from.begin(), from.end()); }

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const PairContext& pair_;
  const std::vector<Event>& events_;
  const MessageLog& log_;
  StateFacts& states_;
  absl::flat_hash_map<std::pair<std::uint32_t, std::uint32_t>, Int128> notices_;  // (reference, sku) -> announced
  absl::flat_hash_map<std::uint32_t, std::uint32_t> departures_;        // reference -> documents row
  absl::flat_hash_map<std::uint32_t, std::int64_t> latest_applied_;     // type -> instant
  absl::flat_hash_set<std::pair<std::uint32_t, std::uint32_t>> shipped_alone_;  // (order, sku) of the book
  std::vector<Gap> gaps_;
};

}  // namespace

std::vector<Gap> event_gaps(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair,
                            const std::vector<Event>& events, const std::vector<Match>& matches, const MessageLog& log, StateFacts& states, const Progress* progress) {
  return EventGaps(the_case, evidence, mapping, pair, events, log, states).run(matches, progress);
}

std::vector<Gap> transfers_on_the_road(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair,
                                       const std::vector<Event>& events) {
  const Records& documents = evidence.table("documents");
  absl::flat_hash_map<std::uint64_t, bool> arrived;  // (reference, sku): one side at least has it on stock
  for (const Event& event : events)
    if (event.flow == Flow::kIn && event.in_balance == Truth::kYes) arrived[std::uint64_t{event.reference.value} << 32 | event.key.sku.value] = true;
  const Hop* hop = nullptr;
  for (const Hop& candidate : the_case.hops)
    if (hop == nullptr && std::find(candidate.carries.begin(), candidate.carries.end(), "transfer_out") != candidate.carries.end()) hop = &candidate;
  std::vector<Gap> gaps;
  for (std::uint32_t row = 0; row < documents.row_count(); ++row) {
    const TextId system = documents.text(row, column_index("documents", "system"));
    if (system != pair.book || documents.rejected(row) || evidence.text(documents.text(row, column_index("documents", "type"))) != "transfer_out") continue;
    const std::string_view state = evidence.text(documents.text(row, column_index("documents", "state")));
    if (state == "voided" || state == "cancelled" || state == "draft" || state == "undone") continue;
    const TextId to = mapping.location(system, documents.text(row, column_index("documents", "location_to")));
    if (std::find(pair.locations.begin(), pair.locations.end(), to) == pair.locations.end()) continue;
    const std::int64_t left_at = documents.number(row, column_index("documents", "effective_at"));
    if (left_at == Records::kUnknown || left_at > pair.instant.micros) continue;
    const StockKey key{documents.text(row, column_index("documents", "sku")), to, false};
    const TextId reference = documents.text(row, column_index("documents", "reference"));
    if (arrived.contains(std::uint64_t{reference.value} << 32 | key.sku.value)) continue;
    Gap gap;
    gap.kind = GapKind::kOnTheRoad;
    gap.amounts.push_back({key, Quantity{0}});
    gap.documents.push_back(row);
    gap.observations.set(kTransfer, Truth::kYes);
    gap.observations.set(kOverTransferLimit, Truth::kUnknown);
    gap.age = hop != nullptr ? age_on(the_case, *hop, Instant{left_at}, pair.instant) : Duration{(pair.instant.micros - left_at) / 1'000'000};
    if (hop != nullptr) {
      gap.route = gap.origin_hop = gap.visible_hop = hop->id;
      gap.owner = hop->owner;
      gap.age_limit = hop->max_age;
      if (hop->max_age) gap.observations.set(kOverTransferLimit, truth(*gap.age > *hop->max_age));
    }
    gaps.push_back(std::move(gap));
  }
  return gaps;
}

}  // namespace trueup
