#include "states/line_judge.hpp"

#include <algorithm>

namespace trueup {
namespace {

constexpr std::size_t index(FunnelStage stage) { return static_cast<std::size_t>(stage); }

/// Which hop says how long a line may take to a stage.
struct StageHop {
  FunnelStage stage;
  std::string_view type;
};

// From the stage before, in whatever system that was, to the one that tells of this. A delivery is nobody's hop, and an invoice
// does not wait for goods.
constexpr StageHop kStageHops[] = {{FunnelStage::kOrdered, ""},          {FunnelStage::kSent, "ship_order"},   {FunnelStage::kAccepted, "ship_order"}, {FunnelStage::kPicked, "ship_advice"},
                                   {FunnelStage::kPacked, "ship_advice"}, {FunnelStage::kShipped, "ship_advice"}};

bool cancels_rest(const Step& step) {
  const bool of_goods = step.task == OrderTask::kOrder || step.task == OrderTask::kShip;
  return of_goods && (step.state == OrderState::kCancelled || step.state == OrderState::kVoided || step.state == OrderState::kRejected || step.state == OrderState::kBackordered);
}

Quantity sum(Quantity left, Quantity right) { return add(left, right).value_or(Quantity::unknown()); }

}  // namespace

LineJudge::LineJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, const StateWords& words, HopLimits& limits, FactWriter& facts)
    : case_(the_case), evidence_(evidence), mapping_(mapping), orders_(orders), words_(words), limits_(limits), facts_(facts), windows_(evidence) {
  for (std::uint16_t i = 0; i < words.system_count() && !book_; ++i)
    if (words.role(i) == SystemRole::kSystemOfRecord) book_ = words.id(i);
  const Records& kits = evidence.table("kits");
  for (std::size_t row = 0; row < kits.row_count(); ++row) kits_.insert(kits.text(row, column_index("kits", "kit_sku")).value);
}

void LineJudge::judge(std::uint32_t order, const std::vector<Side>& sides, bool told) {
  order_ = order;
  collect(order);
  for (std::size_t begin = 0; begin < entries_.size();) {
    std::size_t end = begin + 1;
    while (end < entries_.size() && entries_[end].sku == entries_[begin].sku) ++end;
    judge_line(std::span(entries_).subspan(begin, end - begin), sides, told);
    begin = end;
  }
}

void LineJudge::collect(std::uint32_t order) {
  entries_.clear();
  told_by_ = {};
  for (const DocumentLine& line : orders_.lines_of(order)) add_document(line);
  for (const std::uint32_t record : orders_.records_of(order)) add_states(orders_.records[record]);
  for (const Entry& entry : entries_)
    if (!told_by_[index(entry.stage)] || entry.system < *told_by_[index(entry.stage)]) told_by_[index(entry.stage)] = entry.system;
  // A kit's order is one line, its shipment one of each component: they are no stages of one line.
  std::erase_if(entries_, [&](const Entry& entry) { return !entry.sku || kits_.contains(entry.sku.value); });
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& left, const Entry& right) {
    return left.sku != right.sku ? evidence_.text(left.sku) < evidence_.text(right.sku) : left.stage < right.stage;
  });
}

void LineJudge::add_document(const DocumentLine& line) {
  const Records& documents = evidence_.table("documents");
  const SystemRole role = words_.role(line.system);
  const bool book = role == SystemRole::kSystemOfRecord, warehouse = role == SystemRole::kExecution;
  const std::string_view state = evidence_.text(documents.text(line.row, document_columns::kState));
  if (state == "draft" || state == "voided" || state == "cancelled" || state == "undone") return;
  Entry entry;
  if (line.kind == LineKind::kSalesOrder && !warehouse) entry.stage = FunnelStage::kOrdered;
  else if (line.kind == LineKind::kShipOrder && (book || warehouse)) entry.stage = book ? FunnelStage::kSent : FunnelStage::kAccepted;
  else if (line.kind == LineKind::kShipAdvice && (book || warehouse)) entry.stage = FunnelStage::kShipped;
  else if (line.kind == LineKind::kInvoice && !warehouse) entry.stage = FunnelStage::kInvoiced;
  else return;
  entry.at = time_of(documents, line.row);
  entry.by_book = book, entry.system = line.system, entry.document = &line;
  const TextId asked = documents.text(line.row, document_columns::kSkuOrdered), unit = documents.text(line.row, document_columns::kUnit);
  entry.sku = book_sku(line.system, asked ? asked : documents.text(line.row, document_columns::kSku), entry.at);
  entry.units = base_units(line.system, entry.sku, unit, {documents.number(line.row, document_columns::kQuantity)}, entry.at);
  entry.ordered = base_units(line.system, entry.sku, unit, {documents.number(line.row, document_columns::kOrdered)}, entry.at).value;
  entries_.push_back(entry);
}

