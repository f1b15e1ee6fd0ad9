// diff_files: two delimited files by path: mapped, decoded at the same time, compared.
#include <future>

#include "base/guarded.hpp"
#include "trueup/io/decode.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

Result<RecordBatch> read_table(const std::string& path, const std::vector<std::string>& key, std::vector<Issue>& rejected, Progress* progress) {
  auto files = open_source(path, path);
  if (!files) return files.take_error();
  if (files->size() != 1)
    return Error{ErrorCode::kNotTheFormat, "an archive of " + std::to_string(files->size()) + " files, where one is compared", {path, 0, "", ""}, "one of them, unpacked"};
  CsvOptions options;
  options.required = key;
  return decode_csv(files->front(), options, rejected, progress);
}

Result<DiffResult> diff_line(const std::string& before, const std::string& after, const DiffOptions& options, Progress* progress) {
  std::vector<Issue> rejected, rejected_after;
  const auto reading = options.threads == 1 ? std::launch::deferred : std::launch::async;
  auto second = std::async(reading, [&] { return read_table(after, options.key, rejected_after, progress); });
  auto left = read_table(before, options.key, rejected, progress);
  auto right = second.get();
  if (!left) return left.take_error();
  if (!right) return right.take_error();
  auto result = diff(*left, *right, options, progress);
  if (!result) return result;
  rejected.insert(rejected.end(), rejected_after.begin(), rejected_after.end());
  result->summary.rejected = rejected.size();
  result->rejected = std::move(rejected);
  return result;
}

}  // namespace

Result<DiffResult> diff_files(const std::string& before, const std::string& after, const DiffOptions& options, Progress* progress) {
  return guarded([&] { return diff_line(before, after, options, progress); });
}

}  // namespace trueup
