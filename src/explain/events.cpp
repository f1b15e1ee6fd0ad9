#include "explain/events.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "mapping/document_names.hpp"

namespace trueup {
namespace {

// Where a table keeps what an event needs: documents and the postings of a ledger differ in columns, not in kind.
struct EventColumns {
  std::size_t type, id, sku, quantity, system, reference, line, unit, lot, bucket, location, effective, posted;
};

consteval EventColumns event_columns(std::string_view table) {
  return {column_index(table, "type"),     column_index(table, "id"),        column_index(table, "sku"),
          column_index(table, "quantity"), column_index(table, "system"),    column_index(table, "reference"),
          column_index(table, "line"),     column_index(table, "unit"),      column_index(table, "lot"),      column_index(table, "bucket"),
          column_index(table, "location"), column_index(table, "effective_at"), column_index(table, "posted_at")};
}

constexpr EventColumns kDocumentColumns = event_columns("documents");
constexpr EventColumns kMovementColumns = event_columns("movements");
constexpr std::size_t kTracking = column_index("documents", "tracking");
constexpr std::size_t kBox = column_index("documents", "box");
constexpr std::size_t kState = column_index("documents", "state");
constexpr std::size_t kCreated = column_index("documents", "created_at");

// What a document type does to stock on hand, on which side. Evidence A.2b, "What moves on hand".
struct MovementRule {
  std::string_view type;
  Flow flow;
  bool in_book, in_other;
};
constexpr MovementRule kMovementRules[] = {
    {"ship_advice", Flow::kOut, true, true},    {"transfer_out", Flow::kOut, true, true},
    {"receipt", Flow::kIn, true, true},         {"transfer_in", Flow::kIn, true, true},
    {"restock", Flow::kIn, true, false},        {"stock_import", Flow::kIn, true, false},
    {"return_receipt", Flow::kIn, false, true}, {"adjustment", Flow::kAdjust, true, true},
};

constexpr std::string_view kStatesThatMoveNothing[] = {"draft", "voided", "cancelled", "not_available", "undone"};

const MovementRule* rule_of(std::string_view type) {
  for (const MovementRule& rule : kMovementRules)
    if (rule.type == type) return &rule;
  return nullptr;
}

bool moves_nothing(std::string_view state) {
  return std::find(std::begin(kStatesThatMoveNothing), std::end(kStatesThatMoveNothing), state) != std::end(kStatesThatMoveNothing);
}

// What makes two rows the same line of the same document.
struct RowIdentity {
  Side side;
  TextId type, id, reference, line, unit, lot, box, sku, location;
  std::int64_t quantity, at;
  friend bool operator==(const RowIdentity&, const RowIdentity&) = default;
  template <class H>
  friend H AbslHashValue(H hash, const RowIdentity& row) {
    return H::combine(std::move(hash), row.side, row.type.value, row.id.value, row.reference.value, row.line.value, row.unit.value, row.lot.value, row.box.value, row.sku.value, row.location.value, row.quantity, row.at);
  }
};

class EventCollector {
 public:
  EventCollector(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair, std::vector<Issue>& issues, const Progress* progress)
      : case_(the_case), evidence_(evidence), documents_(evidence.table("documents")), movements_(evidence.table("movements")),
        mapping_(mapping), pair_(pair), names_(the_case, evidence), issues_(issues), progress_(progress) {}

  CollectedEvents run() {
    for (const Side side : {Side::kBook, Side::kOther}) {
      const TextId system = system_of(side);
      const bool ledger = has_ledger(evidence_, system);
      const Records& rows = ledger ? movements_ : documents_;
      const EventColumns& columns = ledger ? kMovementColumns : kDocumentColumns;
      for (std::size_t row = 0; row < rows.row_count() && !stops_at(progress_, row); ++row) {
        if (rows.text(row, columns.system) != system || !is_on_hand(rows, row, columns)) continue;
        if (ledger) add_posting(row, side);
        else add_document(row, side);
      }
    }
    return std::move(collected_);
  }

