// Go-live checks: after it the book's stock is corrected by stock adjustments and stocktakes alone.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/workflow_passes.hpp"
#include "mapping/text_id_hash.hpp"
#include "trueup/model/order_machine.hpp"

namespace trueup {
namespace {

// What moves stock in the book by a document of its own; stock_import has its own code.
constexpr std::string_view kAllowed[] = {"ship_advice", "transfer_out", "receipt", "restock", "transfer_in", "adjustment", "build", "unbuild", "count", "stock_import"};
constexpr std::string_view kByHand[] = {"ui", "api", "import"};

template <std::size_t N>
bool one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool moves_nothing(std::string_view state) {
  switch (parse_order_state(state).value_or(OrderState::kUnknown)) {
    case OrderState::kDraft:
    case OrderState::kVoided:
    case OrderState::kCancelled:
    case OrderState::kUndone:
    case OrderState::kNotAvailable: return true;
    default: return false;
  }
}

class AfterGoLive {
 public:
  AfterGoLive(const CheckInput& input, IssueSink& sink, Instant go_live) : input_(input), sink_(sink), go_live_(go_live.micros) {
    for (const System& system : input.the_case.systems)
      if (system.role == SystemRole::kSystemOfRecord) books_.push_back(input.evidence.pool.find(system.id));
  }

  void run() {
    const Records& documents = input_.evidence.table("documents");
    for (std::size_t row = 0; row < documents.row_count() && !stops_at(input_.progress, row); ++row) look_at_document(documents, row);
    const Records& movements = input_.evidence.table("movements");
    for (std::size_t row = 0; row < movements.row_count() && !stops_at(input_.progress, row); ++row) look_at_movement(movements, row);
    for (const Found& found : found_) report(found);
  }

 private:
  struct Found {
    bool imported;
    const Records* rows;
    std::size_t row;
    std::uint64_t more = 0;
  };
  /// System, type and id of a document; without an id, all of that system and type.
  using Key = std::pair<TextId, std::pair<TextId, TextId>>;

  bool is_book(TextId system) const { return system && std::find(books_.begin(), books_.end(), system) != books_.end(); }

  // As a document counts in a balance: by its posting, else by what is next known of it.
  static std::int64_t time_of(const Records& rows, std::size_t row, std::initializer_list<std::size_t> columns) {
    for (const std::size_t column : columns)
      if (rows.number(row, column) != Records::kUnknown) return rows.number(row, column);
    return Records::kUnknown;
  }

  void look_at_document(const Records& rows, std::size_t row) {
    if (input_.text(rows.text(row, column_index("documents", "type"))) != "stock_import") return;
    const std::int64_t at = time_of(rows, row, {column_index("documents", "posted_at"), column_index("documents", "effective_at"), column_index("documents", "created_at")});
    const TextId system = rows.text(row, column_index("documents", "system"));
    if (at > go_live_ && is_book(system) && !moves_nothing(input_.text(rows.text(row, column_index("documents", "state")))))
      note(true, rows, row, system, rows.text(row, column_index("documents", "type")), rows.text(row, column_index("documents", "id")));
  }

  void look_at_movement(const Records& rows, std::size_t row) {
    const std::int64_t at = time_of(rows, row, {column_index("movements", "posted_at"), column_index("movements", "effective_at")});
    const TextId system = rows.text(row, column_index("movements", "system"));
    if (at <= go_live_ || !is_book(system)) return;
    const TextId type = rows.text(row, column_index("movements", "type")), id = rows.text(row, column_index("movements", "id"));
    if (input_.text(type) == "stock_import") note(true, rows, row, system, type, id);
    else if (one_of(input_.text(rows.text(row, column_index("movements", "created_via"))), kByHand) && !one_of(input_.text(type), kAllowed))
      note(false, rows, row, system, type, id);
  }

  void note(bool imported, const Records& rows, std::size_t row, TextId system, TextId type, TextId id) {
    const auto [found, fresh] = at_.try_emplace(Key{system, {type, id}}, found_.size());
    if (fresh) found_.push_back({imported, &rows, row});
    else ++found_[found->second].more;
  }

  void report(const Found& found) {
    const TableSchema& schema = found.rows->schema();
    const std::size_t type = *find_column(schema, "type");
    const std::string_view id = input_.text(found.rows->text(found.row, *find_column(schema, "id")));
    std::string message = found.imported ? "stock" : "a posting";
    if (!id.empty()) message += " of " + std::string(id);
    message += found.imported ? " was imported" : " that is no document's was made by " + input_.text_of(found.rows->text(found.row, column_index("movements", "created_via")));
    message += " after the go-live of " + format_instant({go_live_});
    sink_.add_at(found.imported ? "stock_import_after_go_live" : "correction_not_allowed", *found.rows, found.row, "type", found.rows->text(found.row, type), message + more_words(found.more));
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const std::int64_t go_live_;
  std::vector<TextId> books_;
  absl::flat_hash_map<Key, std::size_t> at_;   // -> into found_
  std::vector<Found> found_;
};

}  // namespace

void check_after_go_live(const CheckInput& input, IssueSink& sink) {
  if (input.the_case.go_live) AfterGoLive(input, sink, *input.the_case.go_live).run();
}

}  // namespace trueup
