// guard: the one place where an outcome of C++ becomes a status and a caller's trueup_error. Nothing is thrown past it.
#pragma once

#include <exception>
#include <new>
#include <utility>

#include "convert.hpp"
#include "trueup.h"
#include "trueup/base/error.hpp"

namespace trueup::capi {

/// Runs `body` (a callable that returns a Failure) and reports how it went. Does not allocate by itself.
template <class Body>
trueup_status guard(trueup_error* error, Body&& body) noexcept {
  if (!usable(error)) return TRUEUP_STATUS_INVALID_ARGUMENT;
  write_success(error);
  try {
    const Failure failure = std::forward<Body>(body)();
    return failure ? write_failure(error, *failure) : TRUEUP_STATUS_OK;
  } catch (const std::bad_alloc&) {
    return write_failure(error, ErrorCode::kOutOfMemory, "out of memory");
  } catch (const std::exception& thrown) {
    return write_failure(error, ErrorCode::kInternal, thrown.what());
  } catch (...) {
    return write_failure(error, ErrorCode::kInternal, "an exception of unknown type");
  }
}

/// The failure of a call whose argument `name` was NULL.
inline Failure null_argument(const char* name) {
  return Error{ErrorCode::kInvalidArgument, "an argument is NULL", {{}, 0, {}, name}, "pass a valid pointer"};
}

}  // namespace trueup::capi
