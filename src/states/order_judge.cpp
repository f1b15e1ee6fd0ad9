#include "states/order_judge.hpp"

#include <algorithm>

#include "states/timeline.hpp"
#include "trueup/base/time_zone.hpp"

namespace trueup {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

/// What two sides may not show at once, and for how long they may while news of it travels.
struct StandingPair {
  Standing book, warehouse;
  std::string_view until;   ///< the document that ends it; empty: never allowed
  bool from_book;           ///< who sends that document
};

// Pairs that stand in no row may last. What the book ships is told by judge_before and judge_unconfirmed, what one side cancels
// and the other ships by judge_cancelled. A draft in the book may be an order taken back, which the warehouse still has to hear.
constexpr StandingPair kPairs[] = {
    {Standing::kDraft, Standing::kReleased, "ship_order", true},    {Standing::kDraft, Standing::kAtWork, "", true},
    {Standing::kDraft, Standing::kShipped, "", true},               {Standing::kOpen, Standing::kShipped, "ship_advice", false},
    {Standing::kReleased, Standing::kShipped, "ship_advice", false}, {Standing::kAtWork, Standing::kShipped, "ship_advice", false},
    {Standing::kOpen, Standing::kStopped, "ship_advice", false},    {Standing::kReleased, Standing::kStopped, "ship_advice", false},
    {Standing::kAtWork, Standing::kStopped, "ship_advice", false},  {Standing::kClosed, Standing::kReleased, "", true},
    {Standing::kClosed, Standing::kAtWork, "", true},               {Standing::kStopped, Standing::kReleased, "ship_order", true},
    {Standing::kStopped, Standing::kAtWork, "ship_order", true}};

// A warehouse's closed order has been shipped, in part or in full.
Standing seen_from_book(Standing warehouse) { return warehouse == Standing::kClosed ? Standing::kShipped : warehouse; }

const StandingPair* pair_of(Standing book, Standing warehouse) {
  for (const StandingPair& row : kPairs)
    if (row.book == book && row.warehouse == seen_from_book(warehouse)) return &row;
  return nullptr;
}

bool comparable(const Side& left, const Side& right) { return left.order_records <= 1 && right.order_records <= 1; }

// An export that prints one time for all of an order says how it stood then, not when each step was taken.
bool stands_at_one_instant(std::span<const Step> steps) {
  const bool one = std::all_of(steps.begin(), steps.end(), [&](const Step& step) { return step.at == steps.front().at; });
  return one && std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.task == OrderTask::kOrder; });
}

// What a book authorises before it ships.
constexpr OrderTask kStagesBefore[] = {OrderTask::kPick, OrderTask::kPack};

}  // namespace

OrderJudge::OrderJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, HopLimits& limits, FactWriter& facts)
    : case_(the_case), evidence_(evidence), mapping_(mapping), orders_(orders), words_(words), limits_(limits), facts_(facts), windows_(evidence) {
  all_external_ = !the_case.locations.empty() && std::all_of(the_case.locations.begin(), the_case.locations.end(), [](const Location& one) { return one.external; });
  const Records& links = evidence.table("links");
  for (std::size_t row = 0; row < links.row_count(); ++row) {
    const std::string_view relation = evidence.text(links.text(row, column_index("links", "relation")));
    if (relation != "replaces" && relation != "merged_into" && relation != "corrects") continue;
    replaced_.emplace_back(links.text(row, column_index("links", "from_system")), links.text(row, column_index("links", "from_id")));
    replaced_.emplace_back(links.text(row, column_index("links", "to_system")), links.text(row, column_index("links", "to_id")));
  }
  std::sort(replaced_.begin(), replaced_.end());
}

