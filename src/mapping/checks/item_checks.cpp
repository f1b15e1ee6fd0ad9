// Item checks: barcodes of one list, and what the two sides say of one item.
#include <algorithm>
#include <array>

#include "absl/container/flat_hash_set.h"
#include "mapping/checks/barcode_keys.hpp"
#include "mapping/checks/crossed_maps.hpp"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/repeated_keys.hpp"
#include "mapping/checks/unit_words.hpp"
#include "trueup/model/gtin.hpp"
#include "trueup/model/money.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("items", "sku");
constexpr std::size_t kSystem = column_index("items", "system");
constexpr std::size_t kBarcode = column_index("items", "barcode");
constexpr std::size_t kKind = column_index("items", "kind");
constexpr std::size_t kStatus = column_index("items", "status");
constexpr std::size_t kTracking = column_index("items", "tracking");
constexpr std::size_t kUnitCost = column_index("items", "unit_cost");
constexpr std::size_t kCostUnit = column_index("items", "cost_unit");
constexpr std::size_t kCurrency = column_index("items", "currency");

// The barcodes of one system's list.
class Barcodes {
 public:
  Barcodes(const CheckInput& input, IssueSink& sink, const ItemList& list)
      : input_(input), sink_(sink), rows_(input.evidence.table("items")), keys_(read_barcodes(input)), list_(list), words_(input) {}

  void run() {
    const bool some = std::any_of(list_.rows.begin(), list_.rows.end(), [&](std::uint32_t row) { return keys_[row] != 0; });
    if (!some) return;
    std::vector<std::uint64_t> in_use(list_.rows.size());  // parallel to the list's rows: keys of active items
    for (std::size_t at = 0; at < in_use.size(); ++at) {
      const std::uint32_t row = list_.rows[at];
      if (stops_at(input_.progress, row)) return;
      if (list_.find(rows_.text(row, kSku)) != row) continue;
      if (keys_[row] == 0) report_missing(row);
      else if ((keys_[row] & kOddBarcode) != 0) report_invalid(row);
      if (!words_.inactive(row)) in_use[at] = keys_[row];
    }
    for_each_repeated(repeated_keys(in_use), [&](std::span<const KeyAt> places) { report_shared(places); });
  }

 private:
  void report_missing(std::uint32_t row) {
    if (!words_.inactive(row) && words_.stock(row)) add("barcode_missing", row, "has no barcode; others of " + input_.text_of(list_.system) + " have one", rows_.text(row, kSku), "sku");
  }

  void report_invalid(std::uint32_t row) {
    const TextId barcode = rows_.text(row, kBarcode);
    const ParsedGtin parsed = parse_gtin(input_.text(barcode));
    if (!parsed.gtin && !parsed.upc_e) add("barcode_invalid", row, std::string(text_of(parsed.fault)), barcode, "barcode");
  }

  void report_shared(std::span<const KeyAt> places) {
    const std::uint32_t first = list_.rows[places[0].at], second = list_.rows[places[1].at];
    add("barcode_shared", first,
        "is also the barcode of " + input_.text_of(rows_.text(second, kSku)) + " in " + row_words(input_, rows_, second, std::size_t{first}) + more_words(places.size() - 2),
        rows_.text(first, kBarcode), "barcode");
  }

