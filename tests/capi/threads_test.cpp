// One handle, several threads: all are lent the same texts, and a job may be watched and cancelled from anywhere.
#include <array>
#include <cstring>
#include <thread>
#include <vector>

#include "check.h"
#include "tiny_case.h"
#include "trueup.h"

namespace {

constexpr int kThreads = 4;
using Texts = std::array<const char*, 3>;

trueup_job* start() {
  trueup_case* the_case = nullptr;
  trueup_job* job = nullptr;
  CHECK(trueup_case_from_json(kTinyCase, std::strlen(kTinyCase), nullptr, 0, &the_case, nullptr) == 0);
  CHECK(trueup_job_start_reconcile(the_case, nullptr, &job, nullptr) == 0);
  trueup_case_destroy(&the_case);
  return job;
}

template <class Body>
void on_all_threads(Body body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back([=] { body(i); });
  for (std::thread& thread : threads) thread.join();
}

Texts lend_all(const trueup_reconciliation* run) {
  Texts texts{};
  trueup_reconciliation_summary_json(run, &texts[0], nullptr, nullptr);
  trueup_reconciliation_summary_text(run, &texts[1], nullptr, nullptr);
  trueup_reconciliation_explain_json(run, "A-1", 3, &texts[2], nullptr, nullptr);
  return texts;
}

void test_lent_texts_are_shared(trueup_job* job) {
  std::array<trueup_status, kThreads> statuses{};
  std::array<trueup_reconciliation*, kThreads> runs{};
  on_all_threads([&](int i) {
    std::uint32_t finished = 0;
    trueup_progress progress{sizeof progress, 0, 0, 0};
    trueup_job_progress(job, &progress, nullptr);
    trueup_job_wait(job, -1, &finished, nullptr);
    statuses[i] = trueup_job_result(job, &runs[i], nullptr);
  });
  for (const trueup_status status : statuses) CHECK(status == TRUEUP_STATUS_OK);
  std::array<Texts, kThreads> lent{};
  on_all_threads([&](int i) { lent[i] = lend_all(runs[0]); });
  for (const Texts& texts : lent) CHECK(texts == lent[0] && texts[0] != nullptr && texts[2] != nullptr);
  for (trueup_reconciliation* run : runs) trueup_reconciliation_destroy(&run);
}

}  // namespace

int main() {
  trueup_job* job = start();
  test_lent_texts_are_shared(job);
  trueup_job_destroy(&job);
  job = start();
  on_all_threads([job](int) { trueup_job_cancel(job, nullptr); });
  trueup_job_destroy(&job);
  return report();
}
