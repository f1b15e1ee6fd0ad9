#include "trueup/mapping/mapping.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/location_names.hpp"
#include "mapping/pack_table.hpp"
#include "mapping/translation.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }
}  // namespace

struct Mapping::Compiled {
  explicit Compiled(const Evidence& evidence)
      : pool(&evidence.pool), skus(evidence.table("sku_map")), units(evidence.table("unit_map")) {}

  const TextPool* pool;
  Translation skus;
  Translation units;
  LocationNames locations;
  PackTable packs;
  std::vector<TextId> books;
  absl::flat_hash_set<std::uint64_t> known_to_book;                          // (book, sku)
  absl::flat_hash_map<std::string, std::vector<Twin>> by_normal_form;  // -> the book SKUs that are known by it

  void know(TextId book, TextId sku) { known_to_book.insert(pair_key(book, sku)); }
  void learn_spelling(TextId spelling, TextId sku);
  void learn_books(const Case& the_case, const Evidence& evidence);
  void learn_spellings();
};

void Mapping::Compiled::learn_spelling(TextId spelling, TextId sku) {
  std::vector<Twin>& known = by_normal_form[normal_form(pool->text(spelling))];
  for (Twin& twin : known) {
    if (twin.sku != sku) continue;
    // The tables' order is a process's own; the smallest spelling is everybody's.
    if (pool->text(spelling) < pool->text(twin.spelling)) twin.spelling = spelling;
    return;
  }
  known.push_back({sku, spelling});
}

// The book knows a SKU that stands in its items or stock, or that a map translates into.
void Mapping::Compiled::learn_books(const Case& the_case, const Evidence& evidence) {
  for (const Comparison& comparison : the_case.comparisons) books.push_back(evidence.pool.find(comparison.book));
  const auto is_book = [&](TextId system) { return std::find(books.begin(), books.end(), system) != books.end(); };
  const Records& items = evidence.table("items");
  for (std::size_t row = 0; row < items.row_count(); ++row)
    if (const TextId system = items.text(row, column_index("items", "system")); is_book(system))
      know(system, items.text(row, column_index("items", "sku")));
  const Records& stock = evidence.table("stock");
  for (std::size_t row = 0; row < stock.row_count(); ++row)
    if (const TextId system = stock.text(row, column_index("stock", "system")); is_book(system))
      know(system, stock.text(row, column_index("stock", "sku")));
  skus.for_each(std::numeric_limits<std::int64_t>::max(), [&](TextId from_system, TextId from, TextId to_system, TextId to) {
    if (is_book(to_system)) know(to_system, to);
    if (is_book(from_system)) know(from_system, from);
  });
}

// The codes that a map leads from, and the book's own where it has none: that is what the other system meant to print.
void Mapping::Compiled::learn_spellings() {
  skus.for_each(std::numeric_limits<std::int64_t>::max(), [&](TextId from_system, TextId from, TextId to_system, TextId to) {
    const bool to_book = std::find(books.begin(), books.end(), to_system) != books.end();
    if (to_book) learn_spelling(from, to);
    else if (std::find(books.begin(), books.end(), from_system) != books.end()) learn_spelling(to, from);
  });
  for (const std::uint64_t key : known_to_book) {
    const TextId sku{static_cast<std::uint32_t>(key)};
    std::vector<Twin>& known = by_normal_form[normal_form(pool->text(sku))];
    if (std::none_of(known.begin(), known.end(), [&](const Twin& twin) { return twin.sku == sku; })) known.push_back({sku, sku});
  }
}

Mapping::Mapping(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Mapping::~Mapping() = default;
Mapping::Mapping(Mapping&&) noexcept = default;

Result<Mapping> Mapping::compile(const Case& the_case, Evidence& evidence, std::vector<Issue>& issues) {
  auto compiled = std::make_unique<Compiled>(evidence);
  if (Failure failure = compiled->locations.compile(the_case, evidence, issues)) return *failure;
  compiled->learn_books(the_case, evidence);
  compiled->learn_spellings();
  Compiled* parts = compiled.get();
  Mapping mapping(std::move(compiled));
  const auto to_book_sku = [&](TextId system, TextId code) {
    return parts->books.empty() || !system ? code : mapping.sku(system, code, parts->books.front(), std::numeric_limits<std::int64_t>::max()).sku;
  };
  const auto to_book_unit = [&](TextId system, TextId unit, std::int64_t at) {
    for (const TextId book : parts->books)
      if (const auto translated = parts->units.forward(system, unit, book, at); translated && *translated) return *translated;
    return unit;
  };
  parts->packs.compile(evidence, parts->books, to_book_sku, to_book_unit, issues);
  return mapping;
}

MappedSku Mapping::sku(TextId system, TextId code, TextId book, std::int64_t at) const {
  if (system == book) return {code, false};
  const Translation& skus = compiled_->skus;
  if (const auto to = skus.forward(system, code, book, at)) return *to ? MappedSku{*to, false} : MappedSku{code, true};
  if (const auto from = skus.backward(book, system, code, at)) return {*from, false};
  if (compiled_->known_to_book.contains(pair_key(book, code))) return {code, false};
  // Without a map the two systems share their codes; one that only this side knows may still be a misspelling.
  const bool shared = !skus.between(system, book) && !twin(code);
  return {code, !shared};
}

TextId Mapping::location(TextId system, TextId name) const { return compiled_->locations.find(system, name); }

UnitAnswer Mapping::unit(TextId system, TextId sku, TextId unit, std::int64_t at) const {
  if (!unit) return {{}, true};
  TextId word = unit;
  for (const TextId book : compiled_->books)
    if (const auto translated = compiled_->units.forward(system, unit, book, at); translated && *translated) word = *translated;
  const auto ratio = compiled_->packs.base_per_unit(sku, word, at);
  return ratio ? UnitAnswer{*ratio, true} : UnitAnswer{};
}

std::vector<Ratio> Mapping::packs(TextId sku) const { return compiled_->packs.sizes(sku); }

Twin Mapping::twin(TextId code) const {
  const auto found = compiled_->by_normal_form.find(normal_form(compiled_->pool->text(code)));
  if (found == compiled_->by_normal_form.end() || found->second.size() != 1) return {};
  return found->second.front();
}

}  // namespace trueup
