#include <vector>

#include "bind.hpp"
#include "trueup/command.hpp"

namespace trueup::python {
namespace {

int run_command(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv;
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);
  const py::gil_scoped_release release;
  return command(static_cast<int>(arguments.size()), argv.data());
}

}  // namespace

void bind_command(py::module_& module) { module.def("command", run_command, py::arg("arguments")); }

}  // namespace trueup::python
