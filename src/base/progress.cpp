#include "trueup/base/progress.hpp"

namespace trueup {

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::kIdle: return "idle";
    case Stage::kReading: return "reading";
    case Stage::kMapping: return "mapping";
    case Stage::kComparing: return "comparing";
    case Stage::kExplaining: return "explaining";
    case Stage::kWriting: return "writing";
    case Stage::kDone: return "done";
  }
  return "idle";
}

}  // namespace trueup
