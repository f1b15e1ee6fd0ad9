#include <chrono>

#include "guard.hpp"
#include "handles.hpp"

namespace {

using namespace trueup::capi;
using trueup::Failure;
using trueup::Result;

constexpr std::int64_t kLongestWait = 1000LL * 60 * 60 * 24 * 365;  // more would overflow the clock

Result<trueup::RunOptions> run_options(const trueup_run_options* given) {
  trueup_run_options known{sizeof(trueup_run_options), 0, 0};
  if (given != nullptr)
    if (Failure failure = copy_in(given, known)) return *failure;
  if ((known.flags & ~std::uint32_t{TRUEUP_RUN_STRICT}) != 0)
    return trueup::Error{trueup::ErrorCode::kUnsupported, "unknown flags",
                         {{}, 0, "flags", std::to_string(known.flags)}, "TRUEUP_RUN_STRICT or 0"};
  return trueup::RunOptions{known.threads, (known.flags & TRUEUP_RUN_STRICT) != 0};
}

bool finished(const trueup_job& job, std::int64_t timeout_ms) {
  if (timeout_ms >= 0 && timeout_ms < kLongestWait)
    return job.outcome.wait_for(std::chrono::milliseconds(timeout_ms)) == std::future_status::ready;
  job.outcome.wait();
  return true;
}

}  // namespace

trueup_status trueup_job_start_reconcile(const trueup_case* the_case, const trueup_run_options* options,
                                         trueup_job** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (the_case == nullptr) return null_argument("the_case");
    if (out == nullptr) return null_argument("out");
    const auto how = run_options(options);
    if (!how) return how.error();
    auto job = std::make_unique<trueup_job>();
    const auto work = [what = the_case->held, how = *how, progress = &job->progress] {
      return trueup::reconcile(*what, how, progress);
    };
    job->outcome = std::async(std::launch::async, work).share();
    *out = job.release();
    return {};
  });
}

trueup_status trueup_job_wait(const trueup_job* job, int64_t timeout_ms, uint32_t* finished_out, trueup_error* error) {
  clear(finished_out);
  return guard(error, [&]() -> Failure {
    if (job == nullptr) return null_argument("job");
    if (finished_out == nullptr) return null_argument("finished");
    *finished_out = finished(*job, timeout_ms) ? 1 : 0;
    return {};
  });
}

trueup_status trueup_job_progress(const trueup_job* job, trueup_progress* progress, trueup_error* error) {
  return guard(error, [&]() -> Failure {
    if (job == nullptr) return null_argument("job");
    if (progress == nullptr) return null_argument("progress");
    const trueup::Progress& now = job->progress;
    return copy_out(trueup_progress{0, now.stage, now.done, now.total}, progress);
  });
}

trueup_status trueup_job_cancel(trueup_job* job, trueup_error* error) {
  return guard(error, [&]() -> Failure {
    if (job == nullptr) return null_argument("job");
    job->progress.cancel = true;
    return {};
  });
}

trueup_status trueup_job_result(const trueup_job* job, trueup_reconciliation** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (job == nullptr) return null_argument("job");
    if (out == nullptr) return null_argument("out");
    if (!finished(*job, 0))
      return trueup::Error{trueup::ErrorCode::kInvalidArgument, "the job is still running", {}, "wait for it first"};
    const auto& outcome = job->outcome.get();
    if (!outcome) return outcome.error();
    *out = new trueup_reconciliation{*outcome, trueup::exit_code(**outcome), {}};
    return {};
  });
}

void trueup_job_destroy(trueup_job** job) {
  if (job != nullptr && *job != nullptr) (*job)->progress.cancel = true;
  destroy(job);
}