 private:
  TextId system_of(Side side) const { return side == Side::kBook ? pair_.book : pair_.other; }

  bool is_on_hand(const Records& rows, std::size_t row, const EventColumns& columns) const {
    const std::string_view bucket = evidence_.text(rows.text(row, columns.bucket));
    return bucket.empty() || bucket == "on_hand";
  }

  void add_document(std::size_t row, Side side) {
    const MovementRule* rule = rule_of(evidence_.text(documents_.text(row, kDocumentColumns.type)));
    if (rule == nullptr || !(side == Side::kBook ? rule->in_book : rule->in_other)) return;
    if (moves_nothing(evidence_.text(documents_.text(row, kState)))) return;
    Event event = start(documents_, row, side, kDocumentColumns, documents_.number(row, kCreated));
    event.flow = rule->flow;
    event.link = names_.link(system_of(side), event.type, event.id, documents_.text(row, kTracking));
    finish(documents_, row, kDocumentColumns, event, event.flow == Flow::kOut ? -1 : 1);
  }

  // A posting says its own sign; its type only says which flow it belongs to.
  void add_posting(std::size_t row, Side side) {
    Event event = start(movements_, row, side, kMovementColumns, Records::kUnknown);
    event.table = "movements";
    const MovementRule* rule = rule_of(evidence_.text(event.type));
    const bool out = movements_.number(row, kMovementColumns.quantity) < 0;
    event.flow = rule != nullptr ? rule->flow : out ? Flow::kOut : Flow::kIn;
    event.link = names_.link(system_of(side), event.type, event.id, {});
    finish(movements_, row, kMovementColumns, event, 1);
  }

  Event start(const Records& rows, std::size_t row, Side side, const EventColumns& columns, std::int64_t created) {
    Event event;
    event.side = side;
    event.row = static_cast<std::uint32_t>(row);
    event.type = rows.text(row, columns.type);
    event.id = rows.text(row, columns.id);
    event.reference = rows.text(row, columns.reference);
    event.line = rows.text(row, columns.line);
    event.unit = rows.text(row, columns.unit);
    event.order = names_.order(system_of(side), event.reference);
    const std::int64_t effective = rows.number(row, columns.effective), posted = rows.number(row, columns.posted);
    event.at = posted != Records::kUnknown ? posted : effective != Records::kUnknown ? effective : created;
    event.moved_at = effective != Records::kUnknown ? effective : event.at;
    const Snapshot& balance = side == Side::kBook ? *pair_.book_now : *pair_.other_now;
    if (event.at == Records::kUnknown) event.in_balance = Truth::kUnknown;
    else if (event.at <= balance.as_of.micros) event.in_balance = Truth::kYes;
    else event.in_balance = event.at <= balance.as_of_end.micros ? Truth::kUnknown : Truth::kNo;
    return event;
  }

  void finish(const Records& rows, std::size_t row, const EventColumns& columns, Event& event, int sign) {
    const TextId location = location_of(rows.text(row, columns.location), event.side);
    if (std::find(pair_.locations.begin(), pair_.locations.end(), location) == pair_.locations.end()) return;
    if (!set_key(rows.text(row, columns.sku), location, event)) return;
    if (rows.rejected(row)) return collected_.blocked.push_back({event.key, Obstacle::kRejected});
    if (is_before_opening(event)) return;
    if (repeats_a_row(rows, row, columns, event)) return;
    set_effect(rows, row, columns, event, sign);
    collected_.events.push_back(event);
  }

  // A document that names no place belongs to the only place that its side has in this case.
  TextId location_of(TextId printed, Side side) const {
    if (printed) return mapping_.location(system_of(side), printed);
    const bool only_place = side == Side::kOther ? pair_.locations.size() == 1 : case_.locations.size() == 1;
    return only_place ? pair_.locations.front() : TextId{};
  }