  void add(std::string_view code, std::uint32_t row, std::string message, TextId value, std::string_view column) {
    sink_.add_at(code, rows_, row, column, value, std::move(message), {list_.system, rows_.text(row, kSku), {}, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  const std::vector<std::uint64_t>& keys_;  // by row
  const ItemList& list_;
  ItemWords words_;
};

void check_barcodes(const CheckInput& input, IssueSink& sink) {
  for (const ItemList& list : input.items.all()) Barcodes(input, sink, list).run();
}

// Words of a column that has a closed list; any other word says nothing.
class ClosedWords {
 public:
  ClosedWords(const TextPool& pool, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) ids_.push_back(pool.find(word));
  }
  bool knows(TextId word) const { return word && std::find(ids_.begin(), ids_.end(), word) != ids_.end(); }
  bool differ(TextId left, TextId right) const { return left != right && knows(left) && knows(right); }

 private:
  std::vector<TextId> ids_;
};

// What the two sides say of the items of one comparison.
class PairedItems {
 public:
  PairedItems(const CheckInput& input, IssueSink& sink, SystemPair systems)
      : input_(input),
        sink_(sink),
        systems_(systems),
        rows_(input.evidence.table("items")),
        barcodes_(read_barcodes(input)),
        words_(input),
        units_(input),
        kinds_(input.evidence.pool, {"stock", "non_stock", "service", "kit"}),
        states_(input.evidence.pool, {"active", "inactive"}),
        trackings_(input.evidence.pool, {"none", "lot", "serial", "expiry"}),
        currency_(input.evidence.pool.find(input.the_case.currency)) {}

  void run() {
    for (const ItemPair pair : item_pairs(input_, systems_)) {
      compare_words("item_kind_differs", kinds_, kKind, "kind", pair);
      compare_words("item_tracking_differs", trackings_, kTracking, "tracking", pair);
      compare_states(pair);
      compare_costs(pair);
      compare_barcodes(pair);
    }
    report_states();
    report_barcodes();
  }

 private:
  void compare_words(std::string_view code, const ClosedWords& words, std::size_t column, std::string_view name, ItemPair pair) {
    const TextId book = rows_.text(pair.book, column), other = rows_.text(pair.other, column);
    if (words.differ(book, other)) add(code, pair, name, book, input_.text_of(other));
  }

  void compare_states(ItemPair pair) {
    if (states_.differ(rows_.text(pair.book, kStatus), rows_.text(pair.other, kStatus))) other_states_.push_back(pair);
  }

  // Where a map leads to the inactive one, map_target_inactive says so.
  void report_states() {
    if (other_states_.empty()) return;
    const auto inactive = [&](ItemPair pair) {
      const std::uint32_t row = words_.inactive(pair.book) ? pair.book : pair.other;
      return target_key(rows_.text(row, kSystem), rows_.text(row, kSku));
    };
    absl::flat_hash_set<std::uint64_t> untold;
    for (const ItemPair pair : other_states_) untold.insert(inactive(pair));
    for (const MapRow& row : read_map(input_, "sku_map").in_force) untold.erase(target_key(row.to_system, row.to));
    for (const ItemPair pair : other_states_)
      if (untold.contains(inactive(pair))) add("item_status_differs", pair, "status", rows_.text(pair.book, kStatus), input_.text_of(rows_.text(pair.other, kStatus)));
  }

  static std::uint64_t target_key(TextId system, TextId value) { return std::uint64_t{system.value} << 32 | value.value; }

  void compare_costs(ItemPair pair) {
    const TextId book = rows_.text(pair.book, kCostUnit), other = rows_.text(pair.other, kCostUnit);
    const std::int64_t book_cost = rows_.number(pair.book, kUnitCost), other_cost = rows_.number(pair.other, kUnitCost);
    const bool costs_differ = book_cost != Records::kUnknown && other_cost != Records::kUnknown && book_cost != other_cost;
    if ((!book || !other) && !costs_differ) return;
    const bool one_unit = units_.same(systems_.book, book, systems_.other, other);
    if (book && other && !one_unit) add("item_cost_unit_differs", pair, "cost_unit", book, input_.text_of(other));
    if (!costs_differ || !one_unit || currency(pair.book) != currency(pair.other)) return;
    add("item_unit_cost_differs", pair, "unit_cost", format_decimal(book_cost, UnitCost::kPlaces), format_decimal(other_cost, UnitCost::kPlaces));
  }

  TextId currency(std::uint32_t row) const {
    const TextId printed = rows_.text(row, kCurrency);
    return printed ? printed : currency_;
  }

  void compare_barcodes(ItemPair pair) {
    const std::uint64_t book = barcodes_[pair.book], other = barcodes_[pair.other];
    if (book == 0 || other == 0 || book == other) return;
    if (((book | other) & kOddBarcode) == 0) return other_barcodes_.push_back(pair);
    const ParsedGtin left = parse_gtin(input_.text(rows_.text(pair.book, kBarcode))), right = parse_gtin(input_.text(rows_.text(pair.other, kBarcode)));
    if ((left.gtin || left.upc_e) && (right.gtin || right.upc_e) && !may_be_one(left, right)) other_barcodes_.push_back(pair);
  }

  // Eight digits may have two readings: one in common is enough.
  static bool may_be_one(const ParsedGtin& left, const ParsedGtin& right) {
    for (const auto& reading : {left.gtin, left.upc_e})
      if (reading && (reading == right.gtin || reading == right.upc_e)) return true;
    return false;
  }

  // Rows of the map that are crossed are the cause of what their items' barcodes say.
  void report_barcodes() {
    if (other_barcodes_.empty()) return;
    absl::flat_hash_set<std::uint64_t> crossed;
    for (const CrossedRows& rows : find_crossed_rows(input_))
      for (const MapRow& row : {rows.first, rows.second}) crossed.insert(target_key(row.from_system, row.from)), crossed.insert(target_key(row.to_system, row.to));
    for (const ItemPair pair : other_barcodes_) {
      const TextId sku = rows_.text(pair.book, kSku), code = rows_.text(pair.other, kSku);
      if (crossed.contains(target_key(systems_.book, sku)) && crossed.contains(target_key(systems_.other, code))) continue;
      add("barcode_differs", pair, "barcode", rows_.text(pair.book, kBarcode), input_.text_of(rows_.text(pair.other, kBarcode)));
    }
  }

  void add(std::string_view code, ItemPair pair, std::string_view column, TextId book, const std::string& other) { add(code, pair, column, input_.text_of(book), other); }

  void add(std::string_view code, ItemPair pair, std::string_view column, std::string book, const std::string& other) {
    const Origin origin = rows_.origin(pair.book);
    const TextId sku = rows_.text(pair.book, kSku);
    sink_.add(code, {input_.evidence.files[origin.file], origin.row, std::string(column), std::move(book)},
              "of " + input_.text_of(sku) + " is " + other + " for " + input_.text_of(rows_.text(pair.other, kSku)) + " of " + input_.text_of(systems_.other) + " in " +
                  row_words(input_, rows_, pair.other, std::size_t{pair.book}),
              {systems_.book, sku, {}, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  SystemPair systems_;
  const Records& rows_;
  const std::vector<std::uint64_t>& barcodes_;  // by row
  ItemWords words_;
  UnitWords units_;
  ClosedWords kinds_, states_, trackings_;
  TextId currency_;
  std::vector<ItemPair> other_states_, other_barcodes_;
};

void check_pairs(const CheckInput& input, IssueSink& sink) {
  for (const SystemPair systems : compared_systems(input)) PairedItems(input, sink, systems).run();
}

const CheckPass kPasses[] = {
    {{"barcode_missing", "barcode_invalid", "barcode_shared"}, check_barcodes},
    {{"barcode_differs", "item_kind_differs", "item_status_differs", "item_tracking_differs", "item_cost_unit_differs", "item_unit_cost_differs"}, check_pairs},
};

}  // namespace

std::span<const CheckPass> item_checks() { return kPasses; }

}  // namespace trueup
