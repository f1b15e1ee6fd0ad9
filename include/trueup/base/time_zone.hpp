// Time zones by IANA name (or a common name of Windows), from the machine's zone data.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "trueup/base/instant.hpp"

namespace trueup {

class TimeZone {
 public:
  /// Nothing when the machine does not know the name.
  static std::optional<TimeZone> load(const std::string& name);

  /// The instant of a wall-clock reading; a reading that the clock skips or repeats takes the offset before the change.
  Instant to_instant(const CivilTime& local) const;

  /// The local reading at an instant.
  CivilTime to_local(Instant instant) const;

 private:
  struct Zone;
  std::shared_ptr<const Zone> zone_;
};

}  // namespace trueup
