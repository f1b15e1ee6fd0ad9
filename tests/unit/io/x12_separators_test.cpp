#include "io/x12_separators.hpp"

#include <gtest/gtest.h>

#include "x12_text.hpp"

namespace trueup {
namespace {

using test::all_changed;
using test::changed;
using test::k945;

/// element, component, repetition ('-' where there is none), terminator, and whether there is a doubt.
std::string found(std::string_view text) {
  const auto separators = separators_of_interchange(text);
  if (!separators) return "none";
  const auto shown = [](char c) { return c == 0 ? '-' : c; };
  std::string terminator = separators->terminator;
  if (terminator == "\r") terminator = "CR";
  if (terminator == "\n") terminator = "LF";
  return std::string{separators->element, shown(separators->component), shown(separators->repetition)} + " " + terminator +
         (separators->doubt.empty() ? "" : " ?");
}

TEST(X12Separators, AreWhatTheIsaDeclares) {
  EXPECT_EQ(found(k945), "*>- ~");
  EXPECT_EQ(found(changed(k945, "*U*00401*", "*^*00501*")), "*>^ ~");
  EXPECT_EQ(found(changed(k945, "*U*00401*", "*^*00401*")), "*>- ~");
  EXPECT_EQ(found(all_changed(all_changed(std::string(k945), "*", "|"), "~", "!")), "|>- !");
}

TEST(X12Separators, TakeLineEndsAsTerminators) {
  EXPECT_EQ(found(all_changed(std::string(k945), "~\n", "\n")), "*>- LF");
  EXPECT_EQ(found(all_changed(std::string(k945), "~\n", "\r")), "*>- CR");
  EXPECT_EQ(found(all_changed(std::string(k945), "~\n", "\r\n")), "*>- CR");
  EXPECT_EQ(found(all_changed(std::string(k945), "~\n", "~\r\n")), "*>- ~");
}

TEST(X12Separators, TakeCarriageReturnsWhereATildeIsData) {
  const std::string text = changed(all_changed(std::string(k945), "~\n", "\r"), "Main", "Ma~in");
  EXPECT_EQ(found(text), "*>- CR");
}

TEST(X12Separators, AreFoundWherePaddingIsLost) {
  EXPECT_EQ(found(changed(k945, "*00*          *00*          *", "*00**00**")), "*>- ~ ?");
  EXPECT_EQ(found(changed(k945, "WAREHOUSE      ", "WAREHOUSE                    ")), "*>- ~ ?");
}

TEST(X12Separators, AreFoundBesideCharactersOfManyBytes) {
  EXPECT_EQ(found(changed(k945, "OWNER          ", "\xc3\x96WNER          ")), "*>- ~ ?");
  EXPECT_EQ(found(all_changed(std::string(k945), "~", "\xc2\xa7")), "*>- \xc2\xa7");
  EXPECT_EQ(found(all_changed(std::string(k945), "~", "\xe2\x96\xa0")), "*>- \xe2\x96\xa0");
}

TEST(X12Separators, TakeWhatSegmentsEndOnOverWhatIsDeclared) {
  const std::string text = all_changed(std::string(k945), "~\n", "'\n");
  EXPECT_EQ(found(changed(text, ">'\n", ">~'\n")), "*>- ' ?");
}

TEST(X12Separators, TakeByte106WhereTheGroupHasMoreElements) { EXPECT_EQ(found(changed(k945, "*004010~", "*004010*EXTRA~")), "*>- ~"); }

TEST(X12Separators, LackAComponentWhereTheIsaHasNoSixteenthElement) { EXPECT_EQ(found(changed(k945, "*P*>~", "*P~")), "*-- ~ ?"); }

TEST(X12Separators, AreNoneOfATornHeader) {
  EXPECT_EQ(found("ISA*00*          *00*"), "none");
  EXPECT_EQ(found("ISA*" + std::string(5000, 'A')), "none");
}

TEST(X12Separators, AreGuessedWithoutAnInterchange) {
  const auto of = [](std::string_view text) {
    const auto guess = guess_separators(text);
    return guess ? std::string{guess->element} + guess->terminator : "none";
  };
  EXPECT_EQ(of("ST*945*1~W06*F*1~SE*3*1~"), "*~");
  EXPECT_EQ(of("ST|945|1\nW06|F|1\nSE|3|1\n"), "|\n");
  EXPECT_EQ(of("GS*SW*A*B!ST*945*1!"), "*!");
  EXPECT_EQ(of("sku,quantity\nA,1\n"), "none");
  EXPECT_EQ(of("SKU,QTY\nA,1\n"), "none");
  EXPECT_EQ(of("{\"a\": 1}"), "none");
  EXPECT_EQ(of(""), "none");
}

TEST(X12Separators, ANameInDataStartsNoInterchange) {
  EXPECT_TRUE(starts_interchange("ISA*00*", 0));
  EXPECT_TRUE(starts_interchange("~ISA|00|", 1));
  EXPECT_FALSE(starts_interchange("ISAAC*00*", 0));
  EXPECT_FALSE(starts_interchange("ISA BELLA*1*", 0));
  EXPECT_FALSE(starts_interchange("ISA", 0));
}

}  // namespace
}  // namespace trueup
