// What a profile's columns do with cells once they are picked, whatever the format was.
#pragma once

#include <string_view>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/table/record_batch.hpp"

namespace trueup {

/// Puts a text into the batch's arena.
Cell add_text(RecordBatch& batch, std::string_view text);

/// Applies `minus`, `before` and `words` to the cells, in this order. `minus` holds the cells to take off, or is empty.
void apply_column_source(RecordBatch& batch, const ColumnSource& source, const std::vector<Cell>& minus, std::vector<Cell>& cells);

/// The rule's constant columns, in the rule's order between the others. `batch.names` says which are there already.
void add_constants(RecordBatch& batch, const RowRule& rule);

/// True when the text is one of the words; ASCII case ignored.
bool is_one_of(std::string_view text, const std::vector<std::string>& words);

}  // namespace trueup
