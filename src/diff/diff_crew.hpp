// DiffCrew: the threads of one diff. They start in run() and have ended when it returns.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "trueup/base/progress.hpp"

namespace trueup::diffing {

/// Thrown by DiffCrew::check and caught in diff(): the caller wants no answer any more.
struct Cancelled {};

class DiffCrew {
 public:
  DiffCrew(unsigned threads, Progress* progress)
      : size_(std::clamp(threads != 0 ? threads : std::thread::hardware_concurrency(), 1u, kMostThreads)), progress_(progress) {}

  std::size_t size() const { return size_; }
  Progress* progress() const { return progress_; }

  /// Throws Cancelled when the caller cancelled or another thread failed. To be called every few thousand rows.
  void check() const {
    if (failed_.load(std::memory_order_relaxed) || (progress_ != nullptr && progress_->cancelled())) throw Cancelled{};
  }

  /// A comparison for one call of a sort, which looks now and then whether it should stop.
  template <class Less>
  auto checked(Less less) const {
    return [this, less, calls = std::uint32_t{0}](const auto& x, const auto& y) mutable {
      if (++calls % 8192 == 0) check();
      return less(x, y);
    };
  }

  /// Calls work(0) .. work(size() - 1), each on a thread of its own, the first on this one, and rethrows the first
  /// exception. Where the machine gives no more threads, the rest is done on this one: no work may wait for another's.
  template <class Work>
  void run(const Work& work) {
    const auto guarded = [&](std::size_t worker) {
      try {
        work(worker);
      } catch (...) {
        keep_first(std::current_exception());
      }
    };
    {
      Joined joined;
      joined.threads.reserve(size_);
      std::size_t started = 1;
      try {
        for (; started < size_; ++started) joined.threads.emplace_back(guarded, started);
      } catch (const std::system_error&) {}
      guarded(0);
      for (; started < size_; ++started) guarded(started);
    }
    if (error_) std::rethrow_exception(error_);
  }

  /// Cuts 0 .. count into pieces of `grain` and calls work(worker, first, last) for each on whichever thread is free.
  template <class Work>
  void share(std::size_t count, std::size_t grain, const Work& work) {
    std::atomic<std::size_t> next{0};
    run([&](std::size_t worker) {
      for (;;) {
        const std::size_t first = next.fetch_add(grain, std::memory_order_relaxed);
        if (first >= count) return;
        check();
        work(worker, first, std::min(first + grain, count));
      }
    });
  }

 private:
  static constexpr unsigned kMostThreads = 64;

  struct Joined {
    std::vector<std::thread> threads;
    ~Joined() {
      for (std::thread& thread : threads) thread.join();
    }
  };

  void keep_first(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!failed_.exchange(true)) error_ = std::move(error);
  }

  std::size_t size_;
  Progress* progress_;
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::exception_ptr error_;
};

}  // namespace trueup::diffing
