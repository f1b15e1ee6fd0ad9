// Once: a value that whoever asks first computes; threads that ask meanwhile wait for it.
#pragma once

#include <mutex>

namespace trueup {

template <class T>
class Once {
 public:
  template <class Compute>
  const T& get(Compute compute) {
    std::call_once(computed_, [&] { value_ = compute(); });
    return value_;
  }

 private:
  std::once_flag computed_;
  T value_{};
};

}  // namespace trueup
