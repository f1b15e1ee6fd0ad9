#include "mapping/suggest_names.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

#include "mapping/fold.hpp"

namespace trueup {
namespace {

constexpr std::size_t kMostWords = 24;
constexpr std::uint32_t kUsual = 3;  // a word that so many names hold is no slip of the pen

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

struct Synonym {
  std::string_view word, plain;
};

// Words that belong to the figure before them.
constexpr Synonym kUnits[] = {
    {"oz", "oz"}, {"ounce", "oz"}, {"ounces", "oz"}, {"ml", "ml"}, {"cl", "cl"}, {"l", "l"}, {"ltr", "l"}, {"litre", "l"}, {"litres", "l"},
    {"liter", "l"}, {"liters", "l"}, {"mg", "mg"}, {"g", "g"}, {"gr", "g"}, {"gram", "g"}, {"grams", "g"}, {"kg", "kg"}, {"lb", "lb"},
    {"lbs", "lb"}, {"mm", "mm"}, {"cm", "cm"}, {"m", "m"}, {"ft", "ft"}, {"in", "in"}, {"inch", "in"}, {"inches", "in"}, {"pack", "pack"},
    {"packs", "pack"}, {"pk", "pack"}, {"ct", "pack"}, {"count", "pack"}, {"pcs", "pack"}, {"pc", "pack"}, {"pieces", "pack"}, {"piece", "pack"},
};
constexpr Synonym kSizes[] = {{"xs", "xs"}, {"s", "s"}, {"small", "s"}, {"m", "m"}, {"medium", "m"}, {"l", "l"}, {"large", "l"}, {"xl", "xl"}, {"xxl", "xxl"}, {"xxxl", "xxxl"}};
constexpr std::string_view kPacks[] = {"pack", "case", "carton", "box", "each", "pair", "set", "bundle", "refill", "ii", "iii", "iv"};

template <std::size_t count>
std::string_view plain_word(const Synonym (&synonyms)[count], std::string_view word) {
  const auto* found = std::find_if(std::begin(synonyms), std::end(synonyms), [&](const Synonym& synonym) { return synonym.word == word; });
  return found == std::end(synonyms) ? std::string_view() : found->plain;
}

bool tells_variants(std::string_view word) {
  return has_digit(word) || !plain_word(kSizes, word).empty() || std::find(std::begin(kPacks), std::end(kPacks), word) != std::end(kPacks);
}

// Runs of letters and digits; a point between digits belongs to them, an apostrophe to nothing.
std::vector<std::string> runs_of(std::string_view text) {
  std::vector<std::string> runs;
  std::string run;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool point = (c == '.' || c == ',') && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (point) run.push_back('.');
    else if (is_digit(c) || is_letter(c)) run.push_back(c);
    else if (c != '\'' && !run.empty()) runs.push_back(std::move(run)), run.clear();
  }
  return runs;
}

// "12ounces" is "12oz".
std::string with_plain_unit(const std::string& word) {
  const std::size_t last = word.find_last_of("0123456789");
  if (last == std::string::npos) return word;
  const std::string_view unit = plain_word(kUnits, std::string_view(word).substr(last + 1));
  return unit.empty() ? word : word.substr(0, last + 1) + std::string(unit);
}

// One letter more, less, other, or two exchanged.
bool one_slip_apart(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty() && left.front() == right.front()) left.remove_prefix(1), right.remove_prefix(1);
  while (!left.empty() && !right.empty() && left.back() == right.back()) left.remove_suffix(1), right.remove_suffix(1);
  if (left.size() <= 1 && right.size() <= 1) return true;
  return left.size() == 2 && right.size() == 2 && left[0] == right[1] && left[1] == right[0];
}

bool is_slip_of_a_pack(std::string_view word) {
  return word.size() >= 4 && std::any_of(std::begin(kPacks), std::end(kPacks), [&](std::string_view pack) { return pack.size() >= 4 && one_slip_apart(word, pack); });
}

// "blk" for "black": the first letter and further ones in their order.
bool is_abbreviation(std::string_view brief, std::string_view word) {
  constexpr std::size_t kShortest = 3;
  if (brief.size() < kShortest || brief.size() >= word.size() || brief.front() != word.front()) return false;
  std::size_t matched = 0;
  for (const char c : word) matched += matched < brief.size() && brief[matched] == c;
  return matched == brief.size();
}

