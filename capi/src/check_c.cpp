#include "guard.hpp"
#include "handles.hpp"

using namespace trueup::capi;
using trueup::Failure;

namespace {

std::vector<std::string> split(std::string_view names) {
  std::vector<std::string> out;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    out.emplace_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return out;
}

}  // namespace

trueup_status trueup_check(const trueup_case* the_case, trueup_check_report** out, trueup_error* error) {
  return trueup_check_only(the_case, nullptr, 0, out, error);
}

trueup_status trueup_check_only(const trueup_case* the_case, const char* only, size_t only_length, trueup_check_report** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (the_case == nullptr) return null_argument("the_case");
    if (only == nullptr && only_length != 0) return null_argument("only");
    if (out == nullptr) return null_argument("out");
    auto report = trueup::check(*the_case->held, {split({only, only_length})});
    if (!report) return report.take_error();
    *out = new trueup_check_report{std::move(*report), {}};
    return {};
  });
}

uint32_t trueup_check_report_has_error(const trueup_check_report* report) {
  return report == nullptr || report->held.has_error() ? 1 : 0;
}

trueup_status trueup_check_report_json(const trueup_check_report* report, const char** text, size_t* length,
                                       trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (report == nullptr) return null_argument("report");
    if (text == nullptr) return null_argument("text");
    return report->texts.lend("json", [&] { return check_json(report->held); }, text, length);
  });
}

trueup_status trueup_check_report_text(const trueup_check_report* report, const char** text, size_t* length,
                                       trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (report == nullptr) return null_argument("report");
    if (text == nullptr) return null_argument("text");
    return report->texts.lend("text", [&] { return check_text(report->held); }, text, length);
  });
}

void trueup_check_report_destroy(trueup_check_report** report) { destroy(report); }
