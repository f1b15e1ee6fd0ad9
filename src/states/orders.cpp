#include "states/orders.hpp"

#include <algorithm>
#include <tuple>

#include "states/order_numbers.hpp"
#include "states/state_columns.hpp"
#include "states/timeline.hpp"

namespace trueup {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

constexpr std::string_view kLineTypes[] = {"sales_order", "ship_order", "ship_advice", "invoice", "transfer_out",
                                           "transfer_in", "refund",     "credit_note", "restock", "return_receipt"};
constexpr LineKind kLineKinds[] = {LineKind::kSalesOrder, LineKind::kShipOrder, LineKind::kShipAdvice, LineKind::kInvoice, LineKind::kTransfer,
                                   LineKind::kTransfer,   LineKind::kRefund,    LineKind::kRefund,     LineKind::kRestock, LineKind::kRestock};

bool is_return(LineKind kind) { return kind == LineKind::kRefund || kind == LineKind::kRestock; }

/// Sorts members by a dense key, keeping their order: `starts[key]` to `starts[key + 1]` are those of a key.
template <class Member>
std::vector<Member> by_key(const std::vector<Member>& members, const std::vector<std::uint32_t>& keys, std::size_t key_count, std::vector<std::uint32_t>& starts) {
  starts.assign(key_count + 1, 0);
  for (const std::uint32_t key : keys) ++starts[key + 1];
  for (std::size_t i = 0; i < key_count; ++i) starts[i + 1] += starts[i];
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  std::vector<Member> sorted(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) sorted[next[keys[i]]++] = members[i];
  return sorted;
}

class OrderSorter {
 public:
  OrderSorter(const Case& the_case, const Evidence& evidence, StateWords& words, const Progress* progress)
      : evidence_(evidence), rows_(evidence.table("states")), documents_(evidence.table("documents")), words_(words), progress_(progress),
        numbers_(the_case, evidence), first_of_id_(evidence.pool.size(), 0) {}

  Orders run() {
    read_rows();
    place_steps();
    read_documents();
    number_records();
    return std::move(orders_);
  }

 private:
  std::uint32_t record_of(std::uint16_t system, TextId type, TextId id) {
    std::uint32_t* at = &first_of_id_[id.value];
    while (*at != 0) {
      OrderRecord& known = orders_.records[*at];
      if (known.system == system && known.type == type) return *at;
      at = &known.next;
    }
    const auto fresh = *at = static_cast<std::uint32_t>(orders_.records.size());   // before `at` may move
    orders_.records.push_back({type, id, {}, 0, 0, 0, 0, system});
    return fresh;
  }

  // Two references of one record: the lesser text, whichever row comes first.
  void refer(OrderRecord& record, TextId reference) {
    if (!reference || reference == record.reference) return;
    if (!record.reference || evidence_.text(reference) < evidence_.text(record.reference)) record.reference = reference;
  }

  void read_rows() {
    orders_.rows = rows_.row_count();
    record_of_row_.assign(rows_.row_count(), kNone);
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(progress_, row); ++row) {
      const auto system = words_.system(rows_.text(row, states_columns::kSystem));
      const TextId type = rows_.text(row, states_columns::kType), id = rows_.text(row, states_columns::kId);
      const bool replayed = system && words_.steps(*system) != nullptr && !rows_.rejected(row) && id && rows_.number(row, states_columns::kAt) != Records::kUnknown &&
                            words_.task(type, rows_.text(row, states_columns::kTask)) != OrderTask::kCount_;
      if (!replayed) {
        ++orders_.not_replayed;
        continue;
      }
      const std::uint32_t record = record_of(*system, type, id);
      refer(orders_.records[record], rows_.text(row, states_columns::kReference));
      ++orders_.records[record].end;
      record_of_row_[row] = record;
    }
  }

