#include "explain/state_facts.hpp"

#include <algorithm>
#include <map>

#include "mapping/checks/stage_settings.hpp"

namespace trueup {
namespace {

using enum Observation;

struct FactObservation {
  std::string_view code;
  Observation observation;
  bool of_shipment = true;  ///< false: moves no stock, so that it explains no shipment and none hides it
};

// The facts that causes predict. The others are issues of the replay, and explain no stock.
constexpr FactObservation kObserved[] = {
    {"stages_in_one_second", kStagesInOneSecond},
    {"partial_shown_as_full", kPartialShownAsFull},
    {"pick_blocked_by_stock", kPickBlocked},
    {"cancelled_but_shipped", kCancelledAndShipped},
    {"order_misrouted", kMisrouted},
    {"released_after_cutoff", kReleasedLate, false},
    {"refund_without_restock", kRefundWithoutRestock, false},
    {"restock_without_refund", kRestockWithoutRefund, false},
};

const FactObservation* find_observed(std::string_view code) {
  for (const FactObservation& row : kObserved)
    if (row.code == code) return &row;
  return nullptr;
}

Truth truth_of(std::optional<bool> answer) { return answer ? truth(*answer) : Truth::kUnknown; }

bool has_states(const Evidence& evidence, TextId system) {
  return std::any_of(evidence.coverage.begin(), evidence.coverage.end(), [&](const Coverage& input) { return input.table == "states" && (!input.system || input.system == system); });
}

}  // namespace

StateFacts::StateFacts(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair, const Replay& replay)
    : evidence_(evidence), mapping_(mapping), pair_(pair), replay_(replay), names_(the_case, evidence) {
  const bool told = has_states(evidence, pair.book);
  for (const FactObservation& row : kObserved) standing_.set(row.observation, told ? Truth::kNo : Truth::kUnknown);
  // Whether a cancellation is on record is known from the record: without one there is none, as with a message's error.
  standing_.set(kCancelledAndShipped, Truth::kNo);
  standing_.set(kMisrouted, Truth::kNo);
  const SettingList settings(the_case, evidence, mapping);
  const std::string_view book = evidence.text(pair.book);
  const TextId location = pair.locations.size() == 1 ? pair.locations.front() : TextId{};
  standing_.set(kAutoStages, truth_of(runs_stages_by_itself(settings, book, location)));
  standing_.set(kConnectorAuthorises, truth_of(authorises_stages(evidence, settings)));
  const SettingEntry* receive = settings.at(book, "receive_mode", location);
  standing_.set(kAutoReceive, receive == nullptr ? Truth::kUnknown : truth(same_setting_word(receive->value, "auto")));
  for (std::uint32_t i = 0; i < replay.facts.size(); ++i) {
    const StateFact& fact = replay.facts[i];
    if (find_observed(fact.code) == nullptr || !concerns(fact)) continue;
    if (const std::uint32_t order = names_.order(fact.system, fact.reference ? fact.reference : fact.id)) facts_[order].push_back(i);
  }
  index_documents();
}

// A fact of another warehouse, or at another place, is another comparison's.
bool StateFacts::concerns(const StateFact& fact) const {
  const auto ours = [&](TextId system) { return !system || system == pair_.book || system == pair_.other; };
  const bool placed = fact.location || fact.other_location;  // an order sent elsewhere concerns both places, whoever runs them
  if (!ours(fact.system) || (!placed && !ours(fact.other_system))) return false;
  const auto here = [&](TextId location) { return std::find(pair_.locations.begin(), pair_.locations.end(), location) != pair_.locations.end(); };
  return !placed || here(fact.location) || here(fact.other_location);
}

void StateFacts::index_documents() {
  if (facts_.empty()) return;
  const Records& rows = evidence_.table("documents");
  for (std::uint32_t row = 0; row < rows.row_count(); ++row) {
    const TextId system = rows.text(row, column_index("documents", "system"));
    if (system != pair_.book || rows.rejected(row)) continue;
    const std::uint32_t order = names_.order(system, rows.text(row, column_index("documents", "reference")));
    if (facts_.contains(order)) documents_[order].push_back(row);
  }
}

void StateFacts::observe(const Event& event, Observations& seen) {
  const std::string_view type = evidence_.text(event.type);
  const bool shipment = type == "ship_advice";
  seen.set(kShipment, truth(shipment));
  if (event.flow == Flow::kIn) seen.set(kAutoReceive, standing_[kAutoReceive]);
  if (!shipment) return;
  for (const FactObservation& row : kObserved)
    if (row.of_shipment) seen.set(row.observation, standing_[row.observation]);
  for (const Observation setting : {kAutoStages, kConnectorAuthorises}) seen.set(setting, standing_[setting]);
  const std::uint32_t order = names_.order(event.side == Side::kBook ? pair_.book : pair_.other, event.reference);
  spoken_of_.insert(order);
  if (const auto found = facts_.find(order); order != 0 && found != facts_.end()) observe_facts(of_shipment(found->second, true), seen);
}

bool StateFacts::book_ships_elsewhere(const Event& event) {
  const std::uint32_t order = names_.order(event.side == Side::kBook ? pair_.book : pair_.other, event.reference);
  const auto found = documents_.find(order);
  if (order == 0 || found == documents_.end()) return false;
  const Records& rows = evidence_.table("documents");
  return std::any_of(found->second.begin(), found->second.end(), [&](std::uint32_t row) {
    if (evidence_.text(rows.text(row, column_index("documents", "type"))) != "ship_advice") return false;
    const TextId location = mapping_.location(pair_.book, rows.text(row, column_index("documents", "location")));
    const bool here = std::find(pair_.locations.begin(), pair_.locations.end(), location) != pair_.locations.end();
    return !here && rows.text(row, column_index("documents", "sku")) == event.key.sku;
  });
}

std::vector<std::uint32_t> StateFacts::of_shipment(std::vector<std::uint32_t> facts, bool wanted) const {
  std::erase_if(facts, [&](std::uint32_t i) { return find_observed(replay_.facts[i].code)->of_shipment != wanted; });
  return facts;
}

void StateFacts::observe_facts(const std::vector<std::uint32_t>& facts, Observations& seen) const {
  for (const std::uint32_t i : facts) seen.set(find_observed(replay_.facts[i].code)->observation, Truth::kYes);
}

std::vector<Gap> StateFacts::gaps() {
  std::map<std::uint32_t, std::vector<std::uint32_t>> orders;
  // In the order of the facts, which is nobody's hash.
  for (const auto& [order, facts] : facts_)
    if (auto left = spoken_of_.contains(order) ? of_shipment(facts, false) : facts; !left.empty()) orders[left.front()] = std::move(left);
  std::vector<Gap> out;
  for (const auto& [first, facts] : orders) {
    Gap gap;
    gap.kind = GapKind::kState;
    for (const Observation setting : {kAutoStages, kConnectorAuthorises}) gap.observations.set(setting, standing_[setting]);
    observe_facts(facts, gap.observations);
    gap.facts = facts;
    const StateFact& fact = replay_.facts[first];
    add_amounts(names_.order(fact.system, fact.reference ? fact.reference : fact.id), gap);
    out.push_back(std::move(gap));
  }
  return out;
}

// The keys of the order's lines, of which no unit differs.
void StateFacts::add_amounts(std::uint32_t order, Gap& gap) {
  const auto found = documents_.find(order);
  if (found == documents_.end()) return;
  const Records& rows = evidence_.table("documents");
  for (const std::uint32_t row : found->second) {
    gap.documents.push_back(row);
    const TextId printed = rows.text(row, column_index("documents", "location"));
    const TextId location = printed ? mapping_.location(pair_.book, printed) : pair_.locations.front();
    const StockKey key{rows.text(row, column_index("documents", "sku")), location, false};
    const bool here = std::find(pair_.locations.begin(), pair_.locations.end(), location) != pair_.locations.end();
    const bool known = std::any_of(gap.amounts.begin(), gap.amounts.end(), [&](const GapAmount& amount) { return amount.key == key; });
    if (here && !known) gap.amounts.push_back({key, Quantity{0}});
  }
}

}  // namespace trueup
