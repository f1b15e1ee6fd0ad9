#include "guard.hpp"
#include "handles.hpp"

using namespace trueup::capi;
using trueup::Failure;

trueup_status trueup_suggest_sku_map(const trueup_case* the_case, const char* from, size_t from_length, const char* to, size_t to_length,
                                     trueup_sku_map_suggestion** out, trueup_error* error) {
  clear(out);
  return guard(error, [&]() -> Failure {
    if (the_case == nullptr) return null_argument("the_case");
    if (from == nullptr && from_length != 0) return null_argument("from");
    if (to == nullptr && to_length != 0) return null_argument("to");
    if (out == nullptr) return null_argument("out");
    const trueup::SuggestOptions options{std::string(from_length == 0 ? "" : from, from_length), std::string(to_length == 0 ? "" : to, to_length)};
    auto suggestion = trueup::suggest_sku_map(*the_case->held, options);
    if (!suggestion) return suggestion.take_error();
    *out = new trueup_sku_map_suggestion{std::move(*suggestion)};
    return {};
  });
}

trueup_status trueup_sku_map_suggestion_csv(const trueup_sku_map_suggestion* suggestion, const char** text, size_t* length,
                                            trueup_error* error) {
  clear(text, length);
  return guard(error, [&]() -> Failure {
    if (suggestion == nullptr) return null_argument("suggestion");
    if (text == nullptr) return null_argument("text");
    *text = suggestion->held.csv.c_str();
    if (length != nullptr) *length = suggestion->held.csv.size();
    return {};
  });
}

uint64_t trueup_sku_map_suggestion_certain(const trueup_sku_map_suggestion* suggestion) {
  return suggestion == nullptr ? 0 : suggestion->held.certain;
}

uint64_t trueup_sku_map_suggestion_likely(const trueup_sku_map_suggestion* suggestion) {
  return suggestion == nullptr ? 0 : suggestion->held.likely;
}

uint64_t trueup_sku_map_suggestion_ambiguous(const trueup_sku_map_suggestion* suggestion) {
  return suggestion == nullptr ? 0 : suggestion->held.ambiguous;
}

uint64_t trueup_sku_map_suggestion_unmatched(const trueup_sku_map_suggestion* suggestion) {
  return suggestion == nullptr ? 0 : suggestion->held.unmatched;
}

void trueup_sku_map_suggestion_destroy(trueup_sku_map_suggestion** suggestion) { destroy(suggestion); }
