#include "io/x12_plan.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace trueup {
namespace {

/// Compiles paths until one is bad.
class PlanCompiler {
 public:
  PlanCompiler(X12Plan& plan, X12Paths& paths) : plan_(plan), paths_(paths) {}

  Failure failure;

  std::optional<X12Path> path(const std::string& text) {
    if (text.empty() || failure) return std::nullopt;
    Result<X12Path> out = paths_.compile(text);
    if (out) return std::move(*out);
    failure = out.take_error();
    return std::nullopt;
  }

  /// `each` is kOther where no segment makes rows.
  std::vector<X12Plan::Condition> conditions(const std::vector<RowCondition>& from, std::uint16_t each) {
    std::vector<X12Plan::Condition> out;
    for (const RowCondition& condition : from)
      if (std::optional<X12Path> compiled = path(condition.path)) {
        const X12Scope scope = scope_of({&*compiled}, each);
        out.push_back({std::move(*compiled), &condition, scope});
      }
    std::stable_partition(out.begin(), out.end(), [](const X12Plan::Condition& one) { return !one.scope.own; });
    return out;
  }

  void rule(const RowRule& from) {
    Result<X12Each> each = paths_.compile_each(from.each);
    if (!each) {
      if (!failure) failure = each.take_error();
      return;
    }
    const std::uint16_t id = each->segment.id;
    X12Plan::Rule rule;
    rule.rule = &from;
    rule.each = std::move(*each);
    rule.when = conditions(from.when, id);
    rule.total = path(from.total ? from.total->from : "");
    for (const ColumnSource& source : from.columns) {
      if (source.from.empty()) continue;
      rule.columns.push_back(column(source, id));
      if (!from.total || from.total->column != source.name) continue;
      rule.total_column = rule.columns.size() - 1;
      rule.columns.back().scope.own = true;  // summed row by row
    }
    sort_columns(rule);
    plan_.rules.push_back(std::move(rule));
  }

 private:
  X12Plan::Column column(const ColumnSource& source, std::uint16_t each) {
    X12Plan::Column out{&source, {}, path(source.minus), path(source.time), {}};
    for (const std::string& text : source.from)
      if (std::optional<X12Path> compiled = path(text)) out.from.push_back(std::move(*compiled));
    std::vector<const X12Path*> paths;
    for (const X12Path& one : out.from) paths.push_back(&one);
    for (const auto* one : {&out.minus, &out.time})
      if (*one) paths.push_back(&**one);
    out.scope = scope_of(paths, each);
    return out;
  }

  X12Scope scope_of(const std::vector<const X12Path*>& paths, std::uint16_t each) const {
    X12Scope out;
    for (const X12Path* one : paths) {
      if (one->part == X12Part::kGroup) {
        out.own = true;
        continue;
      }
      const X12Finder& finder = paths_.finders[one->finder];
      const std::uint16_t first = finder.anchor ? finder.anchor->id : finder.segment.id;
      out.own = out.own || (!finder.anchor && first == each);
      out.ids |= std::uint64_t{1} << (first % 64);
      out.plain =
          paths.size() == 1 && first == each && !finder.anchor && finder.segment.selectors.empty() && one->part == X12Part::kElement;
    }
    return out;
  }

  static void sort_columns(X12Plan::Rule& rule) {
    for (std::uint32_t i = 0; i < rule.columns.size(); ++i) {
      const X12Scope& scope = rule.columns[i].scope;
      (!scope.own ? rule.shared : scope.plain ? rule.plain : rule.own).push_back(i);
    }
  }

  X12Plan& plan_;
  X12Paths& paths_;
};

}  // namespace

Result<X12Plan> X12Plan::compile(const Profile& profile) {
  X12Plan plan;
  X12Paths paths(profile);
  Result<std::vector<X12LoopKind>> kinds = compile_loops(profile, paths.ids);
  if (!kinds) return kinds.take_error();
  PlanCompiler compiler(plan, paths);
  plan.exceptions_only = compiler.conditions(profile.x12.exceptions_only, X12Ids::kOther);
  for (const RowRule& rule : profile.rules) compiler.rule(rule);
  if (compiler.failure) return std::move(*compiler.failure);
  fill_holds(profile, paths.ids, *kinds);
  plan.kinds = std::move(*kinds);
  plan.ids = paths.ids;
  plan.finders = std::move(paths.finders);
  plan.rules_of.resize(plan.ids.size());
  for (std::uint32_t i = 0; i < plan.rules.size(); ++i) plan.rules_of[plan.rules[i].each.segment.id].push_back(i);
  return plan;
}

}  // namespace trueup
