#include "states/side.hpp"

#include <algorithm>

#include "states/state_columns.hpp"
#include "states/timeline.hpp"

namespace trueup {
namespace {

Standing of_order(OrderState state) {
  switch (state) {
    case OrderState::kNotAvailable:
    case OrderState::kDraft:
    case OrderState::kAwaitingPayment: return Standing::kDraft;
    case OrderState::kAuthorised: return Standing::kOpen;
    case OrderState::kBackordered:
    case OrderState::kOnHold:
    case OrderState::kReleased:
    case OrderState::kAccepted: return Standing::kReleased;
    case OrderState::kPicking:
    case OrderState::kPartiallyPicked:
    case OrderState::kPicked:
    case OrderState::kPartiallyPacked:
    case OrderState::kPacked:
    case OrderState::kPartiallyShipped: return Standing::kAtWork;
    case OrderState::kShipped:
    case OrderState::kDelivered: return Standing::kShipped;
    case OrderState::kClosed: return Standing::kClosed;
    case OrderState::kRejected:
    case OrderState::kCancelled:
    case OrderState::kVoided: return Standing::kStopped;
    default: return Standing::kUnknown;
  }
}

Standing of_fulfilment(OrderState state) {
  const bool begun = state != OrderState::kNotAvailable && state != OrderState::kDraft && state != OrderState::kBackordered && state != OrderState::kVoided &&
                     state != OrderState::kCancelled && state != OrderState::kUndone && state != OrderState::kUnknown;
  return begun ? Standing::kAtWork : Standing::kUnknown;
}

Standing of_shipment(OrderState state) { return state == OrderState::kShipped || state == OrderState::kDelivered ? Standing::kShipped : of_fulfilment(state); }

Standing standing_of(const Step& step) {
  switch (step.task) {
    case OrderTask::kOrder: return of_order(step.state);
    case OrderTask::kPick:
    case OrderTask::kPack: return of_fulfilment(step.state);
    case OrderTask::kShip: return of_shipment(step.state);
    default: return Standing::kUnknown;
  }
}

// A book ships in the state in which its dialect deducts; a warehouse has shipped with its first part.
bool ships(const Step& step, const OrderMachine& machine, SystemRole role) {
  if (step.task == machine.deducts.task && step.state == machine.deducts.state) return true;
  const bool moves = step.task == OrderTask::kOrder || step.task == OrderTask::kShip;
  return role != SystemRole::kSystemOfRecord && moves && (step.state == OrderState::kPartiallyShipped || step.state == OrderState::kShipped || step.state == OrderState::kDelivered);
}

bool earlier(std::int64_t at, std::int64_t than) { return than == Records::kUnknown || at < than; }

class SideReader {
 public:
  SideReader(const Orders& orders, const StateWords& words, const Evidence& evidence, std::vector<Side>& sides)
      : orders_(orders), words_(words), evidence_(evidence), documents_(evidence.table("documents")), sides_(sides) {}

  void read(const OrderRecord& record) {
    Side& side = side_of(record.system);
    const std::string_view type = evidence_.text(record.type);
    if (type == "sales_order" || type == "ship_order") {
      ++side.order_records;
      side.record = &record;
    }
    if (record.begin == record.end) return;
    const Step* waits = nullptr;  // a shipment of it that has not left
    for_each_run(orders_.steps_of(record), [&](std::span<const Step> run) {
      if (const Step* waiting = read_run(side, run); waiting != nullptr && waits == nullptr) waits = waiting;
    });
    if (waits != nullptr && side.standing == Standing::kShipped) side.standing = Standing::kAtWork, side.stands_by = waits;
  }

  void read(const DocumentLine& line) {
    if (line.kind == LineKind::kTransfer) return;
    Side& side = side_of(line.system);
    const std::string_view state = evidence_.text(documents_.text(line.row, document_columns::kState));
    const bool counts = state != "draft" && state != "voided" && state != "cancelled" && state != "not_available" && state != "undone";
    const std::int64_t at = time_of(documents_, line.row);
    if (line.kind != LineKind::kShipAdvice || words_.role(line.system) == SystemRole::kSystemOfRecord || !counts || at == Records::kUnknown) return;
    if (earlier(at, side.ships_at)) side.ships_at = at;
    if (side.standing == Standing::kUnknown) side.in_full = true;
  }

  void finish() {
    for (Side& side : sides_) {
      if (side.standing == Standing::kStopped && side.ships_at != Records::kUnknown) side.standing = Standing::kAtWork;
      if (side.standing == Standing::kShipped || side.standing == Standing::kClosed) side.in_full = true;
    }
  }

 private:
  Side& side_of(std::uint16_t system) {
    for (Side& side : sides_)
      if (side.system == system) return side;
    sides_.emplace_back().system = system;
    return sides_.back();
  }

  // Its last step, when it is a shipment that has not left.
  const Step* read_run(Side& side, std::span<const Step> run) {
    const OrderMachine& machine = words_.steps(side.system)->machine();
    const Step* last = nullptr;
    for (const Step& step : run) {
      if (earlier(step.at, side.begins_at)) side.begins_at = step.at;
      if (standing_of(step) != Standing::kUnknown || step.task != OrderTask::kOrder) last = &step;
      if (ships(step, machine, words_.role(side.system)) && earlier(step.at, side.ships_at)) side.ships = &step, side.ships_at = step.at;
    }
    // A line's own state does not say where the order stands.
    if (last == nullptr || run.front().line) return nullptr;
    const Standing standing = standing_of(*last);
    const bool later = standing == side.standing && side.stands_by != nullptr && last->at > side.stands_by->at;
    if (standing > side.standing || later) side.standing = standing, side.stands_by = last;
    const bool over = standing == Standing::kShipped || last->state == OrderState::kVoided || last->state == OrderState::kCancelled;
    return last->task == OrderTask::kShip && !over ? last : nullptr;
  }

  const Orders& orders_;
  const StateWords& words_;
  const Evidence& evidence_;
  const Records& documents_;
  std::vector<Side>& sides_;
};

}  // namespace

std::int64_t time_of(const Records& documents, std::size_t row) {
  for (const std::size_t column : {document_columns::kEffective, document_columns::kPosted, document_columns::kCreated})
    if (const std::int64_t at = documents.number(row, column); at != Records::kUnknown) return at;
  return Records::kUnknown;
}

void find_sides(const Orders& orders, std::uint32_t order, const StateWords& words, const Evidence& evidence, std::vector<Side>& sides) {
  sides.clear();
  SideReader reader(orders, words, evidence, sides);
  for (const std::uint32_t record : orders.records_of(order)) reader.read(orders.records[record]);
  for (const DocumentLine& line : orders.lines_of(order)) reader.read(line);
  reader.finish();
  std::sort(sides.begin(), sides.end(), [](const Side& left, const Side& right) { return left.system < right.system; });
}

}  // namespace trueup