// A warehouse's rows that count what was picked, packed or delivered; what it shipped is in its ship advice.
void LineJudge::add_states(const OrderRecord& record) {
  const Records& rows = evidence_.table("states");
  if (words_.role(record.system) != SystemRole::kExecution || !rows.filled(states_columns::kQuantity)) return;
  for (const Step& step : orders_.steps_of(record)) {
    Entry entry;
    if (step.state == OrderState::kPicked) entry.stage = FunnelStage::kPicked;
    else if (step.state == OrderState::kPacked) entry.stage = FunnelStage::kPacked;
    else if (step.state == OrderState::kDelivered) entry.stage = FunnelStage::kDelivered;
    else continue;
    const std::int64_t printed = rows.number(step.row, states_columns::kQuantity);
    if (printed == Records::kUnknown) continue;
    entry.at = step.at, entry.system = record.system;
    entry.sku = book_sku(record.system, rows.text(step.row, states_columns::kSku), step.at);
    entry.units = base_units(record.system, entry.sku, {}, {printed}, step.at);
    entries_.push_back(entry);
  }
}

void LineJudge::judge_line(std::span<const Entry> entries, const std::vector<Side>& sides, bool told) {
  ++lines_;
  const Stages stages = stages_of(entries);
  count(stages);
  if (rest_on_record(entries.front().sku)) return;
  if (!judge_partial(stages, entries, sides) && !told) judge_losses(stages);
}

// What the book ordered goes before what a channel did; what a warehouse shipped before what the book did. A stage that the
// order has and the line has not is none of it.
LineJudge::Stages LineJudge::stages_of(std::span<const Entry> entries) const {
  Stages stages;
  for (std::size_t i = 0; i < kFunnelStageCount; ++i) {
    if (!told_by_[i]) continue;
    const bool books = static_cast<FunnelStage>(i) != FunnelStage::kShipped;
    const auto of_stage = [&](const Entry& entry) { return index(entry.stage) == i; };
    const bool preferred = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return of_stage(entry) && entry.by_book == books; });
    stages[i] = {true, Quantity{}, Records::kUnknown, *told_by_[i], nullptr};
    for (const Entry& entry : entries)
      if (of_stage(entry) && (!preferred || entry.by_book == books)) add_to(stages[i], entry);
  }
  return stages;
}

void LineJudge::add_to(Stage& stage, const Entry& entry) const {
  stage.units = sum(stage.units, entry.units);
  stage.at = std::max(stage.at, entry.at), stage.system = entry.system;
  if (entry.document != nullptr && (stage.document == nullptr || printed_name(evidence_, *entry.document) < printed_name(evidence_, *stage.document))) stage.document = entry.document;
}

void LineJudge::count(const Stages& stages) {
  for (std::size_t i = 0; i < kFunnelStageCount; ++i) {
    if (!stages[i].there || !stages[i].units.known() || stages[i].units.value == 0) continue;
    ++funnel_[i].lines;
    funnel_[i].units = sum(funnel_[i].units, stages[i].units);
  }
}

// Where the book stands by its own states; without any, where the warehouse does.
const Side* LineJudge::shown_in_full(const std::vector<Side>& sides) const {
  const Side* shown = nullptr;
  for (const SystemRole role : {SystemRole::kSystemOfRecord, SystemRole::kExecution})
    for (const Side& side : sides)
      if (shown == nullptr && words_.role(side.system) == role && side.stands_by != nullptr && side.order_records <= 1) shown = &side;
  return shown != nullptr && shown->record != nullptr && (shown->standing == Standing::kShipped || shown->standing == Standing::kClosed) ? shown : nullptr;
}

