#include "io/printed_decimal.hpp"

#include "io/text.hpp"
#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

/// Bytes of the sign between thousands that stands next; 0 = none does.
std::size_t group_sign(std::string_view text, char thousands) {
  if (thousands == 0 || text.empty()) return 0;
  if (text.front() == thousands) return 1;
  if (thousands == ' ' && text.starts_with("\xc2\xa0")) return 2;
  if (thousands == ' ' && text.starts_with("\xe2\x80\xaf")) return 3;
  if (thousands == '\'' && text.starts_with("\xe2\x80\x99")) return 3;
  return 0;
}

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && detail::is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

}  // namespace

std::optional<std::string> plain_decimal(std::string_view text, DecimalSigns signs) {
  text = trimmed(text);
  std::string out;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    out += text.front();
    text.remove_prefix(1);
  }
  const std::string_view first = take_digits(text);
  out += first;
  if (group_sign(text, signs.thousands) != 0 && (first.empty() || first.size() > 3)) return std::nullopt;
  while (const std::size_t sign = group_sign(text, signs.thousands)) {
    text.remove_prefix(sign);
    const std::string_view group = take_digits(text);
    if (group.size() != 3) return std::nullopt;
    out += group;
  }
  if (!text.empty() && text.front() == signs.point) {
    text.remove_prefix(1);
    const std::string_view places = take_digits(text);
    if (places.empty()) return std::nullopt;
    out.append(".").append(places);
  }
  if (!text.empty() || (first.empty() && out.find('.') == std::string::npos)) return std::nullopt;
  return out;
}

}  // namespace trueup
