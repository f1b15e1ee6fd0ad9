/* trueup: reconciles Cin7 stock against a 3PL warehouse. The C interface, and the only binary promise (docs/ABI.md).
 *
 * Rules for every function, unless it says otherwise:
 * - It returns a trueup_status; outputs are set to NULL or 0 first and stay so on failure.
 * - `error` may be NULL; else it is the caller's, with `struct_size` set. After success its code is 0, its texts empty.
 * - A NULL that is not allowed, or a struct_size that cannot be, is TRUEUP_STATUS_INVALID_ARGUMENT.
 * - Any function may fail with TRUEUP_STATUS_OUT_OF_MEMORY or TRUEUP_STATUS_INTERNAL.
 * - Text goes in as UTF-8 pointer and length (NULL with length 0 is empty) and is copied. Text comes out terminated by
 *   NUL, with its length without it (`length` may be NULL), and lives until its handle is destroyed.
 * - A handle may be used by several threads at once; its destroy must be the last call on it.
 * - Structs start with `struct_size`. One to read that is shorter than here gets defaults; one that is longer must have
 *   zeros behind what the library knows: TRUEUP_STATUS_UNSUPPORTED otherwise. One to fill is filled as far as it goes.
 */
#ifndef TRUEUP_H
#define TRUEUP_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define TRUEUP_API __attribute__((visibility("default")))
#else
#define TRUEUP_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ---------------------------------------------------------------------------------------------------- */

/** The version of this header: major * 1000000 + minor * 1000 + patch. Since 0.1. */
#define TRUEUP_HEADER_VERSION 1000

/** The version of the loaded library, e.g. "0.1.0". Static text; cannot fail; any thread. Since 0.1. */
TRUEUP_API const char *trueup_version(void);

/** The version of the loaded library, packed as TRUEUP_HEADER_VERSION. Cannot fail; any thread. Since 0.1. */
TRUEUP_API uint32_t trueup_version_number(void);

/* ---- Status and error ------------------------------------------------------------------------------------------- */

/** Why a call failed; 0 is success. Numbers are never reused, and new ones may come: treat an unknown one as failure.
 *  Since 0.1. */
typedef int32_t trueup_status;

enum {
  TRUEUP_STATUS_OK = 0,
  /* 1..19: the call itself */
  TRUEUP_STATUS_INVALID_ARGUMENT = 1,
  TRUEUP_STATUS_UNSUPPORTED = 2,
  TRUEUP_STATUS_OUT_OF_MEMORY = 3,
  TRUEUP_STATUS_INTERNAL = 4,
  TRUEUP_STATUS_CANCELLED = 5,
  /* 20..39: files */
  TRUEUP_STATUS_FILE_NOT_FOUND = 20,
  TRUEUP_STATUS_FILE_UNREADABLE = 21,
  TRUEUP_STATUS_FILE_UNWRITABLE = 22,
  /* 40..69: the structure of an input */
  TRUEUP_STATUS_NOT_THE_FORMAT = 40,
  TRUEUP_STATUS_MISSING_COLUMN = 41,
  TRUEUP_STATUS_TRUNCATED = 42,
  TRUEUP_STATUS_COUNT_MISMATCH = 43,
  TRUEUP_STATUS_DUPLICATE_RECORD = 44,
  TRUEUP_STATUS_REMOTE_ERROR = 45,
  TRUEUP_STATUS_UNKNOWN_PROFILE = 46,
  TRUEUP_STATUS_BAD_PROFILE = 47,
  TRUEUP_STATUS_REJECTED_ROWS = 48,
  /* 70..89: the case */
  TRUEUP_STATUS_UNKNOWN_KEY = 70,
  TRUEUP_STATUS_BAD_VALUE = 71,
  TRUEUP_STATUS_MISSING_KEY = 72,
  TRUEUP_STATUS_CONTRADICTION = 73
};

/** Stable lower-case name of a status, e.g. "file_not_found"; never NULL. Static text; cannot fail; any thread.
 *  Since 0.1. */
TRUEUP_API const char *trueup_status_name(trueup_status status);

/** What went wrong and where; the caller's memory. Texts end with NUL and are cut between characters when too long.
 *  Since 0.1. */
typedef struct trueup_error {
  uint32_t struct_size; /* set by the caller: sizeof(trueup_error), at least 8 */
  trueup_status code;
  uint64_t row;      /* 1-based place in the input; a header counts as a row; 0 = does not apply */
  char input[256];   /* the file as the case names it */
  char column[128];  /* header, JSON pointer or key */
  char value[128];   /* the offending text */
  char message[512]; /* one line: what is wrong */
  char hint[512];    /* what would be accepted, or what to do */
} trueup_error;

/* ---- Case ------------------------------------------------------------------------------------------------------- */