bool LineJudge::rest_on_record(TextId sku) const {
  const Records& rows = evidence_.table("states");
  for (const std::uint32_t record : orders_.records_of(order_))
    for (const Step& step : orders_.steps_of(orders_.records[record])) {
      if (!cancels_rest(step)) continue;
      const TextId named = rows.text(step.row, states_columns::kSku);
      if (!named || book_sku(orders_.records[record].system, named, step.at) == sku) return true;
    }
  return false;
}

// What was shipped is known when nothing of it can be missing, or when the shipment itself says how much was ordered.
bool LineJudge::judge_partial(const Stages& stages, std::span<const Entry> entries, const std::vector<Side>& sides) {
  const Side* side = shown_in_full(sides);
  const Stage& shipped = stages[index(FunnelStage::kShipped)];
  if (side == nullptr || !shipped.there || !shipped.units.known()) return false;
  Quantity ordered;
  for (const FunnelStage stage : {FunnelStage::kAccepted, FunnelStage::kSent, FunnelStage::kOrdered})
    if (stages[index(stage)].there && stages[index(stage)].units.known()) ordered = stages[index(stage)].units;
  bool said = false;
  for (const Entry& entry : entries)
    if (entry.stage == FunnelStage::kShipped && entry.ordered != Records::kUnknown) said = true, ordered.value = std::max(ordered.value, entry.ordered);
  if (shipped.units >= ordered) return false;
  if (!said && !windows_.complete("documents", words_.id(shipped.system), "ship_advice", side->begins_at, side->stands_by->at)) return false;
  StateFact& fact = facts_.add("partial_shown_as_full", *side->record, *side->stands_by);
  fact.sku = entries.front().sku, fact.quantity = ordered, fact.other_quantity = shipped.units;
  if (shipped.system != side->system) fact.other_system = words_.id(shipped.system);
  return true;
}

// Once a line: what is lost at one stage is missing at all that follow.
void LineJudge::judge_losses(const Stages& stages) {
  std::size_t from = kFunnelStageCount;
  for (const StageHop& hop : kStageHops) {
    const Stage& here = stages[index(hop.stage)];
    if (!here.there) continue;
    if (!here.units.known()) return;
    if (from != kFunnelStageCount && here.units < stages[from].units && too_late(hop.type, stages[from], here)) return report_loss(stages, from, hop.stage);
    from = index(hop.stage);
  }
}

bool LineJudge::too_late(std::string_view type, const Stage& before, const Stage& here) {
  if (type.empty() || !case_.as_of || before.at == Records::kUnknown) return false;
  return limits_.overdue(type, words_.declared(before.system).id, words_.declared(here.system).id, before.at, case_.as_of->micros).value_or(false);
}

void LineJudge::report_loss(const Stages& stages, std::size_t from, FunnelStage to) {
  const Stage& before = stages[from];
  const auto records = orders_.records_of(order_);
  const auto of_system = std::find_if(records.begin(), records.end(), [&](std::uint32_t record) { return orders_.records[record].system == before.system; });
  if (before.document == nullptr || of_system == records.end()) return;
  StateFact& fact = facts_.add("funnel_loss", orders_.records[*of_system], *before.document);
  fact.at = before.at, fact.other_system = words_.id(stages[index(to)].system);
  fact.quantity = before.units, fact.other_quantity = stages[index(to)].units;
  fact.stage_from = static_cast<FunnelStage>(from), fact.stage_to = to;
}

TextId LineJudge::book_sku(std::uint16_t system, TextId code, std::int64_t at) const {
  if (!code) return {};
  const MappedSku mapped = mapping_.sku(words_.id(system), code, book_, at);
  return mapped.foreign ? TextId{} : mapped.sku;
}

Quantity LineJudge::base_units(std::uint16_t system, TextId sku, TextId unit, Quantity printed, std::int64_t at) const {
  if (!sku || !printed.known()) return Quantity::unknown();
  const UnitAnswer factor = mapping_.unit(words_.id(system), sku, unit, at);
  return factor.known ? to_base(printed, factor.base_per_unit).value_or(Quantity::unknown()) : Quantity::unknown();
}

}  // namespace trueup
