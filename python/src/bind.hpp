// The parts of the module, one per topic, and what they share.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <string_view>
#include <utility>

#include "trueup/base/error.hpp"

namespace trueup::python {

namespace py = pybind11;

void bind_case(py::module_& module);
void bind_reconcile(py::module_& module);
void bind_diff(py::module_& module);
void bind_command(py::module_& module);

/// A str that keeps bytes which are no UTF-8 as surrogates, so that it encodes back to the same bytes.
py::str to_str(std::string_view text);

/// Raises the class of trueup.errors that belongs to the error's code.
[[noreturn]] void raise(const Error& error);

/// The value of a result, or its error raised.
template <class T>
T value_or_raise(Result<T> result) {
  if (!result) raise(result.error());
  return std::move(*result);
}

}  // namespace trueup::python
