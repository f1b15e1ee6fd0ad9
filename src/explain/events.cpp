#include "explain/events.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace trueup {
namespace {

namespace col {
constexpr std::size_t kType = column_index("documents", "type");
constexpr std::size_t kId = column_index("documents", "id");
constexpr std::size_t kSku = column_index("documents", "sku");
constexpr std::size_t kQuantity = column_index("documents", "quantity");
constexpr std::size_t kSystem = column_index("documents", "system");
constexpr std::size_t kReference = column_index("documents", "reference");
constexpr std::size_t kTracking = column_index("documents", "tracking");
constexpr std::size_t kLine = column_index("documents", "line");
constexpr std::size_t kUnit = column_index("documents", "unit");
constexpr std::size_t kBucket = column_index("documents", "bucket");
constexpr std::size_t kLocation = column_index("documents", "location");
constexpr std::size_t kState = column_index("documents", "state");
constexpr std::size_t kCreated = column_index("documents", "created_at");
constexpr std::size_t kEffective = column_index("documents", "effective_at");
constexpr std::size_t kPosted = column_index("documents", "posted_at");
}  // namespace col

// What a document type does to stock on hand, on which side. Evidence A.2b, "What moves on hand".
struct MovementRule {
  std::string_view type;
  Flow flow;
  bool in_book, in_other;
};
constexpr MovementRule kMovementRules[] = {
    {"ship_advice", Flow::kOut, true, true},   {"transfer_out", Flow::kOut, true, true},
    {"receipt", Flow::kIn, true, true},        {"transfer_in", Flow::kIn, true, true},
    {"restock", Flow::kIn, true, false},       {"stock_import", Flow::kIn, true, false},
    {"return_receipt", Flow::kIn, false, true}, {"adjustment", Flow::kAdjust, true, true},
};

constexpr std::string_view kStatesThatMoveNothing[] = {"draft", "voided", "cancelled", "not_available", "undone"};

const MovementRule* rule_of(std::string_view type, Side side) {
  for (const MovementRule& rule : kMovementRules)
    if (rule.type == type) return (side == Side::kBook ? rule.in_book : rule.in_other) ? &rule : nullptr;
  return nullptr;
}

bool moves_nothing(std::string_view state) {
  return std::find(std::begin(kStatesThatMoveNothing), std::end(kStatesThatMoveNothing), state) != std::end(kStatesThatMoveNothing);
}

class EventCollector {
 public:
  EventCollector(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const PairContext& pair, std::vector<Issue>& issues)
      : case_(the_case), evidence_(evidence), documents_(evidence.table("documents")), mapping_(mapping), pair_(pair), issues_(issues) {}

  std::vector<Event> run() {
    for (std::size_t row = 0; row < documents_.row_count(); ++row) {
      const TextId system = documents_.text(row, col::kSystem);
      if (system == pair_.book) add(row, Side::kBook);
      else if (system == pair_.other) add(row, Side::kOther);
    }
    return std::move(events_);
  }

 private:
  std::string_view text(std::size_t row, std::size_t column) const { return evidence_.text(documents_.text(row, column)); }

  void add(std::size_t row, Side side) {
    const MovementRule* rule = rule_of(text(row, col::kType), side);
    const std::string_view bucket = text(row, col::kBucket);
    if (rule == nullptr || documents_.rejected(row) || moves_nothing(text(row, col::kState))) return;
    if (!bucket.empty() && bucket != "on_hand") return;
    const TextId location = location_of(row, side);
    if (std::find(pair_.locations.begin(), pair_.locations.end(), location) == pair_.locations.end()) return;
    Event event;
    event.side = side;
    event.flow = rule->flow;
    event.row = static_cast<std::uint32_t>(row);
    event.type = documents_.text(row, col::kType);
    event.id = documents_.text(row, col::kId);
    event.reference = documents_.text(row, col::kReference);
    event.line = documents_.text(row, col::kLine);
    event.tracking = documents_.text(row, col::kTracking);
    event.unit = documents_.text(row, col::kUnit);
    set_times(row, event);
    if (is_before_opening(event)) return;
    if (!set_key(row, location, event)) return;
    set_effect(row, event);
    events_.push_back(event);
  }

  // A document that names no place belongs to the only place that its side has in this case.
  TextId location_of(std::size_t row, Side side) const {
    const TextId system = side == Side::kBook ? pair_.book : pair_.other;
    const TextId printed = documents_.text(row, col::kLocation);
    if (printed) return mapping_.location(system, printed);
    const bool only_place = side == Side::kOther ? pair_.locations.size() == 1 : case_.locations.size() == 1;
    return only_place ? pair_.locations.front() : TextId{};
  }

  void set_times(std::size_t row, Event& event) const {
    const std::int64_t created = documents_.number(row, col::kCreated), effective = documents_.number(row, col::kEffective);
    const std::int64_t posted = documents_.number(row, col::kPosted);
    event.at = posted != Records::kUnknown ? posted : effective != Records::kUnknown ? effective : created;
    event.moved_at = effective != Records::kUnknown ? effective : event.at;
    const Snapshot& balance = event.side == Side::kBook ? *pair_.book_now : *pair_.other_now;
    if (event.at == Records::kUnknown) event.in_balance = Truth::kUnknown;
    else if (event.at <= balance.as_of.micros) event.in_balance = Truth::kYes;
    else event.in_balance = event.at <= balance.as_of_end.micros ? Truth::kUnknown : Truth::kNo;
  }

  bool is_before_opening(const Event& event) const {
    const Snapshot* opening = event.side == Side::kBook ? pair_.book_opening : pair_.other_opening;
    return opening != nullptr && event.at != Records::kUnknown && event.at <= opening->as_of.micros;
  }

  bool set_key(std::size_t row, TextId location, Event& event) const {
    const TextId system = event.side == Side::kBook ? pair_.book : pair_.other;
    const TextId code = documents_.text(row, col::kSku);
    const MappedSku mapped = mapping_.sku(system, code, pair_.book, event.moved_at);
    event.by_spelling = mapped.foreign;
    event.key = {mapped.foreign ? mapping_.twin(code) : mapped.sku, location, false};
    return static_cast<bool>(event.key.sku);
  }

  void set_effect(std::size_t row, Event& event) {
    const TextId system = event.side == Side::kBook ? pair_.book : pair_.other;
    const Quantity printed{documents_.number(row, col::kQuantity)};
    const UnitAnswer unit = mapping_.unit(system, event.key.sku, event.unit, event.moved_at);
    const auto base = unit.known ? to_base(printed, unit.base_per_unit) : std::nullopt;
    event.effect = base ? (event.flow == Flow::kOut ? -*base : *base) : Quantity::unknown();
    if (base) return;
    const Origin origin = documents_.origin(row);
    issues_.push_back({printed.known() ? "document_unit_unknown" : "document_quantity_unknown", Severity::kWarning,
                       {evidence_.files[origin.file], origin.row, printed.known() ? "unit" : "quantity", std::string(text(row, printed.known() ? col::kUnit : col::kQuantity))},
                       printed.known() ? "has no exact factor for this item" : "is empty", "the document cannot be counted",
                       printed.known() ? "a row of item_units for the item and unit" : "a quantity"});
  }

  const Case& case_;
  const Evidence& evidence_;
  const Records& documents_;
  const Mapping& mapping_;
  const PairContext& pair_;
  std::vector<Issue>& issues_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> collect_events(const Case& the_case, const Evidence& evidence, const Mapping& mapping,
                                  const PairContext& pair, std::vector<Issue>& issues) {
  return EventCollector(the_case, evidence, mapping, pair, issues).run();
}

}  // namespace trueup
