#include "diff/diff_locate.hpp"

#include <algorithm>

#include "trueup/base/hash.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define TRUEUP_DIFF_AVX2 1
#include <immintrin.h>
#endif

namespace trueup::diffing {
namespace {

constexpr std::uint64_t kNear = 0xffff;              ///< the longest stretch that a row's cells may take
constexpr std::uint64_t kMissingValue = 0xffffffff;  ///< of a missing cell; one that is there cannot be so long and so far

RowPlace place_of(std::uint64_t start, std::uint64_t end, std::uint64_t bad, std::uint64_t shape) {
  const std::uint64_t length = end - start;
  return {(bad | length) <= kNear ? start << 16 | length : RowPlace::kNone, static_cast<std::uint32_t>(shape ^ shape >> 32)};
}

}  // namespace

RowLocator::RowLocator(const RecordBatch& batch, const DiffPlan& plan, bool after, bool simd) : simd_(simd) {
#ifdef TRUEUP_DIFF_AVX2
  simd_ = simd && __builtin_cpu_supports("avx2");
#else
  simd_ = false;
#endif
  std::uint64_t number = 0;
  for (const auto* list : {&plan.key, &plan.compared})
    for (const ColumnPair& pair : *list) {
      const std::size_t index = after ? pair.after : pair.before;
      columns_.push_back({index, batch.columns[index].data(), number++});
    }
  std::sort(columns_.begin(), columns_.end(), [](const auto& x, const auto& y) { return x.index < y.index; });
  for (std::size_t i = 0; i < columns_.size(); ++i)  // a weight says which column stands at which place of the walk
    columns_[i].weight = KeyedHash::of_process().weight(columns_[i].weight * columns_.size() + i) >> 32;
}

/// Walks a row's cells in the order of the batch's columns, which is nearly always left to right. The shape sums, for each
/// cell, its distance from the end of the cell before and its length (16 bits each) times the column's weight. A cell in
/// the arena, out of order or far away: the row has no place.
RowPlace RowLocator::locate_row(RowIndex row) const {
  auto column = columns_.begin();
  std::uint64_t shape = 0, bad = 0;
  for (; column != columns_.end() && column->cells[row].missing(); ++column) shape += kMissingValue * column->weight;
  const std::uint64_t start = column != columns_.end() ? column->cells[row].offset() : 0;
  std::uint64_t end = start;
  for (; column != columns_.end(); ++column) {
    const Cell cell = column->cells[row];
    if (cell.arena()) {  // a missing cell says so, too
      bad |= cell.missing() ? 0 : kNear + 1;
      shape += kMissingValue * column->weight;
      continue;
    }
    const std::uint64_t length = cell.length(), distance = cell.offset() - end;
    end += distance + length;
    bad |= distance | length;
    shape += ((distance << 16 | length) & 0xffffffff) * column->weight;
  }
  return place_of(start, end, bad, shape);
}

#ifdef TRUEUP_DIFF_AVX2

/// The same for four rows at once.
__attribute__((target("avx2"))) void RowLocator::locate_wide(RowIndex first, RowPlace* out) const {
  static_assert(sizeof(Cell) == 8 && kWide == 4);
  const auto load = [first](const WeighedColumn& column) __attribute__((target("avx2"))) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column.cells + first));
  };
  const __m256i zero = _mm256_setzero_si256(), length_bits = _mm256_set1_epi64x(Cell::kMaxLength);
  const __m256i first_cells = load(columns_.front());
  if (_mm256_movemask_pd(_mm256_castsi256_pd(first_cells)) != 0) {  // no cell in the source to start from
    for (std::size_t i = 0; i < kWide; ++i) out[i] = locate_row(first + static_cast<RowIndex>(i));
    return;
  }
  const __m256i start = _mm256_srli_epi64(first_cells, 24);
  __m256i end = start, shape = zero, bad = zero, arena = zero;
  for (const WeighedColumn& column : columns_) {
    const __m256i cells = load(column);
    const __m256i missing = _mm256_cmpgt_epi64(zero, cells);  // all ones where the top bit is set: missing, or in the arena
    const __m256i length = _mm256_and_si256(cells, length_bits);
    const __m256i distance = _mm256_sub_epi64(_mm256_srli_epi64(cells, 24), end);
    const __m256i value = _mm256_or_si256(_mm256_or_si256(_mm256_slli_epi64(distance, 16), length), missing);
    shape = _mm256_add_epi64(shape, _mm256_mul_epu32(value, _mm256_set1_epi64x(static_cast<long long>(column.weight))));
    bad = _mm256_or_si256(bad, _mm256_andnot_si256(missing, _mm256_or_si256(distance, length)));
    arena = _mm256_or_si256(arena, _mm256_andnot_si256(cells, missing));  // a missing cell is all ones
    end = _mm256_add_epi64(end, _mm256_andnot_si256(missing, _mm256_add_epi64(distance, length)));
  }
  bad = _mm256_or_si256(bad, _mm256_andnot_si256(_mm256_cmpeq_epi64(arena, zero), _mm256_set1_epi64x(kNear + 1)));
  alignas(32) std::uint64_t starts[kWide], ends[kWide], bads[kWide], shapes[kWide];
  _mm256_store_si256(reinterpret_cast<__m256i*>(starts), start);
  _mm256_store_si256(reinterpret_cast<__m256i*>(ends), end);
  _mm256_store_si256(reinterpret_cast<__m256i*>(bads), bad);
  _mm256_store_si256(reinterpret_cast<__m256i*>(shapes), shape);
  for (std::size_t i = 0; i < kWide; ++i) out[i] = place_of(starts[i], ends[i], bads[i], shapes[i]);
}

#else

void RowLocator::locate_wide(RowIndex, RowPlace*) const {}

#endif

void RowLocator::locate(RowIndex first, std::size_t count, RowPlace* out) const {
  std::size_t done = 0;
  if (simd_)
    for (; done + kWide <= count; done += kWide) locate_wide(first + static_cast<RowIndex>(done), out + done);
  for (; done < count; ++done) out[done] = locate_row(first + static_cast<RowIndex>(done));
}

}  // namespace trueup::diffing
