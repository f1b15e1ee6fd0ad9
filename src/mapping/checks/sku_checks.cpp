// SKU checks: codes that lead nowhere, items without partner, and SKUs that one list cannot tell apart.
#include <algorithm>

#include "mapping/checks/crossed_maps.hpp"
#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/map_rows.hpp"
#include "mapping/checks/repeated_keys.hpp"
#include "mapping/checks/row_time.hpp"
#include "mapping/rows_by_id.hpp"
#include "trueup/base/hash.hpp"
#include "trueup/mapping/normal_form.hpp"
#include "trueup/model/sku.hpp"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("items", "sku");

// Which SKUs of one book the codes of one system lead to. A code that leads nowhere is reported once, at its first row of stock,
// documents and items.
class Partners {
 public:
  Partners(const CheckInput& input, IssueSink& sink, SystemPair systems)
      : input_(input), sink_(sink), systems_(systems), words_(input), at_(instant_of(input)), verdicts_(input.evidence.pool.size()) {}

  void run() {
    learn_items();
    for (const char* table : {"stock", "documents", "items"}) walk(input_.evidence.table(table));
    for (const Unknown& unknown : unknown_) report(unknown);
    if (sink_.wants("sku_partner_missing")) find_partnerless();
  }

 private:
  enum Verdict : std::uint32_t { kUnseen, kKnown, kForeign, kListed };  // kListed + index into unknown_
  struct Unknown {
    const Records* rows;
    std::uint32_t row;
    TextId code;
    std::uint64_t more = 0;
  };

  void learn_items() {
    const ItemList* others = input_.items.of(systems_.other);
    if (others == nullptr) return;
    const Records& rows = input_.evidence.table("items");
    const std::vector<TextId>& skus = book_skus(input_, systems_);
    for (std::size_t at = 0; at < skus.size(); ++at) {
      std::uint32_t& verdict = verdicts_[rows.text(others->rows[at], kSku).value];
      if (verdict == kUnseen) verdict = skus[at] ? kKnown : kForeign;  // a second row of a SKU says nothing
    }
  }

