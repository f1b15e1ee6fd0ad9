#include "trueup/base/decimal.hpp"
#include "trueup/mapping/suggest.hpp"

namespace trueup {
namespace {

// One row a call; a cell is quoted where RFC 4180 asks for it, and where a blank at an end would not be seen.
class DraftRows {
 public:
  explicit DraftRows(const Evidence& evidence) : evidence_(evidence) {
    out_ = "from_system,from_value,to_system,to_value,valid_from,version,owner,status,score,reason\r\n";
  }

  void add(TextId from_system, TextId from, TextId to_system, TextId to, std::string_view status, std::string_view score, std::string_view reason) {
    const auto text = [&](TextId id) { return evidence_.text(id); };
    const std::string_view cells[] = {text(from_system), text(from), text(to_system), text(to), "", "draft", "", status, score, reason};
    bool first = true;
    for (const std::string_view cell : cells) {
      if (!first) out_ += ',';
      first = false;
      append_cell(cell);
    }
    out_ += "\r\n";
  }

  std::string take() { return std::move(out_); }

 private:
  void append_cell(std::string_view cell) {
    const bool bare = cell.find_first_of(",\"\r\n") == std::string_view::npos && (cell.empty() || (cell.front() != ' ' && cell.back() != ' '));
    if (bare) {
      out_ += cell;
      return;
    }
    out_ += '"';
    for (const char c : cell) out_.append(c == '"' ? 2 : 1, c);
    out_ += '"';
  }

  const Evidence& evidence_;
  std::string out_;
};

}  // namespace

std::string sku_map_draft_csv(const SkuMapDraft& draft, const Evidence& evidence) {
  DraftRows rows(evidence);
  const auto add = [&](TextId from, const SkuCandidate& candidate, std::string_view status) {
    rows.add(draft.from_system, from, draft.to_system, candidate.to, status, format_decimal(candidate.score_e4, 4), candidate.words);
  };
  for (const SkuProposal& proposal : draft.proposals) add(proposal.from, proposal.match, proposal.certain ? "certain" : "likely");
  for (const AmbiguousSku& item : draft.ambiguous)
    for (const SkuCandidate& candidate : item.candidates) add(item.from, candidate, "ambiguous");
  for (const TextId from : draft.unmatched_from) rows.add(draft.from_system, from, draft.to_system, {}, "unmatched", "", "");
  for (const TextId to : draft.unmatched_to) rows.add(draft.to_system, to, draft.from_system, {}, "unmatched", "", "");
  return rows.take();
}

}  // namespace trueup
