// PairFinder: which items of two lists may be one, and what speaks for each pair. Bounded work for every item.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "mapping/suggest_items.hpp"
#include "mapping/suggest_names.hpp"
#include "trueup/mapping/suggest.hpp"

namespace trueup {

enum ListSide : std::uint8_t { kFromList = 0, kToList = 1 };

/// Items of both lists by a key that they share: a form of their code, a barcode, the words of their name.
class KeyIndex {
 public:
  using Items = std::vector<std::uint32_t>;

  /// Items come in the order of their numbers, every one once; an empty key is none.
  void add(ListSide side, std::string_view key);
  /// The items of the other list under the key of one.
  const Items& partners(ListSide side, std::uint32_t item) const { return groups_[keys_[side][item]][1 - side]; }
  bool shared(std::uint32_t from, std::uint32_t to) const { return keys_[kFromList][from] != 0 && keys_[kFromList][from] == keys_[kToList][to]; }
  /// Shared, and by no third item.
  bool unique(std::uint32_t from, std::uint32_t to) const;
  const Items& find(ListSide side, std::string_view key) const { return groups_[pool_.find(key).value][side]; }

 private:
  TextPool pool_;
  std::vector<std::array<Items, 2>> groups_{1};   // by key; key 0 has none
  std::array<std::vector<std::uint32_t>, 2> keys_;
};

/// A pair that may be one item.
struct ItemPair {
  std::uint32_t from = 0, to = 0, score_e4 = 0;
  SkuReasons reasons;
  bool agreed = false;  // independent evidence agrees and nothing contradicts; whether it is the best of both is not known yet
};

struct SearchCounts {
  std::uint64_t names_not_searched = 0, searches_cut = 0;
};

class PairFinder {
 public:
  using Lists = std::array<std::vector<ListedItem>, 2>;

  PairFinder(const Evidence& evidence, const Lists& lists);

  /// The pairs of one item, best first.
  std::vector<ItemPair> find(std::uint32_t from, SearchCounts& counts);

 private:
  void index_words();
  void index_rounded_numbers(ListSide side);
  void find_by_keys(std::uint32_t from, std::vector<std::uint32_t>& found, bool& cut) const;
  void find_by_name(std::uint32_t from, std::vector<std::uint32_t>& found, bool& cut, SearchCounts& counts);

  // One pair while it is weighed.
  struct Scale {
    std::uint32_t from, to;
    std::int32_t score = 0;
    SkuReasons reasons = {};
    bool contradicted = false, name_omits = false;

    void add(SkuReason reason, std::int32_t points) { reasons.add(reason), score += points; }
    void contradict(SkuReason reason, std::int32_t points) { add(reason, points), contradicted = true; }
  };
  ItemPair weigh(std::uint32_t from, std::uint32_t to) const;
  // Whether the two have a key that agrees and is nobody else's, or names that confirm one.
  bool weigh_skus(Scale& scale) const;
  bool weigh_barcodes(Scale& scale) const;
  bool weigh_supplier_codes(Scale& scale) const;
  bool weigh_names(Scale& scale) const;
  void weigh_price_and_unit(Scale& scale) const;
  std::string_view sku(ListSide side, std::uint32_t item) const { return evidence_.text(lists_[side][item].sku); }

  const Evidence& evidence_;
  const Lists& lists_;
  KeyIndex exact_, forms_, look_alikes_, loose_, barcodes_, supplier_codes_, names_;
  NameWords vocabulary_;
  std::array<std::vector<NameWords::Words>, 2> words_;
  std::vector<KeyIndex::Items> holders_;           // by word: items of the `to` list
  std::vector<KeyIndex::Items> rounded_partners_;  // by item of the `from` list: one's code is what a spreadsheet made of the other's
  std::vector<std::uint32_t> shared_weight_;       // by item of the `to` list, while a name is sought
};

}  // namespace trueup
