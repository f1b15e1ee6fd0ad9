// The scanner against a plain twin: on random texts both hand over the same segments and elements.
#include "io/x12_scanner.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace trueup {
namespace {

using Segments = std::vector<std::vector<std::string>>;

struct Collector {
  Segments segments;
  std::vector<std::uint64_t> begins;
  std::uint64_t refused = 0;

  bool segment(const X12Segment& one) {
    std::vector<std::string>& elements = segments.emplace_back();
    elements.emplace_back(one.id());
    for (std::uint32_t i = 1; i < one.count; ++i) elements.emplace_back(one.element(i));
    begins.push_back(one.begin);
    EXPECT_EQ(one.number, segments.size() + refused);
    EXPECT_TRUE(one.element(one.count).empty());
    return true;
  }
  void refuse(std::uint64_t, std::uint64_t, std::uint32_t, X12Refusal) { ++refused; }
};

/// Byte for byte, with nothing clever. Ends at the first ISA that is not the text's start.
struct Twin {
  Segments segments;
  std::string rest;
  bool next_interchange = false, broken_lines = false;

  Twin(const std::string& text, const X12Separators& separators) {
    const bool lines = !is_blank(separators.terminator.back());
    std::size_t at = 0;
    while (true) {
      if (!segments.empty() && starts_interchange(text, at)) {
        next_interchange = true;
        return;
      }
      const std::size_t end = text.find(separators.terminator, at);
      if (end == std::string::npos) break;
      take(text.substr(at, end - at), separators.element, lines);
      at = end + separators.terminator.size();
      while (at < text.size() && is_blank(text[at]) && text[at] != separators.element) ++at;
    }
    rest = text.substr(at);
  }

  void take(const std::string& segment, char element, bool lines) {
    std::vector<std::string> elements(1);
    for (const char c : segment)
      if (c == element) elements.emplace_back();
      else elements.back().push_back(c);
    while (!elements.back().empty() && is_blank(elements.back().back())) elements.back().pop_back();
    if (elements.size() == 1 && elements[0].empty()) return;
    for (const std::string& one : elements)
      if (lines && one.find('\n') != std::string::npos) broken_lines = true;
    segments.push_back(std::move(elements));
  }
};

X12Stop scan(const std::string& text, const X12Separators& separators, Collector& out, std::uint64_t chunk, std::uint64_t& rest) {
  const auto bytes = Bytes::own(text);
  X12Scanner<Collector> scanner(bytes->view(), 0, 0, separators, out);
  X12Stop stop = X12Stop::kPlace;
  while (stop == X12Stop::kPlace) stop = scanner.scan(scanner.position() + chunk);
  rest = scanner.segment_begin();
  EXPECT_EQ(scanner.segment_count(), out.segments.size() + out.refused);
  return stop;
}

class X12ScannerModel : public testing::TestWithParam<std::string> {};

TEST_P(X12ScannerModel, HandsOverWhatThePlainTwinSees) {
  const X12Separators separators{'*', '>', 0, GetParam(), ""};
  // Few kinds of bytes, so that they meet in all ways; the padding after the text must not count.
  const std::string alphabet[] = {"*",
                                  GetParam(),
                                  "A",
                                  "ISA*00*",
                                  "ISAAC",
                                  " ",
                                  GetParam() + "\r\n",
                                  "W12*8*9",
                                  std::string(1, '\0'),
                                  "\xc2",
                                  "  ",
                                  "longer text of many bytes"};
  std::mt19937 random(7);
  int compared = 0, ended_at_isa = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "ST*1";
    for (auto parts = random() % 60; parts > 0; --parts) text += alphabet[random() % std::size(alphabet)];
    const Twin twin(text, separators);
    Collector collector;
    std::uint64_t rest = 0;
    const X12Stop stop = scan(text, separators, collector, random() % 3 == 0 ? 1 : 1 << 20, rest);
    if (twin.broken_lines) {
      ASSERT_EQ(stop, X12Stop::kBrokenLines) << text;
      continue;
    }
    if (stop == X12Stop::kBrokenLines) continue;  // in what follows the last terminator, which the twin does not look at
    ASSERT_EQ(stop == X12Stop::kInterchange, twin.next_interchange) << text;
    ASSERT_EQ(collector.segments, twin.segments) << text;
    ended_at_isa += twin.next_interchange;
    ++compared;
    if (!twin.next_interchange) {
      ASSERT_EQ(text.substr(rest), twin.rest) << text;
    }
  }
  EXPECT_GT(compared, 5'000);
  EXPECT_GT(ended_at_isa, 500);
}

INSTANTIATE_TEST_SUITE_P(Terminators, X12ScannerModel, testing::Values("~", "\r", "\n", "\xc2\xa7", "\xe2\x96\xa0"));

TEST(X12ScannerModelMasks, AreThoseOfEachByte) {
  std::mt19937 random(11);
  for (int round = 0; round < 1000; ++round) {
    char block[64];
    for (char& c : block) c = static_cast<char>("*~\n\xaa\x80"[random() % 5]);
    const X12Masks masks = x12_masks(block, '*', '~');
    for (unsigned i = 0; i < 64; ++i) {
      ASSERT_EQ(masks.element >> i & 1, block[i] == '*');
      ASSERT_EQ(masks.terminator >> i & 1, block[i] == '~');
      ASSERT_EQ(masks.line >> i & 1, block[i] == '\n');
    }
  }
}

TEST(X12ScannerModelLimits, RefuseWhatIsTooLong) {
  const X12Separators separators;
  const auto scanned = [&](const std::string& text) {
    Collector out;
    std::uint64_t rest = 0;
    scan(text, separators, out, 1 << 20, rest);
    return std::to_string(out.segments.size()) + " " + std::to_string(out.refused);
  };
  const std::string longest(Cell::kMaxLength, 'x');
  EXPECT_EQ(scanned("ST*" + longest + "~SE*1~"), "2 0");
  EXPECT_EQ(scanned("ST*" + longest + "x~SE*1~"), "1 1");
  EXPECT_EQ(scanned("ST*" + longest + "*" + longest + "~SE*1~"), "2 0");
  EXPECT_EQ(scanned("ST" + std::string(4000, '*') + "~SE*1~"), "2 0");
  EXPECT_EQ(scanned("ST" + std::string(5'000'000, '*') + "~SE*1~"), "1 1");
}

TEST(X12ScannerModelLimits, LongBlankRunsTakeLinearTime) {
  std::string blanks;
  for (int i = 0; i < 2'000'000; ++i) blanks += i % 3 == 0 ? "\n" : " ";
  Collector out;
  std::uint64_t rest = 0;
  EXPECT_EQ(scan("ST*1" + blanks + "~" + blanks + "SE*1~" + blanks, X12Separators(), out, 1 << 20, rest), X12Stop::kEnd);
  EXPECT_EQ(out.segments, (Segments{{"ST", "1"}, {"SE", "1"}}));
}

}  // namespace
}  // namespace trueup
