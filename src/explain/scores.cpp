#include "explain/scores.hpp"

#include <algorithm>
#include <set>

#include "explain/message_log.hpp"
#include "trueup/explain/signature.hpp"

namespace trueup {
namespace {

Score connectivity(const Evidence& evidence) {
  const Records& messages = evidence.table("messages");
  if (messages.row_count() == 0) return {"connectivity", std::nullopt, std::nullopt, "no messages given"};
  const auto [sent, confirmed] = MessageLog(evidence).transmissions();
  if (sent == 0) return {"connectivity", std::nullopt, std::nullopt, "answers alone, and nothing that they answer"};
  return {"connectivity", confirmed, sent, ""};
}

// Of the documents that one side lacks, the share that is still within its age.
Score timeliness(const Explanation& explanation) {
  std::uint64_t in_time = 0, all = 0;
  for (const Finding& finding : explanation.findings) {
    if (finding.gap != "event.absent_in_book" || !finding.age || !finding.age_limit) continue;
    std::set<std::string> ids;
    for (const DocumentRef& document : finding.documents) ids.insert(document.id);
    all += ids.size();
    if (finding.verdict == Verdict::kBenign) in_time += ids.size();
  }
  if (all == 0) return {"timeliness", std::nullopt, std::nullopt, "no document is under way on a hop with a max_age"};
  return {"timeliness", in_time, all, ""};
}

Score agreement(const Explanation& explanation) {
  std::uint64_t agree = 0, all = 0;
  for (const BridgeTotal& total : explanation.totals) {
    all += total.keys - total.keys_not_comparable;
    agree += total.keys - total.keys_not_comparable - total.keys_differing;
  }
  if (all == 0) return {"agreement", std::nullopt, std::nullopt, "no key could be compared"};
  return {"agreement", agree, all, ""};
}

// Of the steps that orders took, the share that their dialects allow.
Score conformance(const Replay& replay) {
  std::uint64_t conforming = 0, all = 0;
  for (const Conformance& system : replay.conformance) conforming += system.conforming, all += system.steps;
  if (all == 0) return {"conformance", std::nullopt, std::nullopt, replay.rows == 0 ? "no states given" : "no step of an order could be judged"};
  return {"conformance", conforming, all, ""};
}

bool has_table(const Evidence& evidence, std::string_view table, TextId system) {
  return std::any_of(evidence.coverage.begin(), evidence.coverage.end(), [&](const Coverage& input) {
    return input.table == table && (!system || input.system == system);
  });
}

}  // namespace

std::vector<Score> score(const Evidence& evidence, const Explanation& explanation, const Replay& replay) {
  return {connectivity(evidence), timeliness(explanation), agreement(explanation), conformance(replay)};
}

std::vector<CoverageNote> coverage_notes(const Case& the_case, const Evidence& evidence, const std::vector<ComparedPair>& pairs, const Replay& replay) {
  std::vector<CoverageNote> notes;
  for (const ComparedPair& pair : pairs)
    for (const TextId side : {pair.book, pair.other})
      if (!has_table(evidence, "documents", side) && !has_table(evidence, "movements", side))
        notes.push_back({"events of " + std::string(evidence.text(side)), "no documents given: differences are not traced to orders, receipts or transfers"});
  if (!has_table(evidence, "messages", {})) notes.push_back({"transport", "no messages given: late and lost cannot be told from rejected"});
  if (!has_table(evidence, "counts", {})) notes.push_back({"physical stock", "no counts given: where the systems agree, physical stock is not verified"});
  for (const ComparedPair& pair : pairs)
    if (!pair.book_opening.present || !pair.other_opening.present)
      notes.push_back({"opening balance", "no earlier balance of both sides given: an old difference and a later break are one remainder"});
  for (const Hop& hop : the_case.hops)
    if (!hop.max_age) notes.push_back({"timing of hop " + hop.id, "no max_age given: lag cannot be told from loss"});
  if (replay.rows == 0) notes.push_back({"order states", "no states given: whether orders were worked as their systems allow is not known"});
  if (replay.not_replayed > 0) notes.push_back({"order states", std::to_string(replay.not_replayed) + " rows of systems without a known dialect, or of no order, are not replayed"});
  if (replay.unknown_words > 0) notes.push_back({"order states", std::to_string(replay.unknown_words) + " rows print a word that no table translates"});
  for (const char* table : {"kits", "costs", "balances", "loads", "rules", "changes"})
    if (has_table(evidence, table, {})) notes.push_back({table, "given, but not used by this version"});
  std::set<std::string_view> tested;
  for (const auto& table : signature_tables())
    for (const Signature& row : table) tested.insert(row.code);
  std::string untested;
  for (const Cause& cause : all_causes())
    if (!tested.contains(cause.code)) untested += (untested.empty() ? "" : " ") + std::string(cause.code);
  notes.push_back({"causes", "not tested by this version: " + untested});
  return notes;
}

}  // namespace trueup
