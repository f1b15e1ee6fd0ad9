/* The C interface as a host in C meets it. */
#include "trueup.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "tiny_case.h"

static trueup_error fresh_error(void) {
  trueup_error error;
  memset(&error, 0, sizeof error);
  error.struct_size = sizeof error;
  return error;
}

static size_t put_rows(char *at, const char *location, unsigned rows) {
  size_t length = 0;
  for (unsigned i = 0; i < rows; ++i)
    length += (size_t)sprintf(at + length, "SKU-%07u,%s,%u\\n", i, location, i % 97);
  return length;
}

/* A case of so many rows that its run takes a while; the caller frees it. */
static char *big_case(unsigned rows) {
  char *text = malloc(4096 + (size_t)rows * 80);
  size_t length = 0;
  if (text == NULL) return NULL;
  length += (size_t)sprintf(text + length, "%s", CASE_HEAD CASE_INPUT("cin7"));
  length += put_rows(text + length, "3PL Acme LA", rows);
  length += (size_t)sprintf(text + length, "%s", "\"}," CASE_INPUT("acme"));
  length += put_rows(text + length, "LA1", rows);
  sprintf(text + length, "%s", "\"}]}");
  return text;
}

static trueup_case *open_case(const char *json) {
  trueup_error error = fresh_error();
  trueup_case *the_case = NULL;
  CHECK(trueup_case_from_json(json, strlen(json), NULL, 0, &the_case, &error) == TRUEUP_STATUS_OK);
  if (the_case == NULL) fprintf(stderr, "%s: %s %s\n", trueup_status_name(error.code), error.message, error.value);
  return the_case;
}

static trueup_job *start(const char *json, const trueup_run_options *options) {
  trueup_case *the_case = open_case(json);
  trueup_job *job = NULL;
  CHECK(trueup_job_start_reconcile(the_case, options, &job, NULL) == TRUEUP_STATUS_OK);
  trueup_case_destroy(&the_case); /* the job has its share of it */
  return job;
}

static void wait_for(trueup_job *job) {
  uint32_t finished = 0;
  CHECK(trueup_job_wait(job, -1, &finished, NULL) == TRUEUP_STATUS_OK);
  CHECK(finished == 1);
}

static trueup_reconciliation *run(const char *json) {
  trueup_error error = fresh_error();
  trueup_reconciliation *result = NULL;
  trueup_job *job = start(json, NULL);
  wait_for(job);
  CHECK(trueup_job_result(job, &result, &error) == TRUEUP_STATUS_OK);
  if (result == NULL) fprintf(stderr, "%s: %s %s\n", trueup_status_name(error.code), error.message, error.value);
  trueup_job_destroy(&job);
  return result;
}

static void test_version_and_names(void) {
  CHECK(trueup_version_number() == TRUEUP_HEADER_VERSION);
  CHECK(strcmp(trueup_version(), "0.1.0") == 0);
  CHECK(strcmp(trueup_status_name(TRUEUP_STATUS_FILE_NOT_FOUND), "file_not_found") == 0);
  CHECK(strcmp(trueup_stage_name(TRUEUP_STAGE_READING), "reading") == 0);
  CHECK(trueup_status_name(-12345) != NULL);
  CHECK(trueup_stage_name(4000000000u) != NULL);
}

