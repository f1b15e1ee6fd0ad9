#include "bind.hpp"
#include "interruptible.hpp"
#include "trueup/reconcile.hpp"

namespace trueup::python {
namespace {

/// A Reconciliation is complete inside the library only, so Python holds it through its shared pointer.
struct Run {
  std::shared_ptr<const Reconciliation> held;
};

/// Calls a pure function of the run without the GIL.
template <class Function, class... Arguments>
auto without_gil(Function function, const Run& run, const Arguments&... arguments) {
  const py::gil_scoped_release release;
  return function(*run.held, arguments...);
}

Run run_case(const Case& the_case, unsigned threads, bool strict, const py::object& on_progress) {
  const RunOptions options{threads, strict};
  return {run_interruptibly([&](Progress* progress) { return reconcile(the_case, options, progress); }, on_progress)};
}

py::str explain(Result<std::string> (*how)(const Reconciliation&, std::string_view), const Run& run,
                const std::string& key) {
  return to_str(value_or_raise(without_gil(how, run, key)));
}

}  // namespace

void bind_reconcile(py::module_& module) {
  py::class_<Run>(module, "Reconciliation")
      .def_property_readonly("exit_code", [](const Run& run) { return exit_code(*run.held); })
      .def("summary_json", [](const Run& run) { return to_str(without_gil(summary_json, run)); })
      .def("summary_text", [](const Run& run) { return to_str(without_gil(summary_text, run)); })
      .def("explain_json", [](const Run& run, const std::string& key) { return explain(explain_json, run, key); },
           py::arg("key"))
      .def("explain_text", [](const Run& run, const std::string& key) { return explain(explain_text, run, key); },
           py::arg("key"));
  module.def("reconcile", run_case, py::arg("the_case"), py::arg("threads"), py::arg("strict"),
             py::arg("on_progress"));
}

}  // namespace trueup::python