/** What the customer declared: systems, locations, hops, inputs. Immutable. Since 0.1. */
typedef struct trueup_case trueup_case;

/** Reads a case from JSON text with the keys of trueup.toml; an input may carry its content as "text" instead of
 *  "files". Relative paths start from `base` (NULL = the working directory). `*out` is the caller's, to be destroyed.
 *  Errors: unknown_key, missing_key, bad_value, contradiction, file_not_found, not_the_format. Since 0.1. */
TRUEUP_API trueup_status trueup_case_from_json(const char *text, size_t length, const char *base, size_t base_length,
                                               trueup_case **out, trueup_error *error);

/** Reads the case of a folder with trueup.toml, or of such a file. `*out` is the caller's, to be destroyed. Errors: as
 *  trueup_case_from_json. Since 0.1. */
TRUEUP_API trueup_status trueup_case_from_folder(const char *path, size_t length, trueup_case **out,
                                                 trueup_error *error);

/** The same from TOML text, such as that of a draft. Errors: as trueup_case_from_json. Since 0.1. */
TRUEUP_API trueup_status trueup_case_from_toml(const char *text, size_t length, const char *base, size_t base_length,
                                               trueup_case **out, trueup_error *error);

/** Frees a case and nulls the pointer; jobs already started go on. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_case_destroy(trueup_case **the_case);

/* ---- Draft ------------------------------------------------------------------------------------------------------ */

/** A first case for some files. Immutable. Since 0.1. */
typedef struct trueup_case_draft trueup_case_draft;

/** Recognises each of `path_count` files by its content and drafts the case that they make; what they do not say stays open,
 *  nothing is written. `lengths` may be NULL when each path ends with NUL. `base` is the folder that the case will stand in
 *  (NULL = the working directory). `*out` is the caller's, to be destroyed. Errors: invalid_argument (no file, a name that
 *  is not UTF-8), file_not_found, file_unreadable, a fault of structure in a file; when no file at all is recognised, why
 *  the first is not. Since 0.1. */
TRUEUP_API trueup_status trueup_draft_case(const char *const *paths, const size_t *lengths, size_t path_count, const char *base,
                                           size_t base_length, trueup_case_draft **out, trueup_error *error);

/** The case as TOML, each guess with its certainty in a comment: see trueup_case_from_toml. Borrowed from it. Since 0.1. */
TRUEUP_API trueup_status trueup_case_draft_toml(const trueup_case_draft *draft, const char **text, size_t *length,
                                                trueup_error *error);

/** The guesses and what is left open, a line each. Borrowed from it. Since 0.1. */
TRUEUP_API trueup_status trueup_case_draft_notes(const trueup_case_draft *draft, const char **text, size_t *length,
                                                 trueup_error *error);

/** Files that have no place in it, each named in the notes; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_case_draft_unread(const trueup_case_draft *draft);

/** Frees a draft and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_case_draft_destroy(trueup_case_draft **draft);

/* ---- Check ------------------------------------------------------------------------------------------------------ */

/** What can be known before any stock is compared. Immutable. Since 0.1. */
typedef struct trueup_check_report trueup_check_report;

/** Checks the case, its maps and its inputs; returns when done. Issues found are success: see the report. `*out` is the
 *  caller's, to be destroyed. Errors: a fault of structure in an input. Since 0.1. */
TRUEUP_API trueup_status trueup_check(const trueup_case *the_case, trueup_check_report **out, trueup_error *error);

/** As trueup_check, with some of the checks alone: `only` holds codes or areas of docs/CHECKS.md with commas between them;
 *  empty (NULL, 0) = all. Errors: also invalid_argument when there is no such check. Since 0.1. */
TRUEUP_API trueup_status trueup_check_only(const trueup_case *the_case, const char *only, size_t only_length,
                                           trueup_check_report **out, trueup_error *error);

/** 1 when an issue is an error, else 0; 1 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint32_t trueup_check_report_has_error(const trueup_check_report *report);

/** The report as JSON: {"issues": [...]}. Borrowed from the report. Since 0.1. */
TRUEUP_API trueup_status trueup_check_report_json(const trueup_check_report *report, const char **text, size_t *length,
                                                  trueup_error *error);

/** The report for people. Borrowed from the report. Since 0.1. */
TRUEUP_API trueup_status trueup_check_report_text(const trueup_check_report *report, const char **text, size_t *length,
                                                  trueup_error *error);

/** Frees a report and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_check_report_destroy(trueup_check_report **report);

/* ---- Suggest ---------------------------------------------------------------------------------------------------- */

/** A draft of a SKU map. Immutable. Since 0.1. */
typedef struct trueup_sku_map_suggestion trueup_sku_map_suggestion;

