#include "io/x12_envelope.hpp"

#include <utility>

#include "io/control_number.hpp"
#include "io/found_issue.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

/// Functional ids (element 479) of sets, as far as warehouses and channels exchange them. Source: X12.22.
constexpr std::pair<std::string_view, std::string_view> kFunctionalIds[] = {
    {"180", "AN"}, {"810", "IN"}, {"846", "IB"}, {"850", "PO"}, {"855", "PR"}, {"856", "SH"}, {"860", "PC"},
    {"940", "OW"}, {"943", "AR"}, {"944", "RE"}, {"945", "SW"}, {"947", "AW"}, {"997", "FA"}, {"999", "FA"},
};

std::string_view functional_id_of(std::string_view set) {
  for (const auto& [known, id] : kFunctionalIds)
    if (known == set) return id;
  return {};
}

}  // namespace

void X12Envelope::find(std::string_view code, std::uint64_t segment, std::string column, std::string_view value, std::string message) {
  out_.found.push_back(found_issue(code, {file_, segment, std::move(column), readable(value)}, std::move(message)));
}

void X12Envelope::incomplete(std::uint64_t segment, std::string column, std::string_view value, std::string message) {
  out_.whole = false;
  find("incomplete", segment, std::move(column), value, std::move(message));
}

void X12Envelope::add(const X12Segment& segment, std::uint16_t id) {
  switch (id) {
    case X12Ids::kIsa: return open_interchange(segment);
    case X12Ids::kGs: return open_group(segment);
    case X12Ids::kSt: return open_set(segment);
    case X12Ids::kSe: return close_set(segment);
    case X12Ids::kGe: must_be_closed(set_, segment.number, "SE", "ST"); return close(group_, segment, "GE", "GS-06");
    case X12Ids::kIea:
      must_be_closed(set_, segment.number, "SE", "ST");
      must_be_closed(group_, segment.number, "GE", "GS");
      return close(interchange_, segment, "IEA", "ISA-13");
    default: return;
  }
}

/// Says so where a header's trailer should have come before segment `at`.
void X12Envelope::must_be_closed(Level& level, std::uint64_t at, const char* trailer, const char* header) {
  if (!level.open) return;
  level.open = false;
  incomplete(at, trailer, level.number,
             std::string("the ") + header + " of segment " + std::to_string(level.segment) + " has no " + trailer);
}

void X12Envelope::open_interchange(const X12Segment& isa) {
  must_be_closed(set_, isa.number, "SE", "ST");
  must_be_closed(group_, isa.number, "GE", "GS");
  must_be_closed(interchange_, isa.number, "IEA", "ISA");
  interchange_ = {true, isa.number, bare_control_number(isa.element(13)), std::string(trimmed(isa.element(13))), 0, {}};
  numbers_.add_interchange(file_, isa);
}

void X12Envelope::outside(const X12Segment& segment, const char* of, bool& said) {
  if (!std::exchange(said, true))
    find("envelope_missing", segment.number, std::string(segment.id()), segment.element(1), std::string("it stands in no ") + of);
}

void X12Envelope::repeated(Level& around, const std::string& number, const X12Segment& header, std::string column, const char* message) {
  if (around.open && !around.numbers.insert(number).second)
    find("control_number_repeated", header.number, std::move(column), number, message);
}

void X12Envelope::open_group(const X12Segment& gs) {
  must_be_closed(set_, gs.number, "SE", "ST");
  must_be_closed(group_, gs.number, "GE", "GS");
  if (!interchange_.open) outside(gs, "interchange: no ISA is before it", said_no_interchange_);
  ++interchange_.parts;
  group_ = {true, gs.number, bare_control_number(gs.element(6)), std::string(trimmed(gs.element(6))), 0, {}};
  functional_id_ = trimmed(gs.element(1));
  said_functional_id_ = false;
  repeated(interchange_, group_.number, gs, "GS-06", "another group of this interchange has this control number");
  numbers_.add_group(file_, gs);
}

void X12Envelope::open_set(const X12Segment& st) {
  must_be_closed(set_, st.number, "SE", "ST");
  if (!interchange_.open) outside(st, "interchange: no ISA is before it", said_no_interchange_);
  if (!group_.open) outside(st, "group: no GS is before it", said_no_group_);
  ++group_.parts;
  set_ = {true, st.number, bare_control_number(st.element(2)), std::string(trimmed(st.element(2))), 0, {}};
  repeated(group_, set_.number, st, "ST-02", "another set of this group has this control number");
  const std::string_view wanted = functional_id_of(trimmed(st.element(1)));
  if (group_.open && !said_functional_id_ && !wanted.empty() && wanted != functional_id_) {
    said_functional_id_ = true;
    find("functional_id_differs", group_.segment, "GS-01", functional_id_,
         "set " + std::string(st.element(1)) + " belongs in a group " + std::string(wanted));
  }
}

void X12Envelope::compare_number(const Level& level, const X12Segment& trailer, const char* name, const char* header) {
  if (level.number != bare_control_number(trailer.element(2)))
    find("envelope_number_differs", trailer.number, std::string(name) + "-02", trailer.element(2),
         std::string(header) + " is " + readable(level.number, 40));
}

void X12Envelope::compare_count(const X12Segment& trailer, const char* name, std::uint64_t count, const char* of) {
  if (parse_count(trailer.element(1)) == count) return;
  find("envelope_count_differs", trailer.number, std::string(name) + "-01", trailer.element(1),
       "there are " + std::to_string(count) + " " + of);
  if (std::string_view(name) == "SE") out_.whole = false;
}

void X12Envelope::close_set(const X12Segment& se) {
  if (!set_.open) return incomplete(se.number, "SE", se.element(2), "no ST is before it: the start of the set is missing");
  set_.open = false;
  compare_count(se, "SE", se.number - set_.segment + 1, "segments");
  compare_number(set_, se, "SE", "ST-02");
}

void X12Envelope::close(Level& level, const X12Segment& trailer, const char* name, const char* header) {
  if (!level.open)
    return incomplete(trailer.number, name, trailer.element(2),
                      std::string("no ") + std::string(header).substr(0, std::string_view(header).find('-')) + " is before it");
  level.open = false;
  compare_count(trailer, name, level.parts, &level == &group_ ? "sets" : "groups");
  compare_number(level, trailer, name, header);
}

void X12Envelope::add_stray(const X12Segment& segment) {
  if (!std::exchange(said_no_set_, true))
    incomplete(segment.number, std::string(readable(segment.id(), 8)), segment.element(1),
               "it stands in no set, and is not read: no ST is before it");
}

bool X12Envelope::closes_all(const X12Segment& segment, std::uint16_t id) const {
  const auto same = [&](const Level& level) { return level.open && trimmed(segment.element(2)) == level.printed; };
  if (id == X12Ids::kIea) return !set_.open && !group_.open && same(interchange_);
  if (id == X12Ids::kGe) return !set_.open && !interchange_.open && same(group_);
  return id == X12Ids::kSe && !group_.open && !interchange_.open && same(set_);
}

void X12Envelope::finish(std::string_view rest, std::uint64_t segments) {
  if (!rest.empty())
    return incomplete(segments + 1, readable(rest.substr(0, rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")), 8),
                      readable(rest, 40), "the file ends inside of this segment");
  for (const auto& [level, trailer] : {std::pair(&set_, "SE"), std::pair(&group_, "GE"), std::pair(&interchange_, "IEA")})
    if (level->open) return incomplete(segments, trailer, level->number, std::string("the file ends without ") + trailer);
}

}  // namespace trueup