/* NULL where it is not allowed is refused, and the outputs are cleared first. */
static void test_null_arguments(void) {
  trueup_case *the_case = (trueup_case *)&check_count;
  trueup_job *job = (trueup_job *)&check_count;
  trueup_reconciliation *result = (trueup_reconciliation *)&check_count;
  trueup_check_report *checked = (trueup_check_report *)&check_count;
  trueup_sku_map_suggestion *suggestion = (trueup_sku_map_suggestion *)&check_count;
  trueup_case_draft *draft = (trueup_case_draft *)&check_count;
  trueup_diff *diff = (trueup_diff *)&check_count;
  const char *no_path = NULL;
  trueup_read_report *read = (trueup_read_report *)&check_count;
  const char *text = "x";
  size_t length = 1;
  uint32_t finished = 1;
  const trueup_status bad = TRUEUP_STATUS_INVALID_ARGUMENT;
  CHECK(trueup_case_from_json(NULL, 5, NULL, 0, &the_case, NULL) == bad && the_case == NULL);
  CHECK(trueup_case_from_json("{}", 2, NULL, 0, NULL, NULL) == bad);
  CHECK(trueup_case_from_folder("a\0b", 3, &the_case, NULL) == bad);
  CHECK(trueup_job_start_reconcile(NULL, NULL, &job, NULL) == bad && job == NULL);
  CHECK(trueup_job_wait(NULL, 0, &finished, NULL) == bad && finished == 0);
  CHECK(trueup_job_progress(NULL, NULL, NULL) == bad);
  CHECK(trueup_job_cancel(NULL, NULL) == bad);
  CHECK(trueup_job_result(NULL, &result, NULL) == bad && result == NULL);
  CHECK(trueup_reconciliation_exit_code(NULL) == 2);
  CHECK(trueup_reconciliation_summary_json(NULL, &text, &length, NULL) == bad && text == NULL && length == 0);
  CHECK(trueup_reconciliation_summary_text(NULL, NULL, NULL, NULL) == bad);
  CHECK(trueup_reconciliation_explain_json(NULL, "A", 1, &text, &length, NULL) == bad);
  CHECK(trueup_reconciliation_explain_text(NULL, "A", 1, &text, &length, NULL) == bad);
  CHECK(trueup_check(NULL, &checked, NULL) == bad && checked == NULL);
  CHECK(trueup_check_only(NULL, "sku", 3, &checked, NULL) == bad && checked == NULL);
  CHECK(trueup_check_report_has_error(NULL) == 1);
  CHECK(trueup_check_report_json(NULL, &text, &length, NULL) == bad);
  CHECK(trueup_check_report_text(NULL, &text, &length, NULL) == bad);
  CHECK(trueup_case_from_toml(NULL, 5, NULL, 0, &the_case, NULL) == bad && the_case == NULL);
  CHECK(trueup_draft_case(NULL, NULL, 1, NULL, 0, &draft, NULL) == bad && draft == NULL);
  CHECK(trueup_draft_case(&no_path, NULL, 1, NULL, 0, &draft, NULL) == bad && draft == NULL);
  CHECK(trueup_draft_case(&no_path, NULL, 0, NULL, 0, NULL, NULL) == bad);
  CHECK(trueup_case_draft_toml(NULL, &text, &length, NULL) == bad && text == NULL);
  CHECK(trueup_case_draft_notes(NULL, &text, &length, NULL) == bad && trueup_case_draft_unread(NULL) == 0);
  CHECK(trueup_suggest_sku_map(NULL, NULL, 0, NULL, 0, &suggestion, NULL) == bad && suggestion == NULL);
  CHECK(trueup_sku_map_suggestion_csv(NULL, &text, &length, NULL) == bad && text == NULL);
  CHECK(trueup_sku_map_suggestion_certain(NULL) == 0 && trueup_sku_map_suggestion_likely(NULL) == 0);
  CHECK(trueup_sku_map_suggestion_ambiguous(NULL) == 0 && trueup_sku_map_suggestion_unmatched(NULL) == 0);
  CHECK(trueup_diff_files(NULL, 1, "b", 1, "{}", 2, &diff, NULL) == bad && diff == NULL);
  CHECK(trueup_diff_summary_json(NULL, &text, &length, NULL) == bad);
  CHECK(trueup_diff_changes_json(NULL, &text, &length, NULL) == bad);
  CHECK(trueup_read_records("a", 1, NULL, 1, &read, NULL) == bad && read == NULL);
  CHECK(trueup_read_report_lines(NULL, &text, &length, NULL) == bad);
  CHECK(trueup_read_report_row_count(NULL) == 0 && trueup_read_report_issue_count(NULL) == 0);
}

static void test_error_is_filled(void) {
  trueup_error error = fresh_error();
  trueup_case *the_case = NULL;
  const char *path = "/no/such/folder";
  CHECK(trueup_case_from_folder(path, strlen(path), &the_case, &error) == TRUEUP_STATUS_FILE_NOT_FOUND);
  CHECK(the_case == NULL && error.code == TRUEUP_STATUS_FILE_NOT_FOUND && error.message[0] != '\0');
  CHECK(strstr(error.input, path) != NULL || strstr(error.value, path) != NULL || strstr(error.message, path) != NULL);
  CHECK(trueup_case_from_json("{\"cas\":{}}", 10, NULL, 0, &the_case, &error) == TRUEUP_STATUS_UNKNOWN_KEY);
  CHECK(trueup_case_from_json(kTinyCase, strlen(kTinyCase), NULL, 0, &the_case, &error) == TRUEUP_STATUS_OK);
  CHECK(error.code == 0 && error.row == 0 && error.message[0] == '\0' && error.hint[0] == '\0');
  trueup_case_destroy(&the_case);
}

