#include <future>

#include "bind.hpp"
#include "interruptible.hpp"
#include "trueup/diff/diff.hpp"
#include "trueup/io/decode.hpp"

namespace trueup::python {
namespace {

Result<RecordBatch> read_table(const std::string& path, const std::vector<std::string>& key,
                               std::vector<Issue>& rejected, Progress* progress) {
  auto bytes = Bytes::map(path);
  if (!bytes) return bytes.take_error();
  CsvOptions options;
  options.required = key;
  return decode_csv({path, std::move(*bytes)}, options, rejected, progress);
}

/// Both files are decoded at the same time.
Result<DiffResult> diff_files(const std::string& before, const std::string& after, const DiffOptions& options,
                              Progress* progress) {
  std::vector<Issue> rejected, rejected_after;
  auto reading = std::async(std::launch::async, [&] { return read_table(after, options.key, rejected_after, progress); });
  const auto first = read_table(before, options.key, rejected, progress);
  const auto second = reading.get();
  if (!first) return first.error();
  if (!second) return second.error();
  auto result = diff(*first, *second, options, progress);
  if (!result) return result;
  rejected.insert(rejected.end(), rejected_after.begin(), rejected_after.end());
  result->summary.rejected = rejected.size();
  result->rejected = std::move(rejected);
  return result;
}

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
