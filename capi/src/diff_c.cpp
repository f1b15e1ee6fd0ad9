#include "diff_options.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "trueup/reconcile.hpp"

namespace {

using namespace trueup::capi;
using trueup::Failure;

trueup_status lend(const trueup_diff* diff, const char* name, bool with_changes, const char** text, size_t* length,
                   trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (diff == nullptr) return null_argument("diff");
    if (text == nullptr) return null_argument("text");
    return diff->texts.lend(name, [&] { return diff_json(diff->held, with_changes); }, text, length);
  });
}

}  // namespace

trueup_status trueup_diff_files(const char* before, size_t before_length, const char* after, size_t after_length,
                                const char* options, size_t options_length, trueup_diff** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    const auto before_path = path_in(before, before_length, "before");
    if (!before_path) return before_path.error();
    const auto after_path = path_in(after, after_length, "after");
    if (!after_path) return after_path.error();
    const auto json = text_in(options, options_length, "options");
    if (!json) return json.error();
    const auto how = parse_diff_options(*json);
    if (!how) return how.error();
    auto result = trueup::diff_files(*before_path, *after_path, *how);
    if (!result) return result.take_error();
    *out = new trueup_diff{std::move(*result), {}};
    return {};
  });
}

trueup_status trueup_diff_summary_json(const trueup_diff* diff, const char** text, size_t* length,
                                       trueup_error* error) {
  return lend(diff, "summary", false, text, length, error);
}

trueup_status trueup_diff_changes_json(const trueup_diff* diff, const char** text, size_t* length,
                                       trueup_error* error) {
  return lend(diff, "changes", true, text, length, error);
}

void trueup_diff_destroy(trueup_diff** diff) { destroy(diff); }