  void walk(const Records& rows) {
    const std::size_t system = *find_column(rows.schema(), "system"), sku = *find_column(rows.schema(), "sku");
    const bool items = rows.schema().name == "items";
    const RowTime time(rows);
    for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input_.progress, row); ++row) {
      const TextId code = rows.text(row, sku);
      if (rows.text(row, system) != systems_.other || !code) continue;
      std::uint32_t& verdict = verdicts_[code.value];
      if (verdict == kUnseen) verdict = book_sku(input_, systems_.other, code, systems_.book, at_) ? kKnown : kForeign;
      if (verdict == kKnown || (items && words_.inactive(row)) || known_then(code, time.of(row))) continue;
      if (verdict >= kListed) {
        ++unknown_[verdict - kListed].more;
        continue;
      }
      verdict = kListed + static_cast<std::uint32_t>(unknown_.size());
      unknown_.push_back({&rows, row, code});
    }
  }

  // A code whose translation has ended was right while it was in use.
  bool known_then(TextId code, std::int64_t then) const {
    return then != Records::kUnknown && then != at_ && book_sku(input_, systems_.other, code, systems_.book, then);
  }

  void report(const Unknown& unknown) {
    const Twin twin = input_.mapping.twin(unknown.code);
    if (twin) {
      add("sku_twin", unknown, "is " + input_.text_of(twin.sku) + ", known as \"" + input_.text_of(twin.spelling) + "\", in another spelling (" +
                                   spelling_difference(input_.text(unknown.code), input_.text(twin.spelling)) + ")");
    } else {
      add("sku_unmapped", unknown, "code of " + input_.text_of(systems_.other) + " has no partner in " + input_.text_of(systems_.book));
    }
  }

  void add(std::string_view code, const Unknown& unknown, const std::string& message) {
    sink_.add_at(code, *unknown.rows, unknown.row, "sku", unknown.code, message + more_words(unknown.more), {systems_.other, unknown.code, {}, {}});
  }

  // Active stock items of the book that neither an item of the other list nor a row of the map stands for.
  void find_partnerless() {
    const ItemList* books = input_.items.of(systems_.book);
    const ItemList* others = input_.items.of(systems_.other);
    if (books == nullptr || others == nullptr) return;
    std::vector<bool> partnered = mapped_or_kit();
    if (partnered.empty()) return;
    const Records& rows = input_.evidence.table("items");
    for (const TextId sku : book_skus(input_, systems_)) partnered[sku.value] = true;
    for (const std::uint32_t row : books->rows) {
      const TextId sku = rows.text(row, kSku);
      if (partnered[sku.value] || words_.inactive(row) || !words_.stock(row) || books->find(sku) != row) continue;
      sink_.add_at("sku_partner_missing", rows, row, "sku", sku, "has no partner among the items of " + input_.text_of(systems_.other), {systems_.book, sku, {}, {}});
    }
  }

  // By SKU; nothing where no map stands between the two. Where a row leads to no item, map_target_absent says so; a pack with a
  // SKU of its own has its partner through its component.
  std::vector<bool> mapped_or_kit() const {
    std::vector<bool> out(input_.evidence.pool.size());
    bool mapped = false;
    for (const MapRow& row : read_map(input_, "sku_map").in_force) {
      const bool there = row.from_system == systems_.book && row.to_system == systems_.other;
      mapped = mapped || there || (row.from_system == systems_.other && row.to_system == systems_.book);
      if (there) out[row.from.value] = true;
    }
    if (!mapped) return {};
    const Records& kits = input_.evidence.table("kits");
    for (std::size_t row = 0; row < kits.row_count(); ++row) out[kits.text(row, column_index("kits", "kit_sku")).value] = true;
    return out;
  }

  const CheckInput& input_;
  IssueSink& sink_;
  SystemPair systems_;
  ItemWords words_;
  std::int64_t at_;
  std::vector<std::uint32_t> verdicts_;  // by code
  std::vector<Unknown> unknown_;
};

void check_partners(const CheckInput& input, IssueSink& sink) {
  for (const SystemPair systems : compared_systems(input))
    if (systems.book && systems.other) Partners(input, sink, systems).run();
}

// SKUs of one list that share a normal form.
class NearDuplicates {
 public:
  NearDuplicates(const CheckInput& input, IssueSink& sink, const ItemList& list) : input_(input), sink_(sink), rows_(input.evidence.table("items")), list_(list), words_(input) {}

  void run() {
    std::vector<std::uint64_t> hashes(list_.rows.size());  // of normal forms, parallel to the list's rows
    for (std::size_t at = 0; at < hashes.size(); ++at) {
      const std::uint32_t row = list_.rows[at];
      if (stops_at(input_.progress, row)) return;
      if (!words_.inactive(row) && list_.find(rows_.text(row, kSku)) == row) hashes[at] = hash_of_form(rows_.text(row, kSku));
    }
    for_each_repeated(repeated_keys(hashes), [&](std::span<const KeyAt> places) { tell_apart(places); });
  }

 private:
  std::uint64_t hash_of_form(TextId sku) {
    form_.clear();
    append_normal_form(form_, input_.text(sku));
    return form_.empty() ? 0 : KeyedHash::of_process().bytes(form_);
  }

