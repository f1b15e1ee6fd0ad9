#include "io/x12_path.hpp"

#include <algorithm>

#include "io/text.hpp"

namespace trueup {
namespace {

constexpr std::uint32_t kMostElement = 999;

/// Reads one path from its left to its right; the first fault stays.
class PathText {
 public:
  PathText(const Profile& profile, X12Ids& ids, std::string_view text) : profile_(profile), ids_(ids), rest_(text) {}

  bool done() const { return rest_.empty(); }
  const char* fault() const { return fault_; }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void fail(const char* fault) {
    if (fault_ == nullptr) fault_ = fault;
    rest_ = {};
  }

  std::uint32_t number(const char* fault) {
    std::uint32_t out = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
      out = out * 10 + static_cast<std::uint32_t>(rest_[digits] - '0');
    if (digits == 0 || out == 0 || out > kMostElement) return fail(fault), 1;
    rest_.remove_prefix(digits);
    return out;
  }

  X12Element element() {
    X12Element out{number("an element has a number from 01 on"), 0};
    if (take('.')) out.component = number("a component has a number from 1 on");
    return out;
  }

  X12Match match() {
    X12Match out;
    const std::size_t end = std::min(rest_.find_first_of("[-@/"), rest_.size());
    out.id = ids_.add(rest_.substr(0, end));
    rest_.remove_prefix(end);
    if (out.id == X12Ids::kOther) fail("a segment id has two or three capital letters or digits");
    while (take('[')) {
      X12Selector& one = out.selectors.emplace_back(selector());
      for (const std::string& word : one.words) one.keys.push_back(word_key(word));
    }
    return out;
  }

  /// Words with | between them, up to `end`; nothing may follow when it is 0.
  std::vector<std::string> words(char end) {
    const std::size_t length = end == 0 ? rest_.size() : rest_.find(end);
    if (length == std::string_view::npos) return fail("a bracket is not closed"), std::vector<std::string>();
    std::string_view list = rest_.substr(0, length);
    rest_.remove_prefix(std::min(rest_.size(), length + (end == 0 ? 0 : 1)));
    std::vector<std::string> out;
    for (bool more = true; more;) {
      const std::size_t bar = list.find('|');
      out.emplace_back(list.substr(0, bar));
      more = bar != std::string_view::npos;
      if (more) list.remove_prefix(bar + 1);
      if (out.back().empty()) fail("a word is empty");
    }
    return out;
  }

 private:
  X12Selector selector() {
    X12Selector out;
    out.element = element();
    if (take(':')) {
      const std::size_t equals = std::min(rest_.find('='), rest_.size());
      const Words* list = profile_.find_words(rest_.substr(0, equals));
      if (list == nullptr) return fail("names no word list of this profile"), out;
      rest_.remove_prefix(equals);
      if (!take('=')) return fail("a selector needs = and a word"), out;
      return out.words = sources(*list, words(']')), out;
    }
    if (!take('=')) return fail("a selector needs = and a word"), out;
    return out.words = words(']'), out;
  }

  /// The printed words that `list` translates into one of `meanings`.
  static std::vector<std::string> sources(const Words& list, const std::vector<std::string>& meanings) {
    std::vector<std::string> out;
    for (const auto& [word, meaning] : list)
      if (std::find(meanings.begin(), meanings.end(), meaning) != meanings.end()) out.push_back(word);
    return out;
  }

  const Profile& profile_;
  X12Ids& ids_;
  std::string_view rest_;
  const char* fault_ = nullptr;
};

void read_pairs(PathText& text, X12Path& path, const std::vector<std::string>& ids) {
  path.part = X12Part::kPairs;
  path.best = ids;
  do path.pairs.push_back(text.number("pairs start at elements with a number from 01 on"));
  while (text.take(','));
  path.to_end = text.take('+');
  if (text.take('=')) path.best = text.words(0);
  path.qualifier = text.take('#');
}

Error bad_path(const Profile& profile, const std::string& path, const char* fault) {
  return Error{
      ErrorCode::kBadProfile, fault, {profile.name, 0, "rows", path}, "W12-03, N9[01=LT]-02, HL[03=O]/PRF-01, LIN@02+ or W12@07,21"};
}

/// The path up to the element: what tells one segment from another.
std::string finder_text(std::string_view path) {
  std::size_t end = 0;
  for (bool inside = false; end < path.size(); ++end) {
    if (path[end] == '[') inside = true;
    if (path[end] == ']') inside = false;
    if (!inside && (path[end] == '-' || path[end] == '@')) break;
  }
  return std::string(path.substr(0, end));
}

}  // namespace

X12Ids::X12Ids() {
  size_ = 1;
  for (const std::string_view id : {"ISA", "GS", "ST", "SE", "GE", "IEA", "TA1"}) add(id);
}

std::uint16_t X12Ids::add(std::string_view id) {
  const bool fits = std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  const std::uint32_t key = key_of(id);
  if (!fits || key == kNoKey) return kOther;
  std::uint32_t at = hash(key);
  for (; keys_[at] != key; at = (at + 1) % kSlots) {
    if (keys_[at] != 0) continue;
    if (size_ >= kMost) return kOther;
    keys_[at] = key;
    numbers_[at] = size_++;
    break;
  }
  return numbers_[at];
}

std::uint32_t X12Paths::add_finder(X12Finder finder) {
  for (std::size_t i = 0; i < finders.size(); ++i)
    if (finders[i].text == finder.text) return static_cast<std::uint32_t>(i);
  finders.push_back(std::move(finder));
  return static_cast<std::uint32_t>(finders.size() - 1);
}

Result<X12Path> X12Paths::compile(const std::string& text) {
  PathText reader(profile_, ids, text);
  X12Path path;
  if (reader.take('@')) {
    path.part = X12Part::kGroup;
    path.element = reader.element();
    if (!reader.done()) reader.fail("nothing may follow the element of a group");
    return reader.fault() == nullptr ? Result<X12Path>(path) : bad_path(profile_, text, reader.fault());
  }
  X12Finder finder;
  finder.segment = reader.match();
  if (reader.take('/')) {
    finder.anchor = std::move(finder.segment);
    finder.segment = reader.match();
  }
  if (reader.take('-')) path.element = reader.element();
  else if (reader.take('@')) read_pairs(reader, path, profile_.x12.ids);
  else reader.fail("a path ends in -NN, the element, or in @NN, its pairs");
  if (!reader.done()) reader.fail("something follows the path");
  if (reader.fault() != nullptr) return bad_path(profile_, text, reader.fault());
  finder.text = finder_text(text);
  path.finder = add_finder(std::move(finder));
  return path;
}

Result<X12Each> X12Paths::compile_each(const std::string& text) {
  PathText reader(profile_, ids, text);
  X12Each each;
  each.segment = reader.match();
  if (reader.take('@')) {
    each.first = reader.number("groups start at an element with a number from 01 on");
    if (!reader.take('+')) reader.fail("groups are written SDQ@03+2: from element 03, two at a time");
    else each.width = reader.number("groups are written SDQ@03+2: from element 03, two at a time");
  }
  if (!reader.done()) reader.fail("something follows the segment that makes rows");
  if (reader.fault() != nullptr) return bad_path(profile_, text, reader.fault());
  return each;
}

}  // namespace trueup