void OrderJudge::judge(std::uint32_t order) {
  differs_ = false;
  find_sides(orders_, order, words_, evidence_, sides_);
  for (const Side& side : sides_)
    if (is_book(side) && side.record != nullptr) {
      judge_unconfirmed(order, side);
      judge_route(order, *side.record);
    }
  for (const std::uint32_t record : orders_.records_of(order))
    if (orders_.records[record].begin != orders_.records[record].end) judge_one_second(order, orders_.records[record]);
  if (sides_.size() < 2) return;
  for (const Side& warehouse : sides_) {
    if (!is_warehouse(warehouse)) continue;
    const bool told = judge_sides(SystemRole::kSystemOfRecord, warehouse);
    if (!told) judge_sides(SystemRole::kChannel, warehouse);
  }
}

bool OrderJudge::judge_sides(SystemRole role, const Side& warehouse) {
  bool told = false;
  for (const Side& side : sides_) {
    if (words_.role(side.system) != role || !comparable(side, warehouse)) continue;
    if (judge_cancelled(side, warehouse) || judge_cancelled(warehouse, side)) told = true;
    else if (role == SystemRole::kSystemOfRecord && (judge_before(side, warehouse) || judge_standings(side, warehouse))) told = true;
  }
  return told;
}

bool OrderJudge::judge_cancelled(const Side& cancelled, const Side& shipped) {
  if (cancelled.standing != Standing::kStopped || cancelled.record == nullptr || shipped.ships_at == Records::kUnknown || !shipped.in_full) return false;
  StateFact& fact = facts_.add("cancelled_but_shipped", *cancelled.record, *cancelled.stands_by);
  fact.other_system = words_.id(shipped.system), fact.other_at = shipped.ships_at;
  return differs_ = true;
}

bool OrderJudge::judge_before(const Side& book, const Side& warehouse) {
  if (book.ships == nullptr || book.record == nullptr || warehouse.ships_at == Records::kUnknown || book.ships_at >= warehouse.ships_at) return false;
  StateFact& fact = facts_.add("shipped_before_warehouse", *book.record, *book.ships);
  fact.other_system = words_.id(warehouse.system), fact.other_at = warehouse.ships_at;
  return differs_ = true;
}

// Once an order, at the first warehouse that has it, or that runs its location, and has shipped nothing of it.
void OrderJudge::judge_unconfirmed(std::uint32_t order, const Side& book) {
  if (book.ships == nullptr || book.order_records > 1) return;
  for (const Side& side : sides_)
    if (is_warehouse(side) && (side.ships_at != Records::kUnknown || side.standing == Standing::kStopped || side.standing == Standing::kClosed || side.order_records > 1)) return;
  std::optional<std::uint16_t> unconfirmed;
  bool known = false;
  for (const Side& side : sides_) {
    if (!is_warehouse(side)) continue;
    known = true;
    if (!unconfirmed && confirms_nothing(book, &side, side.system)) unconfirmed = side.system;
  }
  if (!known)
    if (const Location* location = case_.find_location(evidence_.text(location_of(order, book.system))); location != nullptr && location->external)
      if (const auto operated_by = words_.system(evidence_.pool.find(location->system)); operated_by && confirms_nothing(book, nullptr, *operated_by)) unconfirmed = operated_by;
  if (!unconfirmed) return;
  facts_.add("shipped_without_confirmation", *book.record, *book.ships).other_system = words_.id(*unconfirmed);
  differs_ = true;
}

// A warehouse that has the order and says that it is not shipped need not show what was before.
bool OrderJudge::confirms_nothing(const Side& book, const Side* warehouse, std::uint16_t system) {
  const auto limit = limits_.limit("ship_advice", name(system), name(book.system));
  if (!limit) return false;
  const bool says = warehouse != nullptr && warehouse->standing != Standing::kUnknown;
  const std::int64_t from = says ? book.ships_at : book.begins_at, to = book.ships_at + *limit;
  const TextId id = words_.id(system);
  return windows_.complete("states", id, "", from, to) || (!says && windows_.complete("documents", id, "ship_advice", from, to));
}

