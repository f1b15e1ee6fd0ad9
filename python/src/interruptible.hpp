// run_interruptibly: long work on a thread of its own, without the GIL, while Python still hears Ctrl-C.
#pragma once

#include <chrono>
#include <future>
#include <optional>

#include "bind.hpp"
#include "trueup/base/progress.hpp"

namespace trueup::python {

/// Tells `on_progress(stage, done, total)`, if it is not None, how far the work is.
inline void tell(const py::object& on_progress, const Progress& progress) {
  if (on_progress.is_none()) return;
  const auto stage = static_cast<Stage>(progress.stage.load());
  on_progress(name_of(stage), progress.done.load(), progress.total.load());
}

/// Runs `work(Progress*)`, which returns a Result, and gives its value. Signals are looked at every 50 ms; when one
/// raises, or `on_progress` does, the work is cancelled and joined before the exception goes on.
template <class Work>
auto run_interruptibly(Work work, const py::object& on_progress) {
  Progress progress;
  auto future = std::async(std::launch::async, [&] { return work(&progress); });
  const auto wait = [&](std::optional<std::chrono::milliseconds> limit) {
    const py::gil_scoped_release release;
    if (limit) return future.wait_for(*limit) == std::future_status::ready;
    future.wait();
    return true;
  };
  try {
    while (!wait(std::chrono::milliseconds(50))) {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      tell(on_progress, progress);
    }
    tell(on_progress, progress);
  } catch (...) {
    progress.cancel = true;
    wait(std::nullopt);
    throw;
  }
  return value_or_raise(future.get());
}

}  // namespace trueup::python
