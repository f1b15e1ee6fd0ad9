// PairExplainer: one comparison, from its delta to its findings and its bridge.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "explain/events.hpp"
#include "explain/gaps.hpp"
#include "explain/group.hpp"
#include "trueup/explain/explain.hpp"

namespace trueup {

class PairExplainer {
 public:
  PairExplainer(const Case& the_case, const Evidence& evidence, const Mapping& mapping, ComparedPair& pair, std::size_t index,
                const Replay& replay, std::vector<Issue>& issues, const Progress* progress);

  /// Appends findings, listed keys and the total. Errors: internal when a key's bridge does not close, cancelled.
  Failure run(Explanation& out);

 private:
  std::vector<Gap> collect_gaps();
  void block(const std::vector<BlockedKey>& keys);
  std::size_t add_row(const StockKey& key);
  void cover_event_keys(const std::vector<Gap>& gaps);
  void accept_uncertain(std::vector<Gap>& gaps) const;
  void add_rest(std::vector<GapGroup>& groups);
  void post(const GapGroup& group, std::size_t finding, Verdict verdict);
  bool cancelled() const { return progress_ != nullptr && progress_->cancelled(); }
  Failure check_closed() const;
  void list_keys(Explanation& out);
  BridgeTotal total() const;

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  ComparedPair& pair_;
  std::size_t index_;
  std::vector<Issue>& issues_;
  const Progress* progress_;
  PairContext context_;
  std::vector<Event> events_;

  // The bridge under construction, one entry a delta row.
  struct Posting {
    std::size_t finding;
    Quantity quantity;
  };
  struct KeyBridge {
    std::vector<Posting> parts;
    Int128 undecided = 0, remainder = 0, unexplained = 0;
    bool mentioned = false;        // a finding concerns it, though no unit moved
    bool window_undecided = false;
  };
  std::size_t row_of(const StockKey& key) const;
  void join_opening_twins();
  Int128 opening_gap(const StockKey& key, bool& known) const;
  Gap rest_gap(std::size_t row, Int128 rest, bool has_opening) const;

  struct Index;
  std::shared_ptr<Index> rows_;
  KeyBridge& bridge(std::size_t row) { return bridges_[row]; }
  const KeyBridge& bridge_or_empty(std::size_t row) const;
  std::map<std::size_t, KeyBridge> bridges_;   // of the rows that something is posted to; most have nothing
};

}  // namespace trueup
