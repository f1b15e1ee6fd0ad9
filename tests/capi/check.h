/* CHECK prints a condition that does not hold and goes on; report() closes the program. */
#ifndef TRUEUP_TESTS_CHECK_H
#define TRUEUP_TESTS_CHECK_H

#include <stdio.h>

static int check_count = 0;
static int check_failed = 0;

#define CHECK(condition)                                                       \
  do {                                                                         \
    ++check_count;                                                             \
    if (!(condition)) {                                                        \
      ++check_failed;                                                          \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                          \
  } while (0)

static int report(void) {
  printf("%d passed, %d failed\n", check_count - check_failed, check_failed);
  return check_failed == 0 ? 0 : 1;
}

#endif
