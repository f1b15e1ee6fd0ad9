#include "io/printed_time.hpp"

#include <algorithm>

#include "io/text.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/base/instant.hpp"

namespace trueup {
namespace {

constexpr std::size_t kDateLength = 10;  // 2026-11-20

std::size_t digits_at_start(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), detail::is_digit) - text.begin());
}

bool all_digits(std::string_view text) { return digits_at_start(text) == text.size(); }

std::string_view take(std::string_view& text, std::size_t count) {
  const std::string_view taken = text.substr(0, count);
  text.remove_prefix(taken.size());
  return taken;
}

bool take_one_of(std::string_view& text, std::string_view wanted) {
  if (text.empty() || wanted.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// One or two digits as two.
bool take_padded(std::string_view& text, std::string& out) {
  const std::size_t count = digits_at_start(text);
  if (count != 1 && count != 2) return false;
  out = count == 1 ? "0" : "";
  out += take(text, count);
  return true;
}

std::string joined_date(std::string_view year, std::string_view month, std::string_view day) {
  std::string out(year);
  return out.append("-").append(month).append("-").append(day);
}

bool take_parted_date(std::string_view& text, bool day_first, std::string& iso) {
  std::string first, second;
  if (!take_padded(text, first) || text.empty()) return false;
  const std::string sign(1, text.front());
  if (!take_one_of(text, "/-.") || !take_padded(text, second) || !take_one_of(text, sign) || digits_at_start(text) != 4) return false;
  iso = joined_date(take(text, 4), day_first ? second : first, day_first ? first : second);
  return true;
}

bool take_digits_date(std::string_view& text, bool two_digit_years, std::string& iso) {
  const std::size_t count = digits_at_start(text);
  if (count != 8 && !(count == 6 && two_digit_years)) return false;
  std::string year(count == 8 ? "" : text.front() < '7' ? "20" : "19");
  year += take(text, count - 4);
  const std::string_view month = take(text, 2);
  iso = joined_date(year, month, take(text, 2));
  return true;
}

bool take_iso_date(std::string_view& text, std::string& iso) {
  if (text.size() < kDateLength || text[4] != '-' || digits_at_start(text) != 4) return false;
  iso = take(text, kDateLength);
  return true;
}

bool take_date(std::string_view& text, DateForm form, std::string& iso) {
  if (take_iso_date(text, iso)) return true;
  switch (form) {
    case DateForm::kDayFirst: return take_parted_date(text, true, iso);
    case DateForm::kMonthFirst: return take_parted_date(text, false, iso);
    case DateForm::kCompact: return take_digits_date(text, false, iso);
    case DateForm::kX12: return take_digits_date(text, true, iso);
    default: return false;
  }
}

/// HHMM, HHMMSS, HHMMSSD, HHMMSSDD: the last are tenths and hundredths.
std::string digits_clock(std::string_view text) {
  std::string out(take(text, 2));
  out.append(":").append(take(text, 2)).append(":").append(text.empty() ? "00" : take(text, 2));
  if (!text.empty()) out.append(".").append(text);
  return out;
}

/// Turns "06" and PM into "18"; false for an hour that no such clock shows.
bool to_24_hours(std::string& hour, bool afternoon) {
  int value = (hour[0] - '0') * 10 + (hour[1] - '0');
  if (value < 1 || value > 12) return false;
  value = value % 12 + (afternoon ? 12 : 0);
  hour = {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
  return true;
}

/// The text of a clock in ISO form; its ranges are checked with the date. Nothing when it is no clock.
std::optional<std::string> iso_clock(std::string_view text) {
  if (all_digits(text) && (text.size() == 4 || (text.size() >= 6 && text.size() <= 8))) return digits_clock(text);
  std::string hour;
  if (!take_padded(text, hour) || !take_one_of(text, ":") || digits_at_start(text) != 2) return std::nullopt;
  std::string rest = ":" + std::string(take(text, 2));
  if (take_one_of(text, ":")) rest.append(":").append(take(text, digits_at_start(text)));
  else rest += ":00";
  if (take_one_of(text, ".")) rest.append(".").append(take(text, digits_at_start(text)));
  text = trimmed(text);
  const bool afternoon = same_word(text.substr(0, 2), "pm");
  if (afternoon || same_word(text.substr(0, 2), "am")) {
    if (!to_24_hours(hour, afternoon)) return std::nullopt;
    text = trimmed(text.substr(2));
  }
  if (same_word(text, "UTC") || same_word(text, "GMT")) text = "Z";
  return hour.append(rest).append(text);
}

bool is_midnight(std::string_view clock) { return clock.find_first_not_of("0:.") == std::string_view::npos; }

std::optional<std::string> epoch_time(std::string_view text) {
  const ParsedDecimal number = parse_decimal(text, 0);
  if (!all_digits(text) || text.size() > 14 || number.fault != DecimalFault::kNone) return std::nullopt;
  return format_instant({number.value * (text.size() < 12 ? 1'000'000 : 1'000)});
}

}  // namespace

std::optional<DateForm> date_form(std::string_view word) {
  if (word.empty()) return DateForm::kIso;
  if (word == "dd/mm/yyyy") return DateForm::kDayFirst;
  if (word == "mm/dd/yyyy") return DateForm::kMonthFirst;
  if (word == "yyyymmdd") return DateForm::kCompact;
  if (word == "epoch_ms") return DateForm::kEpoch;
  return std::nullopt;
}

std::optional<std::string> iso_time(std::string_view date, std::string_view clock, DateForm form) {
  std::string_view rest = trimmed(date);
  clock = trimmed(clock);
  if (form == DateForm::kEpoch && all_digits(rest)) return clock.empty() ? epoch_time(rest) : std::nullopt;
  std::string out;
  if (!take_date(rest, form, out)) return std::nullopt;
  if (take_one_of(rest, ",")) rest = trimmed(rest);
  else if (!rest.empty() && !take_one_of(rest, "T ")) return std::nullopt;
  rest = trimmed(rest);
  std::optional<std::string> own = rest.empty() ? std::nullopt : iso_clock(rest);
  if (!rest.empty() && !own) return std::nullopt;
  if (!clock.empty()) {
    if (own && !is_midnight(*own)) return std::nullopt;  // two clocks: nobody knows which
    own = iso_clock(clock);
    if (!own) return std::nullopt;
  }
  if (own) out += "T" + *own;
  return parse_civil_time(out) ? std::optional(out) : std::nullopt;
}

}  // namespace trueup
