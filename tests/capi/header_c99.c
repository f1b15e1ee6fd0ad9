/* Compiles when trueup.h stands alone in strict C99. */
#include "trueup.h"

int trueup_header_in_c99(void) { return TRUEUP_HEADER_VERSION; }
