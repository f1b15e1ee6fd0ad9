#include "mapping/translation.hpp"

#include <algorithm>
#include <tuple>

namespace trueup {
namespace {
// All four map tables have the same columns in the same order.
constexpr std::size_t kFromSystem = column_index("sku_map", "from_system");
constexpr std::size_t kFromValue = column_index("sku_map", "from_value");
constexpr std::size_t kToSystem = column_index("sku_map", "to_system");
constexpr std::size_t kToValue = column_index("sku_map", "to_value");
constexpr std::size_t kValidFrom = column_index("sku_map", "valid_from");

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

/// The rows of a group that stand between two systems.
template <class Row>
std::span<const Row> between_systems(std::span<const Row> group, TextId from_system, TextId to_system) {
  const std::uint64_t pair = pair_key(from_system, to_system);
  const auto key = [](const Row& row) { return pair_key(row.from_system, row.to_system); };
  const auto first = std::partition_point(group.begin(), group.end(), [&](const Row& row) { return key(row) < pair; });
  const auto end = std::partition_point(first, group.end(), [&](const Row& row) { return key(row) == pair; });
  return {first, end};
}
}  // namespace

Translation::Translation(const Records& rows) {
  std::vector<Dated> dated;
  std::vector<Source> sources;
  dated.reserve(rows.row_count());
  sources.reserve(rows.row_count());
  for (std::uint32_t row = 0; row < rows.row_count(); ++row) {
    const TextId from_system = rows.text(row, kFromSystem), from = rows.text(row, kFromValue);
    const TextId to_system = rows.text(row, kToSystem), to = rows.text(row, kToValue);
    dated.push_back({from_system, to_system, from, to, rows.number(row, kValidFrom), row});
    if (to) sources.push_back({from_system, to_system, to, from});
    pairs_.insert(pair_key(from_system, to_system));
  }
  forward_ = RowsById<Dated>(dated, [](const Dated& row) { return row.from; });
  for_each_stretch(forward_.rows(), [](const Dated& left, const Dated& right) { return left.from == right.from; }, [&](std::span<Dated> group) { settle(group); });
  std::sort(conflicts_.begin(), conflicts_.end());
  backward_ = RowsById<Source>(sources, [](const Source& source) { return source.to; });
  for_each_stretch(backward_.rows(), [](const Source& left, const Source& right) { return left.to == right.to; }, [](std::span<Source> group) {
    const auto key = [](const Source& source) { return std::tie(source.from_system, source.to_system, source.from); };
    if (group.size() > 1) std::sort(group.begin(), group.end(), [&](const Source& left, const Source& right) { return key(left) < key(right); });
  });
}

// In the order of their dates; two rows of one date that disagree cancel each other, whatever order they came in.
void Translation::settle(std::span<Dated> one_value) {
  if (one_value.size() == 1) return;
  const auto key = [](const Dated& row) { return std::tie(row.from_system, row.to_system, row.since, row.row); };
  std::sort(one_value.begin(), one_value.end(), [&](const Dated& left, const Dated& right) { return key(left) < key(right); });
  const auto one_date = [](const Dated& left, const Dated& right) { return one_key(left, right) && left.since == right.since; };
  for_each_stretch(one_value, one_date, [&](std::span<Dated> rows) {
    const TextId value = rows.front().to;
    if (std::all_of(rows.begin(), rows.end(), [&](const Dated& row) { return row.to == value; })) return;
    for (Dated& row : rows) row.to = {}, conflicts_.push_back(row.row);
  });
}

TextId Translation::in_force(std::span<const Dated> dated, std::int64_t at) {
  TextId value;
  for (const Dated& row : dated)
    if (row.since <= at) value = row.to;
  return value;
}

std::optional<TextId> Translation::forward(TextId from_system, TextId from_value, TextId to_system, std::int64_t at) const {
  const auto dated = between_systems(forward_.of(from_value), from_system, to_system);
  if (dated.empty()) return std::nullopt;
  return in_force(dated, at);
}

std::optional<TextId> Translation::backward(TextId from_system, TextId to_system, TextId to_value, std::int64_t at) const {
  std::optional<TextId> only;
  const Source* before = nullptr;
  for (const Source& source : between_systems(backward_.of(to_value), from_system, to_system)) {
    const bool again = before != nullptr && before->from == source.from;
    before = &source;
    if (again || forward(from_system, source.from, to_system, at) != to_value) continue;
    if (only) return std::nullopt;
    only = source.from;
  }
  return only;
}

bool Translation::between(TextId left, TextId right) const {
  return pairs_.contains(pair_key(left, right)) || pairs_.contains(pair_key(right, left));
}

}  // namespace trueup
