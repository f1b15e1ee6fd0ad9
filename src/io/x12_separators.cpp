#include "io/x12_separators.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "io/text.hpp"

namespace trueup {
namespace {

constexpr std::size_t kIsaElements = 16;
constexpr std::size_t kIsaSixteenth = 103;    // offset of the separator before ISA16, where no padding is lost
constexpr std::size_t kMostOfIsa = 2048;      // far more than an ISA with several bytes a character takes
constexpr std::size_t kMostOfTail = 64;       // what may stand between ISA16 and the next segment
constexpr std::size_t kMostOfSegment = 8192;  // looked through for a terminator
constexpr int kTriedSegments = 12;
constexpr std::string_view kAfterIsa[] = {"GS", "TA1", "ISB", "IEA", "ST"};
constexpr std::string_view kUsualElements = "*|~^<>";

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_code(char c) { return is_upper(c) || (c >= '0' && c <= '9'); }
constexpr bool is_word(char c) { return is_code(c) || (c >= 'a' && c <= 'z'); }

/// The UTF-8 character at `at`; one byte where it is none.
std::string_view character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
  if (at + length > text.size()) return text.substr(at, 1);
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return text.substr(at, 1);
  return text.substr(at, length);
}

std::string_view last_character(std::string_view text) {
  std::size_t at = 0;
  std::string_view last;
  for (; at < text.size(); at += last.size()) last = character_at(text, at);
  return last;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// The length of the segment id at `at`: a capital letter, then one or two capitals or digits; 0 = none.
std::size_t segment_id_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 4 && is_code(text[end])) ++end;
  return at < text.size() && is_upper(text[at]) && (end - at == 2 || end - at == 3) ? end - at : 0;
}

/// How many segments in a row `terminator` makes, up to kTriedSegments; the first may be anything up to the terminator.
int segments_made(std::string_view text, std::size_t at, char element, std::string_view terminator) {
  for (int made = 0; made < kTriedSegments; ++made) {
    const std::size_t end = text.substr(at, kMostOfSegment).find(terminator);
    if (end == std::string_view::npos) return made;
    at = skip_blanks(text, at + end + terminator.size());
    if (at >= text.size()) return made + 1;
    const std::size_t after = at + segment_id_at(text, at);
    if (after == at) return made;
    if (after < text.size() && text[after] != element && !text.substr(skip_blanks(text, after)).starts_with(terminator)) return made;
  }
  return kTriedSegments;
}

/// An ISA as it stands, with the place where its sixteenth element starts.
struct Isa {
  std::vector<std::size_t> separators;  ///< offsets of its first 15 or 16
  std::size_t tail = 0;                 ///< after the last separator, or after ISA15 where there is no ISA16
  std::size_t next = 0;                 ///< the segment after it; the text's end where none is seen
  bool cut = false;                     ///< the text ends before the next segment
};

bool find_next(std::string_view text, char element, Isa& isa) {
  for (std::size_t at = isa.tail; at < std::min(text.size(), isa.tail + kMostOfTail); ++at)
    for (const std::string_view id : kAfterIsa) {
      const std::string_view here = text.substr(at);
      if (!here.starts_with(id) || here.size() == id.size() || here[id.size()] != element || at == isa.tail) continue;
      isa.next = at;
      return true;
    }
  return false;
}

std::optional<Isa> read_isa(std::string_view text) {
  Isa isa;
  const char element = text[3];
  for (std::size_t at = 3; at < std::min(text.size(), kMostOfIsa) && isa.separators.size() < kIsaElements; ++at)
    if (text[at] == element) isa.separators.push_back(at);
  if (isa.separators.size() < kIsaElements - 1) return std::nullopt;
  // Where ISA16 is missing, the sixteenth separator is one of the segment after the ISA.
  const std::size_t usage = isa.separators[kIsaElements - 2] + 1;
  isa.tail = std::min(usage + 1, text.size());
  if (isa.separators.size() == kIsaElements) {
    const std::string_view between = text.substr(usage, isa.separators.back() - usage);
    const bool missing = between.size() > 3 && between.ends_with("GS") && !is_word(between[between.size() - 3]);
    if (missing) isa.separators.pop_back();
    else isa.tail = isa.separators.back() + 1;
  }
  isa.next = text.size();
  isa.cut = !find_next(text, element, isa);
  return isa;
}

