#include "io/x12_table.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "io/found_issue.hpp"
#include "io/text.hpp"
#include "io/x12_envelope.hpp"
#include "io/x12_rows.hpp"

namespace trueup {
namespace {

constexpr std::uint64_t kChunk = std::uint64_t{1} << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr char kEndOfText = '\x1a';  // some systems end text files on it

/// What is left of a file that was cut within its first segment's id.
bool is_cut_id(std::string_view text) {
  return !text.empty() && (std::string_view("ISA").starts_with(text) || std::string_view("GS").starts_with(text) ||
                           std::string_view("ST").starts_with(text));
}

/// A capital letter, then one or two capitals or digits (X12.6).
bool is_segment_id(std::string_view id) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool length = id.size() == 2 || id.size() == 3;
  return length && capital(id[0]) && std::all_of(id.begin() + 1, id.end(), [&](char c) { return capital(c) || (c >= '0' && c <= '9'); });
}

/// A segment of the envelope that later sets look at: kept, as the scanner's is gone by then.
struct KeptSegment {
  std::uint64_t begin = 0, number = 0;
  std::vector<std::uint32_t> ends;

  void keep(const X12Segment& segment) {
    begin = segment.begin;
    number = segment.number;
    ends.assign(segment.ends, segment.ends + segment.count);
  }
  X12Segment in(const char* text) const { return {text, begin, ends.data(), static_cast<std::uint32_t>(ends.size()), number}; }
};

/// What reading one file came to.
enum class Outcome : std::uint8_t { kRead, kBrokenLines };

/// Reads one file: takes its segments as the scanner hands them over, and sorts them into envelope and sets.
class X12FileReader {
 public:
  X12FileReader(const Profile& profile, const X12Plan& plan, X12Set& set, X12Rows& rows, const SourceFile& file)
      : profile_(profile),
        plan_(plan),
        set_(set),
        rows_(rows),
        file_(file),
        text_(file.bytes->view()),
        envelope_(file.name, numbers, out) {}

  Result<Outcome> read(Progress* progress);

  Decoded out;  ///< without batches
  X12ControlNumbers numbers;

  // What the scanner calls.
  bool segment(const X12Segment& segment);
  void refuse(std::uint64_t begin, std::uint64_t number, std::uint32_t element, X12Refusal why);

 private:
  using Scanner = X12Scanner<X12FileReader>;

  Failure find_separators(std::uint64_t at);
  Failure scan(Scanner& scanner, X12Stop& stop, Progress* progress) const;
  void finish(Scanner& scanner);
  void control(const X12Segment& segment, std::uint16_t id);
  void start_set(const X12Segment& segment, std::string_view set);
  void end_set(bool whole);
  void read_acknowledgement(const X12Segment& segment);
  void add(const X12Segment& segment, std::uint16_t id);
  void report_nameless();
  void report_not_read();
  Error error(ErrorCode code, std::string message, std::string hint) const {
    return {code, std::move(message), {file_.name, 0, "", ""}, std::move(hint)};
  }

