// suggest: a draft of the SKU map from the item lists of a case.
#include "base/guarded.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/suggest.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

// Stock and documents need not even be there.
Case with_lists_alone(const Case& the_case) {
  Case out = the_case;
  std::erase_if(out.inputs, [](const Input& input) { return input.table != "items" && input.table != "sku_map"; });
  return out;
}

Result<std::string> one_system(const Case& the_case, const std::string& asked, SystemRole role, const std::string& option) {
  const Error which{ErrorCode::kMissingKey, "the case has not one such system", {"", 0, option, asked}, "the id of a declared [[system]]"};
  if (!asked.empty()) return the_case.find_system(asked) != nullptr ? Result<std::string>(asked) : which;
  std::string found;
  for (const System& system : the_case.systems) {
    if (system.role != role) continue;
    if (!found.empty()) return which;
    found = system.id;
  }
  return found.empty() ? Result<std::string>(which) : found;
}

Failure check_items(const Evidence& evidence, const std::string& system) {
  for (const Coverage& input : evidence.coverage)
    if (input.table == "items" && (!input.system || evidence.text(input.system) == system) && input.row_count > 0) return std::nullopt;
  return Error{ErrorCode::kMissingKey, "no items of system " + system, {"trueup.toml", 0, "input", ""}, "[[input]] with table = \"items\" for it"};
}

Result<SkuMapSuggestion> suggest_line(const Case& the_case, const SuggestOptions& options, Progress* progress) {
  const auto from = one_system(the_case, options.from_system, SystemRole::kExecution, "--from");
  if (!from) return from.error();
  const auto to = one_system(the_case, options.to_system, SystemRole::kSystemOfRecord, "--to");
  if (!to) return to.error();
  auto evidence = read_evidence(with_lists_alone(the_case), 0, progress);
  if (!evidence) return evidence.take_error();
  for (const std::string& system : {*from, *to})
    if (Failure failure = check_items(*evidence, system)) return *failure;
  if (progress != nullptr) progress->enter(Stage::kMapping, 0);
  const SkuMapDraft draft = suggest_sku_map(*evidence, evidence->pool.find(*from), evidence->pool.find(*to), progress);
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  SkuMapSuggestion out{sku_map_draft_csv(draft, *evidence)};
  for (const SkuProposal& proposal : draft.proposals) ++(proposal.certain ? out.certain : out.likely);
  out.ambiguous = draft.ambiguous.size();
  out.unmatched = draft.unmatched_from.size() + draft.unmatched_to.size();
  return out;
}

}  // namespace

Result<SkuMapSuggestion> suggest_sku_map(const Case& the_case, const SuggestOptions& options, Progress* progress) {
  return guarded([&] { return suggest_line(the_case, options, progress); });
}

}  // namespace trueup
