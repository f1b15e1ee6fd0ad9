#include "mapping/checks/item_pairs.hpp"

#include "mapping/checks/issue_words.hpp"

namespace trueup {
namespace {
constexpr std::size_t kSku = column_index("items", "sku");
constexpr std::size_t kKind = column_index("items", "kind");
constexpr std::size_t kStatus = column_index("items", "status");
}  // namespace

std::vector<SystemPair> compared_systems(const CheckInput& input) {
  const TextPool& pool = input.evidence.pool;
  std::vector<SystemPair> pairs;
  for (const Comparison& comparison : input.the_case.comparisons) pairs.push_back({pool.find(comparison.book), pool.find(comparison.other)});
  if (!pairs.empty()) return pairs;
  for (const System& book : input.the_case.systems)
    for (const System& other : input.the_case.systems)
      if (book.role == SystemRole::kSystemOfRecord && other.role == SystemRole::kExecution) pairs.push_back({pool.find(book.id), pool.find(other.id)});
  return pairs;
}

std::optional<TextId> book_sku(const CheckInput& input, TextId system, TextId code, TextId book, std::int64_t at) {
  const MappedSku mapped = input.mapping.sku(system, code, book, at);
  if (!mapped.foreign) return mapped.sku;
  // Mapping learns the codes of compared books only; where nothing is compared, the book's own list says what it knows.
  const ItemList* list = input.the_case.comparisons.empty() ? input.items.of(book) : nullptr;
  if (list != nullptr && list->find(code)) return code;
  return std::nullopt;
}

std::vector<ItemPair> item_pairs(const CheckInput& input, SystemPair systems) {
  const ItemList* books = input.items.of(systems.book);
  const ItemList* others = input.items.of(systems.other);
  std::vector<ItemPair> pairs;
  if (books == nullptr || others == nullptr) return pairs;
  const Records& rows = input.evidence.table("items");
  const std::int64_t at = instant_of(input);
  pairs.reserve(others->rows.size());
  for (const std::uint32_t other : others->rows) {
    if (stops_at(input.progress, other)) break;
    const TextId code = rows.text(other, kSku);
    if (others->find(code) != other) continue;  // the list holds it twice: the first row speaks for it
    const auto sku = book_sku(input, systems.other, code, systems.book, at);
    if (!sku) continue;
    if (const auto book = books->find(*sku)) pairs.push_back({*book, other});
  }
  return pairs;
}

ItemWords::ItemWords(const CheckInput& input)
    : rows_(input.evidence.table("items")),
      inactive_(input.evidence.pool.find("inactive")),
      stock_(input.evidence.pool.find("stock")),
      kit_(input.evidence.pool.find("kit")) {}

bool ItemWords::inactive(std::uint32_t row) const {
  const TextId status = rows_.text(row, kStatus);
  return status && status == inactive_;
}

bool ItemWords::stock(std::uint32_t row) const {
  const TextId kind = rows_.text(row, kKind);
  return !kind || kind == stock_;
}

bool ItemWords::kit(std::uint32_t row) const {
  const TextId kind = rows_.text(row, kKind);
  return kind && kind == kit_;
}

}  // namespace trueup
