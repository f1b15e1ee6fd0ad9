// Repeats and gaps of control numbers over all files of one call.
#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "io/control_number.hpp"
#include "io/found_issue.hpp"
#include "io/x12_envelope.hpp"

namespace trueup {
namespace {

std::string key_of(const X12Segment& segment, std::initializer_list<std::uint32_t> elements) {
  std::string out;
  for (const std::uint32_t element : elements) out.append(trimmed(segment.element(element))).push_back('\n');
  return out;
}

}  // namespace

void X12ControlNumbers::add_interchange(const std::string& file, const X12Segment& isa) {
  interchanges_.push_back(
      {key_of(isa, {5, 6, 7, 8}) + bare_control_number(isa.element(13)), "", 0, {file, isa.number, "ISA-13", readable(isa.element(13))}});
}

void X12ControlNumbers::add_group(const std::string& file, const X12Segment& gs) {
  if (const std::optional<std::uint64_t> number = parse_count(gs.element(6)))
    groups_.push_back(
        {key_of(gs, {2, 3}), std::string(trimmed(gs.element(1))), *number, {file, gs.number, "GS-06", readable(gs.element(6))}});
}

void X12ControlNumbers::take(X12ControlNumbers&& more) {
  std::move(more.interchanges_.begin(), more.interchanges_.end(), std::back_inserter(interchanges_));
  std::move(more.groups_.begin(), more.groups_.end(), std::back_inserter(groups_));
}

void X12ControlNumbers::report(std::vector<Issue>& found) const {
  report_repeats(found);
  report_gaps(found);
}

void X12ControlNumbers::report_repeats(std::vector<Issue>& found) const {
  std::vector<const Header*> sorted;
  for (const Header& header : interchanges_) sorted.push_back(&header);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Header* left, const Header* right) { return left->key < right->key; });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->key != sorted[i - 1]->key) continue;
    const Place& before = sorted[i - 1]->place;
    found.push_back(found_issue("control_number_repeated", sorted[i]->place,
                                "segment " + std::to_string(before.row) + " of " + before.input +
                                    " has this control number too, from the same sender to the same receiver"));
  }
}

void X12ControlNumbers::report_gaps(std::vector<Issue>& found) const {
  std::vector<const Header*> sorted;
  std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> last;  // number of each series
  for (const Header& header : groups_) {
    sorted.push_back(&header);
    std::uint64_t& number = last[{header.key, header.functional_id}];
    number = std::max(number, header.number);
  }
  const auto order = [](const Header* header) { return std::tie(header->key, header->number); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Header* left, const Header* right) { return order(left) < order(right); });
  std::uint64_t reach = 0;  // how far the series go that have begun
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool same = i != 0 && sorted[i]->key == sorted[i - 1]->key;
    if (same && sorted[i]->number <= reach) report_gap(*sorted[i - 1], *sorted[i], found);
    reach = std::max(same ? reach : 0, last[{sorted[i]->key, sorted[i]->functional_id}]);
  }
}

void X12ControlNumbers::report_gap(const Header& before, const Header& after, std::vector<Issue>& found) {
  if (after.number - before.number < 2) return;
  const std::string first = std::to_string(before.number + 1);
  const bool one = after.number - before.number == 2;
  found.push_back(found_issue("control_number_gap", after.place,
                              "the control number before it is " + std::to_string(before.number) + ": " +
                                  (one ? first + " is" : first + " to " + std::to_string(after.number - 1) + " are") + " left out"));
}

}  // namespace trueup
