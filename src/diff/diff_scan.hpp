// The first pass: every row becomes a small fixed-size entry, laid into the partition that its key's hash says.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trueup/base/hash.hpp"

#include "diff/diff_cells.hpp"
#include "diff/diff_engine.hpp"
#include "diff/diff_locate.hpp"
#include "diff/diff_memory.hpp"

namespace trueup::diffing {

/// A row: its key's hash, and where it stands.
struct RowEntry {
  std::uint64_t hash;
  std::uint64_t place;  ///< as in RowPlace
  RowIndex row;
  std::uint32_t shape;  ///< as in RowPlace
};

/// The entries that one thread made, by side and partition: lists of chunks cut out of a few large blocks.
class EntryStore {
 public:
  static constexpr std::size_t kChunk = 128;

  void start(std::size_t partitions) {
    for (Side& side : sides_) {
      side.heads.assign(partitions, Head{});
      side.chunks.assign(partitions, {});
    }
  }

  void push(bool after, std::size_t partition, const RowEntry& entry) {
    Head& head = sides_[after].heads[partition];
    if (head.next == head.end) grow(sides_[after], partition);
    *head.next++ = entry;
  }

  std::size_t count(bool after, std::size_t partition) const {
    const Side& side = sides_[after];
    return side.chunks[partition].size() * kChunk - side.heads[partition].left();
  }

  /// The entries of a partition in one piece after another.
  template <class Visit>
  void visit(bool after, std::size_t partition, const Visit& visit) const {
    const std::vector<RowEntry*>& chunks = sides_[after].chunks[partition];
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      const bool last = i + 1 == chunks.size();
      visit(std::span<const RowEntry>(chunks[i], kChunk - (last ? sides_[after].heads[partition].left() : 0)));
    }
  }

 private:
  /// Where the next entry of a partition goes. Apart from the chunks, so that all heads stay in the nearest cache.
  struct Head {
    RowEntry* next = nullptr;
    RowEntry* end = nullptr;
    std::size_t left() const { return static_cast<std::size_t>(end - next); }
  };
  struct Side {
    std::vector<Head> heads;
    std::vector<std::vector<RowEntry*>> chunks;
  };
  void grow(Side& side, std::size_t partition);

  std::array<Side, 2> sides_;
  std::vector<LargeBlock> blocks_;
  std::size_t block_chunks_ = 0, used_chunks_ = 0;
};

/// Turns rows of one side into entries. Holds nothing that changes: shared by all threads.
class RowScanner {
 public:
  RowScanner(const DiffSide& side, bool after, const DiffPlan& plan, const DiffTuning& tuning, unsigned partition_bits)
      : side_(side),
        after_(after),
        hash_(KeyedHash::of_process()),
        hash_mask_(tuning.hash_mask),
        partition_bits_(partition_bits),
        locator_(*side.batch, plan, after, tuning.simd) {}

  void scan(RowIndex first, RowIndex last, EntryStore& store) const;

 private:
  std::uint64_t key_hash(RowIndex row) const;

  const DiffSide& side_;
  bool after_;
  const KeyedHash& hash_;
  std::uint64_t hash_mask_;
  unsigned partition_bits_;
  RowLocator locator_;
};

}  // namespace trueup::diffing
