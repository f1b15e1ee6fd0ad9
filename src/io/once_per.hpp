// OncePerKey: undoes figures that a source repeats on each row of a key.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "trueup/io/profile.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// Leaves the largest figure on the key's first row; over all batches of one rule. Text that is no decimal stays where
/// it is: the builder of the table rejects it there.
class OncePerKey {
 public:
  /// `batches` is the list that the added positions refer to; it may grow in between.
  OncePerKey(const OncePer& once, std::vector<RecordBatch>& batches) : once_(once), all_(batches) {}
  OncePerKey(const OncePerKey&) = delete;
  OncePerKey& operator=(const OncePerKey&) = delete;

  void add(std::size_t position);

 private:
  struct RowRef {
    std::uint32_t batch;  ///< position in `parts_`
    std::uint32_t row;
    std::uint64_t hash;  ///< of its key: a growing table must not go back to the text
  };
  struct Part {
    std::size_t position;           ///< in `all_`
    std::vector<int> key, figures;  ///< columns; -1 = the batch lacks it
  };
  struct Hash {
    std::size_t operator()(RowRef ref) const { return ref.hash; }
  };
  struct Equal {
    const OncePerKey* owner;
    bool operator()(RowRef left, RowRef right) const {
      if (left.hash != right.hash) return false;
      for (std::size_t i = 0; i < owner->once_.key.size(); ++i)
        if (owner->key(left, i) != owner->key(right, i)) return false;
      return true;
    }
  };

  RecordBatch& batch(RowRef ref) const { return all_[parts_[ref.batch].position]; }
  std::string_view key(RowRef ref, std::size_t i) const {
    const int column = parts_[ref.batch].key[i];
    const RecordBatch& from = batch(ref);
    return column < 0 ? std::string_view() : from.text(from.columns[static_cast<std::size_t>(column)][ref.row]);
  }
  RowRef ref_to(std::uint32_t part, std::uint32_t row) const;
  void merge(RowRef first, RowRef later);
  void merge_figure(RowRef first, RowRef later, std::size_t i);

  const OncePer& once_;
  std::vector<RecordBatch>& all_;
  std::vector<Part> parts_;
  absl::flat_hash_set<RowRef, Hash, Equal> firsts_{0, Hash{}, Equal{this}};
};

}  // namespace trueup
