// Gtin, Gln, Sscc: the keys of GS1, read with their check digit. A case has a GTIN of its own: it is never the padded unit.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "trueup/base/decimal.hpp"

namespace trueup {

enum class KeyFault : std::uint8_t {
  kNone,
  kEmpty,
  kNotDigits,   ///< a letter, a blank, a sign: "8.48971E+11" of a spreadsheet as well
  kLength,      ///< no key of this kind has so many digits; a leading zero may have been lost
  kAllZeros,    ///< passes the check, and is a filler
  kCheckDigit,
  kTwoReadings  ///< eight digits that are a GTIN-8 and a UPC-E: two different items
};

constexpr std::string_view text_of(KeyFault fault) {
  constexpr std::string_view kTexts[] = {"",
                                         "is empty",
                                         "is not all digits",
                                         "has a length that no such key has",
                                         "is all zeros",
                                         "has a wrong check digit",
                                         "can be read as a GTIN-8 and as a UPC-E"};
  return kTexts[static_cast<std::size_t>(fault)];
}

/// The check digit that belongs behind these digits: modulo 10, weights 3 and 1 from the right (GS1 General Specifications,
/// 7.9.1, the same for each key). The text is digits only.
constexpr char check_digit(std::string_view body) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const auto digit = static_cast<unsigned>(body[body.size() - 1 - i] - '0');
    sum += i % 2 == 0 ? 3 * digit : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

namespace detail {

constexpr bool all_digits(std::string_view text) {
  for (char c : text)
    if (!is_digit(c)) return false;
  return true;
}

constexpr std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

template <std::size_t Size>
constexpr std::array<char, Size> digits_of(std::uint64_t number) {
  std::array<char, Size> digits{};
  for (std::size_t i = Size; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
  return digits;
}

/// A printed key, walked once.
struct KeyDigits {
  std::uint64_t number = 0;   ///< modulo 2^64: of at most 19 digits
  unsigned check_sum = 0;     ///< with the check digit in it: the key is right when it ends in 0
  bool all_digits = true;

  constexpr KeyFault fault() const {
    if (number == 0) return KeyFault::kAllZeros;
    return check_sum % 10 == 0 ? KeyFault::kNone : KeyFault::kCheckDigit;
  }
};

constexpr KeyDigits read_key(std::string_view text) {
  KeyDigits read;
  unsigned once = 0, thrice = 0;  // digits of weight 1 and 3: each digit that follows swaps them
  for (char c : text) {
    read.all_digits &= is_digit(c);
    const auto digit = static_cast<unsigned char>(c - '0');
    read.number = read.number * 10 + digit;
    const unsigned before = once;
    once = thrice + digit;
    thrice = before;
  }
  read.check_sum = once + 3 * thrice;
  return read;
}

constexpr KeyFault digits_fault(std::string_view text) {
  if (text.empty()) return KeyFault::kEmpty;
  return all_digits(text) ? KeyFault::kNone : KeyFault::kNotDigits;
}

}  // namespace detail

/// A key of `Size` digits. Only the functions that check it make one, so what is there is valid.
template <class Kind, std::size_t Size>
class Gs1Key {
 public:
  static constexpr std::size_t kSize = Size;

  constexpr std::uint64_t number() const { return number_; }
  constexpr std::array<char, Size> digits() const { return detail::digits_of<Size>(number_); }
  std::string text() const {
    const auto all = digits();
    return {all.begin(), all.end()};
  }
  friend constexpr auto operator<=>(Gs1Key, Gs1Key) = default;

  /// The key with these digits before its check digit; nothing unless there are Size - 1 of them, not all zero.
  static constexpr std::optional<Gs1Key> of_body(std::string_view body) {
    if (body.size() + 1 != Size || !detail::all_digits(body) || detail::number_of(body) == 0) return std::nullopt;
    return Gs1Key(detail::number_of(body) * 10 + static_cast<std::uint64_t>(check_digit(body) - '0'));
  }

  /// Digits of at most this size, check digit included; leading zeros are implied.
  static constexpr std::optional<Gs1Key> of_digits(std::string_view digits) {
    if (digits.empty() || digits.size() > Size) return std::nullopt;
    return of_read(detail::read_key(digits));
  }

  /// The same of at most this many digits that have been read already.
  static constexpr std::optional<Gs1Key> of_read(detail::KeyDigits read) {
    if (!read.all_digits || read.fault() != KeyFault::kNone) return std::nullopt;
    return Gs1Key(read.number);
  }

 private:
  constexpr explicit Gs1Key(std::uint64_t number) : number_(number) {}
  std::uint64_t number_;
};

/// GTIN-8, -12, -13 and -14 as 14 digits, right-justified: equal when they are equal so (GS1 General Specifications, 3.3.2).
using Gtin = Gs1Key<struct GtinKind, 14>;
/// Global Location Number.
using Gln = Gs1Key<struct GlnKind, 13>;
/// Serial Shipping Container Code: one pallet or parcel.
using Sscc = Gs1Key<struct SsccKind, 18>;

template <class Key>
struct ParsedKey {
  std::optional<Key> key;
  KeyFault fault = KeyFault::kNone;
};

/// What a printed barcode may be. Eight digits have two readings; both are kept where both pass the check.
struct ParsedGtin {
  std::optional<Gtin> gtin;   ///< read as GTIN-8, -12, -13 or -14
  std::optional<Gtin> upc_e;  ///< read as UPC-E and expanded
  KeyFault fault = KeyFault::kNone;

