#include "trueup/base/instant.hpp"

#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

constexpr int kDaysInMonth[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// Reads text from the front; every step says whether it found what it wanted.
struct Scanner {
  std::string_view rest;

  bool take(char wanted) {
    if (rest.empty() || rest.front() != wanted) return false;
    rest.remove_prefix(1);
    return true;
  }

  bool number(std::size_t digits, int& out) {
    if (rest.size() < digits) return false;
    out = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!detail::is_digit(rest[i])) return false;
      out = out * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return true;
  }

  // Fractions may have any number of digits (Cin7 prints up to 7); what is below a microsecond is dropped.
  bool fraction(std::int32_t& micros) {
    std::size_t digits = 0;
    micros = 0;
    for (; digits < rest.size() && detail::is_digit(rest[digits]); ++digits)
      if (digits < 6) micros = micros * 10 + (rest[digits] - '0');
    for (std::size_t i = digits; i < 6; ++i) micros *= 10;
    rest.remove_prefix(digits);
    return digits > 0;
  }

  bool offset(std::optional<std::int32_t>& out) {
    if (rest.empty()) return true;
    if (take('Z')) return out = 0, rest.empty();
    const bool west = rest.front() == '-';
    if (!take('+') && !take('-')) return false;
    int hours = 0, minutes = 0;
    if (!number(2, hours)) return false;
    take(':');
    if (!rest.empty() && !number(2, minutes)) return false;
    if (hours > 18 || minutes > 59) return false;
    out = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return rest.empty();
  }
};

bool read_date(Scanner& scanner, CivilTime& civil) {
  if (!scanner.number(4, civil.year) || !scanner.take('-') || !scanner.number(2, civil.month) || !scanner.take('-') ||
      !scanner.number(2, civil.day))
    return false;
  if (civil.month < 1 || civil.month > 12 || civil.day < 1) return false;
  const int leap_day = civil.month == 2 && is_leap(civil.year) ? 1 : 0;
  return civil.day <= kDaysInMonth[civil.month - 1] + leap_day;
}

bool read_clock(Scanner& scanner, CivilTime& civil) {
  if (!scanner.number(2, civil.hour) || !scanner.take(':') || !scanner.number(2, civil.minute)) return false;
  if (scanner.take(':')) {
    if (!scanner.number(2, civil.second)) return false;
    if (scanner.take('.') && !scanner.fraction(civil.micros)) return false;
  }
  return civil.hour < 24 && civil.minute < 60 && civil.second < 61 && scanner.offset(civil.offset_seconds);
}

void append_padded(std::string& out, std::int64_t value, int width) {
  const std::string digits = std::to_string(value);
  out.append(static_cast<std::size_t>(width) - std::min<std::size_t>(digits.size(), static_cast<std::size_t>(width)), '0');
  out += digits;
}

// Howard Hinnant's civil_from_days, the inverse of days_from_civil.
CivilTime date_of(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  return civil;
}

}  // namespace

std::optional<CivilTime> parse_civil_time(std::string_view text) {
  Scanner scanner{text};
  CivilTime civil;
  if (!read_date(scanner, civil)) return std::nullopt;
  if (scanner.rest.empty()) return civil;
  if (!scanner.take('T') && !scanner.take(' ')) return std::nullopt;
  if (!read_clock(scanner, civil)) return std::nullopt;
  return civil;
}

Instant instant_of(const CivilTime& civil, std::int32_t offset_seconds) {
  const std::int64_t days = days_from_civil(civil.year, civil.month, civil.day);
  const std::int64_t seconds = days * 86400 + civil.hour * 3600 + civil.minute * 60 + civil.second - offset_seconds;
  return {seconds * 1'000'000 + civil.micros};
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto civil = parse_civil_time(text);
  if (!civil || !civil->offset_seconds) return std::nullopt;
  return instant_of(*civil, *civil->offset_seconds);
}

std::string format_instant(Instant instant) {
  constexpr std::int64_t kDay = 86'400'000'000;
  std::int64_t days = instant.micros / kDay;
  std::int64_t of_day = instant.micros % kDay;
  if (of_day < 0) --days, of_day += kDay;
  const CivilTime date = date_of(days);
  std::string out;
  append_padded(out, date.year, 4);
  append_padded(out += '-', date.month, 2);
  append_padded(out += '-', date.day, 2);
  append_padded(out += 'T', of_day / 3'600'000'000, 2);
  append_padded(out += ':', of_day / 60'000'000 % 60, 2);
  append_padded(out += ':', of_day / 1'000'000 % 60, 2);
  if (of_day % 1'000'000 != 0) append_padded(out += '.', of_day % 1'000'000, 6);
  return out += 'Z';
}

std::optional<Duration> parse_duration(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const char unit = text.back();
  const std::int64_t seconds = unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : unit == 'd' ? 86400 : 0;
  const ParsedDecimal number = parse_decimal(text.substr(0, text.size() - 1), 0);
  if (seconds == 0 || number.fault != DecimalFault::kNone || number.value < 0 || number.value > 1'000'000'000)
    return std::nullopt;
  return Duration{number.value * seconds};
}

}  // namespace trueup
