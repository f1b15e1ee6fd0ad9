/* The frozen layout of the structs that cross the boundary (LP64). A line here may be added, never changed. */
#include "trueup.h"

#include "check.h"

#define FIELD(type, field, offset, size) \
  CHECK(offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (size))

int main(void) {
  CHECK(sizeof(trueup_status) == 4);

  CHECK(sizeof(trueup_error) == 1552); /* 0.1 */
  FIELD(trueup_error, struct_size, 0, 4);
  FIELD(trueup_error, code, 4, 4);
  FIELD(trueup_error, row, 8, 8);
  FIELD(trueup_error, input, 16, 256);
  FIELD(trueup_error, column, 272, 128);
  FIELD(trueup_error, value, 400, 128);
  FIELD(trueup_error, message, 528, 512);
  FIELD(trueup_error, hint, 1040, 512);

  CHECK(sizeof(trueup_run_options) == 12); /* 0.1 */
  FIELD(trueup_run_options, struct_size, 0, 4);
  FIELD(trueup_run_options, threads, 4, 4);
  FIELD(trueup_run_options, flags, 8, 4);

  CHECK(sizeof(trueup_progress) == 24); /* 0.1 */
  FIELD(trueup_progress, struct_size, 0, 4);
  FIELD(trueup_progress, stage, 4, 4);
  FIELD(trueup_progress, done, 8, 8);
  FIELD(trueup_progress, total, 16, 8);

  return report();
}