bool ends_in_digit(const std::string& word) { return is_digit(word.back()); }

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  std::string folded;
  append_folded(folded, name, kInvisible | kWidth | kComposition | kCase);
  const std::vector<std::string> runs = runs_of(folded);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < runs.size() && words.size() < kMostWords; ++i) {
    const bool pack_of = i + 2 < runs.size() && runs[i + 1] == "of" && has_digit(runs[i + 2]) && ends_in_digit(runs[i + 2]);
    if (pack_of && std::find(std::begin(kPacks), std::end(kPacks), runs[i]) != std::end(kPacks)) {
      words.push_back(runs[i + 2] + "pack");
      i += 2;
      continue;
    }
    const std::string_view unit = i + 1 < runs.size() && ends_in_digit(runs[i]) ? plain_word(kUnits, runs[i + 1]) : std::string_view();
    const std::string_view size = plain_word(kSizes, runs[i]);
    if (!unit.empty()) words.push_back(runs[i++] + std::string(unit));
    else words.push_back(size.empty() ? with_plain_unit(runs[i]) : std::string(size));
  }
  return words;
}

NameWords::Words NameWords::learn(std::string_view name) {
  Words words;
  for (const std::string& word : words_of_name(name)) {
    const std::uint32_t id = pool_.intern(word).value;
    if (id == counts_.size()) counts_.push_back(0), tells_variants_.push_back(tells_variants(word));
    words.push_back(id);
  }
  std::sort(words.begin(), words.end());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i == 0 || words[i] != words[i - 1]) ++counts_[words[i]];
  ++names_;
  return words;
}

// About the logarithm of how many names stand against one that holds the word.
std::uint32_t NameWords::weight(std::uint32_t word) const {
  return 1 + static_cast<std::uint32_t>(std::bit_width(names_ / std::max(counts_[word], 1u)));
}

std::uint32_t NameWords::weight(const Words& words) const {
  std::uint32_t sum = 0;
  for (const std::uint32_t word : words) sum += weight(word);
  return sum;
}

NameLikeness NameWords::compare(const Words& left, const Words& right) const {
  if (left.empty() || right.empty()) return {};
  if (left == right) return {10000, NameVerdict::kSame};
  Words only_left, only_right, unpaired;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(only_left));
  std::set_difference(right.begin(), right.end(), left.begin(), left.end(), std::back_inserter(only_right));
  std::uint64_t apart = weight(only_left) + weight(only_right), total = weight(left) + weight(right);
  for (const std::uint32_t word : only_left) {
    const auto alike = std::find_if(only_right.begin(), only_right.end(), [&](std::uint32_t other) { return spelt_alike(word, other); });
    if (alike == only_right.end()) {
      unpaired.push_back(word);
      continue;
    }
    // Both count as the more usual word of the two, a quarter of it as different.
    const std::uint32_t both = weight(word) + weight(*alike), usual = 2 * std::min(weight(word), weight(*alike));
    total -= both - usual;
    apart -= both - usual / 4;
    only_right.erase(alike);
  }
  const auto tells = [&](std::uint32_t word) { return tells_variants_[word] != 0 || (counts_[word] < kUsual && is_slip_of_a_pack(pool_.text({word}))); };
  const bool replaced = !unpaired.empty() && !only_right.empty();
  const bool omits = std::any_of(unpaired.begin(), unpaired.end(), tells) || std::any_of(only_right.begin(), only_right.end(), tells);
  return {static_cast<std::uint32_t>(10000 * (total - apart) / total), replaced ? NameVerdict::kDiffers : omits ? NameVerdict::kOmits : NameVerdict::kSimilar};
}

// A slip of the pen makes a word that hardly any name holds; two usual words that differ by a letter are two words.
bool NameWords::spelt_alike(std::uint32_t left, std::uint32_t right) const {
  if (tells_variants_[left] != 0 || tells_variants_[right] != 0) return false;
  const std::string_view one = pool_.text({left}), other = pool_.text({right});
  const bool a_slip = std::min(counts_[left], counts_[right]) < kUsual && std::min(one.size(), other.size()) >= 4;
  return (a_slip && one_slip_apart(one, other)) || is_abbreviation(one, other) || is_abbreviation(other, one);
}

}  // namespace trueup
