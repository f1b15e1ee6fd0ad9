// trueup._core: private; python/trueup is the face.
#include "bind.hpp"
#include "trueup/version.hpp"

PYBIND11_MODULE(_core, module) {
  module.attr("__version__") = TRUEUP_VERSION;
  trueup::python::bind_case(module);
  trueup::python::bind_reconcile(module);
  trueup::python::bind_diff(module);
  trueup::python::bind_command(module);
}