/// The character after GS08, a release such as 004010VICS; empty where the GS has more elements or is not there.
std::string_view after_release(std::string_view text, std::size_t gs, char element) {
  if (!text.substr(gs).starts_with("GS")) return {};
  std::size_t at = gs + 2;
  for (int elements = 0; at < std::min(text.size(), gs + kMostOfIsa); ++at) {
    if (text[at] != element) continue;
    if (++elements == 8) break;
  }
  if (at >= text.size() || text[at] != element) return {};
  ++at;
  while (at < text.size() && is_word(text[at])) ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  return character_at(text, at);
}

bool can_terminate(std::string_view character, char element) {
  if (character.empty() || character[0] == element || character == " " || character == "\t") return false;
  return character.size() > 1 || !is_word(character[0]);
}

/// Likeliest first.
std::vector<std::string_view> terminator_candidates(std::string_view text, const Isa& isa) {
  std::vector<std::string_view> out;
  const char element = text[3];
  const auto add = [&](std::string_view character) {
    if (can_terminate(character, element) && std::find(out.begin(), out.end(), character) == out.end()) out.push_back(character);
  };
  add(after_release(text, isa.next, element));
  add(character_at(text, kIsaSixteenth + 2));
  if (!isa.cut) add(last_character(trimmed(text.substr(isa.tail, isa.next - isa.tail))));
  for (const std::string_view line_end : {"\r", "\n"}) add(line_end);
  return out;
}

std::string find_terminator(std::string_view text, const Isa& isa) {
  std::string_view best;
  int most = 0;
  for (const std::string_view candidate : terminator_candidates(text, isa)) {
    const std::size_t first = text.substr(isa.tail).find(candidate);
    if (first == std::string_view::npos || isa.tail + first >= isa.next) continue;
    const int made = segments_made(text, isa.tail, text[3], candidate);
    if (made > most) most = made, best = candidate;
  }
  return std::string(best);
}

std::string_view element_of(std::string_view text, const Isa& isa, std::size_t number) {
  const std::size_t begin = isa.separators[number - 1] + 1;
  return text.substr(begin, isa.separators[number] - begin);
}

std::string doubt_of(std::string_view text, const Isa& isa, const X12Separators& separators) {
  if (isa.separators.size() < kIsaElements) return "the ISA has no element 16, the component separator";
  if (isa.separators.back() != kIsaSixteenth)
    return "the ISA is " + std::string(isa.separators.back() < kIsaSixteenth ? "narrower" : "wider") + " than 106 bytes";
  if (!text.substr(kIsaSixteenth + 2).starts_with(separators.terminator)) return "byte 106 of the ISA is not what the segments end on";
  return separators.component == separators.element ? "element and component separator are one character" : "";
}

}  // namespace

bool starts_interchange(std::string_view text, std::uint64_t at) {
  const std::string_view here = text.substr(at);
  if (here.size() < 4 || !here.starts_with("ISA") || is_word(here[3]) || here[3] == ' ' || here[3] == '\r' || here[3] == '\n') return false;
  // ISA01 is a code of two characters.
  return here.size() < 8 || here.substr(4, 4).find(here[3]) != std::string_view::npos;
}

std::optional<X12Separators> separators_of_interchange(std::string_view text) {
  const std::optional<Isa> isa = read_isa(text);
  if (!isa) return std::nullopt;
  X12Separators out;
  out.element = text[3];
  const std::string terminator = find_terminator(text, *isa);
  if (terminator.empty()) return out;
  out.terminator = terminator;
  const bool declares = isa->separators.size() == kIsaElements && !text.substr(isa->tail).starts_with(terminator);
  if (declares && !is_blank(text[isa->tail])) out.component = text[isa->tail];
  const std::string_view release = element_of(text, *isa, 12), repetition = element_of(text, *isa, 11);
  if (release >= "00402" && repetition.size() == 1 && !is_word(repetition[0]) && repetition[0] != ' ') out.repetition = repetition[0];
  out.doubt = doubt_of(text, *isa, out);
  return out;
}

std::optional<X12Separators> guess_separators(std::string_view text) {
  const std::size_t id = segment_id_at(text, 0);
  if (id == 0 || id >= text.size() || kUsualElements.find(text[id]) == std::string_view::npos) return std::nullopt;
  X12Separators out;
  out.element = text[id];
  int most = 0;
  for (const std::string_view candidate : {"~", "\r", "\n", "!", "'", "^", "|", "\\", "?", "$", "#"}) {
    if (candidate[0] == out.element) continue;
    const int made = segments_made(text, 0, out.element, candidate);
    if (made > most) most = made, out.terminator = candidate;
  }
  return out;
}

}  // namespace trueup
