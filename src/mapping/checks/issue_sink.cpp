#include <algorithm>
#include <iterator>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

bool IssueSink::wants(std::string_view code) const {
  if (only_.empty()) return true;
  const IssueCode* row = find_issue_code(code);
  return std::any_of(only_.begin(), only_.end(), [&](const std::string& word) { return word == code || (row != nullptr && word == row->area); });
}

void IssueSink::add(std::string_view code, Place place, std::string message, Subject subject) {
  if (!wants(code)) return;
  const IssueCode& row = *find_issue_code(code);
  issues_.push_back({std::string(code), row.severity, std::move(place), std::move(message), std::string(row.breaks), std::string(row.fix)});
  subjects_.push_back(subject);
}

void IssueSink::add_at(std::string_view code, const Records& rows, std::size_t row, std::string_view column, TextId value, std::string message, Subject subject) {
  const Origin origin = rows.origin(row);
  add(code, {evidence_.files[origin.file], origin.row, std::string(column), std::string(evidence_.text(value))}, std::move(message), subject);
}

void IssueSink::take(Issue issue) {
  if (!wants(issue.code)) return;
  issues_.push_back(std::move(issue));
  subjects_.emplace_back();
}

void IssueSink::take_all(IssueSink& other) {
  std::move(other.issues_.begin(), other.issues_.end(), std::back_inserter(issues_));
  subjects_.insert(subjects_.end(), other.subjects_.begin(), other.subjects_.end());
  other.issues_.clear(), other.subjects_.clear();
}

}  // namespace trueup
