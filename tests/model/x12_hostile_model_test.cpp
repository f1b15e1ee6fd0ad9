// X12 files as they should not be: cut anywhere, changed anywhere, deep, large.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

#include "../unit/io/x12_text.hpp"

namespace trueup {
namespace {

using test::all_changed;
using test::k945;

bool says(const Decoded& decoded, std::string_view code) {
  for (const Issue& issue : decoded.found)
    if (issue.code == code) return true;
  return false;
}

bool is_line_end(char c) { return c == '\r' || c == '\n'; }

/// What no cut may change in a row that is left. (Its lot may be in a segment that was cut off.)
std::string lines_of(const Decoded& decoded) {
  return test::column_of(decoded.batches[0], "sku") + "\n" + test::column_of(decoded.batches[0], "quantity");
}

bool starts_lines(std::string_view all, std::string_view first) {
  const auto halves = [](std::string_view both) { return std::pair(both.substr(0, both.find('\n')), both.substr(both.find('\n') + 1)); };
  return halves(all).first.starts_with(halves(first).first) && halves(all).second.starts_with(halves(first).second);
}

class X12Cut : public testing::TestWithParam<std::string> {};

TEST_P(X12Cut, IsNeverSilentAndNeverInventsRows) {
  const Profile profile = test::profile_945();
  const std::string second = all_changed(all_changed(std::string(k945), "000000042", "000000043"), "*42", "*43");
  const std::string first = all_changed(std::string(k945), "~\n", GetParam());
  const std::string text = first + all_changed(second, "~\n", GetParam());
  const std::string all_lines = lines_of(*decode(profile, {test::file_of(text)}));
  for (std::size_t length = 0; length < text.size(); ++length) {
    const Result<Decoded> decoded = decode(profile, {test::file_of(text.substr(0, length))});
    if (length == 0) {
      EXPECT_FALSE(decoded);
      continue;
    }
    ASSERT_TRUE(decoded) << length << decoded.error().text();
    // What ends at most a line's end before an interchange does was not cut.
    std::size_t last = length;
    while (last < text.size() && is_line_end(text[last])) ++last;
    const bool between = last == first.size() || last == text.size();
    EXPECT_EQ(says(*decoded, "incomplete"), !between) << length;
    EXPECT_EQ(decoded->whole, between) << length;
    EXPECT_TRUE(starts_lines(all_lines, lines_of(*decoded))) << length << "\n" << lines_of(*decoded);
  }
}

INSTANTIATE_TEST_SUITE_P(Terminators, X12Cut, testing::Values("~\n", "~", "\n", "\r", "\r\n", "\xc2\xa7"));

TEST(X12Hostile, ABareSetThatIsCutIsIncomplete) {
  const Profile profile = test::profile_945();
  const std::string text = all_changed(std::string(k945.substr(k945.find("ST*"), k945.find("GE*") - k945.find("ST*"))), "\n", "");
  for (std::size_t length = 1; length < text.size(); ++length) {
    const Result<Decoded> decoded = decode(profile, {test::file_of(text.substr(0, length))});
    ASSERT_TRUE(decoded) << length;
    EXPECT_TRUE(says(*decoded, "incomplete")) << length;
  }
}

TEST(X12Hostile, ChangedBytesNeverBreakIt) {
  const Profile profile = test::profile_945();
  std::mt19937 random(3);
  for (int round = 0; round < 30'000; ++round) {
    std::string text(k945);
    for (auto changes = 1 + random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = "*~\n\r>|A0 "[random() % 9]; break;
        case 1: text[at] = static_cast<char>(random()); break;
        case 2: text.erase(at, random() % 40); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 200));
      }
      if (text.empty()) text = "I";
    }
    const Result<Decoded> decoded = decode(profile, {test::file_of(std::move(text))});
    if (!decoded) continue;
    for (const RecordBatch& batch : decoded->batches)
      for (const auto& column : batch.columns) ASSERT_EQ(column.size(), batch.row_count());
  }
}

Profile profile_of_trees() {
  return test::profile_of(
      "name = \"t\"\nformat = \"x12\"\n[x12]\nsets = [\"856\"]\nids = [\"SK\"]\n[x12.loops]\nHL = { id = \"HL-01\", parent = \"HL-02\" "
      "}\n[[rows]]\ntable = \"documents\"\neach = \"SN1\"\n"
      "[rows.columns]\ntype = { const = \"x\" }\nid = \"HL[03=O]/PRF-01\"\nsku = \"LIN@02+\"\nquantity = \"SN1-02\"\nlot = { from = "
      "\"BSN-02\", optional = true }\n");
}

