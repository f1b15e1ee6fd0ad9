// X12Envelope: what the headers and trailers of an X12 file say (ISA/IEA, GS/GE, ST/SE), and where they do not fit. Findings
// are issues of area file; whatever is wrong with an envelope, the sets in it are read.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/x12_path.hpp"
#include "io/x12_scanner.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {

/// Control numbers of the files of one call: repeats and gaps are seen when all are known.
class X12ControlNumbers {
 public:
  void add_interchange(const std::string& file, const X12Segment& isa);
  void add_group(const std::string& file, const X12Segment& gs);
  void take(X12ControlNumbers&& more);
  /// Interchanges of one sender and receiver with one number; numbers between two groups of one sender, receiver and
  /// functional id that no group of the two has. Some number all groups through, some each functional id's.
  void report(std::vector<Issue>& found) const;

 private:
  struct Header {
    std::string key;            ///< whose number it is
    std::string functional_id;  ///< a group's
    std::uint64_t number = 0;   ///< a group's
    Place place;
  };

  void report_repeats(std::vector<Issue>& found) const;
  void report_gaps(std::vector<Issue>& found) const;
  static void report_gap(const Header& before, const Header& after, std::vector<Issue>& found);

  std::vector<Header> interchanges_, groups_;
};

class X12Envelope {
 public:
  X12Envelope(const std::string& file, X12ControlNumbers& numbers, Decoded& out) : file_(file), numbers_(numbers), out_(out) {}

  /// A segment of the envelope: ISA, GS, ST, SE, GE, IEA.
  void add(const X12Segment& segment, std::uint16_t id);
  /// A segment that stands in no set, which is neither of the envelope nor TA1.
  void add_stray(const X12Segment& segment);
  /// The file's end. `rest`: the text after its last terminator, blanks left out; `segments`: how many there were.
  void finish(std::string_view rest, std::uint64_t segments);
  /// The text's end was taken for a terminator that is a line's end: whether `segment` closes all that is open.
  bool closes_all(const X12Segment& segment, std::uint16_t id) const;

  bool in_set() const { return set_.open; }
  void incomplete(std::uint64_t segment, std::string column, std::string_view value, std::string message);

 private:
  /// A header that waits for its trailer.
  struct Level {
    bool open = false;
    std::uint64_t segment = 0;      ///< its number
    std::string number;             ///< control number without leading zeros
    std::string printed;            ///< as it stands there
    std::uint64_t parts = 0;        ///< sets of the group, groups of the interchange
    std::set<std::string> numbers;  ///< control numbers of the parts
  };

  void open_interchange(const X12Segment& isa);
  void open_group(const X12Segment& gs);
  void open_set(const X12Segment& st);
  void close_set(const X12Segment& se);
  void close(Level& level, const X12Segment& trailer, const char* name, const char* header);
  void must_be_closed(Level& level, std::uint64_t at, const char* trailer, const char* header);
  void compare_count(const X12Segment& trailer, const char* name, std::uint64_t count, const char* of);
  void compare_number(const Level& level, const X12Segment& trailer, const char* name, const char* header);
  void outside(const X12Segment& segment, const char* of, bool& said);
  void repeated(Level& around, const std::string& number, const X12Segment& header, std::string column, const char* message);
  void find(std::string_view code, std::uint64_t segment, std::string column, std::string_view value, std::string message);

  const std::string& file_;
  X12ControlNumbers& numbers_;
  Decoded& out_;
  Level interchange_, group_, set_;
  std::string functional_id_;
  bool said_no_interchange_ = false, said_no_group_ = false, said_no_set_ = false, said_functional_id_ = false;
};

}  // namespace trueup