  // Equal hashes are all but always equal forms.
  void tell_apart(std::span<const KeyAt> places) {
    std::vector<std::pair<std::string, std::uint32_t>> forms;
    for (const KeyAt& place : places) forms.emplace_back(normal_form(input_.text(rows_.text(list_.rows[place.at], kSku))), list_.rows[place.at]);
    std::stable_sort(forms.begin(), forms.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
    const auto alike = [](const auto& left, const auto& right) { return left.first == right.first; };
    for_each_stretch(std::span(forms), alike, [&](std::span<const std::pair<std::string, std::uint32_t>> group) {
      if (group.size() > 1) report(group[0].second, group[1].second, group.size() - 2);
    });
  }

  void report(std::uint32_t first, std::uint32_t second, std::uint64_t more) {
    const TextId sku = rows_.text(first, kSku), twin = rows_.text(second, kSku);
    sink_.add_at("sku_near_duplicate", rows_, first, "sku", sku,
                 "is spelt like \"" + input_.text_of(twin) + "\" in " + row_words(input_, rows_, second, std::size_t{first}) + " but for " +
                     spelling_difference(input_.text(twin), input_.text(sku)) + more_words(more),
                 {list_.system, sku, {}, {}});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  const ItemList& list_;
  ItemWords words_;
  std::string form_;
};

void check_near_duplicates(const CheckInput& input, IssueSink& sink) {
  for (const ItemList& list : input.items.all()) NearDuplicates(input, sink, list).run();
}

void check_spelling(const CheckInput& input, IssueSink& sink) {
  const Records& rows = input.evidence.table("items");
  for (const ItemList& list : input.items.all()) {
    const System* system = input.the_case.find_system(input.text(list.system));
    const auto longest = longest_sku(system == nullptr ? std::string_view{} : system->dialect);
    for (const std::uint32_t row : list.rows) {
      const TextId sku = rows.text(row, kSku);
      const auto defect = defect_of(Sku(input.text(sku)), longest);
      if (!defect || list.find(sku) != row) continue;
      std::string message(text_of(defect->fault));
      message += defect->fault == SkuFault::kTooLong ? " (" + std::to_string(*longest) + " characters)" : " at byte " + std::to_string(defect->at + 1);
      sink.add_at("sku_malformed", rows, row, "sku", sku, std::move(message), {list.system, sku, {}, {}});
    }
  }
}

void check_repeated_items(const CheckInput& input, IssueSink& sink) {
  const Records& rows = input.evidence.table("items");
  for (const ItemList& list : input.items.all()) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> repeated;  // first row, later row
    for (const std::uint32_t row : list.rows)
      if (const std::uint32_t first = *list.find(rows.text(row, kSku)); first != row) repeated.emplace_back(first, row);
    std::sort(repeated.begin(), repeated.end());
    for (std::size_t at = 0, end = 0; at < repeated.size(); at = end) {
      for (end = at; end < repeated.size() && repeated[end].first == repeated[at].first;) ++end;
      const auto [first, again] = repeated[at];
      const TextId sku = rows.text(first, kSku);
      sink.add_at("item_twice", rows, first, "sku", sku, "stands again in " + row_words(input, rows, again, std::size_t{first}) + more_words(end - at - 1), {list.system, sku, {}, {}});
    }
  }
}

void check_crossings(const CheckInput& input, IssueSink& sink) {
  const Records& map = input.evidence.table("sku_map");
  for (const CrossedRows& crossed : find_crossed_rows(input)) {
    const MapRow &one = crossed.first, &two = crossed.second;
    sink.add_at("sku_map_crossed", map, one.row, "from_value", one.from,
                "leads to " + input.text_of(one.to) + ", but its " + (crossed.by_name ? "name" : "barcode") + " is that of " + input.text_of(two.to) + ", to which " +
                    row_words(input, map, two.row, std::size_t{one.row}) + " leads " + input.text_of(two.from) + ", and the reverse",
                {one.from_system, one.from, {}, {}});
  }
}

const CheckPass kPasses[] = {
    {{"sku_unmapped", "sku_twin", "sku_partner_missing"}, check_partners},
    {{"sku_near_duplicate"}, check_near_duplicates},
    {{"sku_malformed"}, check_spelling},
    {{"item_twice"}, check_repeated_items},
    {{"sku_map_crossed"}, check_crossings},
};

}  // namespace

std::span<const CheckPass> sku_checks() { return kPasses; }

}  // namespace trueup