  // The same row in two files (overlapping exports), or the same numbered line twice, is one document line: an input fact,
  // not a second posting. Lines without a number may well be alike within one file.
  bool repeats_a_row(const Records& rows, std::size_t row, const EventColumns& columns, const Event& event) {
    const TextId lot = rows.text(row, columns.lot), box = &rows == &documents_ ? documents_.text(row, kBox) : TextId{};
    const RowIdentity identity{event.side, event.type, event.id, event.reference, event.line, event.unit, lot, box, rows.text(row, columns.sku), rows.text(row, columns.location),
                               rows.number(row, columns.quantity), event.at};
    const auto [found, fresh] = seen_.try_emplace(identity, rows.origin(row));
    if (fresh || (!event.line && found->second.file == rows.origin(row).file)) return false;
    const Origin origin = rows.origin(row);
    issues_.push_back({"document_row_doubled", Severity::kNote, {evidence_.files[origin.file], origin.row, "id", std::string(evidence_.text(event.id))},
                       "repeats row " + std::to_string(found->second.row) + " of " + evidence_.files[found->second.file], "counted once", "each document line once"});
    return true;
  }

  bool is_before_opening(const Event& event) const {
    const Snapshot* opening = event.side == Side::kBook ? pair_.book_opening : pair_.other_opening;
    return opening != nullptr && event.at != Records::kUnknown && event.at <= opening->as_of.micros;
  }

  bool set_key(TextId code, TextId location, Event& event) const {
    const MappedSku mapped = mapping_.sku(system_of(event.side), code, pair_.book, event.moved_at);
    event.by_spelling = mapped.foreign;
    event.key = {mapped.foreign ? mapping_.twin(code).sku : mapped.sku, location, false};
    return static_cast<bool>(event.key.sku);
  }

  void set_effect(const Records& rows, std::size_t row, const EventColumns& columns, Event& event, int sign) {
    const Quantity printed{rows.number(row, columns.quantity)};
    const UnitAnswer unit = mapping_.unit(system_of(event.side), event.key.sku, event.unit, event.moved_at);
    const auto base = unit.known ? to_base(printed, unit.base_per_unit) : std::nullopt;
    event.effect = base ? (sign < 0 ? -*base : *base) : Quantity::unknown();
    if (base) return;
    collected_.blocked.push_back({event.key, Obstacle::kUncounted});
    const Origin origin = rows.origin(row);
    const Place place{evidence_.files[origin.file], origin.row, printed.known() ? "unit" : "quantity", std::string(evidence_.text(event.unit))};
    if (printed.known())
      issues_.push_back({"document_unit_unknown", Severity::kWarning, place, "has no exact factor for this item", "the document cannot be counted", "a row of item_units for the item and unit"});
    else
      issues_.push_back({"document_quantity_unknown", Severity::kWarning, place, "is empty", "the document cannot be counted", "a quantity"});
  }

  const Case& case_;
  const Evidence& evidence_;
  const Records& documents_;
  const Records& movements_;
  const Mapping& mapping_;
  const PairContext& pair_;
  DocumentNames names_;
  std::vector<Issue>& issues_;
  const Progress* progress_;
  CollectedEvents collected_;
  absl::flat_hash_map<RowIdentity, Origin> seen_;
};

}  // namespace

bool has_ledger(const Evidence& evidence, TextId system) {
  return std::any_of(evidence.coverage.begin(), evidence.coverage.end(), [&](const Coverage& input) {
    return input.table == "movements" && input.system == system;
  });
}

CollectedEvents collect_events(const Case& the_case, const Evidence& evidence, const Mapping& mapping,
                                  const PairContext& pair, std::vector<Issue>& issues, const Progress* progress) {
  return EventCollector(the_case, evidence, mapping, pair, issues, progress).run();
}

}  // namespace trueup
