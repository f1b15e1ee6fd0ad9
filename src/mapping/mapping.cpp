#include "trueup/mapping/mapping.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <set>
#include <tuple>

#include "mapping/location_names.hpp"
#include "mapping/pack_table.hpp"
#include "mapping/spelling_index.hpp"
#include "mapping/translation.hpp"

namespace trueup {
namespace {
constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();

void report_conflicts(const Case& the_case, const Evidence& evidence, const char* table, const Translation& translation, std::vector<Issue>& issues) {
  const Records& rows = evidence.table(table);
  std::set<std::tuple<TextId, TextId, TextId, std::int64_t>> told;  // one value and date is one thing, however many rows
  for (const std::size_t row : translation.conflicts()) {
    const auto column = [&](std::string_view name) { return rows.text(row, *find_column(rows.schema(), name)); };
    const auto declared = [&](std::string_view name) { return the_case.find_system(evidence.text(column(name))) != nullptr; };
    if (!declared("from_system") || !declared("to_system")) continue;  // translates nothing in any case
    if (!told.emplace(column("from_system"), column("from_value"), column("to_system"), rows.number(row, column_index("sku_map", "valid_from"))).second) continue;
    const Origin origin = rows.origin(row);
    issues.push_back({"map_conflict", Severity::kError, {evidence.files[origin.file], origin.row, "from_value", std::string(evidence.text(rows.text(row, column_index("sku_map", "from_value"))))},
                      "is translated into two values from one date", "it counts as not mapped", "one row for each value and date"});
  }
}
}  // namespace

struct Mapping::Compiled {
  explicit Compiled(const Evidence& evidence) : pool(&evidence.pool), skus(evidence.table("sku_map")), units(evidence.table("unit_map")) {}

  // One book and the SKUs that it knows, by id.
  struct Book {
    TextId system;
    std::vector<bool> knows;
  };

  const TextPool* pool;
  const Progress* progress = nullptr;
  Translation skus;
  Translation units;
  LocationNames locations;
  PackTable packs;
  std::vector<Book> books;
  std::unique_ptr<SpellingIndex> spellings;
  std::once_flag spellings_indexed;

  Book* book_of(TextId system) {
    for (Book& book : books)
      if (book.system == system) return &book;
    return nullptr;
  }

  void learn_books(const Case& the_case, const Evidence& evidence);
  void learn_codes(const Records& rows, std::size_t system, std::size_t sku);
  void index_spellings();
  TextId book_unit(TextId system, TextId unit, std::int64_t at) const;
};

// The book knows a SKU that stands in its items or stock, or that a map translates into.
void Mapping::Compiled::learn_books(const Case& the_case, const Evidence& evidence) {
  for (const Comparison& comparison : the_case.comparisons) {
    const TextId system = evidence.pool.find(comparison.book);
    if (system && book_of(system) == nullptr) books.push_back({system, std::vector<bool>(evidence.pool.size())});
  }
  learn_codes(evidence.table("items"), column_index("items", "system"), column_index("items", "sku"));
  learn_codes(evidence.table("stock"), column_index("stock", "system"), column_index("stock", "sku"));
  skus.for_each(kLatest, [&](TextId from_system, TextId from, TextId to_system, TextId to) {
    if (Book* book = book_of(to_system)) book->knows[to.value] = true;
    if (Book* book = book_of(from_system)) book->knows[from.value] = true;
  });
}

void Mapping::Compiled::learn_codes(const Records& rows, std::size_t system, std::size_t sku) {
  for (std::size_t row = 0; row < rows.row_count() && !stops_at(progress, row); ++row)
    if (Book* book = book_of(rows.text(row, system))) book->knows[rows.text(row, sku).value] = true;
}

void Mapping::Compiled::index_spellings() {
  spellings = std::make_unique<SpellingIndex>(*pool);
  skus.for_each(kLatest, [&](TextId from_system, TextId from, TextId to_system, TextId to) {
    if (book_of(to_system) != nullptr) spellings->learn_mapped(from, to);
    else if (book_of(from_system) != nullptr) spellings->learn_mapped(to, from);
  });
  for (const Book& book : books)
    for (std::uint32_t id = 1; id < book.knows.size(); ++id)
      if (book.knows[id]) spellings->learn_own(TextId{id});
}

TextId Mapping::Compiled::book_unit(TextId system, TextId unit, std::int64_t at) const {
  for (const Book& book : books)
    if (const auto translated = units.forward(system, unit, book.system, at); translated && *translated) return *translated;
  return unit;
}

Mapping::Mapping(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Mapping::~Mapping() = default;
Mapping::Mapping(Mapping&&) noexcept = default;

Result<Mapping> Mapping::compile(const Case& the_case, Evidence& evidence, std::vector<Issue>& issues, const Progress* progress) {
  auto compiled = std::make_unique<Compiled>(evidence);
  Compiled* parts = compiled.get();
  parts->progress = progress;
  if (Failure failure = parts->locations.compile(the_case, evidence, issues)) return *failure;
  report_conflicts(the_case, evidence, "sku_map", parts->skus, issues);
  report_conflicts(the_case, evidence, "unit_map", parts->units, issues);
  parts->learn_books(the_case, evidence);
  Mapping mapping(std::move(compiled));
  const auto to_book_sku = [&](TextId system, TextId code) {
    return parts->books.empty() || !system ? code : mapping.sku(system, code, parts->books.front().system, kLatest).sku;
  };
  const auto to_book_unit = [&](TextId system, TextId unit, std::int64_t at) { return parts->book_unit(system, unit, at); };
  std::vector<TextId> books;
  for (const Compiled::Book& book : parts->books) books.push_back(book.system);
  parts->packs.compile(evidence, books, to_book_sku, to_book_unit, issues, progress);
  parts->progress = nullptr;
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  return mapping;
}

MappedSku Mapping::sku(TextId system, TextId code, TextId book, std::int64_t at) const {
  if (system == book) return {code, false};
  const Translation& skus = compiled_->skus;
  if (!skus.empty()) {
    if (const auto to = skus.forward(system, code, book, at)) return *to ? MappedSku{*to, false} : MappedSku{code, true};
    if (const auto from = skus.backward(book, system, code, at)) return {*from, false};
  }
  const Compiled::Book* known = compiled_->book_of(book);
  if (known != nullptr && code.value < known->knows.size() && known->knows[code.value]) return {code, false};
  // Without a map the two systems share their codes; one that only this side knows may still be a misspelling.
  const bool shared = !skus.between(system, book) && !twin(code);
  return {code, !shared};
}

TextId Mapping::location(TextId system, TextId name) const { return compiled_->locations.find(system, name); }

UnitAnswer Mapping::unit(TextId system, TextId sku, TextId unit, std::int64_t at) const {
  if (!unit) return {{}, true};
  const auto ratio = compiled_->packs.base_per_unit(sku, compiled_->book_unit(system, unit, at), at);
  return ratio ? UnitAnswer{*ratio, true} : UnitAnswer{};
}

std::vector<Ratio> Mapping::packs(TextId sku) const { return compiled_->packs.sizes(sku); }

Twin Mapping::twin(TextId code) const {
  // Few runs meet an unknown code; those that do pay for it, once, whichever thread comes first.
  std::call_once(compiled_->spellings_indexed, [&] { compiled_->index_spellings(); });
  const Twin twin = compiled_->spellings->find(code);
  return twin.spelling == code ? Twin{} : twin;  // a code whose translation has ended is no misspelling of itself
}

}  // namespace trueup