  const Profile& profile_;
  const X12Plan& plan_;
  X12Set& set_;
  X12Rows& rows_;
  const SourceFile& file_;
  std::string_view text_;
  X12Envelope envelope_;
  X12Separators separators_;
  KeptSegment isa_, gs_;
  bool gathers_ = false;  ///< the open set is one that the profile reads
  bool at_end_ = false;   ///< the segment that comes ends with the text, not with a terminator
  bool taken_ = false;    ///< that segment was taken
  std::uint64_t sets_ = 0;
  std::uint64_t nameless_ = 0;  ///< segments of sets whose id is none
  Place first_nameless_;
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> not_read_;  ///< by set: where the first starts, how many
};

Result<Outcome> X12FileReader::read(Progress* progress) {
  std::uint64_t at = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (at < text_.size() && is_blank(text_[at])) ++at;
  for (std::uint64_t number = 0;;) {
    if (Failure failure = find_separators(at)) return std::move(*failure);
    if (!separators_.doubt.empty())
      out.found.push_back(found_issue("separators_unclear", {file_.name, number + 1, "ISA", ""}, separators_.doubt));
    Scanner scanner(text_, at, number, separators_, *this);
    X12Stop stop = X12Stop::kPlace;
    if (Failure failure = scan(scanner, stop, progress)) return std::move(*failure);
    if (stop == X12Stop::kBrokenLines) return Outcome::kBrokenLines;
    at = scanner.segment_begin();
    number = scanner.segment_count();
    if (stop == X12Stop::kInterchange) continue;
    finish(scanner);
    return Outcome::kRead;
  }
}

Failure X12FileReader::scan(Scanner& scanner, X12Stop& stop, Progress* progress) const {
  for (stop = X12Stop::kPlace; stop == X12Stop::kPlace;) {
    const std::uint64_t from = scanner.position();
    stop = scanner.scan(from + kChunk);
    if (progress == nullptr) continue;
    progress->advance(scanner.position() - from);
    if (progress->cancelled()) return error(ErrorCode::kCancelled, "cancelled", "");
  }
  return std::nullopt;
}

/// Keeps those of the interchange before where an ISA in the middle says nothing.
Failure X12FileReader::find_separators(std::uint64_t at) {
  const std::string_view rest = text_.substr(at);
  std::optional<X12Separators> found = starts_interchange(text_, at) ? separators_of_interchange(rest) : std::nullopt;
  if (!found) found = guess_separators(rest);
  if (found) separators_ = std::move(*found);
  else if (sets_ == 0 && !is_cut_id(rest))
    return error(ErrorCode::kNotTheFormat, "no X12: it starts with neither ISA, GS nor ST", "a file that starts with ISA");
  return std::nullopt;
}

bool X12FileReader::segment(const X12Segment& segment) {
  const std::uint16_t id = plan_.ids.find(segment.id());
  if (at_end_ && !(taken_ = envelope_.closes_all(segment, id))) return true;
  if (id != X12Ids::kOther && id <= X12Ids::kTa1) control(segment, id);
  else if (gathers_) add(segment, id);
  else if (!envelope_.in_set()) envelope_.add_stray(segment);
  return true;
}

void X12FileReader::add(const X12Segment& segment, std::uint16_t id) {
  if (id == X12Ids::kOther && !is_segment_id(segment.id()) && nameless_++ == 0)
    first_nameless_ = {file_.name, segment.number, "", readable(segment.id(), 8)};
  set_.add(segment, id);
}

void X12FileReader::report_nameless() {
  if (nameless_ == 0) return;
  out.whole = false;
  out.found.push_back(found_issue("incomplete", first_nameless_, "the segment's id is none, so what it says is not read" +
                                  (nameless_ > 1 ? "; so it is with " + std::to_string(nameless_ - 1) + " more" : std::string())));
}

void X12FileReader::refuse(std::uint64_t begin, std::uint64_t number, std::uint32_t element, X12Refusal why) {
  const std::string id = readable(text_.substr(begin, std::min<std::size_t>(3, text_.find(separators_.element, begin) - begin)));
  const std::string place = element == 0 ? id : id + (element < 10 ? "-0" : "-") + std::to_string(element);
  out.whole = false;
  out.rejected.push_back(found_issue(
      "cell_too_long", {file_.name, number, place, readable(text_.substr(begin, 200), 40)},
      why == X12Refusal::kTooLong ? "an element is longer than 16 MiB" : "a segment has more elements than any standard knows"));
}

void X12FileReader::control(const X12Segment& segment, std::uint16_t id) {
  if (id == X12Ids::kTa1 && gathers_) return set_.add(segment, id);
  if (id == X12Ids::kTa1) return envelope_.in_set() ? void() : read_acknowledgement(segment);
  if (gathers_) end_set(id == X12Ids::kSe);
  envelope_.add(segment, id);
  if (id == X12Ids::kIsa) isa_.keep(segment), gs_.ends.clear();
  else if (id == X12Ids::kGs) gs_.keep(segment);
  else if (id == X12Ids::kIea) isa_.ends.clear(), gs_.ends.clear();
  else if (id == X12Ids::kGe) gs_.ends.clear();
  else if (id == X12Ids::kSt) start_set(segment, trimmed(segment.element(1)));
}

void X12FileReader::start_set(const X12Segment& segment, std::string_view set) {
  ++sets_;
  const std::vector<std::string>& wanted = profile_.x12.sets;
  if (std::find(wanted.begin(), wanted.end(), set) == wanted.end()) {
    auto& [first, count] = not_read_[readable(set, 8)];
    if (count++ == 0) first = segment.number;
    return;
  }
  gathers_ = true;
  set_.start(text_.data(), segment.number);
  if (!isa_.ends.empty()) set_.open_envelope(isa_.in(text_.data()), X12Ids::kIsa);
  if (!gs_.ends.empty()) set_.open_envelope(gs_.in(text_.data()), X12Ids::kGs);
  set_.open_envelope(segment, plan_.ids.find(segment.id()));
}

void X12FileReader::end_set(bool whole) {
  gathers_ = false;
  rows_.add_set(separators_.component, whole, out);
}

/// A TA1 stands in its interchange alone: a set of one segment.
void X12FileReader::read_acknowledgement(const X12Segment& segment) {
  start_set(segment, "TA1");
  if (gathers_) end_set(true);
}

void X12FileReader::finish(Scanner& scanner) {
  std::string_view rest = trimmed(text_.substr(scanner.segment_begin()));
  while (!rest.empty() && (rest.back() == kEndOfText || is_blank(rest.back()))) rest.remove_suffix(1);
  const std::uint64_t segments = scanner.segment_count();
  // An editor takes a last line end off: a trailer that closes what is open, with its number, was not cut.
  if (at_end_ = !rest.empty() && is_blank(separators_.terminator.back()); at_end_) scanner.finish();
  if (gathers_) end_set(false);
  envelope_.finish(taken_ ? std::string_view() : rest, segments);
  report_nameless();
  report_not_read();
}

void X12FileReader::report_not_read() {
  for (const auto& [set, seen] : not_read_)
    out.found.push_back(found_issue("set_not_read", {file_.name, seen.first, "ST-01", set},
                                    "profile " + profile_.name + " reads " + listed(profile_.x12.sets) + "; of this set there " +
                                        (seen.second == 1 ? "is one" : "are " + std::to_string(seen.second))));
  if (sets_ == 0 && out.whole) out.found.push_back(found_issue("set_not_read", {file_.name, 0, "ST", ""}, "the file has no set"));
}

/// The text with its line ends taken out, where they break segments.
SourceFile join_lines(const SourceFile& file) {
  std::string joined;
  joined.reserve(file.bytes->size());
  for (const char c : file.bytes->view())
    if (c != '\r' && c != '\n') joined.push_back(c);
  return {file.name, Bytes::own(std::move(joined)), file.encoding};
}

/// A code with a NUL in it would look like another one: no character set of X12 has it (X12.6, basic and extended).
Failure nul_byte(const SourceFile& file) {
  const std::size_t at = file.bytes->view().find('\0');
  if (at == std::string_view::npos) return std::nullopt;
  return Error{ErrorCode::kNotTheFormat, "a NUL byte at offset " + std::to_string(at) + ": not X12 text", {file.name, 0, "", ""}, "the file as it was sent"};
}

/// Reads the files of one input one after another.
class X12Decoder {
 public:
  X12Decoder(const Profile& profile, const X12Plan& plan)
      : profile_(profile), plan_(plan), set_(plan.kinds, plan.ids), rows_(profile, plan, set_) {}