/* A caller built against a smaller struct: nothing is written behind its end. */
static void test_short_error(void) {
  unsigned char memory[sizeof(trueup_error)];
  trueup_error *error = (trueup_error *)(void *)memory;
  trueup_case *the_case = NULL;
  for (uint32_t size = 0; size < sizeof memory; size += 4) {
    memset(memory, 0xEE, sizeof memory);
    error->struct_size = size;
    CHECK(trueup_case_from_json("[", 1, NULL, 0, &the_case, error) ==
          (size < 8 ? TRUEUP_STATUS_INVALID_ARGUMENT : TRUEUP_STATUS_NOT_THE_FORMAT));
    CHECK(size < 8 || error->code == TRUEUP_STATUS_NOT_THE_FORMAT);
    size_t touched = sizeof memory;
    while (touched > (size < 4 ? 4 : size) && memory[touched - 1] == 0xEE) --touched;
    CHECK(touched == (size < 4 ? 4 : size));
  }
}

static void test_option_structs(void) {
  struct { trueup_run_options known; uint32_t later; } longer;
  trueup_case *the_case = open_case(kTinyCase);
  trueup_job *job = NULL;
  trueup_progress progress;
  memset(&longer, 0, sizeof longer);
  CHECK(trueup_job_start_reconcile(the_case, &longer.known, &job, NULL) == TRUEUP_STATUS_INVALID_ARGUMENT);
  longer.known.struct_size = sizeof longer;
  longer.later = 1;
  CHECK(trueup_job_start_reconcile(the_case, &longer.known, &job, NULL) == TRUEUP_STATUS_UNSUPPORTED && job == NULL);
  longer.later = 0;
  longer.known.flags = 1u << 31;
  CHECK(trueup_job_start_reconcile(the_case, &longer.known, &job, NULL) == TRUEUP_STATUS_UNSUPPORTED && job == NULL);
  longer.known.struct_size = 8; /* ends before flags: they are not read */
  CHECK(trueup_job_start_reconcile(the_case, &longer.known, &job, NULL) == TRUEUP_STATUS_OK);
  memset(&progress, 0xEE, sizeof progress);
  progress.struct_size = 8;
  CHECK(trueup_job_progress(job, &progress, NULL) == TRUEUP_STATUS_OK);
  CHECK(progress.struct_size == 8 && progress.stage <= TRUEUP_STAGE_DONE && progress.done == 0xEEEEEEEEEEEEEEEEu);
  progress.struct_size = 0;
  CHECK(trueup_job_progress(job, &progress, NULL) == TRUEUP_STATUS_INVALID_ARGUMENT);
  trueup_job_destroy(&job);
  trueup_case_destroy(&the_case);
}