bool OrderJudge::judge_standings(const Side& book, const Side& warehouse) {
  if (!case_.as_of || book.stands_by == nullptr || book.record == nullptr || differs_) return false;
  const StandingPair* pair = pair_of(book.standing, warehouse.standing);
  if (pair == nullptr || warehouse.stands_by == nullptr) return false;
  const std::int64_t since = std::max(book.stands_by->at, warehouse.stands_by->at);
  std::int64_t now = case_.as_of->micros;
  for (const Side* side : {&book, &warehouse}) now = std::min(now, windows_.end("states", words_.id(side->system)).value_or(now));
  if (since > now) return false;
  const std::uint16_t from = pair->from_book ? book.system : warehouse.system, to = pair->from_book ? warehouse.system : book.system;
  if (!pair->until.empty() && !limits_.overdue(pair->until, name(from), name(to), since, now).value_or(false)) return false;
  StateFact& fact = facts_.add(pair->until.empty() ? "states_contradict" : "states_apart_too_long", *book.record, *book.stands_by);
  fact.from = book.stands_by->state, fact.to = warehouse.stands_by->state;
  fact.other_system = words_.id(warehouse.system), fact.other_at = warehouse.stands_by->at;
  return differs_ = true;
}

// Of one fulfilment; where rows name none, of the order.
void OrderJudge::judge_one_second(std::uint32_t order, const OrderRecord& record) {
  const StepTable& table = *words_.steps(record.system);
  if (!table.knows(OrderTask::kPick, OrderState::kAuthorised) || !table.knows(OrderTask::kPack, OrderState::kAuthorised)) return;
  const std::span<const Step> steps = orders_.steps_of(record);
  if (stands_at_one_instant(steps)) return;
  for (const Step& ship : steps) {
    if (ship.task != OrderTask::kShip || ship.state != OrderState::kShipped) continue;
    const bool together = std::all_of(std::begin(kStagesBefore), std::end(kStagesBefore), [&](OrderTask stage) {
      const std::span<const Step> run = run_of(steps, evidence_.pool, stage, ship.task_id, ship.line);
      const auto since = std::partition_point(run.begin(), run.end(), [&](const Step& step) { return step.at < ship.at - kSecond; });
      return std::any_of(since, run.end(), [&](const Step& step) { return step.state == OrderState::kAuthorised && !step.undo && step.at <= ship.at; });
    });
    if (!together || !is_external(order, record.system) || !has_time_of_day(record.system, ship.at)) continue;
    facts_.add("stages_in_one_second", record, ship).location = location_of(order, record.system);
    return;
  }
}

bool OrderJudge::is_external(std::uint32_t order, std::uint16_t system) const {
  const TextId id = location_of(order, system);
  const Location* location = case_.find_location(evidence_.text(id));
  return location != nullptr ? location->external : !id && all_external_;
}

// Midnight is how a day without a time is written.
bool OrderJudge::has_time_of_day(std::uint16_t system, std::int64_t at) const {
  const auto zone = TimeZone::load(words_.declared(system).timezone.empty() ? "UTC" : words_.declared(system).timezone);
  const CivilTime local = zone ? zone->to_local({at}) : CivilTime{};
  return at % (86400 * kSecond) != 0 && (!zone || local.hour + local.minute + local.second != 0);
}

// The one location that the rows of its order name; none when there are several.
TextId OrderJudge::location_of(std::uint32_t order, std::uint16_t system) const {
  const Records& documents = evidence_.table("documents");
  TextId found;
  for (const DocumentLine& line : order == 0 ? std::span<const DocumentLine>() : orders_.lines_of(order)) {
    if (line.system != system || line.kind == LineKind::kTransfer || line.kind == LineKind::kInvoice) continue;
    const TextId location = mapping_.location(words_.id(system), documents.text(line.row, document_columns::kLocation));
    if (location && found && location != found) return {};
    if (location) found = location;
  }
  return found;
}

