// guarded: no exception leaves the library: out of memory and anything else that was thrown become an Error.
#pragma once

#include <exception>
#include <new>

#include "trueup/base/error.hpp"

namespace trueup {

/// Runs `work`, which returns a Result, and turns what it throws into an Error.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kOutOfMemory, "out of memory", {}, "a machine with more memory, or smaller inputs"};
  } catch (const std::exception& thrown) {
    return Error{ErrorCode::kInternal, thrown.what(), {}, "please report this case"};
  }
}

}  // namespace trueup
