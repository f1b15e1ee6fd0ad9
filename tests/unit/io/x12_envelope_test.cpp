#include "io/x12_envelope.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "x12_text.hpp"

namespace trueup {
namespace {

using test::all_changed;
using test::changed;
using test::codes_of;
using test::k945;
using test::place_of;

Decoded read(std::vector<std::string> texts) {
  std::vector<SourceFile> files;
  for (std::string& text : texts)
    files.push_back(test::file_of(std::move(text), std::string(1, static_cast<char>('a' + files.size())) + ".edi"));
  Result<Decoded> decoded = decode(test::profile_945(), files);
  EXPECT_TRUE(decoded) << decoded.error().text();
  return decoded ? std::move(*decoded) : Decoded{};
}

Decoded read(std::string text) { return read(std::vector<std::string>{std::move(text)}); }

/// Codes and the place of the first.
std::string said(const Decoded& decoded) {
  return codes_of(decoded) + (decoded.found.empty() ? "" : " at " + place_of(decoded.found[0])) + (decoded.whole ? "" : " not whole");
}

std::string with_number(const std::string& interchange, const std::string& group) {
  return all_changed(all_changed(std::string(k945), "000000042", interchange), "*42", "*" + group);
}

TEST(X12Envelope, OfAGoodFileSaysNothing) { EXPECT_EQ(said(read(std::string(k945))), ""); }

TEST(X12Envelope, CountsAreCompared) {
  EXPECT_EQ(said(read(changed(k945, "SE*10*", "SE*11*"))), "envelope_count_differs at 12 SE-01 11 not whole");
  EXPECT_EQ(said(read(changed(k945, "SE*10*", "SE*x*"))), "envelope_count_differs at 12 SE-01 x not whole");
  EXPECT_EQ(said(read(changed(k945, "SE*10*", "SE*0010*"))), "");
  EXPECT_EQ(said(read(changed(k945, "GE*1*", "GE*2*"))), "envelope_count_differs at 13 GE-01 2");
  EXPECT_EQ(said(read(changed(k945, "IEA*1*", "IEA*3*"))), "envelope_count_differs at 14 IEA-01 3");
}

TEST(X12Envelope, NumbersAreComparedAsNumbersAre) {
  EXPECT_EQ(said(read(changed(k945, "SE*10*0001", "SE*10*0002"))), "envelope_number_differs at 12 SE-02 0002");
  EXPECT_EQ(said(read(changed(k945, "SE*10*0001", "SE*10*1"))), "");
  EXPECT_EQ(said(read(changed(k945, "GE*1*42", "GE*1*43"))), "envelope_number_differs at 13 GE-02 43");
  EXPECT_EQ(said(read(changed(k945, "IEA*1*000000042", "IEA*1*42"))), "");
  EXPECT_EQ(said(read(changed(k945, "IEA*1*000000042", "IEA*1*7"))), "envelope_number_differs at 14 IEA-02 7");
}

TEST(X12Envelope, MissingTrailersAreIncomplete) {
  EXPECT_EQ(said(read(changed(k945, "SE*10*0001~\n", ""))), "incomplete at 12 SE 1 not whole");
  EXPECT_EQ(said(read(changed(k945, "GE*1*42~\n", ""))), "incomplete at 13 GE 42 not whole");
  EXPECT_EQ(said(read(changed(k945, "IEA*1*000000042~\n", ""))), "incomplete at 13 IEA 42 not whole");
  EXPECT_EQ(said(read(changed(k945, "IEA*1*000000042~\n", "") + std::string(k945))),
            "incomplete,control_number_repeated at 14 IEA 42 not whole");
  EXPECT_EQ(said(read(changed(k945, "ST*945*0001~\n", ""))).substr(0, 10), "incomplete");
}

TEST(X12Envelope, MissingHeadersAreSaid) {
  const std::string set(k945.substr(k945.find("ST*"), k945.find("GE*") - k945.find("ST*")));
  EXPECT_EQ(said(read(set)), "envelope_missing,envelope_missing at 1 ST 945");
  const std::string group(k945.substr(k945.find("GS*"), k945.find("IEA*") - k945.find("GS*")));
  EXPECT_EQ(said(read(group)), "envelope_missing at 1 GS SW");
}

TEST(X12Envelope, RepeatsAreSeenOverAllFiles) {
  const Decoded decoded = read(std::vector<std::string>{std::string(k945), std::string(k945)});
  EXPECT_EQ(codes_of(decoded), "control_number_repeated");
  EXPECT_EQ(decoded.found[0].place.input, "b.edi");
  EXPECT_EQ(place_of(decoded.found[0]), "1 ISA-13 000000042");
  EXPECT_EQ(said(read({with_number("000000042", "42"), with_number("000000043", "43")})), "");
  std::string two = changed(k945, "GE*1*42", std::string(k945.substr(k945.find("ST*"), k945.find("GE*") - k945.find("ST*"))) + "GE*2*42");
  EXPECT_EQ(said(read(two)), "control_number_repeated at 13 ST-02 1");
}

TEST(X12Envelope, GapsAreSeenBetweenGroupsInWhateverOrder) {
  const Decoded decoded = read({with_number("000000046", "46"), with_number("000000042", "42"), with_number("000000043", "43")});
  EXPECT_EQ(said(decoded), "control_number_gap at 2 GS-06 46");
  EXPECT_EQ(decoded.found[0].place.input, "a.edi");
  EXPECT_NE(decoded.found[0].message.find("44 to 45"), std::string::npos) << decoded.found[0].message;
  EXPECT_EQ(said(read({with_number("000000042", "42"), changed(with_number("000000046", "46"), "GS*SW*WAREHOUSE", "GS*SW*ELSEWHERE")})),
            "");
}

TEST(X12Envelope, AGapOfOneIsAGap) {
  const Decoded decoded = read({with_number("000000042", "42"), with_number("000000044", "44")});
  EXPECT_EQ(said(decoded), "control_number_gap at 2 GS-06 44");
  EXPECT_NE(decoded.found[0].message.find("43 is left out"), std::string::npos) << decoded.found[0].message;
}

/// What is said of groups 945 and others with these numbers, a file each.
std::string said_of_groups(const std::vector<std::pair<std::string, std::string>>& groups) {
  std::vector<std::string> texts;
  for (const auto& [functional_id, number] : groups) {
    std::string text = with_number("0000001" + number, number);
    if (functional_id != "SW") text = changed(changed(text, "GS*SW", "GS*" + functional_id), "ST*945", "ST*999");
    texts.push_back(std::move(text));
  }
  std::string out;
  for (const Issue& issue : read(std::move(texts)).found)
    if (issue.code == "control_number_gap") out += issue.place.input + " " + issue.place.value + ": " + issue.message + "\n";
  return out;
}

TEST(X12Envelope, GapsOfNumbersThatGoThroughAllGroups) {
  EXPECT_EQ(said_of_groups({{"SW", "42"}, {"FA", "43"}, {"SW", "44"}, {"FA", "45"}}), "");
  EXPECT_EQ(said_of_groups({{"SW", "42"}, {"FA", "43"}, {"SW", "45"}, {"FA", "46"}}),
            "c.edi 45: the control number before it is 43: 44 is left out\n");
}

TEST(X12Envelope, GapsOfNumbersOfEachFunctionalId) {
  EXPECT_EQ(said_of_groups({{"SW", "42"}, {"FA", "71"}, {"SW", "43"}, {"FA", "72"}}), "");
  EXPECT_EQ(said_of_groups({{"SW", "42"}, {"FA", "71"}, {"SW", "44"}, {"FA", "72"}, {"FA", "75"}}),
            "c.edi 44: the control number before it is 42: 43 is left out\n"
            "e.edi 75: the control number before it is 72: 73 to 74 are left out\n");
}

TEST(X12Envelope, FunctionalIdsAreCompared) {
  EXPECT_EQ(said(read(changed(k945, "GS*SW*", "GS*IB*"))), "functional_id_differs at 2 GS-01 IB");
}

TEST(X12Envelope, SetsThatAreNotReadAreSaid) {
  EXPECT_EQ(said(read(changed(changed(k945, "ST*945", "ST*846"), "GS*SW", "GS*IB"))), "set_not_read at 3 ST-01 846");
  const std::string lines(k945.substr(k945.find("LX*1"), k945.find("SE*10") - k945.find("LX*1")));
  EXPECT_EQ(said(read(changed(changed(k945, lines, ""), "SE*10", "SE*4"))), "set_not_read at 3 ST 945 0001");
  EXPECT_EQ(said(read(changed(changed(k945, std::string(k945.substr(k945.find("GS*"), k945.find("IEA*") - k945.find("GS*"))), ""), "IEA*1",
                              "IEA*0"))),
            "set_not_read at 0 ST ");
}

TEST(X12Envelope, ExceptionsOnlyTakeTheWholeAway) {
  EXPECT_EQ(said(read(changed(k945, "W06*F", "W06*X"))), "exceptions_only at 3 W06-01 X not whole");
}

TEST(X12Envelope, ATextWithoutSegmentsIsAnError) {
  for (const std::string text : {"", "   \n", "hello", "SKU,Qty\nA,1\n", "{}"}) {
    const Result<Decoded> decoded = decode(test::profile_945(), {test::file_of(text)});
    ASSERT_FALSE(decoded) << text;
    EXPECT_EQ(decoded.error().code, ErrorCode::kNotTheFormat);
  }
}

}  // namespace
}  // namespace trueup