std::string set_of(const std::string& body, std::size_t segments) {
  return "ST*856*1~BSN*00*X1~" + body + "SE*" + std::to_string(segments + 3) + "*1~";
}

TEST(X12Hostile, ADeepTreeTakesLinearTime) {
  constexpr int kDepth = 100'000;
  std::string body = "HL*1**O~PRF*PO~";
  for (int i = 2; i <= kDepth; ++i) body += "HL*" + std::to_string(i) + "*" + std::to_string(i - 1) + "*I~LIN**SK*A~SN1**1~";
  const Result<Decoded> decoded = decode(profile_of_trees(), {test::file_of(set_of(body, 2 + 3 * (kDepth - 1)))});
  ASSERT_TRUE(decoded);
  const RecordBatch& batch = decoded->batches[0];
  ASSERT_EQ(batch.row_count(), kDepth - 1U);
  EXPECT_EQ(batch.text(batch.columns[1].back()), "PO");
  EXPECT_EQ(batch.text(batch.columns[4].back()), "X1");
}

TEST(X12Hostile, ATreeWrittenBackwardsIsTheSameTree) {
  constexpr int kDepth = 50'000;
  std::string body;
  for (int i = kDepth; i > 1; --i) body += "HL*" + std::to_string(i) + "*" + std::to_string(i - 1) + "*I~LIN**SK*A~SN1**1~";
  body += "HL*1**O~PRF*PO~";
  const Result<Decoded> decoded = decode(profile_of_trees(), {test::file_of(set_of(body, 2 + 3 * (kDepth - 1)))});
  ASSERT_TRUE(decoded);
  const RecordBatch& batch = decoded->batches[0];
  ASSERT_EQ(batch.row_count(), kDepth - 1U);
  for (const Cell cell : batch.columns[1]) ASSERT_EQ(batch.text(cell), "PO");
}

TEST(X12Hostile, CirclesInATreeEnd) {
  constexpr int kLoops = 20'000;
  std::string body;
  for (int i = 1; i <= kLoops; ++i) body += "HL*" + std::to_string(i) + "*" + std::to_string(i % kLoops + 1) + "*I~LIN**SK*A~SN1**1~";
  const Result<Decoded> decoded = decode(profile_of_trees(), {test::file_of(set_of(body, 3 * kLoops))});
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->batches[0].row_count(), std::size_t{kLoops});
}

TEST(X12Hostile, ASetOfManyLinesTakesLinearTime) {
  constexpr int kLines = 300'000;
  std::string text = "ST*945*1~W06*F*SO*20250301*SH~N1*WH**92*W1~";
  for (int i = 1; i <= kLines; ++i) text += "LX*" + std::to_string(i) + "~W12*SH*2*1*1*EA**SK*A~";
  text += "W03*" + std::to_string(kLines) + "~SE*" + std::to_string(2 * kLines + 5) + "*1~";
  const Result<Decoded> decoded = decode(test::profile_945(), {test::file_of(std::move(text))});
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->batches[0].row_count(), std::size_t{kLines});
  EXPECT_EQ(test::codes_of(*decoded), "envelope_missing,envelope_missing");
}

TEST(X12Hostile, OneEndlessSegmentIsIncomplete) {
  const Result<Decoded> decoded = decode(
      test::profile_945(),
      {test::file_of("ISA*00*          *00*          *ZZ*A              *ZZ*B              *250301*1015*U*00401*000000042*0*P*>~GS*" +
                     std::string(50'000'000, 'x'))});
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(says(*decoded, "incomplete"));
}

TEST(X12Hostile, AnElementThatIsTooLongIsRefusedWithItsPlace) {
  const std::string text = test::changed(k945, "AB-1", std::string(Cell::kMaxLength + 1, 'x'));
  const Result<Decoded> decoded = decode(test::profile_945(), {test::file_of(text)});
  ASSERT_TRUE(decoded);
  ASSERT_EQ(decoded->rejected.size(), 1U);
  EXPECT_EQ(decoded->rejected[0].code, "cell_too_long");
  EXPECT_EQ(decoded->rejected[0].place.row, 7U);
  EXPECT_EQ(decoded->rejected[0].place.column, "W12-08");
  EXPECT_FALSE(decoded->whole);
}

}  // namespace
}  // namespace trueup