// The site of a warehouse that runs only one needs no name.
TextId OrderJudge::executed_at(const DocumentLine& line) const {
  const TextId printed = evidence_.table("documents").text(line.row, document_columns::kLocation);
  if (printed) return mapping_.location(words_.id(line.system), printed);
  const Location* only = nullptr;
  for (const Location& location : case_.locations) {
    if (location.system != name(line.system)) continue;
    if (only != nullptr) return {};
    only = &location;
  }
  return only == nullptr ? TextId{} : mapping_.location(words_.id(line.system), evidence_.pool.find(only->id));
}

bool OrderJudge::rerouted(std::uint32_t order) const {
  const auto lines = orders_.lines_of(order);
  if (std::any_of(lines.begin(), lines.end(), [](const DocumentLine& line) { return line.kind == LineKind::kTransfer; })) return true;
  const auto records = orders_.records_of(order);
  return std::any_of(records.begin(), records.end(), [&](std::uint32_t record) {
    const OrderRecord& one = orders_.records[record];
    return std::binary_search(replaced_.begin(), replaced_.end(), std::pair(words_.id(one.system), one.id));
  });
}

// Where the book's rows name several places, any of them is right: which line went where is not known.
// Where no states are given, the book's record of the order is what its documents say of it.
void OrderJudge::judge_route(std::uint32_t order) {
  const Records& documents = evidence_.table("documents");
  const DocumentLine* first = nullptr;
  for (const DocumentLine& line : orders_.lines_of(order)) {
    const bool wanted = line.kind == LineKind::kSalesOrder || line.kind == LineKind::kShipOrder;
    if (words_.role(line.system) != SystemRole::kSystemOfRecord || !wanted) continue;
    if (first == nullptr || printed_name(evidence_, line) < printed_name(evidence_, *first)) first = &line;
  }
  if (first == nullptr) return;
  OrderRecord book;
  book.system = first->system;
  book.type = documents.text(first->row, document_columns::kType);
  book.id = documents.text(first->row, document_columns::kId);
  book.reference = documents.text(first->row, document_columns::kReference);
  book.order = order;
  judge_route(order, book);
}

void OrderJudge::judge_route(std::uint32_t order, const OrderRecord& book) {
  const Records& documents = evidence_.table("documents");
  std::vector<TextId> allocated;
  for (const DocumentLine& line : orders_.lines_of(order)) {
    if (line.system != book.system || line.kind == LineKind::kInvoice || line.kind == LineKind::kTransfer) continue;
    const TextId location = mapping_.location(words_.id(book.system), documents.text(line.row, document_columns::kLocation));
    if (!location) return;
    if (std::find(allocated.begin(), allocated.end(), location) == allocated.end()) allocated.push_back(location);
  }
  if (allocated.empty()) return;
  const DocumentLine* elsewhere = nullptr;
  for (const DocumentLine& line : orders_.lines_of(order)) {
    if (line.kind != LineKind::kShipAdvice || words_.role(line.system) != SystemRole::kExecution) continue;
    const TextId executed = executed_at(line);
    if (!executed || std::find(allocated.begin(), allocated.end(), executed) != allocated.end()) continue;
    if (elsewhere == nullptr || printed_name(evidence_, line) < printed_name(evidence_, *elsewhere)) elsewhere = &line;
  }
  if (elsewhere == nullptr || rerouted(order)) return;
  std::sort(allocated.begin(), allocated.end(), [&](TextId left, TextId right) { return evidence_.text(left) < evidence_.text(right); });
  StateFact& fact = facts_.add("order_misrouted", book, *elsewhere);
  fact.other_system = fact.system, fact.system = words_.id(book.system);
  fact.type = book.type, fact.id = book.id;
  fact.location = allocated.front(), fact.other_location = executed_at(*elsewhere);
  fact.at = time_of(documents, elsewhere->row);
  differs_ = true;
}

}  // namespace trueup
