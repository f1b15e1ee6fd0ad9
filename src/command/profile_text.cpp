#include "command/profile_text.hpp"

#include <algorithm>

#include "command/subcommand.hpp"
#include "fmt/format.h"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

std::string words_text(const Words& words) {
  std::string out;
  for (const auto& [word, canonical] : words)
    out += (out.empty() ? "" : ", ") + word + " = " + (canonical.empty() ? "(says nothing)" : canonical);
  return out;
}

const char* name_of(SourceFormat format) {
  switch (format) {
    case SourceFormat::kCsv: return "delimited text";
    case SourceFormat::kJson: return "JSON";
    case SourceFormat::kX12: return "X12";
  }
  return "";
}

std::string csv_text(const CsvShape& csv) {
  std::string out = csv.delimiter == 0      ? "cells separated by comma, semicolon or tab"
                    : csv.delimiter == '\t' ? "cells separated by tabs"
                                            : fmt::format("cells separated by {}", csv.delimiter);
  if (csv.decimal_point != '.') out += fmt::format("; decimals with {}", csv.decimal_point);
  if (csv.thousands != 0) out += fmt::format("; thousands with \"{}\"", csv.thousands);
  if (csv.spread == CsvSpread::kGroups) out += "; the row above the header names the places, each with columns of its own";
  if (csv.spread == CsvSpread::kColumns) out += "; each column after " + joined(csv.spread_after, ", ") + " is a place";
  return out;
}

std::string json_text(const JsonShape& json) {
  std::string out = json.list.empty() ? "one record, or a list of records" : "records at " + joined(json.list, " or ");
  if (json.lines) out += "; one value a line";
  if (!json.total.empty()) out += "; their number must be " + json.total + " over all pages";
  if (!json.page.empty()) out += "; pages by " + json.page;
  if (!json.unique.empty()) out += "; " + joined(json.unique, " + ") + " may not come twice";
  if (!json.errors.empty()) out += "; an error when there is " + joined(json.errors, " or ");
  return out;
}

std::string x12_text(const X12Shape& x12) {
  std::string out = "sets " + joined(x12.sets, ", ");
  if (!x12.ids.empty()) out += "; product ids by qualifier, best first: " + joined(x12.ids, " ");
  return out;
}

std::string loops_text(const X12Shape& x12) {
  std::string out;
  for (const X12Loop& loop : x12.loops) {
    out += fmt::format("  {} in {}", loop.opener, loop.in);
    if (!loop.id.empty()) out += fmt::format(", a tree by {} and {}", loop.id, loop.parent);
    out += loop.holds.empty() ? ": whatever comes\n" : ": " + joined(loop.holds, " ") + "\n";
  }
  return out.empty() ? "" : "loops\n" + out;
}

std::string shape_text(const Profile& profile) {
  switch (profile.format) {
    case SourceFormat::kCsv: return csv_text(profile.csv);
    case SourceFormat::kJson: return json_text(profile.json);
    case SourceFormat::kX12: return x12_text(profile.x12);
  }
  return "";
}

std::string condition_text(const RowCondition& condition) {
  const bool any = condition.words.size() == 1 && condition.words.front() == "*";
  const std::string what =
      any ? (condition.negated ? "is empty" : "is not empty") : (condition.negated ? "is not " : "is ") + joined(condition.words, " or ");
  return condition.path + " " +
         (condition.words == std::vector<std::string>{""} ? (condition.negated ? "is not empty" : "is empty") : what);
}

std::string source_text(const ColumnSource& column) {
  std::string out = column.from.empty() ? "always \"" + column.constant + "\"" : joined(column.from, " or ");
  if (!column.minus.empty()) out += " minus " + column.minus;
  if (!column.time.empty()) out += " at " + column.time;
  if (!column.date.empty()) out += " (" + column.date + ")";
  if (!column.before.empty()) out += ", before \"" + column.before + "\"";
  if (!column.words.empty()) out += ", in words: " + words_text(column.words);
  if (column.optional && !column.from.empty()) out += " (optional)";
  return out;
}

bool is_canonical(const std::string& table, const std::string& column) {
  const TableSchema* schema = find_table(table);
  return schema != nullptr &&
         std::any_of(schema->columns.begin(), schema->columns.end(), [&](const ColumnSchema& one) { return one.name == column; });
}

std::string rule_text(const RowRule& rule) {
  std::string out = fmt::format("\ntable {}{}\n", rule.table, rule.each.empty() ? "" : ", a row for each " + rule.each);
  for (const RowCondition& condition : rule.when) out += "  only where " + condition_text(condition) + "\n";
  if (rule.join) out += fmt::format("  with each {} whose {} names the row's {}\n", rule.join->each, rule.join->in, rule.join->on);
  if (rule.once_per)
    out += fmt::format("  {} counted once for each {}\n", joined(rule.once_per->columns, ", "), joined(rule.once_per->key, " + "));
  if (rule.total) out += fmt::format("  the sum of {} is held against {}\n", rule.total->column, rule.total->from);
  for (const ColumnSource& column : rule.columns)
    out +=
        fmt::format("  {:<18} <- {}{}\n", column.name, source_text(column), is_canonical(rule.table, column.name) ? "" : "  [attribute]");
  if (rule.keep_extra_columns) out += "  other columns are kept as attributes\n";
  return out;
}

}  // namespace

std::string profile_text(const Profile& profile) {
  std::string out = fmt::format("{}: {}\n\n", profile.name, profile.title);
  out += fmt::format("reads        {}: {}\n", name_of(profile.format), shape_text(profile));
  out += fmt::format("facts        {}\nseen         {}\n", profile.facts.empty() ? "not said" : profile.facts,
                     profile.seen.empty() ? "not said" : profile.seen);
  if (!profile.dialect.empty()) out += "dialect      " + profile.dialect + "\n";
  if (!profile.extends.empty()) out += "extends      " + profile.extends + "\n";
  out += "local times  " + (profile.zone.empty() ? "in the system's timezone" : "in " + profile.zone) + "\n";
  if (!profile.recognise.empty()) out += "recognised   by " + joined(profile.recognise, ", ") + "\n";
  for (const auto& [name, words] : profile.words) out += fmt::format("words        {}: {}\n", name, words_text(words));
  out += loops_text(profile.x12);
  for (const RowRule& rule : profile.rules) out += rule_text(rule);
  return printable_lines(out);
}

}  // namespace trueup
