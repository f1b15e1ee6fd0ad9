#include "input_facts.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "trueup/model/document_type.hpp"

namespace trueup {
namespace {

class InputFacts {
 public:
  InputFacts(const Case& the_case, const Evidence& evidence, const Mapping& mapping) : case_(the_case), evidence_(evidence), mapping_(mapping) {}

  std::vector<Issue> run() {
    for (const char* table : {"stock", "documents", "movements"}) look_at(evidence_.table(table));
    std::vector<Issue> issues;
    for (auto& [what, seen] : seen_) {
      if (seen.rows > 1) seen.issue.message += "; so do " + std::to_string(seen.rows - 1) + " more rows";
      issues.push_back(std::move(seen.issue));
    }
    return issues;
  }

 private:
  struct Seen {
    Issue issue;
    std::uint64_t rows = 0;
  };

  void look_at(const Records& rows) {
    const std::size_t system_column = *find_column(rows.schema(), "system"), location_column = *find_column(rows.schema(), "location");
    const bool documents = rows.schema().name == "documents";
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      const TextId system = rows.text(row, system_column), location = rows.text(row, location_column);
      if (system && case_.find_system(evidence_.text(system)) == nullptr)
        note(rows, row, "system_unknown", Severity::kError, "system", system, "names a system that the case does not declare", "the id of a declared [[system]]");
      else if (location && !mapping_.location(system, location))
        note(rows, row, "location_unmapped", runs_a_compared_location(system) ? Severity::kError : Severity::kNote, "location", location,
             "names a location of " + std::string(evidence_.text(system)) + " that the case does not know", "a name in [[location]] names, or a row of location_map");
      if (documents) look_at_type(rows, row);
    }
  }

  void look_at_type(const Records& rows, std::size_t row) {
    const TextId type = rows.text(row, column_index("documents", "type"));
    if (type == last_known_type_ || is_document_type(evidence_.text(type))) {
      last_known_type_ = type;
      return;
    }
    note(rows, row, "document_type_unknown", Severity::kError, "type", type, "is not a document type", "one of the types of docs/CASES.md");
  }

  // A warehouse's unknown place may be part of one that is compared; the book's further places are its own affair.
  bool runs_a_compared_location(TextId system) const {
    return std::any_of(case_.comparisons.begin(), case_.comparisons.end(), [&](const Comparison& comparison) { return comparison.other == evidence_.text(system); });
  }

  void note(const Records& rows, std::size_t row, const char* code, Severity severity, const char* column, TextId value, std::string message, const char* fix) {
    Seen& seen = seen_[{code, std::string(rows.schema().name), std::string(evidence_.text(value))}];
    const Origin origin = rows.origin(row);
    const std::string& file = evidence_.files[origin.file];
    if (seen.rows++ == 0) seen.issue = {code, severity, {file, origin.row, column, std::string(evidence_.text(value))}, std::move(message), "its rows take part in no comparison", fix};
  }

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  TextId last_known_type_;
  std::map<std::tuple<std::string, std::string, std::string>, Seen> seen_;
};

}  // namespace

std::vector<Issue> input_facts(const Case& the_case, const Evidence& evidence, const Mapping& mapping) {
  return InputFacts(the_case, evidence, mapping).run();
}

}  // namespace trueup
