#include "states/run_judge.hpp"

#include <algorithm>

#include "states/timeline.hpp"

namespace trueup {
namespace {

bool of_fulfilment(OrderTask task) { return task == OrderTask::kPick || task == OrderTask::kPack || task == OrderTask::kShip; }

}  // namespace

void RunJudge::judge(const OrderRecord& record, std::span<const Step> steps) {
  record_ = &record, steps_ = steps;
  for_each_run(steps, [&](std::span<const Step> run) { judge_run(run); });
}

void RunJudge::judge_run(std::span<const Step> run) {
  const Step* last = nullptr;
  for (const Step& step : run) {
    if (step.state == OrderState::kUndone) {
      if (last != nullptr) ++judged_.steps, report("state_transition_illegal", last->state, step);
      continue;
    }
    if (!table_.knows(step.task, step.state)) {
      ++judged_.unknown_words;
      continue;
    }
    if (last == nullptr) begin(step);
    else if (last->state != step.state) judge_step(*last, step);
    last = &step;
  }
}

void RunJudge::begin(const Step& step) {
  if (!step.undo) judge_need(table_.needs_to_begin_in(step.task, step.state), OrderState::kUnknown, step, true);
}

void RunJudge::judge_step(const Step& last, const Step& step) {
  const StepKind kind = table_.kind(step.task, last.state, step.state);
  if (kind == StepKind::kForward) return judge_need(table_.needs(step.task, last.state, step.state), last.state, step, false);
  ++judged_.steps;
  if (kind == StepKind::kUndo && (step.undo || undone_between(last.at, step.at))) ++judged_.conforming;
  else if (kind == StepKind::kSkips) report("state_step_skipped", last.state, step);
  else report(kind == StepKind::kNever ? "state_transition_illegal" : "state_step_backwards", last.state, step);
}

void RunJudge::judge_need(const Requirement& needs, OrderState from, const Step& step, bool first) {
  const Met found = needs.none() ? Met::kUnknown : met(needs, step);
  if (first && found == Met::kUnknown) return;
  ++judged_.steps;
  if (found != Met::kNo) ++judged_.conforming;
  else {
    report("state_requirement_unmet", from, step);
    facts_.last().needs = needs;
  }
}

// The runs that a step can be waiting for: of its own fulfilment and line, where both say.
template <class Visit>
void RunJudge::for_each_concerned(OrderTask task, const Step& step, Visit visit) const {
  const auto visit_lines = [&](std::span<const Step> runs) {
    if (runs.empty()) return;
    if (!step.line) return for_each_run(runs, visit);
    const TextId task_id = runs.front().task_id;
    if (runs.back().task_id != task_id) {   // of several fulfilments
      for_each_run(runs, [&](std::span<const Step> run) { if (!run.front().line || run.front().line == step.line) visit(run); });
      return;
    }
    for (const TextId line : {TextId{}, step.line})
      if (const auto run = run_of(runs, pool_, task, task_id, line); !run.empty()) visit(run);
  };
  if (!of_fulfilment(task) || !of_fulfilment(step.task) || !step.task_id) return visit_lines(runs_of(steps_, task));
  for (const TextId task_id : {TextId{}, step.task_id}) visit_lines(runs_of(steps_, pool_, task, task_id));
}

RunJudge::Met RunJudge::met(const Requirement& needs, const Step& step) const {
  Met out = Met::kUnknown;
  bool doubt = false;
  for_each_concerned(needs.task, step, [&](std::span<const Step> run) {
    if (out == Met::kYes) return;
    const Met found = met_in(run, needs, step.at);
    if (found == Met::kUnknown) doubt = true;
    else out = found;
  });
  return out == Met::kNo && doubt ? Met::kUnknown : out;
}

// Whatever stood at the instant counts, the state before it too: tasks that are done in one second have no order.
RunJudge::Met RunJudge::met_in(std::span<const Step> run, const Requirement& needs, std::int64_t at) const {
  const auto known = [&](const Step& step) { return table_.knows(step.task, step.state); };
  const auto then = std::partition_point(run.begin(), run.end(), [&](const Step& step) { return step.at < at; });
  for (auto now = then; now != run.end() && now->at == at; ++now)
    if (known(*now) && needs.met_by(now->state)) return Met::kYes;
  for (auto before = then; before != run.begin();)
    if (known(*--before)) return needs.met_by(before->state) ? Met::kYes : Met::kNo;
  // Its history begins later. Where that is a beginning, the task had not been touched; else it is cut.
  const auto first = std::find_if(then, run.end(), known);
  if (first == run.end() || run.front().state == OrderState::kUndone || !table_.begins(first->task, first->state)) return Met::kUnknown;
  return needs.met_by(table_.start(first->task)) ? Met::kYes : Met::kNo;
}

// An `undone` row of the order takes back tasks of it that have none of their own.
bool RunJudge::undone_between(std::int64_t begin, std::int64_t end) const {
  bool found = false;
  for_each_run(runs_of(steps_, OrderTask::kOrder), [&](std::span<const Step> run) {
    auto at = std::partition_point(run.begin(), run.end(), [&](const Step& step) { return step.at < begin; });
    for (; at != run.end() && at->at <= end; ++at) found = found || at->undo || at->state == OrderState::kUndone;
  });
  return found;
}

void RunJudge::report(std::string_view code, OrderState from, const Step& step) { facts_.add(code, *record_, step).from = from; }

}  // namespace trueup
