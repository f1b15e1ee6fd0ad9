#include <algorithm>

#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

constexpr std::size_t kLongest = 40;  // digits; codes of numbers end far below

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// An exponent of at most three digits; nothing for anything else.
std::optional<std::size_t> parse_exponent(std::string_view text) {
  if (!all_digits(text) || text.size() > 3) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) value = value * 10 + static_cast<std::size_t>(c - '0');
  return value;
}

// digits[.digits]e[+]digits as whole number with `length` digits before the point; `digits` may be shorter than that.
std::optional<RoundedNumber> parse_scientific(std::string_view form, bool with_sign) {
  const std::size_t e = form.find('e');
  if (e == std::string_view::npos) return std::nullopt;
  std::string_view mantissa = form.substr(0, e), exponent = form.substr(e + 1);
  const bool signed_exponent = !exponent.empty() && exponent.front() == '+';
  if (signed_exponent) exponent.remove_prefix(1);
  const std::size_t point = std::min(mantissa.find_first_of(".,"), mantissa.size());
  const std::string_view whole = mantissa.substr(0, point), places = mantissa.substr(std::min(point + 1, mantissa.size()));
  const auto power = parse_exponent(exponent);
  if (!power || signed_exponent != with_sign || !all_digits(whole) || whole.front() == '0') return std::nullopt;
  if (!places.empty() && !all_digits(places)) return std::nullopt;
  RoundedNumber number{std::string(whole) + std::string(places), whole.size() + *power};
  while (number.digits.size() > number.length && number.digits.back() == '0') number.digits.pop_back();
  if (number.digits.size() > number.length || number.length > kLongest) return std::nullopt;
  return number;
}

// A code that is a whole number, without leading zeros: as digits, or as "12E5". Empty when it is none.
std::string whole_number(std::string_view code) {
  std::string form = normal_form(code);
  if (all_digits(form)) return form;
  for (const bool with_sign : {false, true})
    if (auto number = parse_scientific(form, with_sign)) return number->digits.append(number->length - number->digits.size(), '0');
  return {};
}

// One more, in as many digits as that takes.
std::string next_number(std::string digits) {
  std::size_t at = digits.size();
  while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
  if (at == 0) return "1" + digits;
  ++digits[at - 1];
  return digits;
}

}  // namespace

std::optional<RoundedNumber> parse_rounded_number(std::string_view spelling) {
  constexpr std::size_t kKept = 15;  // significant digits of a cell
  const std::string form = normal_form(spelling);
  if (!all_digits(form)) return parse_scientific(form, true);
  if (form.size() > kLongest || form.front() == '0') return std::nullopt;
  const bool cut = form.size() > kKept && form.find_first_not_of('0', kKept) == std::string::npos;
  if (cut) return RoundedNumber{form.substr(0, kKept), form.size()};
  if (spelling.find('.') != std::string_view::npos) return RoundedNumber{form, form.size()};
  return std::nullopt;
}

bool could_be(const RoundedNumber& number, std::string_view code) {
  const std::string digits = whole_number(code);
  const std::size_t kept = number.digits.size();
  if (digits.size() == number.length && digits.starts_with(number.digits)) return true;
  if (kept >= digits.size() || digits[kept] < '5') return false;
  const std::string rounded = next_number(digits.substr(0, kept));
  // 9.996E+10 is printed as 1.00E+11: one digit more than the number has.
  return digits.size() == number.length ? rounded == number.digits : digits.size() + 1 == number.length && rounded == number.digits + "0";
}

bool could_be(std::string_view damaged, std::string_view code) {
  const auto number = parse_rounded_number(damaged);
  return number && could_be(*number, code);
}

}  // namespace trueup
