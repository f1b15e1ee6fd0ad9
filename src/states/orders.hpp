// Orders: the rows of `states` sorted into the records of orders that they are about, and those records, with the documents'
// rows, into the orders that they are across systems. Flat arrays; nothing is allocated for an order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "states/state_columns.hpp"
#include "states/state_words.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// One row of `states`.
struct Step {
  std::int64_t at = 0;
  std::uint32_t row = 0;
  TextId task_id, line;
  OrderTask task = OrderTask::kOrder;
  OrderState state = OrderState::kUnknown;
  bool undo = false;                   ///< printed as `undone`: `state` is what it led back to

  friend bool same_run(const Step& left, const Step& right) {
    return left.task == right.task && left.task_id == right.task_id && left.line == right.line;
  }
};

/// An order, or a document that stands for a task of one, as one system holds it.
struct OrderRecord {
  TextId type, id, reference;
  std::uint32_t next = 0;              ///< another record whose id has the same text; 0: none
  std::uint32_t order = 0;             ///< the order across systems; 0: it is known to no other record
  std::uint32_t begin = 0, end = 0;    ///< its steps, by task, task_id, line and time
  std::uint16_t system = 0;
};

/// The types of documents that say what an order wanted and what became of it.
enum class LineKind : std::uint8_t { kSalesOrder, kShipOrder, kShipAdvice, kInvoice, kTransfer, kRefund, kRestock, kCount_ };

struct DocumentLine {
  std::uint32_t row = 0;
  std::uint16_t system = 0;
  LineKind kind = LineKind::kSalesOrder;
};

/// A row's id and line, to choose one of several whatever their order.
inline std::pair<std::string_view, std::string_view> printed_name(const Evidence& evidence, const DocumentLine& line) {
  const Records& rows = evidence.table("documents");
  return {evidence.text(rows.text(line.row, document_columns::kId)), evidence.text(rows.text(line.row, document_columns::kLine))};
}

class Orders {
 public:
  std::vector<OrderRecord> records{OrderRecord{}};   ///< the first is none
  std::vector<Step> steps;
  std::uint64_t rows = 0, not_replayed = 0;

  std::uint32_t order_count() const { return static_cast<std::uint32_t>(record_starts.size() - 1); }
  std::span<const std::uint32_t> records_of(std::uint32_t order) const {
    return {by_order.data() + record_starts[order], by_order.data() + record_starts[order + 1]};
  }
  std::span<const DocumentLine> lines_of(std::uint32_t order) const {
    return {lines.data() + line_starts[order], lines.data() + line_starts[order + 1]};
  }
  /// What a book's documents refund and take back of an order.
  std::span<const DocumentLine> returns_of(std::uint32_t order) const {
    return {returns.data() + return_starts[order], returns.data() + return_starts[order + 1]};
  }
  std::span<const Step> steps_of(const OrderRecord& record) const { return {steps.data() + record.begin, steps.data() + record.end}; }

  // Records and documents' rows by order, as offsets: order 0 holds those that belong to none.
  std::vector<std::uint32_t> by_order, record_starts{0};
  std::vector<DocumentLine> lines, returns;
  std::vector<std::uint32_t> line_starts{0}, return_starts{0};
};

Orders sort_into_orders(const Case& the_case, const Evidence& evidence, StateWords& words, const Progress* progress);

}  // namespace trueup
