#include "states/return_judge.hpp"

#include <algorithm>
#include <tuple>

#include "states/timeline.hpp"

namespace trueup {
namespace {

constexpr std::string_view kReturnTypes[] = {"refund", "credit_note", "restock", "return_receipt"};

OrderTask task_of(LineKind kind) { return kind == LineKind::kRefund ? OrderTask::kCredit : OrderTask::kRestock; }

bool is_void(OrderState state) {
  return state == OrderState::kNotAvailable || state == OrderState::kDraft || state == OrderState::kVoided || state == OrderState::kCancelled ||
         state == OrderState::kRejected || state == OrderState::kUndone;
}

bool is_done(const Step& step) {
  if (step.state == OrderState::kAuthorised) return true;
  return step.task == OrderTask::kCredit ? step.state == OrderState::kCredited : step.state == OrderState::kRestocked || step.state == OrderState::kReceived;
}

}  // namespace

bool has_returns(const Evidence& evidence) {
  return std::any_of(std::begin(kReturnTypes), std::end(kReturnTypes), [&](std::string_view type) { return static_cast<bool>(evidence.pool.find(type)); });
}

ReturnJudge::ReturnJudge(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Orders& orders, StateWords& words, HopLimits& limits, FactWriter& facts)
    : case_(the_case), evidence_(evidence), mapping_(mapping), orders_(orders), words_(words), limits_(limits), facts_(facts), windows_(evidence) {
  const Records& kits = evidence.table("kits");
  for (std::size_t row = 0; row < kits.row_count(); ++row) kits_.insert(kits.text(row, column_index("kits", "kit_sku")).value);
}

void ReturnJudge::judge(std::uint32_t order) {
  entries_.clear();
  add_documents(order);
  for (const std::uint32_t record : orders_.records_of(order)) add_states(orders_.records[record], orders_.returns_of(order));
  // A kit is refunded as one line and taken back as its components.
  if (entries_.empty() || std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return kits_.contains(entry.sku.value); })) return;
  find_sides(orders_, order, words_, evidence_, sides_);
  shipped_at_ = first_shipment(order);
  if (shipped_at_ == Records::kUnknown) return;
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& left, const Entry& right) {
    return std::tuple(left.system, evidence_.text(left.sku)) < std::tuple(right.system, evidence_.text(right.sku));
  });
  for (std::size_t begin = 0; begin < entries_.size();) {
    std::size_t end = begin + 1;
    while (end < entries_.size() && entries_[end].system == entries_[begin].system && entries_[end].sku == entries_[begin].sku) ++end;
    if (entries_[begin].sku) judge_sku(std::span(entries_).subspan(begin, end - begin));
    begin = end;
  }
}

// By states, or by a ship advice of any system: a book's own may be all that there is.
std::int64_t ReturnJudge::first_shipment(std::uint32_t order) {
  const Records& documents = evidence_.table("documents");
  std::int64_t first = Records::kUnknown;
  const auto take = [&](std::int64_t at) {
    if (at != Records::kUnknown && (first == Records::kUnknown || at < first)) first = at;
  };
  for (const Side& side : sides_) take(side.ships_at);
  for (const DocumentLine& line : orders_.lines_of(order)) {
    const std::int64_t at = time_of(documents, line.row);
    const TextId word = documents.text(line.row, document_columns::kState);
    if (line.kind == LineKind::kShipAdvice && !(word && is_void(words_.state(line.system, OrderTask::kShip, word, at)))) take(at);
  }
  return first;
}

void ReturnJudge::add_documents(std::uint32_t order) {
  const Records& documents = evidence_.table("documents");
  for (const DocumentLine& line : orders_.returns_of(order)) {
    if (!counts(line, order)) continue;
    Entry entry{line.system, {}, line.kind, {}, time_of(documents, line.row), nullptr, &line, nullptr};
    entry.sku = own_sku(line.system, documents.text(line.row, document_columns::kSku), entry.at);
    entry.units = base_units(line.system, entry.sku, documents.text(line.row, document_columns::kUnit), documents.number(line.row, document_columns::kQuantity), entry.at);
    for (const std::uint32_t number : orders_.records_of(order)) {
      const OrderRecord& record = orders_.records[number];
      if (record.system == line.system && record.type == documents.text(line.row, document_columns::kType) && record.id == documents.text(line.row, document_columns::kId)) entry.record = &record;
    }
    entries_.push_back(entry);
  }
}

// By its own state and, where rows of `states` speak of it, by its last one there.
bool ReturnJudge::counts(const DocumentLine& line, std::uint32_t order) {
  const Records& documents = evidence_.table("documents");
  const TextId word = documents.text(line.row, document_columns::kState);
  if (word && is_void(words_.state(line.system, task_of(line.kind), word, time_of(documents, line.row)))) return false;
  bool stands = true;
  for (const std::uint32_t number : orders_.records_of(order)) {
    const OrderRecord& record = orders_.records[number];
    for_each_run(runs_of(orders_.steps_of(record), task_of(line.kind)), [&](std::span<const Step> run) {
      if (is_of(line, record, run.back()) && is_void(run.back().state)) stands = false;
    });
  }
  return stands;
}

// A step of a document's own record, or of the task of its order that bears its id.
bool ReturnJudge::is_of(const DocumentLine& line, const OrderRecord& record, const Step& step) const {
  const Records& documents = evidence_.table("documents");
  const TextId id = documents.text(line.row, document_columns::kId);
  const bool own = record.type == documents.text(line.row, document_columns::kType) && record.id == id;
  return line.system == record.system && task_of(line.kind) == step.task && (own || step.task_id == id);
}