  Failure read(const SourceFile& file, Decoded& out, Progress* progress) {
    if (Failure failure = nul_byte(file)) return failure;
    Result<Outcome> outcome = read_once(file, out, progress);
    if (!outcome) return outcome.take_error();
    if (*outcome == Outcome::kRead) return std::nullopt;
    out.found.push_back(found_issue("separators_unclear", {file.name, 0, "", ""}, "lines are broken inside of segments: they were joined"));
    outcome = read_once(join_lines(file), out, nullptr);
    return outcome ? std::nullopt : Failure(outcome.take_error());
  }

  void finish(Decoded& out) const { numbers_.report(out.found); }

 private:
  Result<Outcome> read_once(const SourceFile& file, Decoded& out, Progress* progress) {
    rows_.start_file(file);
    X12FileReader reader(profile_, plan_, set_, rows_, file);
    Result<Outcome> outcome = reader.read(progress);
    if (!outcome || *outcome == Outcome::kBrokenLines) return outcome;
    std::move(reader.out.found.begin(), reader.out.found.end(), std::back_inserter(out.found));
    std::move(reader.out.rejected.begin(), reader.out.rejected.end(), std::back_inserter(out.rejected));
    out.whole = out.whole && reader.out.whole;
    numbers_.take(std::move(reader.numbers));
    rows_.finish_file(out);
    return outcome;
  }

  const Profile& profile_;
  const X12Plan& plan_;
  X12Set set_;
  X12Rows rows_;
  X12ControlNumbers numbers_;
};

}  // namespace

Failure decode_x12_files(const Profile& profile, const std::vector<SourceFile>& files, Decoded& out,
                         const std::function<void()>& after_file, Progress* progress) {
  const Result<X12Plan> plan = X12Plan::compile(profile);
  if (!plan) return Error(plan.error());
  X12Decoder decoder(profile, *plan);
  for (const SourceFile& file : files) {
    if (Failure failure = decoder.read(file, out, progress)) return failure;
    after_file();
  }
  decoder.finish(out);
  return std::nullopt;
}

}  // namespace trueup
