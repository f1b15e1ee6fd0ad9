// Compiles when trueup.h stands alone in C++, twice over.
#include "trueup.h"
#include "trueup.h"

int trueup_header_in_cpp() { return TRUEUP_HEADER_VERSION; }
