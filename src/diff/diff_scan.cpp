#include "diff/diff_scan.hpp"

#include <algorithm>

namespace trueup::diffing {
namespace {

constexpr std::size_t kLargest = std::size_t{4} << 20;
constexpr std::size_t kChunkBytes = EntryStore::kChunk * sizeof(RowEntry);

}  // namespace

void EntryStore::grow(Side& side, std::size_t partition) {
  if (used_chunks_ == block_chunks_) {
    const std::size_t chunks = std::clamp<std::size_t>(block_chunks_ * 2, 8, kLargest / kChunkBytes);
    blocks_.emplace_back(chunks * kChunkBytes);
    block_chunks_ = chunks;
    used_chunks_ = 0;
  }
  RowEntry* chunk = static_cast<RowEntry*>(blocks_.back().data()) + used_chunks_ * kChunk;
  side.chunks[partition].push_back(chunk);
  side.heads[partition] = {chunk, chunk + kChunk};
  ++used_chunks_;
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
  constexpr std::size_t kBlock = 64;
  std::array<RowPlace, kBlock> places;
  for (RowIndex at = first; at < last; at += static_cast<RowIndex>(kBlock)) {
    const std::size_t count = std::min<std::size_t>(kBlock, last - at);
    locator_.locate(at, count, places.data());
    for (std::size_t i = 0; i < count; ++i) {
      const RowIndex row = at + static_cast<RowIndex>(i);
      const std::uint64_t hash = key_hash(row);
      const std::size_t partition = partition_bits_ == 0 ? 0 : hash >> (64 - partition_bits_);
      store.push(after_, partition, {hash, places[i].place, row, places[i].shape});
    }
  }
}

}  // namespace trueup::diffing
