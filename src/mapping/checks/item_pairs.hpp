// ItemPairs: which systems are compared, and which of their items are one.
#pragma once

#include <optional>
#include <vector>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

struct SystemPair {
  TextId book, other;
};

/// The pairs of the case's comparisons; without any, each system of record with each system that executes.
std::vector<SystemPair> compared_systems(const CheckInput& input);

/// The book's SKU for a code at an instant; nothing when the code leads to none.
std::optional<TextId> book_sku(const CheckInput& input, TextId system, TextId code, TextId book, std::int64_t at);

/// Two rows of table `items` that the maps, or a common SKU, make one item at the case's instant.
struct ItemPair {
  std::uint32_t book, other;
};

/// In the order of the other side's list.
std::vector<ItemPair> item_pairs(const CheckInput& input, SystemPair systems);

/// What rows of `items` say, by the words of the canonical table. What is not said is taken for an active stock item.
class ItemWords {
 public:
  explicit ItemWords(const CheckInput& input);

  bool inactive(std::uint32_t row) const;
  bool stock(std::uint32_t row) const;
  bool kit(std::uint32_t row) const;

 private:
  const Records& rows_;
  TextId inactive_, stock_, kit_;
};

}  // namespace trueup