void ReturnJudge::add_states(const OrderRecord& record, std::span<const DocumentLine> documents) {
  if (words_.role(record.system) != SystemRole::kSystemOfRecord) return;
  for (const OrderTask task : {OrderTask::kCredit, OrderTask::kRestock})
    for_each_run(runs_of(orders_.steps_of(record), task), [&](std::span<const Step> run) {
      const bool told = std::any_of(documents.begin(), documents.end(), [&](const DocumentLine& line) { return is_of(line, record, run.back()); });
      if (!told && is_done(run.back())) add_state(record, run.back());
    });
}

void ReturnJudge::add_state(const OrderRecord& record, const Step& step) {
  const Records& rows = evidence_.table("states");
  Entry entry{record.system, {}, step.task == OrderTask::kCredit ? LineKind::kRefund : LineKind::kRestock, {}, step.at, &record, nullptr, &step};
  entry.sku = own_sku(record.system, rows.text(step.row, states_columns::kSku), step.at);
  entry.units = base_units(record.system, entry.sku, {}, rows.number(step.row, states_columns::kQuantity), step.at);
  entries_.push_back(entry);
}

// A row that names no SKU may be of any.
bool ReturnJudge::has(std::uint16_t system, LineKind kind, TextId sku) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.system == system && entry.kind == kind && (!entry.sku || entry.sku == sku); });
}

void ReturnJudge::judge_sku(std::span<const Entry> entries) {
  const std::uint16_t book = entries.front().system;
  const LineKind kind = entries.front().kind, missing = kind == LineKind::kRefund ? LineKind::kRestock : LineKind::kRefund;
  if (has(book, missing, entries.front().sku)) return;
  Quantity units;
  std::int64_t since = Records::kUnknown;
  const Entry* first = nullptr;
  const auto name = [&](const Entry& entry) {
    return entry.document != nullptr ? printed_name(evidence_, *entry.document) : std::pair(evidence_.text(entry.record->id), evidence_.text(entry.step->task_id));
  };
  for (const Entry& entry : entries) {
    units = add(units, entry.units).value_or(Quantity::unknown());
    since = std::max(since, entry.at);
    if (first == nullptr || name(entry) < name(*first)) first = &entry;
  }
  if (units.known() && units.value > 0 && since != Records::kUnknown && overdue(missing, book, since)) report(*first, units, since);
}

bool ReturnJudge::overdue(LineKind missing, std::uint16_t book, std::int64_t since) {
  if (!case_.as_of) return false;
  auto until = windows_.complete_until("documents", words_.id(book), missing == LineKind::kRestock ? "restock" : "credit_note", shipped_at_);
  if (!until && missing == LineKind::kRefund) until = windows_.complete_until("documents", words_.id(book), "refund", shipped_at_);
  if (!until) return false;
  const std::int64_t now = std::min(case_.as_of->micros, *until);
  const auto is_warehouse = [&](std::uint16_t system) { return words_.role(system) == SystemRole::kExecution; };
  const bool known = std::any_of(sides_.begin(), sides_.end(), [&](const Side& side) { return is_warehouse(side.system); });
  bool any = false;
  for (std::uint16_t system = 0; system < words_.system_count(); ++system) {
    const bool of_order = std::any_of(sides_.begin(), sides_.end(), [&](const Side& side) { return side.system == system; });
    if (!is_warehouse(system) || (known && !of_order)) continue;
    if (!overdue_from(system, book, since, now)) return false;
    any = true;
  }
  return any;
}

bool ReturnJudge::overdue_from(std::uint16_t warehouse, std::uint16_t book, std::int64_t since, std::int64_t until) {
  const std::string_view there = words_.declared(warehouse).id, here = words_.declared(book).id;
  for (const std::string_view type : {"return_receipt", "restock"})
    if (const auto late = limits_.overdue(type, there, here, since, until)) return *late;
  return limits_.overdue("return_authorization", here, there, since, until).value_or(false);
}

void ReturnJudge::report(const Entry& entry, Quantity units, std::int64_t at) {
  const std::string_view code = entry.kind == LineKind::kRefund ? "refund_without_restock" : "restock_without_refund";
  StateFact& fact = entry.document != nullptr ? facts_.add(code, *entry.record, *entry.document) : facts_.add(code, *entry.record, *entry.step);
  fact.at = at;
  fact.sku = entry.sku, fact.quantity = units, fact.other_quantity = Quantity{};
  if (entry.document == nullptr) return;
  fact.location = mapping_.location(fact.system, evidence_.table("documents").text(entry.document->row, document_columns::kLocation));
}

TextId ReturnJudge::own_sku(std::uint16_t system, TextId code, std::int64_t at) const {
  if (!code) return {};
  const MappedSku mapped = mapping_.sku(words_.id(system), code, words_.id(system), at);
  return mapped.foreign ? TextId{} : mapped.sku;
}

Quantity ReturnJudge::base_units(std::uint16_t system, TextId sku, TextId unit, std::int64_t printed, std::int64_t at) const {
  if (!sku || printed == Records::kUnknown) return Quantity::unknown();
  const UnitAnswer factor = mapping_.unit(words_.id(system), sku, unit, at);
  return factor.known ? to_base({printed}, factor.base_per_unit).value_or(Quantity::unknown()) : Quantity::unknown();
}

}  // namespace trueup
