// Progress and cancellation of long work: two counters and a flag that any thread may read or set.
#pragma once

#include <atomic>
#include <cstdint>

namespace trueup {

/// The stages of the line, in order. Numbers are part of the C ABI.
enum class Stage : std::uint32_t { kIdle = 0, kReading = 1, kMapping = 2, kComparing = 3, kExplaining = 4, kWriting = 5, kDone = 6 };

const char* name_of(Stage stage);

/// Shared between the thread that works and the ones that watch. `cancel` is honoured within about 100 ms.
struct Progress {
  std::atomic<std::uint32_t> stage{0};
  std::atomic<std::uint64_t> done{0};   ///< units of the stage: bytes while reading, rows afterwards
  std::atomic<std::uint64_t> total{0};  ///< 0 = not known
  std::atomic<bool> cancel{false};

  void enter(Stage next, std::uint64_t units) {
    done.store(0, std::memory_order_relaxed);
    total.store(units, std::memory_order_relaxed);
    stage.store(static_cast<std::uint32_t>(next), std::memory_order_relaxed);
  }
  void advance(std::uint64_t units) { done.fetch_add(units, std::memory_order_relaxed); }
  bool cancelled() const { return cancel.load(std::memory_order_relaxed); }
};

/// Whether a loop at `row` should stop: looks at the flag once in 16,384 rows. What the loop has made by then is thrown away
/// by the caller, who sees `cancelled()`.
inline bool stops_at(const Progress* progress, std::uint64_t row) {
  return progress != nullptr && (row & 0x3fff) == 0 && progress->cancelled();
}

}  // namespace trueup