  /// The one reading; nothing when there is none, or when there are two.
  constexpr std::optional<Gtin> only() const {
    if (fault != KeyFault::kNone) return std::nullopt;
    return gtin ? gtin : upc_e;
  }
};

/// The 12 digits of the UPC-A that a UPC-E stands for: zeros put back by its seventh digit, the check digit is shared (GS1
/// General Specifications, 5.2.2.4.2). Nothing unless there are 8 digits with number system 0 or 1.
constexpr std::optional<std::array<char, 12>> expand_upc_e(std::string_view text) {
  if (text.size() != 8 || !detail::all_digits(text) || text[0] > '1') return std::nullopt;
  const char last = text[6];
  std::array<char, 12> upc{};
  upc.fill('0');
  upc[0] = text[0], upc[1] = text[1], upc[2] = text[2], upc[11] = text[7];
  if (last <= '2') upc[3] = last, upc[8] = text[3], upc[9] = text[4], upc[10] = text[5];
  else if (last == '3') upc[3] = text[3], upc[9] = text[4], upc[10] = text[5];
  else if (last == '4') upc[3] = text[3], upc[4] = text[4], upc[10] = text[5];
  else upc[3] = text[3], upc[4] = text[4], upc[5] = text[5], upc[10] = last;
  return upc;
}

/// A GTIN as printed: 8, 12, 13 or 14 digits. Nothing is padded, trimmed or repaired.
constexpr ParsedGtin parse_gtin(std::string_view text) {
  const detail::KeyDigits read = detail::read_key(text);
  if (text.empty()) return {{}, {}, KeyFault::kEmpty};
  if (!read.all_digits) return {{}, {}, KeyFault::kNotDigits};
  if (text.size() != 8 && (text.size() < 12 || text.size() > 14)) return {{}, {}, KeyFault::kLength};
  ParsedGtin parsed{Gtin::of_read(read), {}, read.fault()};
  if (const auto upc = expand_upc_e(text)) parsed.upc_e = Gtin::of_digits({upc->data(), upc->size()});
  if (parsed.upc_e) parsed.fault = parsed.gtin ? KeyFault::kTwoReadings : KeyFault::kNone;
  return parsed;
}

constexpr ParsedKey<Gln> parse_gln(std::string_view text) {
  if (const KeyFault fault = detail::digits_fault(text); fault != KeyFault::kNone) return {{}, fault};
  if (text.size() != Gln::kSize) return {{}, KeyFault::kLength};
  return {Gln::of_digits(text), detail::read_key(text).fault()};
}

/// 18 digits, or 20 with the application identifier 00 before them (X12 element 88: AA without it, GM with it).
constexpr ParsedKey<Sscc> parse_sscc(std::string_view text) {
  if (const KeyFault fault = detail::digits_fault(text); fault != KeyFault::kNone) return {{}, fault};
  if (text.size() == Sscc::kSize + 2 && text.starts_with("00")) text.remove_prefix(2);
  if (text.size() != Sscc::kSize) return {{}, KeyFault::kLength};
  return {Sscc::of_digits(text), detail::read_key(text).fault()};
}

/// 0: a unit, or a pack with a GTIN of its own; 1 to 8: a pack of the item whose GTIN has the same digits; 9: variable measure.
constexpr int indicator(Gtin gtin) { return gtin.digits()[0] - '0'; }

/// The GTIN with indicator 0 of the item in a pack, with a check digit of its own; an indicator 0 is its own unit. Nothing for
/// variable measure. How many are in the pack no GTIN says.
constexpr std::optional<Gtin> unit_gtin(Gtin pack) {
  auto digits = pack.digits();
  if (digits[0] == '9') return std::nullopt;
  digits[0] = '0';
  return Gtin::of_body({digits.data(), Gtin::kSize - 1});
}

/// Whether an X12 element 438 ("UPC case code", W01 W04 W07 W12 W19) names this GTIN: its digits 2 to 13, without check digit.
constexpr bool matches_438(Gtin gtin, std::string_view text12) {
  const auto digits = gtin.digits();
  return std::string_view(digits.data() + 1, 12) == text12;
}

/// What an element 438 may name. The indicator is lost, so ten GTINs share one text; some senders write a UPC-A instead.
struct Readings438 {
  std::array<std::optional<Gtin>, 10> by_indicator;  ///< all of them, or none with a fault
  std::optional<Gtin> upc_a;                         ///< the twelve digits with the last as check digit
  KeyFault fault = KeyFault::kNone;

  constexpr bool may_be(Gtin gtin) const {
    return gtin == upc_a || by_indicator[static_cast<std::size_t>(indicator(gtin))] == gtin;
  }
};

constexpr Readings438 from_438(std::string_view text12) {
  Readings438 readings;
  readings.fault = detail::digits_fault(text12);
  if (readings.fault == KeyFault::kNone && text12.size() != 12) readings.fault = KeyFault::kLength;
  if (readings.fault == KeyFault::kNone && detail::number_of(text12) == 0) readings.fault = KeyFault::kAllZeros;
  if (readings.fault != KeyFault::kNone) return readings;
  std::array<char, 13> body{};
  for (std::size_t i = 0; i < 12; ++i) body[i + 1] = text12[i];
  for (std::size_t i = 0; i < 10; ++i) {
    body[0] = static_cast<char>('0' + i);
    readings.by_indicator[i] = Gtin::of_body({body.data(), body.size()});
  }
  readings.upc_a = Gtin::of_digits(text12);
  return readings;
}

}  // namespace trueup
