// RowTime: when the goods of a row were where it says, for maps and packs that change with time.
#pragma once

#include <vector>

#include "trueup/table/records.hpp"

namespace trueup {

/// Of documents the time at which goods moved, else at which it was posted or made; of stock its instant; else kUnknown.
class RowTime {
 public:
  explicit RowTime(const Records& rows) : rows_(rows) {
    if (rows.schema().name == "stock") columns_ = {column_index("stock", "as_of")};
    if (rows.schema().name == "documents")
      columns_ = {column_index("documents", "effective_at"), column_index("documents", "posted_at"), column_index("documents", "created_at")};
  }

  std::int64_t of(std::size_t row) const {
    for (const std::size_t column : columns_)
      if (const std::int64_t at = rows_.number(row, column); at != Records::kUnknown) return at;
    return Records::kUnknown;
  }

 private:
  const Records& rows_;
  std::vector<std::size_t> columns_;
};

}  // namespace trueup
