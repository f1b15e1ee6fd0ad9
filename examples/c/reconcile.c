/* Reconciles a case folder through the C interface: reconcile CASE [--json] */
#include <stdio.h>
#include <string.h>

#include "trueup.h"

static int fail(const trueup_error *error) {
  fprintf(stderr, "%s: %s", trueup_status_name(error->code), error->input);
  if (error->row != 0) fprintf(stderr, ":%llu", (unsigned long long)error->row);
  fprintf(stderr, ": %s: \"%s\"; %s\n", error->message, error->value, error->hint);
  return 2;
}

/* Waits, saying twice a second how far the run is. */
static trueup_status wait_with_progress(trueup_job *job, trueup_error *error) {
  uint32_t finished = 0;
  trueup_status status = TRUEUP_STATUS_OK;
  while (status == TRUEUP_STATUS_OK && !finished) {
    trueup_progress now = {sizeof now, 0, 0, 0};
    status = trueup_job_wait(job, 500, &finished, error);
    if (!finished && trueup_job_progress(job, &now, NULL) == TRUEUP_STATUS_OK)
      fprintf(stderr, "%s %llu/%llu\n", trueup_stage_name(now.stage), (unsigned long long)now.done,
              (unsigned long long)now.total);
  }
  return status;
}

static trueup_status print(const trueup_reconciliation *run, int as_json, trueup_error *error) {
  const char *text = NULL;
  size_t length = 0;
  const trueup_status status = as_json ? trueup_reconciliation_summary_json(run, &text, &length, error)
                                       : trueup_reconciliation_summary_text(run, &text, &length, error);
  for (int line = 0; !as_json && text != NULL && line < 5; ++line) { /* the first lines only */
    const size_t part = strcspn(text, "\n");
    printf("%.*s\n", (int)part, text);
    text += part + (text[part] == '\n');
  }
  if (as_json) fwrite(text, 1, length, stdout);
  return status;
}

int main(int argc, char **argv) {
  trueup_error error = {sizeof error, 0, 0, "", "", "", "", ""};
  trueup_case *the_case = NULL;
  trueup_job *job = NULL;
  trueup_reconciliation *run = NULL;
  if (argc < 2) return fprintf(stderr, "usage: reconcile CASE [--json]\n"), 2;

  trueup_status status = trueup_case_from_folder(argv[1], strlen(argv[1]), &the_case, &error);
  if (status == TRUEUP_STATUS_OK) status = trueup_job_start_reconcile(the_case, NULL, &job, &error);
  if (status == TRUEUP_STATUS_OK) status = wait_with_progress(job, &error);
  if (status == TRUEUP_STATUS_OK) status = trueup_job_result(job, &run, &error);
  if (status == TRUEUP_STATUS_OK) status = print(run, argc > 2 && strcmp(argv[2], "--json") == 0, &error);

  const int exit_code = status == TRUEUP_STATUS_OK ? trueup_reconciliation_exit_code(run) : fail(&error);
  trueup_reconciliation_destroy(&run);
  trueup_job_destroy(&job);
  trueup_case_destroy(&the_case);
  return exit_code;
}
