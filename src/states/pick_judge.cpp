#include "states/pick_judge.hpp"

#include <algorithm>

#include "states/timeline.hpp"

namespace trueup {
namespace {

namespace stock_columns {
constexpr std::size_t kSku = column_index("stock", "sku"), kLocation = column_index("stock", "location"), kSystem = column_index("stock", "system"),
                      kAsOf = column_index("stock", "as_of"), kUnit = column_index("stock", "unit"), kAvailable = column_index("stock", "available");
}

std::uint64_t pair_of(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

}  // namespace

PickJudge::PickJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, FactWriter& facts)
    : case_(the_case), evidence_(evidence), mapping_(mapping), orders_(orders), words_(words), facts_(facts) {}

// A pick in draft waits; in a system without such picks (Omni), an order that is backordered.
bool PickJudge::waits(const OrderRecord& record, const Step& last) const {
  const bool has_drafts = words_.steps(record.system)->knows(OrderTask::kPick, OrderState::kDraft);
  if (has_drafts) return last.task == OrderTask::kPick && (last.state == OrderState::kDraft || last.state == OrderState::kBackordered);
  return last.task == OrderTask::kOrder && last.state == OrderState::kBackordered;
}

// What the warehouse works at waits for it, not for stock.
void PickJudge::collect(std::uint32_t order, const OrderJudge& of_order) {
  if (!case_.as_of || !evidence_.table("stock").filled(stock_columns::kAvailable)) return;
  const auto& sides = of_order.sides();
  if (std::any_of(sides.begin(), sides.end(), [&](const Side& side) { return words_.role(side.system) == SystemRole::kExecution && side.standing >= Standing::kReleased; })) return;
  for (const std::uint32_t number : orders_.records_of(order)) {
    const OrderRecord& record = orders_.records[number];
    if (words_.role(record.system) != SystemRole::kSystemOfRecord || record.begin == record.end) continue;
    const auto stopped = std::any_of(sides.begin(), sides.end(), [&](const Side& side) { return side.system == record.system && side.standing == Standing::kStopped; });
    const TextId location = of_order.location_of(order, record.system);
    if (stopped || !location) continue;
    TextId told;
    bool any = false;
    for_each_run(orders_.steps_of(record), [&](std::span<const Step> run) {
      const Step& last = run.back();
      if (!waits(record, last) || (any && told == last.task_id)) return;   // once a fulfilment
      any = true, told = last.task_id;
      waiting_.push_back({&record, &last, location});
      add_needs(order, waiting_.size() - 1);
    });
  }
}

// What the pick's own rows say that it needs; else what the order's lines do.
void PickJudge::add_needs(std::uint32_t order, std::size_t waiting) {
  const OrderRecord& record = *waiting_[waiting].record;
  const Step& step = *waiting_[waiting].step;
  const Records& rows = evidence_.table("states");
  const Records& documents = evidence_.table("documents");
  const std::size_t before = needs_.size();
  for_each_run(runs_of(orders_.steps_of(record), evidence_.pool, step.task, step.task_id), [&](std::span<const Step> run) {
    const Step& last = run.back();
    const TextId sku = rows.text(last.row, states_columns::kSku);
    if (waits(record, last) && sku) needs_.push_back({waiting, sku, base_units(record.system, sku, {}, rows.number(last.row, states_columns::kQuantity), last.at)});
  });
  if (needs_.size() > before) return;
  for (const LineKind kind : {LineKind::kSalesOrder, LineKind::kShipOrder}) {
    for (const DocumentLine& line : orders_.lines_of(order)) {
      if (line.system != record.system || line.kind != kind) continue;
      const TextId sku = documents.text(line.row, document_columns::kSku);
      const std::int64_t at = time_of(documents, line.row);
      needs_.push_back({waiting, sku, base_units(record.system, sku, documents.text(line.row, document_columns::kUnit), documents.number(line.row, document_columns::kQuantity), at)});
    }
    if (needs_.size() > before) return;
  }
}

void PickJudge::judge(const Progress* progress) {
  if (waiting_.empty()) return;
  read_stock(progress);
  for (std::size_t begin = 0; begin < needs_.size();) {
    std::size_t end = begin + 1;
    while (end < needs_.size() && needs_[end].waiting == needs_[begin].waiting) ++end;
    judge_pick(waiting_[needs_[begin].waiting], std::span(needs_).subspan(begin, end - begin));
    begin = end;
  }
}

void PickJudge::read_stock(const Progress* progress) {
  for (const Need& need : needs_) stock_.try_emplace(pair_of(words_.id(waiting_[need.waiting].record->system), need.sku));
  const Records& stock = evidence_.table("stock");
  for (std::size_t row = 0; row < stock.row_count() && !stops_at(progress, row); ++row) {
    const TextId system = stock.text(row, stock_columns::kSystem), sku = stock.text(row, stock_columns::kSku);
    const auto wanted = stock_.find(pair_of(system, sku));
    const std::int64_t as_of = stock.number(row, stock_columns::kAsOf);
    if (wanted == stock_.end() || as_of == Records::kUnknown || as_of > case_.as_of->micros) continue;
    const TextId location = mapping_.location(system, stock.text(row, stock_columns::kLocation));
    const std::int64_t printed = stock.rejected(row) ? Records::kUnknown : stock.number(row, stock_columns::kAvailable);
    if (location) add_balance(wanted->second, {location, as_of, base_units(*words_.system(system), sku, stock.text(row, stock_columns::kUnit), printed, as_of)});
  }
}

// Lots and bins of one instant add up; a later balance takes the place of an earlier one.
void PickJudge::add_balance(std::vector<Balance>& balances, const Balance& row) const {
  const auto same = std::find_if(balances.begin(), balances.end(), [&](const Balance& known) { return known.location == row.location; });
  if (same == balances.end()) balances.push_back(row);
  else if (row.as_of > same->as_of) *same = row;
  else if (row.as_of == same->as_of) same->available = add(same->available, row.available).value_or(Quantity::unknown());
}

// `pick_mode` manual: a person or the warehouse will pick, so the pick waits for them. The latest setting of the place holds,
// else that of the whole system.
bool PickJudge::manual(std::uint16_t system, TextId location) const {
  const Records& settings = evidence_.table("settings");
  bool at_place = false, is_manual = false;
  std::int64_t since = Records::kUnknown;
  const auto look_at = [&](TextId of, std::string_view key, std::string_view value, TextId place, std::int64_t from) {
    if (of != words_.id(system) || key != "pick_mode" || (case_.as_of && from > case_.as_of->micros)) return;
    const TextId canonical = place ? mapping_.location(of, place) : TextId{};
    if ((place && canonical != location) || (at_place && !place) || (at_place == static_cast<bool>(place) && from < since)) return;
    at_place = static_cast<bool>(place), since = from, is_manual = folds_to(value, "manual");
  };
  for (std::size_t row = 0; row < settings.row_count(); ++row)
    look_at(settings.text(row, column_index("settings", "system")), evidence_.text(settings.text(row, column_index("settings", "key"))),
            evidence_.text(settings.text(row, column_index("settings", "value"))), settings.text(row, column_index("settings", "location")),
            settings.number(row, column_index("settings", "since")));
  for (const Setting& one : case_.settings) {
    const auto from = parse_instant(one.since);
    look_at(evidence_.pool.find(one.system), one.key, one.value, evidence_.pool.find(one.location), from ? from->micros : Records::kUnknown);
  }
  return is_manual;
}

void PickJudge::judge_pick(const Waiting& waiting, std::span<const Need> needs) {
  bool all_there = true;
  const Need* short_of = nullptr;
  Quantity there_is;
  TextId elsewhere;
  for (const Need& need : needs) {
    const auto& balances = stock_.find(pair_of(words_.id(waiting.record->system), need.sku))->second;
    const auto here = std::find_if(balances.begin(), balances.end(), [&](const Balance& one) { return one.location == waiting.location; });
    if (!need.units.known() || need.units.value <= 0 || here == balances.end() || !here->available.known()) {
      all_there = false;
      continue;
    }
    if (here->available >= need.units) continue;
    all_there = false;
    TextId enough;
    for (const Balance& one : balances)
      if (one.available.known() && one.available >= need.units && (!enough || evidence_.text(one.location) < evidence_.text(enough))) enough = one.location;
    if (enough && (short_of == nullptr || evidence_.text(need.sku) < evidence_.text(short_of->sku))) short_of = &need, there_is = here->available, elsewhere = enough;
  }
  if (short_of == nullptr && (!all_there || manual(waiting.record->system, waiting.location))) return;
  const Need& need = short_of != nullptr ? *short_of : needs.front();
  StateFact& fact = facts_.add(short_of != nullptr ? "pick_blocked_by_stock" : "pick_blocked_despite_stock", *waiting.record, *waiting.step);
  fact.location = waiting.location;
  fact.sku = need.sku, fact.quantity = need.units;
  if (short_of != nullptr) fact.other_quantity = there_is, fact.other_location = elsewhere;
}

Quantity PickJudge::base_units(std::uint16_t system, TextId sku, TextId unit, std::int64_t printed, std::int64_t at) const {
  const UnitAnswer factor = mapping_.unit(words_.id(system), sku, unit, at);
  return factor.known ? to_base({printed}, factor.base_per_unit).value_or(Quantity::unknown()) : Quantity::unknown();
}

}  // namespace trueup
