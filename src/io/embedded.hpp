// Data files that the build puts into the library.
#pragma once

namespace trueup {

struct EmbeddedFile {
  const char* name;     ///< file name without its suffix
  const char* content;
};

extern const EmbeddedFile embedded_profiles[];  ///< ends with {nullptr, nullptr}

}  // namespace trueup
