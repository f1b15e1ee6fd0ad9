// No exception crosses: with the n-th allocation of the calling thread failing, for every n until all calls work, a
// status comes back. (Not those of the job's thread: abseil's tables do not survive a failed allocation.)
#include <cstdlib>
#include <cstring>
#include <new>

#include "check.h"
#include "tiny_case.h"
#include "trueup.h"

namespace {
thread_local long allocations_left = -1;  // below 0: no limit

void* allocate_or_null(std::size_t size) {
  if (allocations_left >= 0 && allocations_left-- == 0) return nullptr;  // one failure, then memory is back
  return std::malloc(size == 0 ? 1 : size);
}

void* allocate(std::size_t size) {
  if (void* memory = allocate_or_null(size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate_or_null(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate_or_null(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

trueup_status whole_run() {
  trueup_case* the_case = nullptr;
  trueup_job* job = nullptr;
  trueup_reconciliation* result = nullptr;
  const char* text = nullptr;
  uint32_t finished = 0;
  const trueup_run_options options{sizeof(trueup_run_options), 1, 0};
  trueup_status status = trueup_case_from_json(kTinyCase, std::strlen(kTinyCase), nullptr, 0, &the_case, nullptr);
  if (status == 0) status = trueup_job_start_reconcile(the_case, &options, &job, nullptr);
  if (status == 0) status = trueup_job_wait(job, -1, &finished, nullptr);
  if (status == 0) status = trueup_job_result(job, &result, nullptr);
  if (status == 0) status = trueup_reconciliation_summary_json(result, &text, nullptr, nullptr);
  trueup_reconciliation_destroy(&result);
  trueup_job_destroy(&job);
  trueup_case_destroy(&the_case);
  return status;
}

}  // namespace

int main() {
  CHECK(whole_run() == TRUEUP_STATUS_OK);
  long failures = 0;
  for (long n = 0;; ++n) {
    allocations_left = n;
    if (whole_run() != TRUEUP_STATUS_OK) ++failures;
    if (allocations_left >= 0) break;  // every allocation has had its turn
  }
  allocations_left = -1;
  CHECK(failures > 10);  // that we are here at all is the point
  CHECK(whole_run() == TRUEUP_STATUS_OK);
  return report();
}
