#include "trueup/base/time_zone.hpp"

#include "absl/time/time.h"

namespace trueup {

struct TimeZone::Zone {
  absl::TimeZone zone;
};

std::optional<TimeZone> TimeZone::load(const std::string& name) {
  auto zone = std::make_shared<Zone>();
  if (!absl::LoadTimeZone(name, &zone->zone)) return std::nullopt;
  TimeZone loaded;
  loaded.zone_ = std::move(zone);
  return loaded;
}

Instant TimeZone::to_instant(const CivilTime& local) const {
  const absl::CivilSecond second(local.year, local.month, local.day, local.hour, local.minute, local.second);
  return {absl::ToUnixMicros(zone_->zone.At(second).pre) + local.micros};
}

CivilTime TimeZone::to_local(Instant instant) const {
  const absl::TimeZone::CivilInfo info = zone_->zone.At(absl::FromUnixMicros(instant.micros));
  CivilTime local;
  local.year = static_cast<int>(info.cs.year());
  local.month = info.cs.month();
  local.day = info.cs.day();
  local.hour = info.cs.hour();
  local.minute = info.cs.minute();
  local.second = info.cs.second();
  local.micros = static_cast<std::int32_t>(absl::ToInt64Microseconds(info.subsecond));
  local.offset_seconds = info.offset;
  return local;
}

}  // namespace trueup
