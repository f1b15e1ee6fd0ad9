#include "bind.hpp"
#include "interruptible.hpp"
#include "trueup/reconcile.hpp"

namespace trueup::python {
namespace {

DiffResult run_diff(const std::string& before, const std::string& after, DiffOptions options,
                    const py::object& on_progress) {
  return run_interruptibly([&](Progress* progress) { return diff_files(before, after, options, progress); },
                           on_progress);
}

}  // namespace

void bind_diff(py::module_& module) {
  using Names = std::vector<std::string>;
  py::class_<DiffResult>(module, "Diff")
      .def("summary_json", [](const DiffResult& it) { return to_str(diff_json(it, false)); })
      .def("changes_json", [](const DiffResult& it) { return to_str(diff_json(it, true)); });
  module.def(
      "diff_files",
      [](const std::string& before, const std::string& after, Names key, Names ignore, Names numeric,
         unsigned threads, const py::object& on_progress) {
        return run_diff(before, after, {std::move(key), std::move(ignore), std::move(numeric), threads}, on_progress);
      },
      py::arg("before"), py::arg("after"), py::arg("key"), py::arg("ignore"), py::arg("numeric"), py::arg("threads"),
      py::arg("on_progress"));
}

}  // namespace trueup::python
