// A check's report as JSON and as text.
#include <algorithm>
#include <string_view>

#include "fmt/format.h"
#include "trueup/reconcile.hpp"
#include "trueup/report/json_writer.hpp"
#include "trueup/table/issue_code.hpp"

namespace trueup {
namespace {

void write_flows(JsonWriter& json, std::string_view flows) {
  json.open_array();
  while (!flows.empty()) {
    const std::size_t end = std::min(flows.find(' '), flows.size());
    json.text(flows.substr(0, end));
    flows.remove_prefix(std::min(end + 1, flows.size()));
  }
  json.close_array();
}

void write_affected(JsonWriter& json, const std::optional<Affected>& affected, const std::string& currency) {
  if (!affected) {
    json.null();
    return;
  }
  json.open_object();
  json.key("documents").number(affected->documents);
  json.key("orders").number(affected->orders);
  json.key("currency").text_or_null(affected->money ? currency : "");
  json.key("money").text_or_null(affected->money ? format_money(*affected->money, currency) : "");
  json.close_object();
}

void write_issue(JsonWriter& json, const Issue& issue, const std::string& currency) {
  const IssueCode* code = find_issue_code(issue.code);
  json.open_object();
  json.key("code").text(issue.code);
  json.key("area").text_or_null(code == nullptr ? "" : code->area);
  json.key("severity").text(name_of(issue.severity));
  json.key("input").text_or_null(issue.place.input);
  json.key("row").number(issue.place.row);
  json.key("column").text_or_null(issue.place.column);
  json.key("value").text(issue.place.value);
  json.key("message").text(issue.message);
  json.key("breaks").text(issue.breaks);
  write_flows(json.key("flows"), code == nullptr ? "" : code->flows);
  json.key("fix").text(issue.fix);
  write_affected(json.key("affected"), issue.affected, currency);
  json.close_object();
}

void write_staleness(JsonWriter& json, const std::vector<Staleness>& routes) {
  json.open_array();
  for (const Staleness& route : routes) {
    json.open_object();
    json.key("from").text(route.from);
    json.key("to").text(route.to);
    json.key("carries").open_array();
    for (const std::string& type : route.carries) json.text(type);
    json.close_array();
    json.key("hops").open_array();
    for (const std::string& hop : route.hops) json.text(hop);
    json.close_array();
    if (route.worst) json.key("worst_seconds").number(static_cast<std::uint64_t>(route.worst->seconds));
    else json.key("worst_seconds").null();
    json.close_object();
  }
  json.close_array();
}

void write_conformance(JsonWriter& json, const std::vector<SystemConformance>& systems) {
  json.open_array();
  for (const SystemConformance& one : systems) {
    json.open_object();
    json.key("system").text(one.system);
    json.key("dialect").text(one.dialect);
    json.key("hop").text_or_null(one.hop);
    json.key("steps").number(one.steps);
    json.key("conforming").number(one.conforming);
    json.close_object();
  }
  json.close_array();
}

void write_funnel(JsonWriter& json, const CheckReport& report) {
  json.open_array();
  for (std::size_t stage = 0; stage < kFunnelStageCount; ++stage) {
    if (report.funnel[stage].lines == 0) continue;
    json.open_object();
    json.key("stage").text(name_of(static_cast<FunnelStage>(stage)));
    json.key("lines").number(report.funnel[stage].lines);
    json.key("units").text_or_null(report.funnel[stage].units.text());
    json.close_object();
  }
  json.close_array();
}

std::string orders_text(const CheckReport& report) {
  std::string out;
  for (const SystemConformance& one : report.conformance)
    if (one.steps > 0) out += fmt::format("  {} ({}): {} of {} steps as the dialect allows\n", one.system, one.dialect, one.conforming, one.steps);
  std::string stages;
  for (std::size_t stage = 0; stage < kFunnelStageCount; ++stage)
    if (report.funnel[stage].lines > 0) stages += fmt::format("{}{} {} in {} lines", stages.empty() ? "  " : ", ", name_of(static_cast<FunnelStage>(stage)), report.funnel[stage].units.text(), report.funnel[stage].lines);
  if (!stages.empty()) out += stages + "\n";
  return out.empty() ? out : "\nOrders\n" + out;
}

std::string staleness_text(const std::vector<Staleness>& routes) {
  std::string out;
  for (const Staleness& route : routes) {
    std::string hops, types;
    for (const std::string& hop : route.hops) hops += (hops.empty() ? "" : " + ") + hop;
    for (const std::string& type : route.carries) types += (types.empty() ? "" : ", ") + type;
    const std::string age = route.worst ? fmt::format("up to {} min old by schedule", (route.worst->seconds + 59) / 60) : "age unknown: a hop has no schedule";
    out += fmt::format("  {} to {} by {}: {} ({})\n", route.from, route.to, hops, age, types);
  }
  return out.empty() ? out : "\nHow old data may be\n" + out;
}

constexpr std::size_t kShown = 10;  // issues of one code that the text lists

std::string issue_text(const Issue& issue, const std::string& currency) {
  std::string out = "  " + Error{ErrorCode::kOk, issue.message, issue.place, ""}.text() + "\n";
  if (!issue.affected || issue.affected->documents == 0) return out;
  out += fmt::format("      touches {} documents of {} orders", issue.affected->documents, issue.affected->orders);
  if (issue.affected->money) out += fmt::format(", {} {}", format_money(*issue.affected->money, currency), currency);
  return out + "\n";
}

std::string headline(const std::vector<Issue>& issues) {
  const auto count = [&](Severity severity) { return std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.severity == severity; }); };
  return fmt::format("{} issues: {} errors, {} warnings, {} notes.\n", issues.size(), count(Severity::kError), count(Severity::kWarning), count(Severity::kNote));
}

}  // namespace

std::string check_json(const CheckReport& report) {
  JsonWriter json(true);
  json.open_object();
  json.key("schema").text("trueup.check/1");
  json.key("issues").open_array();
  for (const Issue& issue : report.issues) write_issue(json, issue, report.currency);
  json.close_array();
  write_staleness(json.key("staleness"), report.staleness);
  write_conformance(json.key("conformance"), report.conformance);
  write_funnel(json.key("funnel"), report);
  json.close_object();
  return json.take() + "\n";
}

std::string check_text(const CheckReport& report) {
  std::string out = report.issues.empty() ? "No issues.\n" : headline(report.issues);
  // Issues of one code stand together, and what they break is said once.
  for (std::size_t first = 0, end = 0; first < report.issues.size(); first = end) {
    const Issue& leader = report.issues[first];
    while (end < report.issues.size() && report.issues[end].code == leader.code && report.issues[end].severity == leader.severity) ++end;
    out += fmt::format("\n{} {}: {}\n", name_of(leader.severity), leader.code, leader.breaks);
    for (std::size_t at = first; at < std::min(end, first + kShown); ++at) out += issue_text(report.issues[at], report.currency);
    if (end - first > kShown) out += fmt::format("  ... and {} more (--format json lists all)\n", end - first - kShown);
    out += fmt::format("  fix: {}\n", leader.fix);
  }
  return out + orders_text(report) + staleness_text(report.staleness);
}

}  // namespace trueup
