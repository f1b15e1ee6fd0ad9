#include "diff_scan.hpp"

#include <algorithm>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace trueup::diffing {

namespace {

constexpr std::uint64_t kNear = 0xffff;  ///< the longest stretch of source that a row's cells may take
constexpr std::size_t kLargest = std::size_t{4} << 20;
constexpr std::size_t kChunkBytes = EntryStore::kChunk * sizeof(RowEntry);

}  // namespace

LargeBlock::LargeBlock(std::size_t bytes) : bytes_(bytes) {
#ifdef __linux__
  data_ = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data_ == MAP_FAILED) throw std::bad_alloc();
  madvise(data_, bytes, MADV_HUGEPAGE);  // a wish: the answer does not matter
#else
  data_ = ::operator new(bytes);
#endif
}

LargeBlock::~LargeBlock() {
  if (data_ == nullptr) return;
#ifdef __linux__
  munmap(data_, bytes_);
#else
  ::operator delete(data_);
#endif
}

void EntryStore::grow(List& list) {
  if (used_chunks_ == block_chunks_) {
    const std::size_t chunks = std::clamp<std::size_t>(block_chunks_ * 2, 8, kLargest / kChunkBytes);
    blocks_.emplace_back(chunks * kChunkBytes);
    block_chunks_ = chunks;
    used_chunks_ = 0;
  }
  RowEntry* chunk = static_cast<RowEntry*>(blocks_.back().data()) + used_chunks_ * kChunk;
  list.chunks.push_back(chunk);
  list.next = chunk;
  list.left = kChunk;
  ++used_chunks_;
}

RowScanner::RowScanner(const DiffSide& side, bool after, const DiffPlan& plan, std::uint64_t hash_mask,
                       unsigned partition_bits)
    : side_(side), after_(after), hash_(KeyedHash::of_process()), hash_mask_(hash_mask), partition_bits_(partition_bits) {
  for (const auto* list : {&plan.key, &plan.compared})
    for (const ColumnPair& pair : *list) {
      const std::size_t index = after ? pair.after : pair.before;
      columns_.push_back({index, side.batch->columns[index].data(), columns_.size(), 0});
    }
  std::sort(columns_.begin(), columns_.end(), [](const auto& x, const auto& y) { return x.index < y.index; });
  for (std::size_t i = 0; i < columns_.size(); ++i) {  // a weight says which column stands at which place of the walk
    const std::uint64_t which = columns_[i].weight * columns_.size() + i;
    columns_[i].weight = hash_.weight(2 * which) >> 32;
    columns_[i].absent = hash_.weight(2 * which + 1);
  }
}

/// Walks a row's cells in the order of the batch's columns, which is nearly always left to right. The shape sums, for each cell, its distance from the cell before and its
/// length (16 bits each) times the column's weight, so that rows of other shapes collide once in 2^32 at most, and that
/// only matters if their bytes are the same. A cell in the arena, out of order or far away: the row has no place.
void RowScanner::locate(RowIndex row, RowEntry& entry) const {
  std::uint64_t start = 0, end = 0, shape = 0, bad = 0;
  bool first = true;
  for (const WeighedColumn& column : columns_) {
    const Cell cell = column.cells[row];
    if (cell.arena()) {
      bad |= cell.missing() ? 0 : kNear + 1;
      shape += column.absent;
      continue;
    }
    const std::uint64_t offset = cell.offset(), length = cell.length();
    if (first) start = end = offset;
    first = false;
    const std::uint64_t distance = offset - end;
    end = offset + length;
    bad |= distance | length;
    shape += (distance << 16 | length) * column.weight;
  }
  bad |= end - start;
  entry.place = bad <= kNear ? start << 16 | (end - start) : RowEntry::kNoPlace;
  entry.shape = static_cast<std::uint32_t>(fold_multiply(shape, hash_.weight(~std::uint64_t{0})));
}

std::uint64_t RowScanner::key_hash(RowIndex row) const {
  std::uint64_t hash = 0;
  for (const Cell* column : side_.key) {
    const Cell cell = column[row];
    hash = cell.missing() ? hash_.missing(hash) : hash_.bytes(side_.text(cell), hash);
  }
  return hash & hash_mask_;
}

void RowScanner::scan(RowIndex first, RowIndex last, EntryStore& store) const {
  RowEntry entry;
  for (entry.row = first; entry.row < last; ++entry.row) {
    if (entry.row % 8 == 0) for (const auto& c : columns_) __builtin_prefetch(c.cells + entry.row + PFD);
    entry.hash = key_hash(entry.row);
    locate(entry.row, entry);
    store.push(after_, partition_bits_ == 0 ? 0 : entry.hash >> (64 - partition_bits_), entry);
  }
}

}  // namespace trueup::diffing
