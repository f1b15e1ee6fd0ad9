// RowsById: rows grouped by the id of one text. Two flat arrays: nothing is hashed, nothing is allocated for a group.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "trueup/base/strong_id.hpp"

namespace trueup {

template <class Row>
class RowsById {
 public:
  RowsById() = default;

  /// Groups rows by `id_of(row)`; those of one group keep their order. Linear in the rows and the largest id.
  template <class IdOf>
  RowsById(const std::vector<Row>& rows, IdOf id_of) {
    if (rows.empty()) return;
    std::uint32_t largest = 0;
    for (const Row& row : rows) largest = std::max(largest, id_of(row).value);
    starts_.resize(largest + std::size_t{2});
    for (const Row& row : rows) ++starts_[id_of(row).value + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    rows_.resize(rows.size());
    for (const Row& row : rows) rows_[starts_[id_of(row).value]++] = row;
    // Each start has become its group's end, which is the start of the next.
    std::copy_backward(starts_.begin(), starts_.end() - 1, starts_.end());
    starts_[0] = 0;
  }

  bool empty() const { return rows_.empty(); }
  std::span<Row> rows() { return rows_; }
  std::span<const Row> rows() const { return rows_; }

  std::span<const Row> of(TextId id) const {
    if (id.value + std::size_t{1} >= starts_.size()) return {};
    return {rows_.data() + starts_[id.value], rows_.data() + starts_[id.value + 1]};
  }

 private:
  std::vector<std::uint32_t> starts_;   // by id: where its group starts; one more at the end
  std::vector<Row> rows_;
};

/// Calls visit(group) for each stretch of `rows` whose members are `same` as the first.
template <class Row, class Same, class Visit>
void for_each_stretch(std::span<Row> rows, Same same, Visit visit) {
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    for (end = first + 1; end < rows.size() && same(rows[end], rows[first]);) ++end;
    visit(rows.subspan(first, end - first));
  }
}

}  // namespace trueup
