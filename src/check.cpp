// check: what can be known before any stock is compared.
#include <algorithm>

#include "base/guarded.hpp"
#include "input_facts.hpp"
#include "profile_drift.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/mapping/validate.hpp"
#include "trueup/reconcile.hpp"
#include "trueup/states/replay.hpp"

namespace trueup {
namespace {

void append(std::vector<Issue>& issues, std::vector<Issue> more) { std::move(more.begin(), more.end(), std::back_inserter(issues)); }

std::vector<SystemConformance> conformance_of(const Evidence& evidence, const Replay& replay) {
  std::vector<SystemConformance> out;
  for (const Conformance& one : replay.conformance) out.push_back({std::string(evidence.text(one.system)), one.dialect, one.hop, one.steps, one.conforming});
  return out;
}

Result<CheckReport> check_line(const Case& the_case, const CheckOptions& options, Progress* progress) {
  std::vector<Misfit> misfits;
  auto evidence = read_evidence(the_case, 0, progress, &misfits);
  if (!evidence) return evidence.take_error();
  if (progress != nullptr) progress->enter(Stage::kMapping, 0);
  std::vector<Issue> found = profile_drift(the_case, *evidence, misfits);
  append(found, std::move(evidence->rejected));
  append(found, std::move(evidence->found));
  auto mapping = Mapping::compile(the_case, *evidence, found, progress);
  if (!mapping) return mapping.take_error();
  append(found, input_facts(the_case, *evidence, *mapping));
  auto replayed = replay(the_case, *evidence, *mapping, progress);
  if (!replayed) return replayed.take_error();
  append(found, state_issues(the_case, *evidence, *replayed));
  auto issues = validate(the_case, *evidence, *mapping, {options.only}, std::move(found), progress);
  if (!issues) return issues.take_error();
  return CheckReport{std::move(*issues), the_case.currency, worst_staleness(the_case), conformance_of(*evidence, *replayed), replayed->funnel};
}

}  // namespace

bool CheckReport::has_error() const {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::kError; });
}

Result<CheckReport> check(const Case& the_case, const CheckOptions& options, Progress* progress) {
  return guarded([&] { return check_line(the_case, options, progress); });
}

}  // namespace trueup
