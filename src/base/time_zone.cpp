#include "trueup/base/time_zone.hpp"

#include <string_view>

#include "absl/time/time.h"

namespace trueup {
namespace {

struct WindowsZone {
  std::string_view name;
  const char* iana;
};

// Names that Windows and what runs on it print (Unicode CLDR, supplemental/windowsZones.xml, territory 001): those of
// warehouses seen so far.
constexpr WindowsZone kWindowsZones[] = {
    {"AUS Eastern Standard Time", "Australia/Sydney"},
    {"Alaskan Standard Time", "America/Anchorage"},
    {"Atlantic Standard Time", "America/Halifax"},
    {"Canada Central Standard Time", "America/Regina"},
    {"Central Europe Standard Time", "Europe/Budapest"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"Central Standard Time", "America/Chicago"},
    {"Central Standard Time (Mexico)", "America/Mexico_City"},
    {"China Standard Time", "Asia/Shanghai"},
    {"E. Australia Standard Time", "Australia/Brisbane"},
    {"Eastern Standard Time", "America/New_York"},
    {"GMT Standard Time", "Europe/London"},
    {"Hawaiian Standard Time", "Pacific/Honolulu"},
    {"India Standard Time", "Asia/Kolkata"},
    {"Mountain Standard Time", "America/Denver"},
    {"New Zealand Standard Time", "Pacific/Auckland"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"Romance Standard Time", "Europe/Paris"},
    {"Singapore Standard Time", "Asia/Singapore"},
    {"Tokyo Standard Time", "Asia/Tokyo"},
    {"US Mountain Standard Time", "America/Phoenix"},
    {"W. Australia Standard Time", "Australia/Perth"},
    {"W. Europe Standard Time", "Europe/Berlin"},
};

std::string iana_name(const std::string& name) {
  for (const WindowsZone& zone : kWindowsZones)
    if (zone.name == name) return zone.iana;
  return name;
}

}  // namespace

struct TimeZone::Zone {
  absl::TimeZone zone;
};

std::optional<TimeZone> TimeZone::load(const std::string& name) {
  auto zone = std::make_shared<Zone>();
  if (!absl::LoadTimeZone(iana_name(name), &zone->zone)) return std::nullopt;
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
