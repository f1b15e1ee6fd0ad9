#include "bind.hpp"
#include "interruptible.hpp"
#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"

namespace trueup::python {
namespace {

Case case_from_folder(const std::string& path) {
  return value_or_raise([&] {
    const py::gil_scoped_release release;
    return read_case(path);
  }());
}

Case case_from_json(const std::string& text, const std::string& base) {
  return value_or_raise([&] {
    const py::gil_scoped_release release;
    return read_case_json(text, base);
  }());
}

CheckReport check_case(const Case& the_case, const std::vector<std::string>& only, const py::object& on_progress) {
  return run_interruptibly([&](Progress* progress) { return check(the_case, {only}, progress); }, on_progress);
}

SkuMapSuggestion suggest_for_case(const Case& the_case, const std::string& from_system, const std::string& to_system, const py::object& on_progress) {
  return run_interruptibly([&](Progress* progress) { return suggest_sku_map(the_case, SuggestOptions{from_system, to_system}, progress); }, on_progress);
}

ReadReport read_file(const std::string& path, const std::string& profile, const py::object& on_progress) {
  return run_interruptibly([&](Progress* progress) { return read_records(path, profile, progress); }, on_progress);
}

}  // namespace

void bind_case(py::module_& module) {
  py::class_<Case>(module, "Case").def_property_readonly("name", [](const Case& it) { return to_str(it.name); });
  py::class_<CheckReport>(module, "CheckReport")
      .def_property_readonly("has_error", &CheckReport::has_error)
      .def("check_json", [](const CheckReport& it) { return to_str(check_json(it)); })
      .def("check_text", [](const CheckReport& it) { return to_str(check_text(it)); });
  py::class_<SkuMapSuggestion>(module, "SkuMapSuggestion")
      .def_property_readonly("csv", [](const SkuMapSuggestion& it) { return to_str(it.csv); })
      .def_readonly("certain", &SkuMapSuggestion::certain)
      .def_readonly("likely", &SkuMapSuggestion::likely)
      .def_readonly("ambiguous", &SkuMapSuggestion::ambiguous)
      .def_readonly("unmatched", &SkuMapSuggestion::unmatched);
  py::class_<ReadReport>(module, "ReadReport")
      .def_property_readonly("lines", [](const ReadReport& it) { return to_str(it.lines); })
      .def_readonly("row_count", &ReadReport::row_count)
      .def_readonly("issue_count", &ReadReport::issue_count);
  module.def("case_from_folder", case_from_folder, py::arg("path"));
  module.def("case_from_json", case_from_json, py::arg("text"), py::arg("base"));
  module.def("check", check_case, py::arg("the_case"), py::arg("only"), py::arg("on_progress"));
  module.def("suggest_sku_map", suggest_for_case, py::arg("the_case"), py::arg("from_system"), py::arg("to_system"), py::arg("on_progress"));
  module.def("read_records", read_file, py::arg("path"), py::arg("profile"), py::arg("on_progress"));
}

}  // namespace trueup::python
