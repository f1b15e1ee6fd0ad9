#include "diff/diff_memory.hpp"

#include <cstdint>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace trueup::diffing {

void prefer_large_pages(void* data, std::size_t bytes) {
#ifdef __linux__
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(data) + kPage - 1) & ~(kPage - 1);
  const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(data) + bytes) & ~(kPage - 1);
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // a wish: the answer does not matter
#else
  static_cast<void>(data);
  static_cast<void>(bytes);
#endif
}

LargeBlock::LargeBlock(std::size_t bytes) : bytes_(bytes) {
#ifdef __linux__
  data_ = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data_ == MAP_FAILED) throw std::bad_alloc();
  prefer_large_pages(data_, bytes);
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

}  // namespace trueup::diffing
