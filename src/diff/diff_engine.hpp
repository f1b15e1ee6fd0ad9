// The diff with its inner settings open, for tests that need small partitions or colliding hashes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "trueup/diff/diff.hpp"

namespace trueup::diffing {

struct DiffTuning {
  std::size_t rows_per_partition = 16384;        ///< of the larger side; small enough for a core's own cache
  std::uint64_t hash_mask = ~std::uint64_t{0};  ///< bits of the key hash that are used
  bool simd = true;                             ///< wide registers where the processor has them
};

Result<DiffResult> diff_tuned(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options, Progress* progress,
                              const DiffTuning& tuning);

}  // namespace trueup::diffing
