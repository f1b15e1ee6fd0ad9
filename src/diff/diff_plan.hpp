// DiffPlan: which columns of two files make the key, which are compared, and where they stand on each side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trueup/diff/diff.hpp"

namespace trueup::diffing {

/// One column that stands on both sides.
struct ColumnPair {
  std::string name;
  std::size_t before = 0, after = 0;  ///< its index in each batch
  bool numeric = false;
};

struct DiffPlan {
  std::vector<ColumnPair> key;       ///< in the order of the options
  std::vector<ColumnPair> compared;  ///< in the order of the before header
  std::vector<std::string> only_before, only_after;
};

/// Columns meet by header name; where a name stands several times in a header, the first meets the first, the second the
/// second. Errors: invalid_argument, missing_column.
Result<DiffPlan> plan_diff(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options);

}  // namespace trueup::diffing
