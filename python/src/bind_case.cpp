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

Case case_from_toml(const std::string& text, const std::string& base) {
  return value_or_raise([&] {
    const py::gil_scoped_release release;
    return read_case_toml(text, base);
  }());
}

CaseDraft draft_for_files(const std::vector<std::string>& files, const std::string& base, const py::object& on_progress) {
  return run_interruptibly([&](Progress* progress) { return draft_case(files, DraftOptions{base}, progress); }, on_progress);
}

std::vector<std::string> texts_of(const std::vector<Error>& errors) {
  std::vector<std::string> texts;
  for (const Error& error : errors) texts.push_back(error.text());
  return texts;
}

py::list to_strs(const std::vector<std::string>& texts) {
  py::list out;
  for (const std::string& text : texts) out.append(to_str(text));
  return out;
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
  py::class_<CaseDraft>(module, "CaseDraft")
      .def_property_readonly("toml", [](const CaseDraft& it) { return to_str(it.toml); })
      .def_property_readonly("notes", [](const CaseDraft& it) { return to_strs(it.notes); })
      .def_property_readonly("unread", [](const CaseDraft& it) { return to_strs(texts_of(it.unread)); });
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
  module.def("case_from_toml", case_from_toml, py::arg("text"), py::arg("base"));
  module.def("draft_case", draft_for_files, py::arg("files"), py::arg("base"), py::arg("on_progress"));
  module.def("check", check_case, py::arg("the_case"), py::arg("only"), py::arg("on_progress"));
  module.def("suggest_sku_map", suggest_for_case, py::arg("the_case"), py::arg("from_system"), py::arg("to_system"), py::arg("on_progress"));
  module.def("read_records", read_file, py::arg("path"), py::arg("profile"), py::arg("on_progress"));
}

}  // namespace trueup::python