/** Proposes a SKU map between two systems from the case's item lists; nothing is merged, a person decides on each row.
 *  `from` and `to` are ids of systems; empty (NULL, 0) = the case's one execution system, and its one system of record.
 *  `*out` is the caller's, to be destroyed. Errors: missing_key (which systems, or no items of one), a fault of structure
 *  in an input. Since 0.1. */
TRUEUP_API trueup_status trueup_suggest_sku_map(const trueup_case *the_case, const char *from, size_t from_length,
                                                const char *to, size_t to_length, trueup_sku_map_suggestion **out,
                                                trueup_error *error);

/** The draft as CSV: the columns of table sku_map, and status, score, reason. Borrowed from it. Since 0.1. */
TRUEUP_API trueup_status trueup_sku_map_suggestion_csv(const trueup_sku_map_suggestion *suggestion, const char **text,
                                                       size_t *length, trueup_error *error);

/** Items that are proposed as certain; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_sku_map_suggestion_certain(const trueup_sku_map_suggestion *suggestion);

/** Items that are proposed as likely; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_sku_map_suggestion_likely(const trueup_sku_map_suggestion *suggestion);

/** Items that fit several; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_sku_map_suggestion_ambiguous(const trueup_sku_map_suggestion *suggestion);

/** Items of either side that fit none; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_sku_map_suggestion_unmatched(const trueup_sku_map_suggestion *suggestion);

/** Frees a suggestion and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_sku_map_suggestion_destroy(trueup_sku_map_suggestion **suggestion);

/* ---- Run -------------------------------------------------------------------------------------------------------- */

/** The outcome of a run: every unit of the difference accounted for. Immutable. Since 0.1. */
typedef struct trueup_reconciliation trueup_reconciliation;

/** 0 within thresholds, 1 over, 3 partial; 2 for NULL. For use as a process's exit code. Cannot fail. Since 0.1. */
TRUEUP_API int32_t trueup_reconciliation_exit_code(const trueup_reconciliation *run);

/** The summary as JSON: the same bytes from every language and any thread count. Borrowed from `run`. Since 0.1. */
TRUEUP_API trueup_status trueup_reconciliation_summary_json(const trueup_reconciliation *run, const char **text,
                                                            size_t *length, trueup_error *error);

/** The report for people, as plain text. Borrowed from `run`. Since 0.1. */
TRUEUP_API trueup_status trueup_reconciliation_summary_text(const trueup_reconciliation *run, const char **text,
                                                            size_t *length, trueup_error *error);

/** The bridge of one key, SKU or SKU@LOCATION, with its evidence as JSON. Borrowed from `run`, as are the answers for
 *  other keys. Errors: invalid_argument when no such key is known. Since 0.1. */
TRUEUP_API trueup_status trueup_reconciliation_explain_json(const trueup_reconciliation *run, const char *key,
                                                            size_t key_length, const char **text, size_t *length,
                                                            trueup_error *error);

/** The same for people, as plain text. Since 0.1. */
TRUEUP_API trueup_status trueup_reconciliation_explain_text(const trueup_reconciliation *run, const char *key,
                                                            size_t key_length, const char **text, size_t *length,
                                                            trueup_error *error);

/** Frees an outcome, with the texts borrowed from it, and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_reconciliation_destroy(trueup_reconciliation **run);

/* ---- Job: long work --------------------------------------------------------------------------------------------- */

/** One run on a thread of its own. Since 0.1. */
typedef struct trueup_job trueup_job;

/** Bits of trueup_run_options.flags. An unknown bit is TRUEUP_STATUS_UNSUPPORTED. Since 0.1. */
enum {
  TRUEUP_RUN_STRICT = 1 /* a rejected row fails the run (rejected_rows) instead of making it partial */
};

/** How to run; all zeros behind struct_size are the defaults. Since 0.1. */
typedef struct trueup_run_options {
  uint32_t struct_size; /* set by the caller: sizeof(trueup_run_options), at least 4 */
  uint32_t threads;     /* 0 = as many as the machine has; the answer does not depend on it */
  uint32_t flags;       /* TRUEUP_RUN_* */
} trueup_run_options;

/** Stages of a run, in order. New ones may come. Since 0.1. */
enum {
  TRUEUP_STAGE_IDLE = 0,
  TRUEUP_STAGE_READING = 1,
  TRUEUP_STAGE_MAPPING = 2,
  TRUEUP_STAGE_COMPARING = 3,
  TRUEUP_STAGE_EXPLAINING = 4,
  TRUEUP_STAGE_WRITING = 5,
  TRUEUP_STAGE_DONE = 6
};

/** How far a run is; the caller's memory. Since 0.1. */
typedef struct trueup_progress {
  uint32_t struct_size; /* set by the caller: sizeof(trueup_progress), at least 8 */
  uint32_t stage;       /* TRUEUP_STAGE_* */
  uint64_t done;        /* bytes while reading, rows afterwards */
  uint64_t total;       /* 0 = not known */
} trueup_progress;

