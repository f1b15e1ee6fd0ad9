// The second pass: within one partition, rows of one key find each other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "diff/diff_crew.hpp"
#include "diff/diff_scan.hpp"

namespace trueup::diffing {

/// One key about which there is something to say; it becomes one or more DiffChanges.
struct KeyFinding {
  std::array<std::uint64_t, 2> prefix{};  ///< for sorting; filled in later
  RowIndex before = kNoRow, after = kNoRow;
  std::uint64_t columns = 0;   ///< bit i: compared column i changed; bit 63: look at all columns from 63 on
  std::uint32_t count = 0;     ///< changes that it becomes: changed cells, or duplicate rows, or 1
  std::uint32_t worker = 0;    ///< whose list of duplicate rows
  std::size_t duplicates = 0;  ///< the first of `count` in that list
  ChangeKind kind = ChangeKind::kAdded;
};

struct DuplicateRow {
  std::size_t group;
  bool after;
  RowIndex row;
  auto operator<=>(const DuplicateRow&) const = default;
};

/// Joins partitions for one thread and keeps what it found.
class PartitionJoiner {
 public:
  PartitionJoiner(const DiffSide& before, const DiffSide& after, const DiffPlan& plan, const DiffCrew& crew, std::uint32_t worker)
      : before_(before), after_(after), plan_(plan), crew_(crew), worker_(worker) {}

  void join(std::span<const EntryStore> stores, std::size_t partition);

  std::vector<KeyFinding> findings;
  std::vector<DuplicateRow> duplicates;
  DiffSummary summary;  ///< all but the totals of rows

 private:
  /// The first row of a key on each side: 0 before, 1 after.
  struct Group {
    std::uint64_t hash;
    std::uint64_t place[2];
    std::uint32_t shape[2];
    RowIndex row[2];
  };

  template <bool kExact>
  void group_rows(std::span<const RowEntry> entries, bool after);
  bool report_duplicates();
  bool compare_groups();
  bool same_key_as(const Group& group, const RowEntry& entry, bool after) const;
  bool same_bytes(const Group& group) const;
  KeyFinding compared(RowIndex before, RowIndex after) const;
  void prefetch(const Group& group) const;

  const DiffSide& before_;
  const DiffSide& after_;
  const DiffPlan& plan_;
  const DiffCrew& crew_;
  std::uint32_t worker_;
  std::vector<std::uint32_t> slots_;  ///< open addressing: 0 = free, else 1 + index into groups_
  std::vector<Group> groups_;         ///< only ever grows; the first group_count_ are in use
  std::size_t group_count_ = 0;
  std::vector<DuplicateRow> extra_;  ///< rows of a group beyond the first of their side
};

}  // namespace trueup::diffing
