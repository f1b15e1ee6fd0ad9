#include "guard.hpp"
#include "handles.hpp"
#include "trueup/io/read_case.hpp"

namespace {

using namespace trueup::capi;
using trueup::Case;
using trueup::Failure;
using trueup::Result;

Failure hand_over(Result<Case> read, trueup_case** out) {
  if (!read) return read.take_error();
  *out = new trueup_case{std::make_shared<const Case>(std::move(*read))};
  return {};
}

}  // namespace

trueup_status trueup_case_from_json(const char* text, size_t length, const char* base, size_t base_length,
                                    trueup_case** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    const auto json = text_in(text, length, "text");
    if (!json) return json.error();
    const auto folder = path_in(base, base_length, "base");
    if (!folder) return folder.error();
    return hand_over(trueup::read_case_json(*json, *folder), out);
  });
}

trueup_status trueup_case_from_toml(const char* text, size_t length, const char* base, size_t base_length,
                                    trueup_case** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    const auto toml = text_in(text, length, "text");
    if (!toml) return toml.error();
    const auto folder = path_in(base, base_length, "base");
    if (!folder) return folder.error();
    return hand_over(trueup::read_case_toml(*toml, *folder), out);
  });
}

trueup_status trueup_case_from_folder(const char* path, size_t length, trueup_case** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    const auto folder = path_in(path, length, "path");
    if (!folder) return folder.error();
    return hand_over(trueup::read_case(*folder), out);
  });
}

void trueup_case_destroy(trueup_case** the_case) { destroy(the_case); }
