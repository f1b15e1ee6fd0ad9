#include "trueup/model/gtin.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace trueup {
namespace {

std::string padded(const std::string& digits, std::size_t size) { return std::string(size - digits.size(), '0') + digits; }

// The check digit as a plain twin: the weighted sum of the whole key, check digit included, is a multiple of ten.
bool passes(const std::string& key) {
  int sum = 0, weight = 1;
  for (auto digit = key.rbegin(); digit != key.rend(); ++digit, weight = 4 - weight) sum += weight * (*digit - '0');
  return sum % 10 == 0;
}

// UPC-E from a UPC-A, the other way round: the zeros that may be left out.
std::string suppress(const std::string& upc) {
  const std::string maker = upc.substr(1, 5), item = upc.substr(6, 5);
  std::string six;
  if (maker[2] <= '2' && maker.substr(3) == "00" && item.substr(0, 2) == "00") six = maker.substr(0, 2) + item.substr(2) + maker[2];
  else if (maker.substr(3) == "00" && item.substr(0, 3) == "000") six = maker.substr(0, 3) + item.substr(3) + "3";
  else if (maker[4] == '0' && item.substr(0, 4) == "0000") six = maker.substr(0, 4) + item[4] + "4";
  else if (item.substr(0, 4) == "0000" && item[4] >= '5') six = maker + item[4];
  return six.empty() ? "" : upc[0] + six + upc[11];
}

static_assert(check_digit("629104150021") == '3');            // the example of GS1's check digit calculator
static_assert(parse_gtin("6291041500213").only().has_value());
static_assert(parse_gtin("036000291452").only()->number() == 36000291452);

TEST(Gtin, EachLengthIsOneKey) {
  EXPECT_EQ(parse_gtin("036000291452").only(), parse_gtin("0036000291452").only());
  EXPECT_EQ(parse_gtin("036000291452").only(), parse_gtin("00036000291452").only());
  EXPECT_EQ(parse_gtin("036000291452").only()->text(), "00036000291452");
  EXPECT_EQ(parse_gtin("96385074").only()->text(), "00000096385074");
  EXPECT_LT(*parse_gtin("96385074").only(), *parse_gtin("036000291452").only());
}

TEST(Gtin, SaysWhyATextIsNone) {
  EXPECT_EQ(parse_gtin("").fault, KeyFault::kEmpty);
  EXPECT_EQ(parse_gtin("8.48971E+11").fault, KeyFault::kNotDigits);
  EXPECT_EQ(parse_gtin(" 036000291452").fault, KeyFault::kNotDigits);
  EXPECT_EQ(parse_gtin("36000291452").fault, KeyFault::kLength);  // a leading zero lost: said, not repaired
  EXPECT_EQ(parse_gtin("000036000291452").fault, KeyFault::kLength);
  EXPECT_EQ(parse_gtin("036000291453").fault, KeyFault::kCheckDigit);
  EXPECT_EQ(parse_gtin("00000000000000").fault, KeyFault::kAllZeros);
  EXPECT_EQ(parse_gtin("00000000").fault, KeyFault::kAllZeros);
  EXPECT_FALSE(parse_gtin("036000291453").only() || parse_gtin("00000000").only());
  EXPECT_EQ(text_of(KeyFault::kCheckDigit), "has a wrong check digit");
  EXPECT_EQ(text_of(KeyFault::kTwoReadings), "can be read as a GTIN-8 and as a UPC-E");
}

TEST(Gtin, EightDigitsAreReadBothWays) {
  const ParsedGtin gtin_8 = parse_gtin("96385074");  // number system 9: no UPC-E
  EXPECT_TRUE(gtin_8.gtin && !gtin_8.upc_e);
  const ParsedGtin upc_e = parse_gtin("04252614");   // UPC-A 042100005264
  EXPECT_TRUE(!upc_e.gtin && upc_e.upc_e);
  EXPECT_EQ(upc_e.only(), parse_gtin("042100005264").only());
  EXPECT_EQ(parse_gtin("01234505").only(), parse_gtin("012000003455").only());
  const ParsedGtin both = parse_gtin("01234053");    // a GTIN-8, and UPC-A 012340000053
  EXPECT_EQ(both.fault, KeyFault::kTwoReadings);
  ASSERT_TRUE(both.gtin && both.upc_e);
  EXPECT_EQ(both.gtin->number(), 1234053u);
  EXPECT_EQ(both.upc_e, parse_gtin("012340000053").only());
  EXPECT_FALSE(both.only());
  EXPECT_EQ(parse_gtin("04252615").fault, KeyFault::kCheckDigit);
}

TEST(Gtin, TwoReadingsAreNeverOne) {
  int two = 0, one = 0;
  for (int number = 1; number < 20'000'000; number += 7) {
    const ParsedGtin parsed = parse_gtin(padded(std::to_string(number), 8));
    if (parsed.gtin && parsed.upc_e) {
      ++two;
      ASSERT_EQ(parsed.fault, KeyFault::kTwoReadings);
      ASSERT_FALSE(parsed.only());
      ASSERT_NE(parsed.gtin, parsed.upc_e);
    } else if (parsed.gtin || parsed.upc_e) {
      ++one;
      ASSERT_TRUE(parsed.fault == KeyFault::kNone && parsed.only());
    } else {
      ASSERT_EQ(parsed.fault, KeyFault::kCheckDigit);
    }
  }
  EXPECT_GT(two, 100'000);
  EXPECT_GT(one, 200'000);
}

TEST(Gtin, UpcEComesBackFromTheUpcAThatItStandsFor) {
  std::mt19937 random(20261120);
  int seen[10] = {};
  for (int i = 0; i < 400'000; ++i) {
    const std::string body = padded(std::to_string(random() % 20'000'000 / 10), 7);
    const auto upc = expand_upc_e(body + "0");
    ASSERT_TRUE(upc);
    std::string whole(upc->begin(), upc->end());
    whole.back() = check_digit(std::string_view(whole).substr(0, 11));
    const std::string short_form = suppress(whole);
    ASSERT_FALSE(short_form.empty()) << whole;
    ASSERT_EQ(parse_gtin(short_form).upc_e, parse_gtin(whole).only()) << short_form << " " << whole;
    if (short_form.substr(0, 7) == body) ++seen[body[6] - '0'];
  }
  for (int count : seen) EXPECT_GT(count, 10'000);
  EXPECT_FALSE(expand_upc_e("24252614"));
  EXPECT_FALSE(expand_upc_e("0425261"));
  EXPECT_FALSE(expand_upc_e("0425261X"));
}

TEST(Gtin, AgreesWithAPlainTwin) {
  std::mt19937_64 random(7);
  const std::size_t sizes[] = {12, 13, 14};
  int valid = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::size_t size = sizes[random() % 3];
    std::string text;
    for (std::size_t at = 0; at < size; ++at) text += static_cast<char>('0' + random() % 10);
    ASSERT_EQ(parse_gtin(text).only().has_value(), passes(text)) << text;
    ASSERT_EQ(parse_gtin(text).fault, passes(text) ? KeyFault::kNone : KeyFault::kCheckDigit) << text;
    valid += passes(text);
    text.back() = check_digit(std::string_view(text).substr(0, size - 1));
    ASSERT_TRUE(passes(text)) << text;
    ASSERT_EQ(parse_gtin(text).only()->text(), padded(text, 14));
    const std::size_t at = random() % size;  // every single wrong digit is found
    text[at] = static_cast<char>('0' + (text[at] - '0' + 1 + static_cast<int>(random() % 9)) % 10);
    ASSERT_EQ(parse_gtin(text).fault, KeyFault::kCheckDigit) << text;
  }
  EXPECT_NEAR(valid, 10'000, 500);
}

TEST(Gtin, ACaseHasACheckDigitOfItsOwn) {
  const Gtin unit = *parse_gtin("00036000291452").only(), pack = *parse_gtin("10036000291459").only();
  EXPECT_EQ(indicator(unit), 0);
  EXPECT_EQ(indicator(pack), 1);
  EXPECT_EQ(unit_gtin(pack), unit);
  EXPECT_EQ(unit_gtin(unit), unit);
  EXPECT_NE(pack, unit);
  EXPECT_FALSE(unit_gtin(*Gtin::of_body("9003600029145")));
  for (char c = '1'; c <= '8'; ++c) EXPECT_EQ(unit_gtin(*Gtin::of_body(std::string(1, c) + "003600029145")), unit);
}

TEST(Element438, IsDigitsTwoToThirteenOfTheCase) {
  const Gtin pack = *parse_gtin("10036000291459").only();
  EXPECT_TRUE(matches_438(pack, "003600029145"));
  EXPECT_FALSE(matches_438(pack, "036000291452"));  // the unit's UPC-A is not the case code
  EXPECT_FALSE(matches_438(pack, "03600029145"));
  EXPECT_FALSE(matches_438(pack, "0036000291459"));
}

TEST(Element438, LeavesTheIndicatorOpen) {
  const Readings438 readings = from_438("003600029145");
  EXPECT_EQ(readings.fault, KeyFault::kNone);
  for (std::size_t i = 0; i < 10; ++i) {
    ASSERT_TRUE(readings.by_indicator[i]);
    EXPECT_EQ(indicator(*readings.by_indicator[i]), static_cast<int>(i));
    EXPECT_TRUE(matches_438(*readings.by_indicator[i], "003600029145") && readings.may_be(*readings.by_indicator[i]));
  }
  EXPECT_FALSE(readings.upc_a);
  EXPECT_FALSE(readings.may_be(*parse_gtin("6291041500213").only()));
  EXPECT_EQ(from_438("036000291452").upc_a, parse_gtin("036000291452").only());
  EXPECT_TRUE(from_438("036000291452").may_be(*parse_gtin("036000291452").only()));
  EXPECT_EQ(from_438("36000291452").fault, KeyFault::kLength);
  EXPECT_EQ(from_438("03600029145X").fault, KeyFault::kNotDigits);
  EXPECT_EQ(from_438("000000000000").fault, KeyFault::kAllZeros);
  EXPECT_FALSE(from_438("36000291452").by_indicator[0] || from_438("000000000000").by_indicator[1]);
}

TEST(Gln, HasThirteenDigits) {
  EXPECT_EQ(parse_gln("0614141000012").key->text(), "0614141000012");
  EXPECT_EQ(parse_gln("0614141000013").fault, KeyFault::kCheckDigit);
  EXPECT_EQ(parse_gln("614141000012").fault, KeyFault::kLength);
  EXPECT_EQ(parse_gln("").fault, KeyFault::kEmpty);
}

TEST(Sscc, HasEighteenDigitsWithOrWithoutItsIdentifier) {
  EXPECT_EQ(parse_sscc("106141411234567897").key->text(), "106141411234567897");
  EXPECT_EQ(parse_sscc("00106141411234567897").key, parse_sscc("106141411234567897").key);
  EXPECT_EQ(parse_sscc("01106141411234567897").fault, KeyFault::kLength);
  EXPECT_EQ(parse_sscc("106141411234567896").fault, KeyFault::kCheckDigit);
  ASSERT_TRUE(parse_sscc("999999999999999995").key);
  EXPECT_EQ(parse_sscc("999999999999999995").key->number(), 999999999999999995u);
}

}  // namespace
}  // namespace trueup