static void test_job_to_summary(void) {
  trueup_reconciliation *result = run(kTinyCase);
  trueup_reconciliation *again = run(kTinyCase);
  const char *json = NULL, *text = NULL, *key_a = NULL, *key_b = NULL, *other = NULL;
  size_t length = 0, other_length = 0;
  CHECK(trueup_reconciliation_exit_code(result) == 1);
  CHECK(trueup_reconciliation_summary_json(result, &json, &length, NULL) == TRUEUP_STATUS_OK);
  CHECK(json != NULL && strlen(json) == length && json[0] == '{');
  CHECK(trueup_reconciliation_summary_json(again, &other, &other_length, NULL) == TRUEUP_STATUS_OK);
  CHECK(length == other_length && memcmp(json, other, length) == 0);
  CHECK(trueup_reconciliation_summary_text(result, &text, NULL, NULL) == TRUEUP_STATUS_OK && text[0] != '\0');
  CHECK(trueup_reconciliation_explain_json(result, "A-1", 3, &key_a, &length, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_reconciliation_explain_text(result, "A-1@ACME-LA", 11, &key_b, NULL, NULL) == TRUEUP_STATUS_OK);
  CHECK(key_a != NULL && key_b != NULL && strstr(key_a, "A-1") != NULL && strstr(key_b, "A-1") != NULL);
  CHECK(trueup_reconciliation_explain_json(result, "nobody", 6, &other, &length, NULL) ==
        TRUEUP_STATUS_INVALID_ARGUMENT);
  CHECK(other == NULL && length == 0);
  CHECK(trueup_reconciliation_explain_json(result, "A-1", 3, &other, NULL, NULL) == TRUEUP_STATUS_OK);
  CHECK(other == key_a); /* still lent */
  trueup_reconciliation_destroy(&again);
  trueup_reconciliation_destroy(&result);
  CHECK(result == NULL);
}

static void test_cancel(void) {
  char *json = big_case(300000);
  trueup_job *job = start(json, NULL);
  trueup_reconciliation *result = NULL;
  trueup_error error = fresh_error();
  uint32_t finished = 1;
  CHECK(trueup_job_wait(job, 0, &finished, NULL) == TRUEUP_STATUS_OK && finished == 0);
  CHECK(trueup_job_wait(job, 1, &finished, NULL) == TRUEUP_STATUS_OK && finished == 0);
  CHECK(trueup_job_result(job, &result, &error) == TRUEUP_STATUS_INVALID_ARGUMENT && result == NULL);
  CHECK(trueup_job_cancel(job, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_job_wait(job, 10000, &finished, NULL) == TRUEUP_STATUS_OK && finished == 1);
  CHECK(trueup_job_result(job, &result, &error) == TRUEUP_STATUS_CANCELLED && result == NULL);
  CHECK(error.code == TRUEUP_STATUS_CANCELLED);
  trueup_job_destroy(&job);
  job = start(json, NULL);
  trueup_job_destroy(&job); /* cancels and joins */
  CHECK(job == NULL);
  free(json);
}

static void test_progress_and_outliving(void) {
  char *json = big_case(20000);
  const trueup_run_options options = {sizeof options, 2, TRUEUP_RUN_STRICT};
  trueup_job *job = start(json, &options);
  trueup_reconciliation *first = NULL, *second = NULL;
  trueup_progress progress = {sizeof progress, 99, 0, 0};
  const char *text = NULL;
  CHECK(trueup_job_progress(job, &progress, NULL) == TRUEUP_STATUS_OK && progress.stage <= TRUEUP_STAGE_DONE);
  wait_for(job);
  CHECK(trueup_job_progress(job, &progress, NULL) == TRUEUP_STATUS_OK && progress.stage == TRUEUP_STAGE_DONE);
  CHECK(trueup_job_cancel(job, NULL) == TRUEUP_STATUS_OK); /* too late: the outcome stays */
  CHECK(trueup_job_result(job, &first, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_job_result(job, &second, NULL) == TRUEUP_STATUS_OK && first != second);
  trueup_job_destroy(&job);
  trueup_reconciliation_destroy(&first);
  CHECK(trueup_reconciliation_summary_json(second, &text, NULL, NULL) == TRUEUP_STATUS_OK && text != NULL);
  CHECK(trueup_reconciliation_exit_code(second) == 0);
  trueup_reconciliation_destroy(&second);
  free(json);
}

static void test_check(void) {
  trueup_case *the_case = open_case(kTinyCase);
  trueup_check_report *checked = NULL;
  const char *text = NULL;
  size_t length = 0;
  CHECK(trueup_check(the_case, &checked, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_check_report_has_error(checked) == 0);
  CHECK(trueup_check_report_json(checked, &text, &length, NULL) == TRUEUP_STATUS_OK);
  CHECK(text[0] == '{' && strstr(text, "\"issues\"") != NULL && strlen(text) == length);
  CHECK(trueup_check_report_text(checked, &text, &length, NULL) == TRUEUP_STATUS_OK && strlen(text) == length);
  trueup_check_report_destroy(&checked);
  trueup_case_destroy(&the_case);
}

/* One check alone: by its code, by its area, and none that there is not. */
static void test_check_only(void) {
  trueup_case *the_case = open_case(kUnownedHop);
  trueup_check_report *checked = NULL;
  trueup_error error = fresh_error();
  const char *text = NULL;
  CHECK(trueup_check_only(the_case, "sku,hop_unowned", 15, &checked, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_check_report_json(checked, &text, NULL, NULL) == TRUEUP_STATUS_OK);
  CHECK(strstr(text, "\"hop_unowned\"") != NULL && strstr(text, "\"hop_age_unknown\"") == NULL);
  trueup_check_report_destroy(&checked);
  CHECK(trueup_check_only(the_case, "transport", 9, &checked, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_check_report_json(checked, &text, NULL, NULL) == TRUEUP_STATUS_OK);
  CHECK(strstr(text, "\"hop_unowned\"") != NULL && strstr(text, "\"hop_age_unknown\"") != NULL);
  trueup_check_report_destroy(&checked);
  CHECK(trueup_check_only(the_case, "no_such", 7, &checked, &error) == TRUEUP_STATUS_INVALID_ARGUMENT && checked == NULL);
  CHECK(strcmp(error.value, "no_such") == 0);
  CHECK(trueup_check_only(the_case, NULL, 1, &checked, NULL) == TRUEUP_STATUS_INVALID_ARGUMENT);
  trueup_case_destroy(&the_case);
}

static void test_suggest(void) {
  trueup_case *the_case = open_case(kItemLists);
  trueup_sku_map_suggestion *suggestion = NULL;
  trueup_error error = fresh_error();
  const char *csv = NULL;
  size_t length = 0;
  CHECK(trueup_suggest_sku_map(the_case, NULL, 0, NULL, 0, &suggestion, &error) == TRUEUP_STATUS_OK);
  CHECK(trueup_sku_map_suggestion_certain(suggestion) == 1 && trueup_sku_map_suggestion_unmatched(suggestion) == 2);
  CHECK(trueup_sku_map_suggestion_likely(suggestion) == 0 && trueup_sku_map_suggestion_ambiguous(suggestion) == 0);
  CHECK(trueup_sku_map_suggestion_csv(suggestion, &csv, &length, NULL) == TRUEUP_STATUS_OK && strlen(csv) == length);
  CHECK(strncmp(csv, "from_system,from_value,to_system,to_value,", 42) == 0 && strstr(csv, "draft") != NULL);
  trueup_sku_map_suggestion_destroy(&suggestion);
  CHECK(suggestion == NULL);
  CHECK(trueup_suggest_sku_map(the_case, "nobody", 6, NULL, 0, &suggestion, &error) == TRUEUP_STATUS_MISSING_KEY);
  CHECK(suggestion == NULL && strcmp(error.value, "nobody") == 0);
  trueup_case_destroy(&the_case);
}

static void write_file(const char *path, const char *text) {
  FILE *file = fopen(path, "wb");
  CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* Two balances become a case that is read back and checked. */
static void test_draft(void) {
  const char *paths[] = {"capi_balances.csv", "capi_nothing.csv"}, *toml = NULL, *notes = NULL;
  const size_t lengths[] = {17, 16};
  size_t length = 0;
  trueup_case_draft *draft = NULL;
  trueup_case *the_case = NULL;
  trueup_error error = fresh_error();
  write_file(paths[0], "sku,location,on_hand,system,as_of\nA,LA,1,cin7,2026-11-20T06:00:00Z\nA,LA,2,acme,2026-11-20T06:00:00Z\n");
  write_file(paths[1], "no,such\n1,2\n");
  CHECK(trueup_draft_case(paths, NULL, 2, NULL, 0, &draft, &error) == TRUEUP_STATUS_OK && trueup_case_draft_unread(draft) == 1);
  CHECK(trueup_case_draft_toml(draft, &toml, &length, NULL) == TRUEUP_STATUS_OK && strlen(toml) == length);
  CHECK(strstr(toml, "as_of = \"2026-11-20T06:00:00Z\"  # guess: 80 %") != NULL);
  CHECK(trueup_case_draft_notes(draft, &notes, &length, NULL) == TRUEUP_STATUS_OK && notes[length - 1] == '\n');
  CHECK(strstr(notes, "capi_nothing.csv: not read\n") != NULL);
  CHECK(trueup_case_from_toml(toml, strlen(toml), NULL, 0, &the_case, NULL) == TRUEUP_STATUS_OK);
  trueup_case_destroy(&the_case);
  trueup_case_draft_destroy(&draft);
  CHECK(draft == NULL);
  CHECK(trueup_draft_case(paths, lengths, 1, "..", 2, &draft, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_case_draft_toml(draft, &toml, NULL, NULL) == TRUEUP_STATUS_OK && strstr(toml, "/capi_balances.csv\"") != NULL);
  trueup_case_draft_destroy(&draft);
  CHECK(trueup_draft_case(paths, lengths, 1, "no/such/folder", 14, &draft, NULL) == TRUEUP_STATUS_FILE_NOT_FOUND && draft == NULL);
  CHECK(trueup_draft_case(paths + 1, NULL, 1, NULL, 0, &draft, &error) == TRUEUP_STATUS_UNKNOWN_PROFILE && draft == NULL);
  CHECK(trueup_draft_case(paths, NULL, 0, NULL, 0, &draft, &error) == TRUEUP_STATUS_INVALID_ARGUMENT);
}

static trueup_status diff(const char *after, const char *options, trueup_diff **out, trueup_error *error) {
  const char *before = "capi_before.csv";
  return trueup_diff_files(before, strlen(before), after, strlen(after), options, strlen(options), out, error);
}

static void test_diff(void) {
  trueup_diff *out = NULL;
  trueup_error error = fresh_error();
  const char *counts = NULL, *changes = NULL;
  size_t length = 0;
  write_file("capi_before.csv", "sku,qty\nA,1\nB,2\n");
  write_file("capi_after.csv", "sku,qty\nB,3\nC,4\n");
  CHECK(diff("capi_after.csv", "{\"key\":[\"sku\"],\"threads\":1}", &out, &error) == TRUEUP_STATUS_OK);
  CHECK(trueup_diff_summary_json(out, &counts, &length, NULL) == TRUEUP_STATUS_OK && strlen(counts) == length);
  CHECK(strstr(counts, "\"rows_before\"") != NULL && strstr(counts, "\"changed\"") != NULL);
  CHECK(trueup_diff_changes_json(out, &changes, NULL, NULL) == TRUEUP_STATUS_OK && strlen(changes) > length);
  trueup_diff_destroy(&out);
  CHECK(diff("capi_nowhere.csv", "{\"key\":[\"sku\"]}", &out, &error) == TRUEUP_STATUS_FILE_NOT_FOUND && out == NULL);
  CHECK(diff("capi_after.csv", "{\"key\":[\"nobody\"]}", &out, &error) == TRUEUP_STATUS_MISSING_COLUMN);
  CHECK(diff("capi_after.csv", "{}", &out, &error) == TRUEUP_STATUS_MISSING_KEY);
  CHECK(diff("capi_after.csv", "{\"keys\":[\"sku\"]}", &out, &error) == TRUEUP_STATUS_UNKNOWN_KEY);
  CHECK(diff("capi_after.csv", "{\"key\":\"sku\"}", &out, &error) == TRUEUP_STATUS_BAD_VALUE);
  CHECK(strcmp(error.column, "key") == 0);
  CHECK(diff("capi_after.csv", "sku", &out, &error) == TRUEUP_STATUS_NOT_THE_FORMAT);
}

static void test_read(void) {
  const char *path = "capi_stock.csv", *lines = NULL;
  trueup_read_report *read = NULL;
  size_t length = 0;
  write_file(path, "sku,location,on_hand\nA,LA1,1\nB,LA1,2\n");
  CHECK(trueup_read_records(path, strlen(path), "trueup.stock", 12, &read, NULL) == TRUEUP_STATUS_OK);
  CHECK(trueup_read_report_row_count(read) == 2 && trueup_read_report_issue_count(read) == 0);
  CHECK(trueup_read_report_lines(read, &lines, &length, NULL) == TRUEUP_STATUS_OK && strlen(lines) == length);
  CHECK(strncmp(lines, "{\"table\":\"stock\"", 16) == 0);
  trueup_read_report_destroy(&read);
  CHECK(trueup_read_records(path, strlen(path), "no.such", 7, &read, NULL) == TRUEUP_STATUS_UNKNOWN_PROFILE);
}

static void test_destroy_twice(void) {
  trueup_case *the_case = open_case(kTinyCase);
  trueup_job *job = NULL;
  trueup_case_destroy(&the_case);
  trueup_case_destroy(&the_case);
  CHECK(the_case == NULL);
  trueup_case_destroy(NULL);
  trueup_job_destroy(&job);
  trueup_job_destroy(NULL);
  trueup_reconciliation_destroy(NULL);
  trueup_check_report_destroy(NULL);
  trueup_sku_map_suggestion_destroy(NULL);
  trueup_diff_destroy(NULL);
  trueup_read_report_destroy(NULL);
}

int main(void) {
  test_version_and_names();
  test_null_arguments();
  test_error_is_filled();
  test_short_error();
  test_option_structs();
  test_job_to_summary();
  test_cancel();
  test_progress_and_outliving();
  test_check();
  test_check_only();
  test_suggest();
  test_draft();
  test_diff();
  test_read();
  test_destroy_twice();
  return report();
}