  void place_steps() {
    std::uint32_t total = 0;
    for (OrderRecord& record : orders_.records) {
      const std::uint32_t count = record.end;
      record.begin = record.end = total;
      total += count;
    }
    orders_.steps.resize(total);
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(progress_, row); ++row)
      if (record_of_row_[row] != kNone) {
        OrderRecord& record = orders_.records[record_of_row_[row]];
        orders_.steps[record.end++] = step_of(row, record.system);
      }
    record_of_row_ = {};
    for (std::size_t i = 1; i < orders_.records.size() && !stops_at(progress_, i); ++i)
      if (orders_.records[i].end > orders_.records[i].begin) sort_steps(orders_.records[i]);
  }

  Step step_of(std::size_t row, std::uint16_t system) {
    Step step;
    step.at = rows_.number(row, states_columns::kAt);
    step.row = static_cast<std::uint32_t>(row);
    step.task_id = rows_.text(row, states_columns::kTaskId);
    step.line = rows_.text(row, states_columns::kLine);
    step.task = words_.steps(system)->own_task(words_.task(rows_.text(row, states_columns::kType), rows_.text(row, states_columns::kTask)));
    step.state = words_.state(system, step.task, rows_.text(row, states_columns::kState), step.at);
    return step;
  }

  // One row twice counts once.
  void sort_steps(OrderRecord& record) {
    const auto begin = orders_.steps.begin() + record.begin, end = orders_.steps.begin() + record.end;
    std::sort(begin, end, [&](const Step& left, const Step& right) {
      if (left.task != right.task) return left.task < right.task;
      if (left.task_id != right.task_id) return evidence_.text(left.task_id) < evidence_.text(right.task_id);
      if (left.line != right.line) return evidence_.text(left.line) < evidence_.text(right.line);
      return std::tie(left.at, left.state, left.row) < std::tie(right.at, right.state, right.row);
    });
    const auto same = [](const Step& left, const Step& right) {
      return same_run(left, right) && left.at == right.at && left.state == right.state && left.state != OrderState::kUnknown;
    };
    record.end = record.begin + static_cast<std::uint32_t>(std::unique(begin, end, same) - begin);
    for_each_run(std::span(orders_.steps).subspan(record.begin, record.end - record.begin), [&](std::span<Step> run) { arrange(run, *words_.steps(record.system)); });
  }

  void read_documents() {
    std::vector<TextId> types;
    for (const std::string_view type : kLineTypes) types.push_back(evidence_.pool.find(type));
    for (std::size_t row = 0; row < documents_.row_count() && !stops_at(progress_, row); ++row) {
      const auto found = std::find(types.begin(), types.end(), documents_.text(row, document_columns::kType));
      const auto system = words_.system(documents_.text(row, document_columns::kSystem));
      if (found == types.end() || !*found || !system || documents_.rejected(row)) continue;
      const LineKind kind = kLineKinds[found - types.begin()];
      if (is_return(kind) && words_.role(*system) != SystemRole::kSystemOfRecord) continue;
      const std::uint32_t record = record_of(*system, *found, documents_.text(row, document_columns::kId));
      refer(orders_.records[record], reference_of(row, kind));
      (is_return(kind) ? orders_.returns : orders_.lines).push_back({static_cast<std::uint32_t>(row), *system, kind});
      (is_return(kind) ? return_records_ : line_records_).push_back(record);
    }
  }

  // A return's own reference may be a number of its own.
  TextId reference_of(std::size_t row, LineKind kind) const {
    const TextId of_order = is_return(kind) ? documents_.text(row, document_columns::kOrderReference) : TextId{};
    return of_order ? of_order : documents_.text(row, document_columns::kReference);
  }

  // An order that has no reference is known by its id; another document by the one that it belongs to.
  void number_records() {
    for (std::size_t i = 1; i < orders_.records.size() && !stops_at(progress_, i); ++i) {
      OrderRecord& record = orders_.records[i];
      const std::string_view type = evidence_.text(record.type);
      const TextId reference = record.reference ? record.reference : type == "sales_order" || type == "ship_order" ? record.id : TextId{};
      record.order = numbers_.note(record.system, words_.id(record.system), record.type, record.id, reference);
    }
    number_by_parents(orders_.lines, line_records_);
    number_by_parents(orders_.returns, return_records_);
    make_dense();
    std::vector<std::uint32_t> keys, members;
    for (std::uint32_t i = 1; i < orders_.records.size(); ++i) keys.push_back(orders_.records[i].order), members.push_back(i);
    orders_.by_order = by_key(members, keys, order_count_, orders_.record_starts);
    sort_by_order(orders_.lines, line_records_, orders_.line_starts);
    sort_by_order(orders_.returns, return_records_, orders_.return_starts);
  }

  void number_by_parents(const std::vector<DocumentLine>& lines, const std::vector<std::uint32_t>& records) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      OrderRecord& record = orders_.records[records[i]];
      if (record.order == 0) record.order = parents_number(record.system, documents_.text(lines[i].row, document_columns::kParent));
    }
  }

  void sort_by_order(std::vector<DocumentLine>& lines, const std::vector<std::uint32_t>& records, std::vector<std::uint32_t>& starts) const {
    std::vector<std::uint32_t> keys;
    for (const std::uint32_t record : records) keys.push_back(orders_.records[record].order);
    lines = by_key(lines, keys, order_count_, starts);
  }

  // 0 when the parent is not known, or may be either of two.
  std::uint32_t parents_number(std::uint16_t system, TextId parent) {
    std::uint32_t number = 0;
    for (std::uint32_t at = parent ? first_of_id_[parent.value] : 0; at != 0; at = orders_.records[at].next) {
      const OrderRecord& record = orders_.records[at];
      if (record.system != system || record.order == 0) continue;
      if (number != 0 && numbers_.settled(number) != numbers_.settled(record.order)) return 0;
      number = record.order;
    }
    return number;
  }

  void make_dense() {
    std::vector<std::uint32_t> dense;
    for (OrderRecord& record : orders_.records) {
      const std::uint32_t number = numbers_.settled(record.order);
      if (number >= dense.size()) dense.resize(number + std::size_t{1} + number / 2);
      if (number != 0 && dense[number] == 0) dense[number] = order_count_++;
      record.order = dense[number];
    }
  }

  const Evidence& evidence_;
  const Records& rows_;
  const Records& documents_;
  StateWords& words_;
  const Progress* progress_;
  OrderNumbers numbers_;
  Orders orders_;
  std::vector<std::uint32_t> first_of_id_;    // by TextId: the first record with that id
  std::vector<std::uint32_t> record_of_row_;
  std::vector<std::uint32_t> line_records_, return_records_;   // parallel to orders_.lines and orders_.returns
  std::uint32_t order_count_ = 1;
};

}  // namespace

Orders sort_into_orders(const Case& the_case, const Evidence& evidence, StateWords& words, const Progress* progress) {
  return OrderSorter(the_case, evidence, words, progress).run();
}

}  // namespace trueup
