#include "diff/diff_join.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace trueup::diffing {
namespace {

constexpr std::size_t kCheckEvery = 4096;
constexpr std::size_t kAhead = 16;  ///< groups between a row's prefetch and its use

[[gnu::always_inline]] inline void prefetch_line(const void* address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  static_cast<void>(address);
#endif
}

[[gnu::always_inline]] inline void prefetch_bytes(const char* first, std::size_t length) {
  prefetch_line(first);
  prefetch_line(first + length / 2);
  prefetch_line(first + length);
}

}  // namespace

/// Rows are grouped by hash alone and their keys are compared afterwards, in an order that hides the wait for memory.
/// Should two different keys have had one hash, the partition is joined again with every key compared at once.
void PartitionJoiner::join(std::span<const EntryStore> stores, std::size_t partition) {
  std::size_t rows = 0;
  for (const EntryStore& store : stores) rows += store.count(false, partition) + store.count(true, partition);
  for (const bool exact : {false, true}) {
    const std::size_t found = findings.size(), duplicated = duplicates.size();
    const DiffSummary counted = summary;
    group_count_ = 0;
    extra_.clear();
    slots_.assign(std::bit_ceil(rows + rows / 2 + 1), 0);
    for (const bool after : {false, true})
      for (const EntryStore& store : stores)
        store.visit(after, partition, [&](std::span<const RowEntry> entries) {
          crew_.check();
          exact ? group_rows<true>(entries, after) : group_rows<false>(entries, after);
        });
    if (report_duplicates() && compare_groups()) break;
    findings.resize(found);
    duplicates.resize(duplicated);
    summary = counted;
  }
  if (Progress* progress = crew_.progress()) progress->advance(rows);
}

template <bool kExact>
void PartitionJoiner::group_rows(std::span<const RowEntry> entries, bool after) {
  const std::size_t needed = group_count_ + entries.size();
  if (groups_.size() < needed) groups_.resize(2 * needed);
  std::uint32_t* const slots = slots_.data();
  Group* const groups = groups_.data();
  const std::size_t mask = slots_.size() - 1;
  for (const RowEntry& entry : entries) {
    std::size_t slot = entry.hash & mask;
    const auto is_other = [&](const Group& group) { return group.hash != entry.hash || (kExact && !same_key_as(group, entry, after)); };
    while (slots[slot] != 0 && is_other(groups[slots[slot] - 1])) slot = (slot + 1) & mask;
    if (slots[slot] == 0) {
      groups[group_count_] = {entry.hash, {RowPlace::kNone, RowPlace::kNone}, {0, 0}, {kNoRow, kNoRow}};
      slots[slot] = static_cast<std::uint32_t>(++group_count_);
    }
    Group& group = groups[slots[slot] - 1];
    if (group.row[after] == kNoRow) {
      group.place[after] = entry.place;
      group.shape[after] = entry.shape;
      group.row[after] = entry.row;
    } else {
      extra_.push_back({slots[slot] - 1, after, entry.row});
    }
  }
}

bool PartitionJoiner::same_key_as(const Group& group, const RowEntry& entry, bool after) const {
  const DiffSide& side = after ? after_ : before_;
  return group.row[0] != kNoRow ? same_key(before_, group.row[0], side, entry.row) : same_key(after_, group.row[1], side, entry.row);
}