/** Name of a stage, e.g. "reading"; never NULL. Static text; cannot fail; any thread. Since 0.1. */
TRUEUP_API const char *trueup_stage_name(uint32_t stage);

/** Starts a run and returns at once. `options` NULL = defaults. The case is shared, not borrowed: it may be destroyed.
 *  `*out` is the caller's, to be destroyed. Errors: unsupported. Since 0.1. */
TRUEUP_API trueup_status trueup_job_start_reconcile(const trueup_case *the_case, const trueup_run_options *options,
                                                    trueup_job **out, trueup_error *error);

/** Waits until the run is over or the time is up, and says in `*finished` (1 or 0) which. `timeout_ms` 0 = only look,
 *  below 0 = without limit. A run that failed is finished too: its error comes from trueup_job_result. Since 0.1. */
TRUEUP_API trueup_status trueup_job_wait(const trueup_job *job, int64_t timeout_ms, uint32_t *finished, trueup_error *error);

/** Fills `*progress` with how far the run is. Does not wait. Since 0.1. */
TRUEUP_API trueup_status trueup_job_progress(const trueup_job *job, trueup_progress *progress, trueup_error *error);

/** Asks the run to stop, within about 100 ms; does not wait. A run that was over keeps its outcome. Since 0.1. */
TRUEUP_API trueup_status trueup_job_cancel(trueup_job *job, trueup_error *error);

/** The outcome of a finished run; each call gives a handle of its own, which outlives the job. `*out` is the caller's,
 *  to be destroyed. Errors: the run's own, cancelled among them; invalid_argument while it runs. Since 0.1. */
TRUEUP_API trueup_status trueup_job_result(const trueup_job *job, trueup_reconciliation **out, trueup_error *error);

/** Cancels the run if need be, waits for its thread, frees the job and nulls the pointer. Accepts NULL; cannot fail.
 *  Since 0.1. */
TRUEUP_API void trueup_job_destroy(trueup_job **job);

/* ---- Diff: two plain delimited files ---------------------------------------------------------------------------- */

/** What changed between two files. Immutable. Since 0.1. */
typedef struct trueup_diff trueup_diff;

/** Compares two delimited files by key; returns when done. `options` is JSON: {"key": [names], "ignore": [names],
 *  "numeric": [names], "threads": n}, of which "key" is required. `*out` is the caller's, to be destroyed. Errors:
 *  file_not_found, file_unreadable, not_the_format, missing_column; for the options unknown_key, bad_value,
 *  missing_key. Since 0.1. */
TRUEUP_API trueup_status trueup_diff_files(const char *before, size_t before_length, const char *after,
                                           size_t after_length, const char *options, size_t options_length,
                                           trueup_diff **out, trueup_error *error);

/** The counts as JSON. Borrowed from `diff`. Since 0.1. */
TRUEUP_API trueup_status trueup_diff_summary_json(const trueup_diff *diff, const char **text, size_t *length,
                                                  trueup_error *error);

/** The counts and every change as JSON. Borrowed from `diff`. Since 0.1. */
TRUEUP_API trueup_status trueup_diff_changes_json(const trueup_diff *diff, const char **text, size_t *length,
                                                  trueup_error *error);

/** Frees a diff and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_diff_destroy(trueup_diff **diff);

/* ---- Read: one file as canonical rows --------------------------------------------------------------------------- */

/** One file's rows in the canonical form. Immutable. Since 0.1. */
typedef struct trueup_read_report trueup_read_report;

/** Decodes one file with a profile (empty = recognise); returns when done. `*out` is the caller's, to be destroyed.
 *  Errors: file_not_found, unknown_profile, and a fault of structure in the file. Since 0.1. */
TRUEUP_API trueup_status trueup_read_records(const char *path, size_t path_length, const char *profile,
                                             size_t profile_length, trueup_read_report **out, trueup_error *error);

/** The rows, one JSON object a line; an issue is a line with "issue". Borrowed from the report. Since 0.1. */
TRUEUP_API trueup_status trueup_read_report_lines(const trueup_read_report *report, const char **text, size_t *length,
                                                  trueup_error *error);

/** How many rows were read; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_read_report_row_count(const trueup_read_report *report);

/** How many issues were found; 0 for NULL. Cannot fail. Since 0.1. */
TRUEUP_API uint64_t trueup_read_report_issue_count(const trueup_read_report *report);

/** Frees a report and nulls the pointer. Accepts NULL; cannot fail. Since 0.1. */
TRUEUP_API void trueup_read_report_destroy(trueup_read_report **report);

#ifdef __cplusplus
}
#endif

#endif /* TRUEUP_H */
