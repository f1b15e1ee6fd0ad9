// ItemPairs: which systems are compared, and which of their items are one.
#pragma once

#include <optional>
#include <vector>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

struct SystemPair {
  TextId book, other;

  friend bool operator==(SystemPair, SystemPair) = default;
};

/// The pairs of the case's comparisons; without any, each system of record with each system that executes.
std::vector<SystemPair> compared_systems(const Case& the_case, const TextPool& pool);
inline std::vector<SystemPair> compared_systems(const CheckInput& input) { return compared_systems(input.the_case, input.evidence.pool); }

/// The book's SKU for a code at an instant; nothing when the code leads to none.
std::optional<TextId> book_sku(const CheckInput& input, TextId system, TextId code, TextId book, std::int64_t at);

/// The book's SKU for each row of the other side's list at the case's instant, parallel to its `rows`; none for a code that leads
/// to none, and for a row whose SKU the list holds before. Read once for all passes.
const std::vector<TextId>& book_skus(const CheckInput& input, SystemPair systems);

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

  bool inactive(std::uint32_t row) const {
    const TextId status = rows_.text(row, column_index("items", "status"));
    return status && status == inactive_;
  }
  bool stock(std::uint32_t row) const {
    const TextId kind = rows_.text(row, column_index("items", "kind"));
    return !kind || kind == stock_;
  }
  bool kit(std::uint32_t row) const {
    const TextId kind = rows_.text(row, column_index("items", "kind"));
    return kind && kind == kit_;
  }

 private:
  const Records& rows_;
  TextId inactive_, stock_, kit_;
};

}  // namespace trueup