/// Takes the groups that hold more than one row of a side out of the join. False: the rows have different keys.
bool PartitionJoiner::report_duplicates() {
  std::sort(extra_.begin(), extra_.end(), crew_.checked(std::less<>()));
  for (std::size_t i = 0; i < extra_.size();) {
    const std::size_t index = extra_[i].group;
    Group& group = groups_[index];
    KeyFinding finding{.worker = worker_, .duplicates = duplicates.size(), .kind = ChangeKind::kDuplicate};
    for (const bool after : {false, true})
      if (group.row[after] != kNoRow) duplicates.push_back({index, after, group.row[after]});
    finding.before = group.row[0];
    finding.after = group.row[1];
    const DiffSide& first_side = group.row[0] != kNoRow ? before_ : after_;
    const RowIndex first = duplicates[finding.duplicates].row;
    for (; i < extra_.size() && extra_[i].group == index; ++i) duplicates.push_back(extra_[i]);
    for (std::size_t k = finding.duplicates + 1; k < duplicates.size(); ++k) {
      if (k % kCheckEvery == 0) crew_.check();
      if (!same_key(first_side, first, duplicates[k].after ? after_ : before_, duplicates[k].row)) return false;
    }
    std::sort(duplicates.begin() + static_cast<std::ptrdiff_t>(finding.duplicates), duplicates.end(), crew_.checked(std::less<>()));
    finding.count = static_cast<std::uint32_t>(duplicates.size() - finding.duplicates);
    summary.duplicates += finding.count;
    findings.push_back(finding);
    group.row[0] = group.row[1] = kNoRow;
  }
  return true;
}

/// Must be inlined: g++ 12 takes a function that only prefetches for one without effect and drops the call.
[[gnu::always_inline]] inline void PartitionJoiner::prefetch(const Group& group) const {
  const DiffSide* const sides[2] = {&before_, &after_};
  for (const int side : {0, 1}) {
    const std::uint64_t place = group.place[side];
    if (place != RowPlace::kNone) prefetch_bytes(sides[side]->source + (place >> 16), place & 0xffff);
  }
  if (group.shape[0] == group.shape[1] || group.row[0] == kNoRow || group.row[1] == kNoRow) return;
  for (const int side : {0, 1}) {
    for (const Cell* column : sides[side]->key) prefetch_line(column + group.row[side]);
    for (const Cell* column : sides[side]->compared) prefetch_line(column + group.row[side]);
  }
}

/// True when both rows' cells are the same stretch of bytes, cut in the same way.
bool PartitionJoiner::same_bytes(const Group& group) const {
  if (group.shape[0] != group.shape[1] || group.place[0] == RowPlace::kNone || group.place[1] == RowPlace::kNone) return false;
  const std::size_t length = group.place[0] & 0xffff;
  if (length != (group.place[1] & 0xffff)) return false;
  return std::memcmp(before_.source + (group.place[0] >> 16), after_.source + (group.place[1] >> 16), length) == 0;
}

KeyFinding PartitionJoiner::compared(RowIndex before, RowIndex after) const {
  KeyFinding finding{.before = before, .after = after, .kind = ChangeKind::kChanged};
  for (std::size_t i = 0; i < plan_.compared.size(); ++i) {
    if (same_cell(before_, before_.compared[i][before], after_, after_.compared[i][after], plan_.compared[i].numeric)) continue;
    finding.columns |= std::uint64_t{1} << std::min<std::size_t>(i, 63);
    ++finding.count;
  }
  return finding;
}

/// False: two rows that were grouped have different keys.
bool PartitionJoiner::compare_groups() {
  for (std::size_t i = 0; i < group_count_; ++i) {
    if (i % kCheckEvery == 0) crew_.check();
    if (i + kAhead < group_count_) prefetch(groups_[i + kAhead]);
    const Group& group = groups_[i];
    const RowIndex before = group.row[0], after = group.row[1];
    if (before == kNoRow && after == kNoRow) continue;  // duplicates
    if (after == kNoRow) {
      ++summary.removed;
      findings.push_back({.before = before, .count = 1, .kind = ChangeKind::kRemoved});
    } else if (before == kNoRow) {
      ++summary.added;
      findings.push_back({.after = after, .count = 1, .kind = ChangeKind::kAdded});
    } else if (same_bytes(group)) {
      ++summary.unchanged;
    } else {
      if (!same_key(before_, before, after_, after)) return false;
      const KeyFinding finding = compared(before, after);
      ++(finding.count == 0 ? summary.unchanged : summary.changed);
      summary.changed_cells += finding.count;
      if (finding.count != 0) findings.push_back(finding);
    }
  }
  return true;
}

}  // namespace trueup::diffing
