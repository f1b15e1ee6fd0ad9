// A check pass: one walk over some tables that can report a few codes. Passes do not know each other; validate runs those
// of which a code is wanted.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/checks/item_lists.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/mapping/validate.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"
#include "trueup/table/issue_code.hpp"

namespace trueup {

struct SharedRows;

struct CheckInput {
  const Case& the_case;
  const Evidence& evidence;
  const Mapping& mapping;
  const ItemLists& items;
  SharedRows& shared;   ///< filled as passes ask
  const Progress* progress = nullptr;

  std::string_view text(TextId id) const { return evidence.text(id); }
  std::string text_of(TextId id) const { return std::string(evidence.text(id)); }
};

/// What an issue is about, so that the documents that it touches can be counted; what is not set does not matter.
struct Subject {
  TextId system, sku, unit, location;
};

class IssueSink {
 public:
  IssueSink(const Evidence& evidence, const std::vector<std::string>& only) : evidence_(evidence), only_(only) {}

  bool wants(std::string_view code) const;

  /// Severity, consequence and fix are the code's own. Dropped when the code is not wanted.
  void add(std::string_view code, Place place, std::string message, Subject subject = {});

  /// As `add`, at a cell of a table.
  void add_at(std::string_view code, const Records& rows, std::size_t row, std::string_view column, TextId value, std::string message,
              Subject subject = {});

  /// An issue that was found elsewhere.
  void take(Issue issue);

  /// All that another sink holds, which is empty then.
  void take_all(IssueSink& other);

  std::vector<Issue>& issues() { return issues_; }
  const std::vector<Subject>& subjects() const { return subjects_; }  ///< parallel to issues()

 private:
  const Evidence& evidence_;
  const std::vector<std::string>& only_;
  std::vector<Issue> issues_;
  std::vector<Subject> subjects_;
};

struct CheckPass {
  std::initializer_list<std::string_view> codes;   ///< what it can report
  void (*run)(const CheckInput& input, IssueSink& sink);
};

// One table of passes an area, each in its own file.
std::span<const CheckPass> sku_checks();
std::span<const CheckPass> item_checks();
std::span<const CheckPass> map_checks();
std::span<const CheckPass> kit_checks();
std::span<const CheckPass> unit_checks();
std::span<const CheckPass> location_checks();
std::span<const CheckPass> status_checks();
std::span<const CheckPass> workflow_checks();
std::span<const CheckPass> transport_checks();

/// Counts, for each issue with a subject, the documents and orders that it touches.
void count_affected(const CheckInput& input, IssueSink& sink);

}  // namespace trueup
