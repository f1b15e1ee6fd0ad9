// check: what can be known before any stock is compared.
#include <algorithm>
#include <set>

#include "fmt/format.h"
#include "base/guarded.hpp"
#include "input_facts.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/mapping/normal_form.hpp"
#include "trueup/reconcile.hpp"
#include "trueup/report/json_writer.hpp"

namespace trueup {
namespace {

class Checker {
 public:
  Checker(const Case& the_case, const Evidence& evidence, const Mapping& mapping, std::vector<Issue>& issues)
      : case_(the_case), evidence_(evidence), mapping_(mapping), issues_(issues) {}

  void run() {
    check_hops();
    for (const Comparison& comparison : case_.comparisons) {
      const TextId book = evidence_.pool.find(comparison.book), other = evidence_.pool.find(comparison.other);
      check_codes(evidence_.table("stock"), "stock", book, other);
      check_codes(evidence_.table("documents"), "documents", book, other);
    }
  }

 private:
  void check_hops() {
    for (const Hop& hop : case_.hops) {
      if (hop.owner.empty()) add({"hop_unowned", Severity::kWarning, {"trueup.toml", 0, "hop.owner", hop.id}, "hop " + hop.id + " has no owner", "nobody is told when it fails", "owner = \"team\""});
      if (!hop.max_age) add({"hop_age_unknown", Severity::kWarning, {"trueup.toml", 0, "hop.max_age", hop.id}, "hop " + hop.id + " has no max_age", "lag cannot be told from loss", "max_age = \"4h\""});
    }
  }

  // Each code and unit once, at the first row that prints it.
  void check_codes(const Records& rows, std::string_view table, TextId book, TextId other) {
    const bool stock = table == "stock";
    const std::size_t sku_column = stock ? column_index("stock", "sku") : column_index("documents", "sku");
    const std::size_t unit_column = stock ? column_index("stock", "unit") : column_index("documents", "unit");
    const std::size_t system_column = stock ? column_index("stock", "system") : column_index("documents", "system");
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      const TextId system = rows.text(row, system_column);
      if (system != book && system != other) continue;
      const TextId code = rows.text(row, sku_column), unit = rows.text(row, unit_column);
      const MappedSku mapped = mapping_.sku(system, code, book, std::numeric_limits<std::int64_t>::max());
      if (mapped.foreign) report_code(rows.origin(row), system, code);
      else if (!mapping_.unit(system, mapped.sku, unit, std::numeric_limits<std::int64_t>::max()).known) report_unit(rows.origin(row), mapped.sku, unit);
    }
  }

  void report_code(Origin origin, TextId system, TextId code) {
    if (!seen_.insert({code.value, 0}).second) return;
    const Twin twin = mapping_.twin(code);
    Issue issue{"sku_unmapped", Severity::kError, place(origin, "sku", code), fmt::format("code of {} has no partner in the book", evidence_.text(system)),
                "its stock and documents are compared with nothing", "a row of sku_map"};
    if (twin) {
      issue.code = "sku_twin";
      issue.message = fmt::format("is {}, known as \"{}\", in another spelling ({})", evidence_.text(twin.sku), evidence_.text(twin.spelling), spelling_difference(evidence_.text(code), evidence_.text(twin.spelling)));
      issue.fix = "the known spelling, or a row of sku_map";
    }
    add(std::move(issue));
  }

  void report_unit(Origin origin, TextId sku, TextId unit) {
    if (!seen_.insert({sku.value, unit.value}).second) return;
    add({"uom_factor_missing", Severity::kError, place(origin, "unit", unit), fmt::format("unit of {} has no factor", evidence_.text(sku)),
         "the item cannot be compared", "a row of item_units for the item and unit"});
  }

  Place place(Origin origin, const char* column, TextId value) const {
    return {evidence_.files[origin.file], origin.row, column, std::string(evidence_.text(value))};
  }

  void add(Issue issue) { issues_.push_back(std::move(issue)); }

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  std::vector<Issue>& issues_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
};

}  // namespace

bool CheckReport::has_error() const {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::kError; });
}

namespace {

Result<CheckReport> check_line(const Case& the_case, Progress* progress) {
  auto evidence = read_evidence(the_case, 1, progress);
  if (!evidence) return evidence.take_error();
  CheckReport report;
  report.issues = evidence->rejected;
  auto mapping = Mapping::compile(the_case, *evidence, report.issues);
  if (!mapping) return mapping.take_error();
  std::vector<Issue> facts = input_facts(the_case, *evidence, *mapping);
  report.issues.insert(report.issues.end(), facts.begin(), facts.end());
  Checker(the_case, *evidence, *mapping, report.issues).run();
  std::stable_sort(report.issues.begin(), report.issues.end(), [](const Issue& left, const Issue& right) { return left.severity > right.severity; });
  return report;
}

}  // namespace

Result<CheckReport> check(const Case& the_case, Progress* progress) {
  return guarded([&] { return check_line(the_case, progress); });
}

std::string check_json(const CheckReport& report) {
  JsonWriter json(true);
  json.open_object();
  json.key("schema").text("trueup.check/1");
  json.key("issues").open_array();
  for (const Issue& issue : report.issues) {
    json.open_object();
    json.key("code").text(issue.code);
    json.key("severity").text(name_of(issue.severity));
    json.key("input").text_or_null(issue.place.input);
    json.key("row").number(issue.place.row);
    json.key("column").text_or_null(issue.place.column);
    json.key("value").text(issue.place.value);
    json.key("message").text(issue.message);
    json.key("breaks").text(issue.breaks);
    json.key("fix").text(issue.fix);
    json.close_object();
  }
  json.close_array();
  json.close_object();
  return json.take() + "\n";
}

std::string check_text(const CheckReport& report) {
  if (report.issues.empty()) return "No issues.\n";
  std::string out;
  for (const Issue& issue : report.issues) {
    const Error line{ErrorCode::kOk, issue.message, issue.place, issue.fix};
    out += fmt::format("{} {}: {}\n", name_of(issue.severity), issue.code, line.text());
  }
  return out + fmt::format("{} issues\n", report.issues.size());
}

}  // namespace trueup
