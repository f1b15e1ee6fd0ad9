#include "mapping/translation.hpp"

#include <algorithm>

namespace trueup {
namespace {
// All four map tables have the same columns in the same order.
constexpr std::size_t kFromSystem = column_index("sku_map", "from_system");
constexpr std::size_t kFromValue = column_index("sku_map", "from_value");
constexpr std::size_t kToSystem = column_index("sku_map", "to_system");
constexpr std::size_t kToValue = column_index("sku_map", "to_value");
constexpr std::size_t kValidFrom = column_index("sku_map", "valid_from");

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }
}  // namespace

Translation::Translation(const Records& rows) {
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    const TextId from_system = rows.text(row, kFromSystem), from = rows.text(row, kFromValue);
    const TextId to_system = rows.text(row, kToSystem), to = rows.text(row, kToValue);
    forward_[{from_system, from, to_system}].push_back({rows.number(row, kValidFrom), to, row});
    if (to) backward_[{from_system, to, to_system}].push_back(from);
    pairs_[pair_key(from_system, to_system)] = true;
  }
  for (auto& [key, dated] : forward_)
    settle(dated);
  std::sort(conflicts_.begin(), conflicts_.end());
  for (auto& [key, values] : backward_) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
}

// In the order of their dates; two rows of one date that disagree cancel each other, whatever order they came in.
void Translation::settle(std::vector<Dated>& dated) {
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& left, const Dated& right) { return left.from < right.from; });
  for (std::size_t first = 0, end = 0; first < dated.size(); first = end) {
    for (end = first + 1; end < dated.size() && dated[end].from == dated[first].from;) ++end;
    const TextId value = dated[first].value;
    const bool agree = std::all_of(dated.begin() + static_cast<std::ptrdiff_t>(first), dated.begin() + static_cast<std::ptrdiff_t>(end), [&](const Dated& row) { return row.value == value; });
    for (std::size_t i = first; i < end && !agree; ++i) dated[i].value = {}, conflicts_.push_back(dated[i].row);
  }
}

TextId Translation::in_force(const std::vector<Dated>& dated, std::int64_t at) {
  TextId value;
  for (const Dated& row : dated)
    if (row.from <= at) value = row.value;
  return value;
}

std::optional<TextId> Translation::forward(TextId from_system, TextId from_value, TextId to_system, std::int64_t at) const {
  if (forward_.empty()) return std::nullopt;
  const auto found = forward_.find({from_system, from_value, to_system});
  if (found == forward_.end()) return std::nullopt;
  return in_force(found->second, at);
}

std::optional<TextId> Translation::backward(TextId from_system, TextId to_system, TextId to_value, std::int64_t at) const {
  const auto found = backward_.find({from_system, to_value, to_system});
  if (found == backward_.end()) return std::nullopt;
  std::optional<TextId> only;
  for (const TextId candidate : found->second) {
    if (forward(from_system, candidate, to_system, at) != to_value) continue;
    if (only) return std::nullopt;
    only = candidate;
  }
  return only;
}

bool Translation::between(TextId left, TextId right) const {
  return pairs_.contains(pair_key(left, right)) || pairs_.contains(pair_key(right, left));
}

}  // namespace trueup
