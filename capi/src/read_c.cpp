#include "guard.hpp"
#include "handles.hpp"

using namespace trueup::capi;
using trueup::Failure;

trueup_status trueup_read_records(const char* path, size_t path_length, const char* profile, size_t profile_length,
                                  trueup_read_report** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    const auto file = path_in(path, path_length, "path");
    if (!file) return file.error();
    const auto name = path_in(profile, profile_length, "profile");
    if (!name) return name.error();
    auto report = trueup::read_records(*file, *name);
    if (!report) return report.take_error();
    *out = new trueup_read_report{std::move(*report)};
    return {};
  });
}

trueup_status trueup_read_report_lines(const trueup_read_report* report, const char** text, size_t* length,
                                       trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (report == nullptr) return null_argument("report");
    if (text == nullptr) return null_argument("text");
    *text = report->held.lines.c_str();
    if (length != nullptr) *length = report->held.lines.size();
    return {};
  });
}

uint64_t trueup_read_report_row_count(const trueup_read_report* report) {
  return report == nullptr ? 0 : report->held.row_count;
}

uint64_t trueup_read_report_issue_count(const trueup_read_report* report) {
  return report == nullptr ? 0 : report->held.issue_count;
}

void trueup_read_report_destroy(trueup_read_report** report) { destroy(report); }
