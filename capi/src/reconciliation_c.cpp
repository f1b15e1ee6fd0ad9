#include "guard.hpp"
#include "handles.hpp"

namespace {

using namespace trueup::capi;
using trueup::Failure;
using trueup::Reconciliation;
using trueup::Result;

using Render = std::string (*)(const Reconciliation&);
using Explain = Result<std::string> (*)(const Reconciliation&, std::string_view);

trueup_status lend(const trueup_reconciliation* run, const char* name, Render render, const char** text,
                   size_t* length, trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (run == nullptr) return null_argument("run");
    if (text == nullptr) return null_argument("text");
    return run->texts.lend(name, [&] { return render(*run->held); }, text, length);
  });
}

trueup_status lend_key(const trueup_reconciliation* run, const char* name, Explain explain, const char* key,
                       size_t key_length, const char** text, size_t* length, trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (run == nullptr) return null_argument("run");
    if (text == nullptr) return null_argument("text");
    const auto wanted = text_in(key, key_length, "key");
    if (!wanted) return wanted.error();
    return run->texts.lend(name + std::string(*wanted), [&] { return explain(*run->held, *wanted); }, text, length);
  });
}

}  // namespace

int32_t trueup_reconciliation_exit_code(const trueup_reconciliation* run) {
  return run == nullptr ? 2 : run->exit_code;
}

trueup_status trueup_reconciliation_summary_json(const trueup_reconciliation* run, const char** text, size_t* length,
                                                 trueup_error* error) {
  return lend(run, "summary_json", trueup::summary_json, text, length, error);
}

trueup_status trueup_reconciliation_summary_text(const trueup_reconciliation* run, const char** text, size_t* length,
                                                 trueup_error* error) {
  return lend(run, "summary_text", trueup::summary_text, text, length, error);
}

trueup_status trueup_reconciliation_explain_json(const trueup_reconciliation* run, const char* key, size_t key_length,
                                                 const char** text, size_t* length, trueup_error* error) {
  return lend_key(run, "explain_json ", trueup::explain_json, key, key_length, text, length, error);
}

trueup_status trueup_reconciliation_explain_text(const trueup_reconciliation* run, const char* key, size_t key_length,
                                                 const char** text, size_t* length, trueup_error* error) {
  return lend_key(run, "explain_text ", trueup::explain_text, key, key_length, text, length, error);
}

void trueup_reconciliation_destroy(trueup_reconciliation** run) { destroy(run); }
