// What X12Rows finds in a set beside its rows: a set without a line, one of exceptions only, a total that its parts do not make.
#include <algorithm>

#include "io/found_issue.hpp"
#include "io/text.hpp"
#include "io/x12_rows.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {

/// The first of each kind speaks for all: a broken tree may be large.
void X12Rows::report_untied(const std::vector<X12Set::Untied>& untied, Decoded& out) const {
  for (const bool circle : {false, true}) {
    const auto is = [&](const X12Set::Untied& one) { return one.circle == circle; };
    const auto first = std::find_if(untied.begin(), untied.end(), is);
    if (first == untied.end()) continue;
    const X12Set::Loop& loop = set_.loops()[first->loop];
    const X12Set::Segment& opener = set_.segments()[loop.opener];
    const X12Loop& named = *plan_.kinds[loop.kind].named;
    const std::string parent = readable(set_.element(opener, plan_.kinds[loop.kind].parent), 40);
    const auto count = std::count_if(first, untied.end(), is);
    out.whole = false;
    out.found.push_back(found_issue("incomplete", {file_->name, set_.number(opener), named.parent, parent},
                                    (circle ? "its parents lead back to it: a circle" : "the parent " + named.opener + " " + parent + " is not in the set") +
                                        (count == 1 ? "" : "; so it is with " + std::to_string(count) + " " + named.opener)));
  }
}

/// A set that says nothing is said so.
void X12Rows::check_lines(const std::vector<std::size_t>& rows_before, Decoded& out) const {
  bool wanted = false;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    if (plan_.rules[i].rule->table == "messages") continue;
    if (tables_[i].rows.size() > rows_before[i]) return;
    wanted = true;
  }
  if (!wanted) return;
  const std::string set = std::string(set_.element(header(), 1)) + " " + std::string(set_.element(header(), 2));
  out.found.push_back(
      found_issue("set_not_read", {file_->name, set_.number(header()), "ST", readable(set)}, "the set has no line that makes a row"));
}

void X12Rows::check_exceptions(Decoded& out) {
  for (const X12Plan::Condition& one : plan_.exceptions_only) {
    const std::string_view text = text_of(one.path, {X12Each(), 0, 0}, set_.root());
    if (!meets(*one.condition, text)) continue;
    out.whole = false;
    out.found.push_back(found_issue("exceptions_only", {file_->name, set_.number(header()), one.condition->path, readable(text)},
                                    "the set reports exceptions only: lines without one are not in it"));
  }
}

/// Adds the table's last row to the printed total that it belongs to.
void X12Rows::add_to_total(const X12Plan::Rule& rule, Table& table, std::uint32_t segment) {
  const std::uint32_t total = lookup_.find(rule.total->finder, segment);
  if (total == kNoX12) return;
  if (table.sums.empty() || table.sums.back().total != total) table.sums.push_back({total});
  const X12Cells cells = table.columns[rule.total_column].at(table.rows.size() - 1);
  const std::string_view text =
      cells.cell.missing() ? std::string_view() : std::string_view(text_ + cells.cell.offset(), cells.cell.length());
  const ParsedDecimal quantity = parse_decimal(text, Quantity::kPlaces);
  Sum& sum = table.sums.back();
  sum.known = sum.known && quantity.fault == DecimalFault::kNone && cells.minus.missing();
  sum.parts += quantity.value;
}

void X12Rows::check_total(const X12Plan::Rule& rule, Table& table, Decoded& out) {
  const auto order = [](const Sum& left, const Sum& right) { return left.total < right.total; };
  if (!std::is_sorted(table.sums.begin(), table.sums.end(), order)) std::stable_sort(table.sums.begin(), table.sums.end(), order);
  for (std::size_t from = 0, to = 0; from < table.sums.size(); from = to) {
    Sum all{table.sums[from].total};
    for (; to < table.sums.size() && table.sums[to].total == all.total; ++to) {
      all.known = all.known && table.sums[to].known;
      all.parts += table.sums[to].parts;
    }
    const X12Set::Segment& segment = set_.segments()[all.total];
    const std::string_view printed = lookup_.text(segment, rule.total->element);
    const ParsedDecimal total = parse_decimal(printed, Quantity::kPlaces);
    if (!all.known || printed.empty() || (total.fault == DecimalFault::kNone && total.value == all.parts)) continue;
    out.found.push_back(found_issue("total_differs", {file_->name, set_.number(segment), rule.rule->total->from, readable(printed)},
                                    "its parts make " + format_decimal(all.parts, Quantity::kPlaces)));
  }
}

}  // namespace trueup
