#include "trueup/mapping/validate.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>
#include <tuple>

#include "base/guarded.hpp"
#include "mapping/checks/shared_rows.hpp"

namespace trueup {
namespace {

Failure check_names(const std::vector<std::string>& only) {
  for (const std::string& word : only) {
    const auto codes = all_issue_codes();
    if (std::none_of(codes.begin(), codes.end(), [&](const IssueCode& row) { return row.code == word || row.area == word; }))
      return Error{ErrorCode::kInvalidArgument, "is no check", {"", 0, "only", word}, "a code or an area of docs/CHECKS.md"};
  }
  return std::nullopt;
}

std::vector<CheckPass> wanted_passes(const IssueSink& sink) {
  std::vector<CheckPass> wanted;
  for (const auto& passes : {sku_checks(), item_checks(), map_checks(), kit_checks(), unit_checks(), location_checks(), status_checks(), workflow_checks(), transport_checks()})
    std::copy_if(passes.begin(), passes.end(), std::back_inserter(wanted), [&](const CheckPass& pass) {
      return std::any_of(pass.codes.begin(), pass.codes.end(), [&](std::string_view code) { return sink.wants(code); });
    });
  return wanted;
}

// Each pass has a sink of its own, so that what is said does not depend on who runs when.
Failure run_passes(const CheckInput& input, const ValidateOptions& options, IssueSink& sink) {
  const std::vector<CheckPass> passes = wanted_passes(sink);
  std::vector<IssueSink> sinks(passes.size(), IssueSink(input.evidence, options.only));
  std::vector<Failure> failures(passes.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < passes.size(); at = next++)
      failures[at] = guarded([&]() -> Failure { return passes[at].run(input, sinks[at]), std::nullopt; });
  };
  {
    const std::size_t threads = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads && i < passes.size(); ++i) others.emplace_back(work);
    work();
  }
  for (const Failure& failure : failures)
    if (failure) return failure;
  for (IssueSink& of_pass : sinks) sink.take_all(of_pass);
  return std::nullopt;
}

bool before(const Issue& left, const Issue& right) {
  const auto key = [](const Issue& issue) { return std::tie(issue.code, issue.place.input, issue.place.row, issue.place.column, issue.place.value, issue.message); };
  if (left.severity != right.severity) return left.severity > right.severity;
  return key(left) < key(right);
}

Result<std::vector<Issue>> validate_all(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const ValidateOptions& options, std::vector<Issue> found, const Progress* progress) {
  if (Failure failure = check_names(options.only)) return *failure;
  const ItemLists items(evidence);
  SharedRows shared(the_case, evidence.pool);
  const CheckInput input{the_case, evidence, mapping, items, shared, progress};
  IssueSink sink(evidence, options.only);
  for (Issue& issue : found) sink.take(std::move(issue));
  if (Failure failure = run_passes(input, options, sink)) return *failure;
  count_affected(input, sink);
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  std::sort(sink.issues().begin(), sink.issues().end(), before);
  return std::move(sink.issues());
}

}  // namespace

Result<std::vector<Issue>> validate(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const ValidateOptions& options, std::vector<Issue> found, const Progress* progress) {
  return guarded([&] { return validate_all(the_case, evidence, mapping, options, std::move(found), progress); });
}

}  // namespace trueup
