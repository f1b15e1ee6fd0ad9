#include "trueup/version.hpp"

#include "trueup.h"

static_assert(TRUEUP_HEADER_VERSION ==
              TRUEUP_VERSION_MAJOR * 1000000 + TRUEUP_VERSION_MINOR * 1000 + TRUEUP_VERSION_PATCH);

const char* trueup_version() { return TRUEUP_VERSION; }

uint32_t trueup_version_number() { return TRUEUP_HEADER_VERSION; }
