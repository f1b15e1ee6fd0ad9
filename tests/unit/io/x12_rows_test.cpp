#include "io/x12_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "x12_text.hpp"

namespace trueup {
namespace {

using test::all_changed;
using test::changed;
using test::codes_of;
using test::column_of;
using test::k945;
using test::rows_of;

Decoded read(const Profile& profile, std::string text) {
  Result<Decoded> decoded = decode(profile, {test::file_of(std::move(text), "a.edi")});
  EXPECT_TRUE(decoded) << decoded.error().text();
  return decoded ? std::move(*decoded) : Decoded{};
}

constexpr std::string_view kRowsOf945 = "ship_advice|SH-1|AB-1|8|L7|WH01\nship_advice|SH-1|AB-2|5|~|WH01\n";

TEST(X12Rows, OfASet) {
  const Decoded decoded = read(test::profile_945(), std::string(k945));
  ASSERT_EQ(decoded.batches.size(), 1U);
  EXPECT_EQ(rows_of(decoded.batches[0]), kRowsOf945);
  EXPECT_EQ(test::joined(decoded.batches[0].labels), "type,W06-04,W12@07,09,W12-03,N9[01=LT]-02,N1[01=WH]-04");
  EXPECT_EQ(decoded.batches[0].rows, (std::vector<std::uint64_t>{7, 10}));
}

TEST(X12Rows, AreTheSameHoweverTheFileIsWritten) {
  const std::string text(k945);
  const std::string variants[] = {
      "\xef\xbb\xbf" + text,
      " \r\n" + text,
      all_changed(text, "~\n", "~"),
      all_changed(text, "~\n", "~\r\n\r\n"),
      all_changed(text, "~\n", "~\n    "),
      changed(all_changed(text, "~\n", " ~\n"), "> ~", ">~"),
      all_changed(text, "~\n", "\n"),
      all_changed(text, "~\n", "\r"),
      all_changed(text, "~\n", "\r\n"),
      all_changed(text, "~", "\xc2\xa7"),
      all_changed(text, "*", "|"),
      text + "\x1a",
  };
  for (const std::string& variant : variants) {
    const Decoded decoded = read(test::profile_945(), variant);
    ASSERT_EQ(decoded.batches.size(), 1U);
    EXPECT_EQ(rows_of(decoded.batches[0]), kRowsOf945) << variant;
    EXPECT_EQ(codes_of(decoded), "") << variant;
  }
}

TEST(X12Rows, AreReadWhereLinesBreakSegments) {
  std::string wrapped;
  const std::string text = all_changed(std::string(k945), "~\n", "~");
  for (std::size_t at = 0; at < text.size(); at += 80) wrapped += text.substr(at, 80) + "\r\n";
  const Decoded decoded = read(test::profile_945(), wrapped);
  EXPECT_EQ(rows_of(decoded.batches[0]), kRowsOf945);
  EXPECT_EQ(codes_of(decoded), "separators_unclear");
}

TEST(X12Rows, OfInterchangesWithOtherSeparators) {
  const std::string second =
      all_changed(all_changed(all_changed(all_changed(std::string(k945), "~", "'"), "*", "|"), "000000042", "000000043"), "|42", "|43");
  const Decoded decoded = read(test::profile_945(), changed(k945, "Main", "ISAAC") + second);
  EXPECT_EQ(rows_of(decoded.batches[0]), std::string(kRowsOf945) + std::string(kRowsOf945));
  EXPECT_EQ(codes_of(decoded), "");
  EXPECT_EQ(decoded.batches[0].rows, (std::vector<std::uint64_t>{7, 10, 21, 24}));
}

TEST(X12Rows, KeepBytesThatAreNoText) {
  const Decoded decoded = read(test::profile_945(), changed(k945, "AB-1", "A\xff" "B"));
  EXPECT_EQ(decoded.batches[0].text(decoded.batches[0].columns[2][0]), "A\xff" "B");
}

TEST(X12Rows, OfAFileWithANulByteAreNone) {
  const Result<Decoded> decoded = decode(test::profile_945(), {test::file_of(changed(k945, "AB-1", std::string("A\0B", 3)), "a.edi")});
  ASSERT_FALSE(decoded);
  EXPECT_NE(decoded.error().text().find("NUL byte at offset"), std::string::npos);
}

TEST(X12Rows, OfASegmentWithoutAnIdAreSaid) {
  const Decoded decoded = read(test::profile_945(), changed(k945, "W12*", "W*2*"));
  EXPECT_NE(codes_of(decoded).find("incomplete"), std::string::npos);
  EXPECT_FALSE(decoded.whole);
}

TEST(X12Rows, TotalsAreCompared) {
  const Decoded decoded = read(test::profile_945(), changed(k945, "W03*13", "W03*14"));
  ASSERT_EQ(codes_of(decoded), "total_differs");
  EXPECT_EQ(test::place_of(decoded.found[0]), "11 W03-01 14");
  EXPECT_EQ(rows_of(decoded.batches[0]), kRowsOf945);
  EXPECT_EQ(codes_of(read(test::profile_945(), changed(k945, "*8*-2*", "*x*-2*"))), "");  // a sum of what is no number is none
}

/// Rows of an 846 with the rule's text behind a common head.
std::string rows_846(const std::string& rule, const std::string& body,
                     const std::string& loops =
                         "LIN = {}\nQTY = { in = \"LIN\", holds = [\"UIT\"] }\nN1 = { in = \"LIN\", holds = [\"QTY\", \"N4\"] }\nLS = { in "
                         "= \"LIN\", holds = [\"REF\"] }") {
  const Profile profile =
      test::profile_of("name = \"t\"\nformat = \"x12\"\n[x12]\nsets = [\"846\"]\nids = [\"SK\", \"VN\"]\n[x12.loops]\n" + loops +
                       "\n[words.quantity]\n17 = \"on_hand\"\nES = \"on_hand\"\n33 = \"available\"\n[[rows]]\ntable = \"stock\"\n" + rule);
  EXPECT_EQ(profile.name, "t");
  Result<Decoded> decoded = decode(profile, {test::file_of("ST*846*1~BIA*00*SI*R-1*20250301*1015~" + body + "SE*9*1~")});
  if (!decoded) return decoded.error().text();
  return rows_of(decoded->batches[0]);
}

TEST(X12Rows, OfPlacesInReferences) {
  EXPECT_EQ(rows_846("each = \"REF\"\nwhen = { \"REF-01\" = \"WS\" }\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = \"REF-02\"\navailable "
                     "= \"REF-03\"\nas_of = { from = \"BIA-04\", time = \"BIA-05\" }\n",
                     "LIN**SK*A~QTY*33*9~LS*X~REF*WS*W1*4~REF*ZZ*no~REF*WS*W2*5~LE*X~LIN**VN*B~LS*X~REF*WS*W1*7~"),
            "A|W1|4|2025-03-01T10:15:00\nA|W2|5|2025-03-01T10:15:00\nB|W1|7|2025-03-01T10:15:00\n");
}

TEST(X12Rows, OfQuantitiesUnderPlaces) {
  EXPECT_EQ(rows_846("each = \"N1\"\nunless = { \"N1/QTY-02\" = \"0\" }\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = \"N1-04\"\non_hand "
                     "= { from = \"N1/QTY[01:quantity=on_hand]-02\", optional = true }\ntown = { from = \"N4-01\", optional = true }\n",
                     "LIN**SK*A~N1*WH**92*W1~N4*Reno~QTY*33*1~QTY*ES*4~N1*WH**92*W2~QTY*17*0~N1*WH**92*W3~QTY*17*6~"),
            "A|W1|4|Reno\nA|W3|6|~\n");
}

TEST(X12Rows, OfGroupsOfElements) {
  EXPECT_EQ(
      rows_846("each = \"SDQ@03+2\"\nwhen = { \"@2\" = \"*\" }\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = \"@1\"\non_hand = \"@2\"\n",
               "LIN**SK*A~SDQ*EA*92*W1*3*W2*4*W3~SDQ*EA*92~SDQ*EA*92*W4*5~"),
      "A|W1|3\nA|W2|4\nA|W4|5\n");
}

TEST(X12Rows, TakeTheBestProductId) {
  const std::string rule =
      "each = \"LIN\"\n[rows.columns]\nsku = [\"LIN@02+\", \"LIN-01\"]\nlocation = { const = \"L\" }\nid_qualifier = { from = "
      "\"LIN@02+#\", optional = true }\nlot = { from = \"LIN@02+=LT\", optional = true }\n";
  EXPECT_EQ(rows_846(rule, "LIN*1*VN*B*SK*A~LIN*2*UP*012*vn*C*LT*L9~LIN*3*UP*012~LIN*4*SK**VN*D~"),
            "A|L|SK|~\nC|L|vn|L9\n3|L|~|~\nD|L|VN|~\n");
}

TEST(X12Rows, SeeWhatComesLaterInTheirLoops) {
  const std::string rule =
      "each = \"LIN\"\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = \"CTT-02\"\non_hand = { from = \"QTY[01=17]-02\", optional = true "
      "}\nunit = { from = "
      "\"QTY[01=17]/UIT-01.1\", optional = true }\nbasis = { from = \"QTY[01=17]/UIT-01.2\", optional = true }\n";
  const std::string loops = "LIN = { holds = [\"PID\"] }\nQTY = { in = \"LIN\", holds = [\"UIT\"] }";
  // A file without ISA declares no component separator: the element is its first component, and there is no second.
  EXPECT_EQ(rows_846(rule, "LIN**SK*A~QTY*33*1~UIT*no~QTY*17*2~UIT*EA:x~LIN**SK*B~CTT*2*W9~", loops), "A|W9|2|EA:x\nB|W9|~|~\n");
}

TEST(X12Rows, SeeComponents) {
  const Profile profile = test::profile_of(std::string(test::k945Head) +
                                           "[[rows]]\ntable = \"documents\"\neach = \"W12\"\n[rows.columns]\ntype = { const = \"x\" }\nid "
                                           "= \"W12-05.1\"\nsku = \"W12-05.2\"\nquantity = "
                                           "\"W12-03\"\nlot = \"W12-05.3\"\n");
  EXPECT_EQ(rows_of(read(profile, changed(k945, "*CA*", "*CA>12*")).batches[0]), "x|CA|12|8|~\nx|EA|~|5|~\n");
}

std::string rows_of_tree(const std::string& body) {
  return rows_846(
      "each = \"SN1\"\nwhen = { \"HL-03\" = \"I\" }\n[rows.columns]\nsku = \"LIN@02+\"\nlocation = { const = \"L\" }\norder = { from = "
      "\"HL[03=O]/PRF-01\", optional = true }\non_hand = \"SN1-02\"\n",
      body, "HL = { id = \"HL-01\", parent = \"HL-02\" }");
}

TEST(X12Rows, OfTreesByTheirNumbers) {
  EXPECT_EQ(
      rows_of_tree("HL*1**S~HL*2*1*O~PRF*PO-1~HL*3*1*O~PRF*PO-2~HL*4*2*P~SN1**99~HL*5*4*I~LIN**SK*A~SN1**1~HL*6*3*I~LIN**SK*B~SN1**2~"),
      "A|L|PO-1|1\nB|L|PO-2|2\n");
  EXPECT_EQ(rows_of_tree("HL*01**S~HL*5*7*I~LIN**SK*A~SN1**1~HL*07*1*O~PRF*PO-7~"), "A|L|PO-7|1\n");
}

TEST(X12Rows, OfTreesThatAreNone) {
  EXPECT_EQ(rows_of_tree("HL*1*1*O~PRF*X~HL*2*3*I~LIN**SK*A~SN1**1~HL*3*2*I~LIN**SK*B~SN1**2~HL*4*77*I~LIN**SK*C~SN1**3~"),
            "A|L|X|1\nB|L|X|2\nC|L|X|3\n");
}

/// What is said of a set with these HL, apart from its envelope.
std::string said_of_tree(const std::string& body) {
  const Profile profile = test::profile_of(
      "name = \"t\"\nformat = \"x12\"\n[x12]\nsets = [\"856\"]\n[x12.loops]\nHL = { id = \"HL-01\", parent = \"HL-02\" }\n[[rows]]\ntable = "
      "\"messages\"\neach = \"ST\"\n[rows.columns]\nkind = { const = \"x\" }\n");
  const auto segments = static_cast<std::size_t>(std::count(body.begin(), body.end(), '~'));
  const Result<Decoded> decoded =
      decode(profile, {test::file_of("ST*856*1~" + body + "SE*" + std::to_string(segments + 2) + "*1~")});
  if (!decoded) return decoded.error().text();
  std::string out = decoded->whole ? "whole" : "not whole";
  for (const Issue& issue : decoded->found)
    if (issue.code != "envelope_missing") out += ", " + issue.code + " " + test::place_of(issue) + ": " + issue.message;
  return out;
}

TEST(X12Rows, TreesThatAreNoneAreSaid) {
  EXPECT_EQ(said_of_tree("HL*1**S~HL*2*1*I~"), "whole");
  EXPECT_EQ(said_of_tree("HL*1*0*S~HL*02*01*I~"), "whole");  // some write 0 where there is no parent
  EXPECT_EQ(said_of_tree("HL*1**S~HL*4*77*I~"), "not whole, incomplete 3 HL-02 77: the parent HL 77 is not in the set");
  EXPECT_EQ(said_of_tree("HL*1**S~HL*2*3*I~HL*3*2*I~HL*4*1*I~"), "not whole, incomplete 4 HL-02 2: its parents lead back to it: a circle");
  EXPECT_EQ(said_of_tree("HL*1*1*S~HL*2*8*I~HL*3*9*I~"),
            "not whole, incomplete 3 HL-02 8: the parent HL 8 is not in the set; so it is with 2 HL, incomplete 2 HL-02 1: its parents "
            "lead back to it: a circle");
}

TEST(X12Rows, OfAnAcknowledgementWithoutSet) {
  const Profile profile = test::profile_of(
      "name = \"t\"\nformat = \"x12\"\n[x12]\nsets = [\"TA1\"]\n[[rows]]\ntable = \"messages\"\neach = \"TA1\"\n[rows.columns]\nkind = { "
      "const = \"interchange\" }\ncontrol_number = \"TA1-01\"\nstatus = \"TA1-04\"\n");
  const std::string text = changed(
      changed(k945, std::string(k945.substr(k945.find("GS*"), k945.find("IEA*") - k945.find("GS*"))), "TA1*000000007*250301*1015*A*000~\n"),
      "IEA*1", "IEA*0");
  const Decoded decoded = read(profile, text);
  ASSERT_EQ(decoded.batches.size(), 1U);
  EXPECT_EQ(rows_of(decoded.batches[0]), "interchange|000000007|A\n");
  EXPECT_EQ(codes_of(decoded), "");
}

TEST(X12Rows, PathsThatAreNoneAreNamed) {
  for (const std::string path : {"W12", "W12-", "W12-0", "w12-01", "W12-03x", "LONG-01", "N9[01=LT-02", "N9[01]-02", "N9[01:none=LT]-02",
                                 "N9[=LT]-02", "W12@", "W12@07+x", "A/B/C-01", "@0", "N9[01=]-02"}) {
    const Profile profile = test::profile_of(std::string(test::k945Head) +
                                             "[[rows]]\ntable = \"documents\"\neach = \"W12\"\n[rows.columns]\ntype = { const = \"x\" "
                                             "}\nid = { const = \"x\" }\nsku = { const = \"x\" }\nquantity = \"" +
                                             path + "\"\n");
    ASSERT_EQ(profile.name, "own.945") << path;
    const Result<Decoded> decoded = decode(profile, {test::file_of(std::string(k945))});
    ASSERT_FALSE(decoded) << path;
    EXPECT_EQ(decoded.error().code, ErrorCode::kBadProfile) << path;
    EXPECT_EQ(decoded.error().place.value, path);
  }
}

TEST(X12Rows, LoopsThatStandInThemselvesAreRefused) {
  EXPECT_NE(rows_846("each = \"LIN\"\n[rows.columns]\nsku = \"LIN-01\"\nlocation = \"LIN-02\"\n", "",
                     "A1 = { in = \"B1\" }\nB1 = { in = \"A1\" }")
                .find("a loop stands in itself"),
            std::string::npos);
}

}  // namespace
}  // namespace trueup
