// Memory of a diff: large pieces that are cheap to touch for the first time, and to let go.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "diff/diff_crew.hpp"

namespace trueup::diffing {

/// Asks for large pages for memory that has not been touched yet: to fault in small ones takes longer than to fill them.
void prefer_large_pages(void* data, std::size_t bytes);

/// Memory that is not touched before it is used, and that goes back to the system at once; in large pages where there
/// are any: to fault in small ones takes longer than to fill them.
class LargeBlock {
 public:
  explicit LargeBlock(std::size_t bytes);
  LargeBlock(LargeBlock&& other) noexcept : data_(std::exchange(other.data_, nullptr)), bytes_(other.bytes_) {}
  LargeBlock& operator=(LargeBlock&&) = delete;
  ~LargeBlock();

  void* data() const { return data_; }

 private:
  void* data_ = nullptr;
  std::size_t bytes_;
};

/// `count` values, made a few at a time, so that a caller who cancels need not wait for all of them.
template <class T>
std::vector<T> made_values(std::size_t count, const DiffCrew& crew) {
  std::vector<T> values;
  values.reserve(count);
  prefer_large_pages(values.data(), count * sizeof(T));
  while (values.size() < count) {
    crew.check();
    values.resize(std::min(count, values.size() + 4096));
  }
  return values;
}

}  // namespace trueup::diffing
