#include "guard.hpp"
#include "handles.hpp"

namespace {

using namespace trueup::capi;
using trueup::Failure;
using trueup::Result;

Result<std::vector<std::string>> paths_in(const char* const* paths, const size_t* lengths, size_t count) {
  std::vector<std::string> out;
  for (size_t i = 0; i < count; ++i) {
    if (paths[i] == nullptr) return *null_argument("paths");
    auto path = path_in(paths[i], lengths == nullptr ? std::strlen(paths[i]) : lengths[i], "paths");
    if (!path) return path.take_error();
    out.push_back(std::move(*path));
  }
  return out;
}

}  // namespace

trueup_status trueup_draft_case(const char* const* paths, const size_t* lengths, size_t path_count, const char* base, size_t base_length,
                                trueup_case_draft** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (out == nullptr) return null_argument("out");
    if (paths == nullptr && path_count != 0) return null_argument("paths");
    const auto files = paths_in(paths, lengths, path_count);
    if (!files) return files.error();
    const auto folder = path_in(base, base_length, "base");
    if (!folder) return folder.error();
    auto draft = trueup::draft_case(*files, trueup::DraftOptions{*folder});
    if (!draft) return draft.take_error();
    std::string notes;
    for (const std::string& note : draft->notes) notes += note + "\n";
    *out = new trueup_case_draft{std::move(*draft), std::move(notes)};
    return {};
  });
}

trueup_status trueup_case_draft_toml(const trueup_case_draft* draft, const char** text, size_t* length, trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (draft == nullptr) return null_argument("draft");
    if (text == nullptr) return null_argument("text");
    *text = draft->held.toml.c_str();
    if (length != nullptr) *length = draft->held.toml.size();
    return {};
  });
}

trueup_status trueup_case_draft_notes(const trueup_case_draft* draft, const char** text, size_t* length, trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (draft == nullptr) return null_argument("draft");
    if (text == nullptr) return null_argument("text");
    *text = draft->notes.c_str();
    if (length != nullptr) *length = draft->notes.size();
    return {};
  });
}

uint64_t trueup_case_draft_unread(const trueup_case_draft* draft) { return draft == nullptr ? 0 : draft->held.unread.size(); }

void trueup_case_draft_destroy(trueup_case_draft** draft) { destroy(draft); }
