#include "mapping/checks/item_pairs.hpp"

#include <algorithm>

#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/shared_rows.hpp"

namespace trueup {
namespace {
constexpr std::size_t kSku = column_index("items", "sku");

std::vector<TextId> find_book_skus(const CheckInput& input, SystemPair systems) {
  const ItemList* others = input.items.of(systems.other);
  if (others == nullptr) return {};
  const Records& rows = input.evidence.table("items");
  const std::int64_t at = instant_of(input);
  std::vector<TextId> skus(others->rows.size());
  for (std::size_t i = 0; i < skus.size() && !stops_at(input.progress, i); ++i) {
    const TextId code = rows.text(others->rows[i], kSku);
    if (others->find(code) == others->rows[i]) skus[i] = book_sku(input, systems.other, code, systems.book, at).value_or(TextId{});
  }
  return skus;
}

}  // namespace

std::vector<SystemPair> compared_systems(const Case& the_case, const TextPool& pool) {
  std::vector<SystemPair> pairs;
  for (const Comparison& comparison : the_case.comparisons) pairs.push_back({pool.find(comparison.book), pool.find(comparison.other)});
  if (!pairs.empty()) return pairs;
  for (const System& book : the_case.systems)
    for (const System& other : the_case.systems)
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

const std::vector<TextId>& book_skus(const CheckInput& input, SystemPair systems) {
  const std::vector<SystemPair> compared = compared_systems(input);
  const auto at = static_cast<std::size_t>(std::find(compared.begin(), compared.end(), systems) - compared.begin());
  return input.shared.book_skus[at].get([&] { return find_book_skus(input, systems); });
}

std::vector<ItemPair> item_pairs(const CheckInput& input, SystemPair systems) {
  const ItemList* books = input.items.of(systems.book);
  const ItemList* others = input.items.of(systems.other);
  std::vector<ItemPair> pairs;
  if (books == nullptr || others == nullptr) return pairs;
  const std::vector<TextId>& skus = book_skus(input, systems);
  pairs.reserve(skus.size());
  for (std::size_t at = 0; at < skus.size(); ++at)
    if (const auto book = books->find(skus[at])) pairs.push_back({*book, others->rows[at]});
  return pairs;
}

ItemWords::ItemWords(const CheckInput& input)
    : rows_(input.evidence.table("items")),
      inactive_(input.evidence.pool.find("inactive")),
      stock_(input.evidence.pool.find("stock")),
      kit_(input.evidence.pool.find("kit")) {}

}  // namespace trueup
