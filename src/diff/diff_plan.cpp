#include "diff/diff_plan.hpp"

#include <algorithm>

namespace trueup::diffing {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Error error(ErrorCode code, std::string message, const std::string& input, const std::string& column, std::string hint) {
  return {code, std::move(message), {input, 0, column, {}}, std::move(hint)};
}

Error refused(std::string message, const std::string& column, std::string hint) {
  return error(ErrorCode::kInvalidArgument, std::move(message), {}, column, std::move(hint));
}

Error missing(const RecordBatch& batch, const std::string& column, const std::string& role) {
  return error(ErrorCode::kMissingColumn, "no such " + role + " column", batch.input, column, "the header has: " + joined(batch.names));
}

/// The options on their own and against both headers.
Failure check_names(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options) {
  if (options.key.empty()) return refused("no key column given", "", "name at least one column of the header");
  for (const std::string& name : options.key) {
    if (std::count(options.key.begin(), options.key.end(), name) > 1)
      return refused("key column named twice", name, "name each key column once");
    if (holds(options.ignore, name)) return refused("column is both key and ignored", name, "name it once");
    if (holds(options.numeric, name)) return refused("column is both key and numeric", name, "a key is compared by its bytes");
    for (const RecordBatch* batch : {&before, &after}) {
      const auto count = std::count(batch->names.begin(), batch->names.end(), name);
      if (count == 0) return missing(*batch, name, "key");
      if (count > 1)
        return error(ErrorCode::kInvalidArgument, "key column stands more than once in the header", batch->input, name,
                     "rename one of the columns");
    }
  }
  for (const auto* list : {&options.ignore, &options.numeric})
    for (const std::string& name : *list)
      if (!holds(before.names, name) && !holds(after.names, name))
        return missing(before, name, list == &options.ignore ? "ignored" : "numeric");
  return {};
}

/// Rows are numbered in 32 bits; a batch is columns of one length.
Failure check_batch(const RecordBatch& batch) {
  if (batch.row_count() >= 0xffffffffu)
    return error(ErrorCode::kUnsupported, "more than 4294967294 rows", batch.input, {}, "split the file by key");
  bool even = batch.columns.size() == batch.names.size();
  for (const auto& column : batch.columns) even = even && column.size() == batch.row_count();
  if (!even) return error(ErrorCode::kInvalidArgument, "batch with columns of unequal length", batch.input, {}, {});
  return {};
}

}  // namespace

Result<DiffPlan> plan_diff(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options) {
  for (const RecordBatch* batch : {&before, &after})
    if (Failure failure = check_batch(*batch)) return std::move(*failure);
  if (Failure failure = check_names(before, after, options)) return std::move(*failure);

  DiffPlan plan;
  for (const std::string& name : options.key) plan.key.push_back({name, *before.find(name), *after.find(name), false});
  std::vector<bool> met(after.names.size(), false);
  for (std::size_t i = 0; i < before.names.size(); ++i) {
    const std::string& name = before.names[i];
    if (holds(options.key, name)) continue;
    std::size_t j = 0;
    while (j < after.names.size() && (met[j] || after.names[j] != name)) ++j;
    if (j == after.names.size()) {
      plan.only_before.push_back(name);
      continue;
    }
    met[j] = true;
    if (!holds(options.ignore, name)) plan.compared.push_back({name, i, j, holds(options.numeric, name)});
  }
  for (std::size_t j = 0; j < after.names.size(); ++j)
    if (!met[j] && !holds(options.key, after.names[j])) plan.only_after.push_back(after.names[j]);
  return plan;
}

}  // namespace trueup::diffing
