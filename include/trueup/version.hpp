// The library's version: one place for C++, C, Python and the build.
#pragma once

#define TRUEUP_VERSION "0.1.0"
#define TRUEUP_VERSION_MAJOR 0
#define TRUEUP_VERSION_MINOR 1
#define TRUEUP_VERSION_PATCH 0
