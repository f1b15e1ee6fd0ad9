#include "io/once_per.hpp"

#include "io/column_rule.hpp"
#include "io/hash_text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {
namespace {

std::vector<int> positions(const RecordBatch& batch, const std::vector<std::string>& names) {
  std::vector<int> out;
  for (const std::string& name : names) {
    const auto position = batch.find(name);
    out.push_back(position ? static_cast<int>(*position) : -1);
  }
  return out;
}

}  // namespace

void OncePerKey::add(std::size_t position) {
  const RecordBatch& batch = all_[position];
  const auto part = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back({position, positions(batch, once_.key), positions(batch, once_.columns)});
  for (std::uint32_t row = 0; row < batch.row_count(); ++row) {
    const RowRef ref = ref_to(part, row);
    if (const auto [first, fresh] = firsts_.insert(ref); !fresh) merge(*first, ref);
  }
}

OncePerKey::RowRef OncePerKey::ref_to(std::uint32_t part, std::uint32_t row) const {
  RowRef ref{part, row, 0};
  ref.hash = hash_of_parts(once_.key.size(), [&](std::size_t i) { return key(ref, i); });
  return ref;
}

void OncePerKey::merge(RowRef first, RowRef later) {
  for (std::size_t i = 0; i < once_.columns.size(); ++i)
    if (parts_[first.batch].figures[i] >= 0 && parts_[later.batch].figures[i] >= 0) merge_figure(first, later, i);
}

void OncePerKey::merge_figure(RowRef first, RowRef later, std::size_t i) {
  RecordBatch& to = batch(first);
  const RecordBatch& from = batch(later);
  Cell& kept = to.columns[static_cast<std::size_t>(parts_[first.batch].figures[i])][first.row];
  Cell& repeated = batch(later).columns[static_cast<std::size_t>(parts_[later.batch].figures[i])][later.row];
  const ParsedDecimal value = parse_decimal(from.text(repeated), Quantity::kPlaces);
  const ParsedDecimal most = parse_decimal(to.text(kept), Quantity::kPlaces);
  const bool none = to.text(kept).empty();
  if (value.fault != DecimalFault::kNone || (most.fault != DecimalFault::kNone && !none)) return;
  if (none || value.value > most.value) kept = &to == &from ? repeated : add_text(to, from.text(repeated));
  repeated = Cell();
}

}  // namespace trueup
