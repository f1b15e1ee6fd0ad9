#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "io/column_rule.hpp"
#include "io/hash_text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {
namespace {

struct RowRef {
  std::uint32_t batch;
  std::uint64_t row;
};

/// The once_per columns of each batch, by position; a batch that lacks one has -1.
class RepeatedFigures {
 public:
  RepeatedFigures(const OncePer& once, const std::vector<RecordBatch*>& batches) : batches_(batches) {
    for (const RecordBatch* batch : batches) {
      keys_.push_back(positions(*batch, once.key));
      figures_.push_back(positions(*batch, once.columns));
      rows_ += batch->row_count();
    }
  }

  void apply() {
    absl::flat_hash_set<RowRef, Hash, Equal> firsts(0, Hash{this}, Equal{this});
    firsts.reserve(rows_);
    for (std::uint32_t batch = 0; batch < batches_.size(); ++batch)
      for (std::uint64_t row = 0; row < batches_[batch]->row_count(); ++row)
        if (const auto [first, fresh] = firsts.insert({batch, row}); !fresh) merge(*first, {batch, row});
  }

 private:
  struct Hash {
    const RepeatedFigures* owner;
    std::size_t operator()(RowRef ref) const {
      return hash_of_parts(owner->keys_[ref.batch].size(), [&](std::size_t i) { return owner->key(ref, i); });
    }
  };
  struct Equal {
    const RepeatedFigures* owner;
    bool operator()(RowRef left, RowRef right) const {
      for (std::size_t i = 0; i < owner->keys_[left.batch].size(); ++i)
        if (owner->key(left, i) != owner->key(right, i)) return false;
      return true;
    }
  };

  static std::vector<int> positions(const RecordBatch& batch, const std::vector<std::string>& names) {
    std::vector<int> out;
    for (const std::string& name : names) {
      const auto position = batch.find(name);
      out.push_back(position ? static_cast<int>(*position) : -1);
    }
    return out;
  }

  std::string_view key(RowRef ref, std::size_t i) const {
    const int position = keys_[ref.batch][i];
    const RecordBatch& batch = *batches_[ref.batch];
    return position < 0 ? std::string_view() : batch.text(batch.columns[static_cast<std::size_t>(position)][ref.row]);
  }

  void merge(RowRef first, RowRef later) {
    for (std::size_t i = 0; i < figures_[later.batch].size(); ++i)
      if (figures_[first.batch][i] >= 0 && figures_[later.batch][i] >= 0) merge(first, later, i);
  }

  Cell& figure(RowRef ref, std::size_t i) {
    return batches_[ref.batch]->columns[static_cast<std::size_t>(figures_[ref.batch][i])][ref.row];
  }

  void merge(RowRef first, RowRef later, std::size_t i) {
    Cell& kept = figure(first, i);
    Cell& repeated = figure(later, i);
    const std::string_view text = batches_[later.batch]->text(repeated);
    const ParsedDecimal value = parse_decimal(text, Quantity::kPlaces);
    if (value.fault != DecimalFault::kNone) return;
    const std::string_view kept_text = batches_[first.batch]->text(kept);
    const ParsedDecimal kept_value = parse_decimal(kept_text, Quantity::kPlaces);
    if (kept_value.fault != DecimalFault::kNone && !kept_text.empty()) return;
    if (kept_text.empty() || value.value > kept_value.value) kept = moved(later, first, repeated);
    repeated = Cell();
  }

  Cell moved(RowRef from, RowRef to, Cell cell) {
    if (from.batch == to.batch) return cell;
    return add_text(*batches_[to.batch], batches_[from.batch]->text(cell));
  }

  std::vector<RecordBatch*> batches_;
  std::vector<std::vector<int>> keys_, figures_;
  std::size_t rows_ = 0;
};

}  // namespace

void apply_once_per(const OncePer& once, const std::vector<RecordBatch*>& batches) {
  RepeatedFigures(once, batches).apply();
}

}  // namespace trueup
