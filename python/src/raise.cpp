#include "bind.hpp"

namespace trueup::python {

py::str to_str(std::string_view text) {
  PyObject* decoded = PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "surrogateescape");
  if (decoded == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(decoded);
}

void raise(const Error& error) {
  const Place& place = error.place;
  const py::object make = py::module_::import("trueup.errors").attr("make_error");
  const py::object raised =
      make(name_of(error.code), static_cast<std::int32_t>(error.code), to_str(error.text()), to_str(place.input),
           place.row, to_str(place.column), to_str(place.value), to_str(error.hint));
  PyErr_SetObject(py::type::handle_of(raised).ptr(), raised.ptr());
  throw py::error_already_set();
}

}  // namespace trueup::python
