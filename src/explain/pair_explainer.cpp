#include "explain/pair_explainer.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "explain/finding_writer.hpp"
#include "explain/match.hpp"
#include "explain/state_facts.hpp"

namespace trueup {
namespace {

using enum Observation;

constexpr std::size_t kNoRow = ~std::size_t{0};

std::uint64_t key_of(const StockKey& key) { return std::uint64_t{key.sku.value} << 32 | key.location.value; }

Quantity quantity_of(Int128 value) { return {narrow(value).value_or(Quantity::kUnknown)}; }

const Snapshot* opening_or_null(const Snapshot& opening) { return opening.present ? &opening : nullptr; }

}  // namespace

// Delta rows by key; codes without partner have rows of their own.
struct PairExplainer::Index {
  absl::flat_hash_map<std::uint64_t, std::size_t> known, foreign;
  absl::flat_hash_map<std::uint64_t, Quantity> book_opening, other_opening;
};

PairExplainer::PairExplainer(const Case& the_case, const Evidence& evidence, const Mapping& mapping, ComparedPair& pair, std::size_t index,
                             const Replay& replay, std::vector<Issue>& issues, const Progress* progress)
    : case_(the_case), evidence_(evidence), mapping_(mapping), pair_(pair), index_(index), issues_(issues), progress_(progress), rows_(std::make_shared<Index>()) {
  context_ = {pair.book, pair.other, pair.locations, &pair.book_now, &pair.other_now, opening_or_null(pair.book_opening),
              opening_or_null(pair.other_opening), pair.instant, &replay};
  rows_->known.reserve(pair.delta.rows.size());
  for (std::size_t row = 0; row < pair.delta.rows.size(); ++row)
    (pair.delta.rows[row].key.foreign ? rows_->foreign : rows_->known)[key_of(pair.delta.rows[row].key)] = row;
  for (const SnapshotRow& row : pair.book_opening.rows)
    if (row.obstacle == Obstacle::kNone) rows_->book_opening[key_of(row.key)] = row.on_hand;
  for (const SnapshotRow& row : pair.other_opening.rows)
    if (row.obstacle == Obstacle::kNone) rows_->other_opening[key_of(row.key)] = row.on_hand;
  join_opening_twins();
}

// A code that differs from a known one by its spelling alone was the same item at the opening too: else its stock would be
// claimed twice, as a twin now and as a difference then.
void PairExplainer::join_opening_twins() {
  const Snapshot& opening = pair_.other_opening;
  for (const SnapshotRow& row : opening.rows) {
    const Twin twin = row.obstacle == Obstacle::kUnmapped ? mapping_.twin(row.key.sku) : Twin{};
    if (!twin) continue;
    const UnitAnswer unit = mapping_.unit(opening.system, twin.sku, row.unit, opening.as_of.micros);
    const Quantity base = (unit.known ? to_base(row.on_hand, unit.base_per_unit) : std::nullopt).value_or(Quantity::unknown());
    const auto [known, fresh] = rows_->other_opening.try_emplace(key_of({twin.sku, row.key.location, false}), base);
    if (!fresh) known->second = add(known->second, base).value_or(Quantity::unknown());
  }
}

std::size_t PairExplainer::row_of(const StockKey& key) const {
  const auto& index = key.foreign ? rows_->foreign : rows_->known;
  const auto found = index.find(key_of(key));
  return found == index.end() ? kNoRow : found->second;
}

const PairExplainer::KeyBridge& PairExplainer::bridge_or_empty(std::size_t row) const {
  static const KeyBridge kEmpty;
  const auto found = bridges_.find(row);
  return found == bridges_.end() ? kEmpty : found->second;
}

Failure PairExplainer::run(Explanation& out) {
  const Error kStopped{ErrorCode::kCancelled, "cancelled", {}, ""};
  std::vector<Gap> gaps = collect_gaps();
  if (cancelled()) return kStopped;
  accept_uncertain(gaps);
  std::vector<GapGroup> groups = group_gaps(evidence_, events_, std::move(gaps));
  for (const GapGroup& group : groups) {
    out.findings.push_back(write_finding(case_, evidence_, context_, index_, events_, group));
    post(group, out.findings.size() - 1, out.findings.back().verdict);
  }
  std::vector<GapGroup> rest;
  add_rest(rest);
  if (cancelled()) return kStopped;
  for (const GapGroup& group : rest) {
    out.findings.push_back(write_finding(case_, evidence_, context_, index_, events_, group));
    post(group, out.findings.size() - 1, out.findings.back().verdict);
  }
  if (Failure failure = check_closed()) return failure;
  if (cancelled()) return kStopped;
  list_keys(out);
  out.totals.push_back(total());
  return std::nullopt;
}

// The sum is arithmetic and has to come out; a bridge that does not close is never a report.
Failure PairExplainer::check_closed() const {
  for (std::size_t row = 0; row < pair_.delta.rows.size(); ++row) {
    const DeltaRow& delta = pair_.delta.rows[row];
    if (!delta.comparable()) continue;
    const KeyBridge& key = bridge_or_empty(row);
    Int128 sum = key.undecided + key.remainder + key.unexplained;
    for (const Posting& part : key.parts) sum += part.quantity.value;
    if (sum != delta.delta.value)
      return Error{ErrorCode::kInternal, "the bridge of " + std::string(evidence_.text(delta.key.sku)) + " does not close: parts " + quantity_of(sum).text() +
                   ", delta " + delta.delta.text(), {}, "please report this case"};
  }
  return std::nullopt;
}

std::vector<Gap> PairExplainer::collect_gaps() {
  CollectedEvents collected = collect_events(case_, evidence_, mapping_, context_, issues_, progress_);
  events_ = std::move(collected.events);
  block(collected.blocked);
  const std::vector<StockKey> undecided = settle_read_window(events_, pair_.delta);
  const MessageLog log(evidence_);
  StateFacts states(case_, evidence_, mapping_, context_, *context_.replay);
  std::vector<Gap> gaps = event_gaps(case_, evidence_, mapping_, context_, events_, match_events(events_, evidence_, progress_), log, states, progress_);
  if (cancelled()) return {};
  std::vector<Gap> states_alone = states.gaps();
  std::move(states_alone.begin(), states_alone.end(), std::back_inserter(gaps));
  std::vector<Gap> road = transfers_on_the_road(case_, evidence_, mapping_, context_, events_);
  std::move(road.begin(), road.end(), std::back_inserter(gaps));
  std::vector<Gap> balances = balance_gaps(evidence_, mapping_, context_, pair_.delta);
  std::move(balances.begin(), balances.end(), std::back_inserter(gaps));
  cover_event_keys(gaps);
  for (const StockKey& key : undecided) bridge(row_of(key)).window_undecided = true;
  return gaps;
}

// A key with a document that could not be read has no identity: its difference is nobody's.
void PairExplainer::block(const std::vector<BlockedKey>& keys) {
  for (const auto& [key, obstacle] : keys) {
    std::size_t row = row_of(key);
    if (row == kNoRow) row = add_row(key);
    DeltaRow& delta = pair_.delta.rows[row];
    if (delta.comparable()) delta.obstacle = obstacle;
    delta.delta = Quantity::unknown();
  }
}

std::size_t PairExplainer::add_row(const StockKey& key) {
  const std::size_t row = pair_.delta.rows.size();
  rows_->known[key_of(key)] = row;
  pair_.delta.rows.push_back(compare_absent(key, pair_.book_now, pair_.other_now));
  return row;
}

// A key may have documents and stand on neither side: both sides leave zero rows out.
void PairExplainer::cover_event_keys(const std::vector<Gap>& gaps) {
  for (const Gap& gap : gaps)
    for (const GapAmount& amount : gap.amounts) {
      if (!amount.key.foreign && row_of(amount.key) == kNoRow) add_row(amount.key);
    }
}

// A document whose counterpart may stand outside of what was given explains something only if it leaves nothing over:
// all such documents of the key together, or the young ones, must be exactly what is left.
void PairExplainer::accept_uncertain(std::vector<Gap>& gaps) const {
  struct Sums {
    Int128 certain = 0, open = 0, young = 0;
  };
  std::map<std::size_t, Sums> by_row;
  const auto is_young = [](const Gap& gap) { return gap.observations[kOverAgeLimit] == Truth::kNo; };
  for (const Gap& gap : gaps)
    for (const GapAmount& amount : gap.amounts) {
      if (!amount.quantity.known()) continue;
      Sums& sums = by_row[row_of(amount.key)];
      if (gap.certain) sums.certain += amount.quantity.value;
      else sums.open += amount.quantity.value;
      if (!gap.certain && is_young(gap)) sums.young += amount.quantity.value;
    }
  std::erase_if(gaps, [&](Gap& gap) {
    const bool blocked = !gap.events.empty() && std::all_of(gap.amounts.begin(), gap.amounts.end(), [&](const GapAmount& amount) {
      const Obstacle obstacle = pair_.delta.rows[row_of(amount.key)].obstacle;
      return obstacle == Obstacle::kRejected || obstacle == Obstacle::kUncounted;
    });
    if (blocked) return true;  // the document that could not be read may be its counterpart
    if (gap.certain) return false;
    const std::size_t row = row_of(gap.amounts.front().key);
    const Sums& sums = by_row[row];
    if (row == kNoRow || !pair_.delta.rows[row].comparable()) return true;
    const Int128 rest = Int128{pair_.delta.rows[row].delta.value} - sums.certain;
    return rest != sums.open && !(rest == sums.young && is_young(gap));
  });
}

void PairExplainer::post(const GapGroup& group, std::size_t finding, Verdict verdict) {
  for (const Gap& gap : group.gaps)
    for (const GapAmount& amount : gap.amounts) {
      const std::size_t row = row_of(amount.key);
      if (row == kNoRow) continue;
      KeyBridge& key = bridge(row);
      key.mentioned = true;
      if (!amount.quantity.known() || amount.quantity.value == 0 || !pair_.delta.rows[row].comparable()) continue;
      if (gap.kind == GapKind::kRemainder) key.remainder += amount.quantity.value;
      else if (verdict == Verdict::kUndecided) key.undecided += amount.quantity.value;
      else if (verdict == Verdict::kUnexplained) key.unexplained += amount.quantity.value;
      else key.parts.push_back({finding, amount.quantity});
    }
}

Int128 PairExplainer::opening_gap(const StockKey& key, bool& known) const {
  known = context_.book_opening != nullptr && context_.other_opening != nullptr;
  if (!known) return 0;
  const auto side = [&](const absl::flat_hash_map<std::uint64_t, Quantity>& opening, const Snapshot& snapshot) -> Quantity {
    const auto found = opening.find(key_of(key));
    if (found != opening.end()) return found->second;
    return snapshot.absent == AbsentRow::kZero ? Quantity{0} : Quantity::unknown();
  };
  const Quantity book = side(rows_->book_opening, *context_.book_opening), other = side(rows_->other_opening, *context_.other_opening);
  known = book.known() && other.known();
  return known ? Int128{book.value} - other.value : 0;
}

Gap PairExplainer::rest_gap(std::size_t row, Int128 rest, bool has_opening) const {
  Gap gap;
  gap.kind = bridge_or_empty(row).window_undecided ? GapKind::kReadWindow : has_opening ? GapKind::kBreak : GapKind::kRemainder;
  gap.amounts.push_back({pair_.delta.rows[row].key, quantity_of(rest)});
  gap.note = gap.kind == GapKind::kReadWindow ? "documents posted while a balance was being read fit in no single way"
             : has_opening ? "the sides agreed before, and no document accounts for it"
                           : "no document accounts for it; without an opening balance an old difference and a later break cannot be told apart";
  return gap;
}

// What no finding claims, key by key: opening difference, break, remainder. Nothing is lost.
void PairExplainer::add_rest(std::vector<GapGroup>& groups) {
  std::vector<Gap> gaps;
  for (std::size_t row = 0; row < pair_.delta.rows.size(); ++row) {
    const DeltaRow& delta = pair_.delta.rows[row];
    if (!delta.comparable()) continue;
    const KeyBridge& posted = bridge_or_empty(row);
    Int128 rest = Int128{delta.delta.value} - posted.undecided - posted.unexplained;
    for (const Posting& part : posted.parts) rest -= part.quantity.value;
    bool has_opening = false;
    const Int128 opening = opening_gap(delta.key, has_opening);
    if (opening != 0) {
      Gap gap;
      gap.kind = GapKind::kOpening;
      gap.amounts.push_back({delta.key, quantity_of(opening)});
      gap.observations.set(kOpeningDiffers, Truth::kYes);
      gap.note = "the sides differed before the first document";
      gaps.push_back(std::move(gap));
      rest -= opening;
    }
    if (rest != 0) gaps.push_back(rest_gap(row, rest, has_opening));
  }
  groups = group_gaps(evidence_, events_, std::move(gaps));
}

void PairExplainer::list_keys(Explanation& out) {
  std::vector<std::size_t> listed;
  for (std::size_t row = 0; row < pair_.delta.rows.size(); ++row) {
    const DeltaRow& delta = pair_.delta.rows[row];
    const bool says_something = delta.comparable() ? delta.delta.value != 0 : delta.obstacle != Obstacle::kNotCarried;
    if (says_something || bridge_or_empty(row).mentioned) listed.push_back(row);
  }
  std::sort(listed.begin(), listed.end(), [&](std::size_t left, std::size_t right) {
    const StockKey &a = pair_.delta.rows[left].key, &b = pair_.delta.rows[right].key;
    return std::tuple(evidence_.text(a.sku), a.foreign, evidence_.text(a.location)) < std::tuple(evidence_.text(b.sku), b.foreign, evidence_.text(b.location));
  });
  for (const std::size_t row : listed) {
    const DeltaRow& delta = pair_.delta.rows[row];
    BridgeKey key;
    key.sku = evidence_.text(delta.key.sku);
    key.location = evidence_.text(delta.key.location);
    if (delta.key.foreign) key.sku_system = evidence_.text(pair_.other);
    key.pair = index_;
    key.comparable = delta.comparable();
    if (!key.comparable) key.why_not = name_of(delta.obstacle);
    key.book = delta.book, key.other = delta.other, key.delta = delta.delta;
    const KeyBridge& posted = bridge_or_empty(row);
    std::map<std::size_t, Int128> by_finding;
    for (const Posting& part : posted.parts) by_finding[part.finding] += part.quantity.value;
    for (const auto& [finding, quantity] : by_finding)
      if (quantity != 0) key.parts.push_back({finding, quantity_of(quantity), {}});
    key.undecided = quantity_of(posted.undecided);
    key.remainder = quantity_of(posted.remainder);
    key.unexplained = quantity_of(posted.unexplained);
    out.keys.push_back(std::move(key));
  }
}

BridgeTotal PairExplainer::total() const {
  BridgeTotal total;
  total.pair = index_;
  Int128 book = 0, other = 0, gross = 0, explained = 0, undecided = 0, remainder = 0, unexplained = 0;
  for (const DeltaRow& delta : pair_.delta.rows) {
    ++total.keys;
    if (!delta.comparable()) {
      ++total.keys_not_comparable;
      continue;
    }
    book += delta.book.value;
    other += delta.other.value;
    if (delta.delta.value != 0) ++total.keys_differing;
    gross += delta.delta.value < 0 ? -Int128{delta.delta.value} : Int128{delta.delta.value};
  }
  for (const auto& [row, posted] : bridges_) {
    for (const Posting& part : posted.parts) explained += part.quantity.value;
    undecided += posted.undecided;
    remainder += posted.remainder;
    unexplained += posted.unexplained;
  }
  total.book = quantity_of(book), total.other = quantity_of(other), total.delta = quantity_of(book - other);
  total.gross = quantity_of(gross), total.explained = quantity_of(explained);
  total.undecided = quantity_of(undecided), total.remainder = quantity_of(remainder), total.unexplained = quantity_of(unexplained);
  return total;
}

}  // namespace trueup
