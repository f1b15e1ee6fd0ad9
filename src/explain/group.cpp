#include "explain/group.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace trueup {
namespace {

using enum Observation;

std::string ratio_text(const Ratio& ratio) {
  return ratio.denominator == 1 ? std::to_string(ratio.numerator) : std::to_string(ratio.numerator) + "/" + std::to_string(ratio.denominator);
}

class Grouper {
 public:
  Grouper(const Evidence& evidence, const std::vector<Event>& events) : evidence_(evidence), events_(events) {}

  std::vector<GapGroup> run(std::vector<Gap> gaps) {
    std::map<std::pair<std::string, std::string>, GapGroup> members;
    for (Gap& gap : gaps) {
      const std::string identity = identity_of(gap);
      GapGroup& group = members[{identity, observation_text(gap)}];
      group.identity = identity;
      group.gaps.push_back(std::move(gap));
    }
    std::vector<GapGroup> groups;
    for (auto& [key, group] : members) {
      if (group.gaps.front().kind == GapKind::kQuantity) count_one_ratio(group);
      if (group.gaps.front().kind == GapKind::kState) group.predicate = "orders with " + held(group.gaps.front().observations);
      group.judgement = judge(group.gaps.front().observations);
      groups.push_back(std::move(group));
    }
    return merge_benign(std::move(groups));
  }

 private:
  std::string text(TextId id) const { return std::string(evidence_.text(id)); }

  std::string key_text(const StockKey& key) const { return text(key.sku) + "@" + text(key.location) + (key.foreign ? "@foreign" : ""); }

  std::string document_text(const Event& event) const {
    return std::string(event.side == Side::kBook ? "book" : "other") + "/" + text(event.type) + "/" + text(event.id);
  }

  // One ratio of one item is one thing however many documents show it; else the first divergent document names the gap.
  std::string identity_of(const Gap& gap) const {
    const std::string kind(name_of(gap.kind));
    if (gap.kind == GapKind::kQuantity && gap.observations[kRatioIsPack] == Truth::kYes)
      return kind + "|" + key_text(gap.amounts.front().key) + "|ratio " + ratio_text(*gap.ratio);
    if (gap.kind == GapKind::kState) return kind + "|" + held(gap.observations);
    if (!gap.events.empty()) return kind + "|" + document_text(events_[gap.events.front()]);
    if (!gap.documents.empty()) return kind + "|" + text(evidence_.table("documents").text(gap.documents.front(), column_index("documents", "id")));
    return kind + "|" + key_text(gap.amounts.back().key);
  }

  // Orders whose states or returns show one thing are one incident; the things are its name, whatever the settings are.
  static std::string held(const Observations& observations) {
    std::string out;
    for (std::size_t i = 0; i < kObservationCount; ++i)
      if (const auto observation = static_cast<Observation>(i); observations[observation] == Truth::kYes && info_of(observation).table != "settings") out += (out.empty() ? "" : ", ") + std::string(info_of(observation).name);
    return out;
  }

  // Lines of one document that evidence tells apart are two findings; the ones that it does not are one.
  static std::string observation_text(const Gap& gap) {
    std::string out;
    for (std::size_t i = 0; i < kObservationCount; ++i) out += static_cast<char>('0' + static_cast<int>(gap.observations[static_cast<Observation>(i)]));
    return out;
  }

  // Three documents with one ratio are a factor; one may be a slip; two are open.
  void count_one_ratio(GapGroup& group) const {
    const Truth several = group.gaps.size() >= 3 ? Truth::kYes : group.gaps.size() == 2 ? Truth::kUnknown : Truth::kNo;
    for (Gap& gap : group.gaps) gap.observations.set(kSeveralOneRatio, several);
    if (group.gaps.front().observations[kRatioIsPack] == Truth::kYes)
      group.predicate = "item " + text(group.gaps.front().amounts.front().key.sku) + ", ratio " + ratio_text(*group.gaps.front().ratio);
  }

  // What is merely under way on one route is one line of the bridge, not one a document. A transfer keeps its own.
  static bool merges(const GapGroup& group) {
    const bool benign = !group.judgement.causes.empty() && std::all_of(group.judgement.causes.begin(), group.judgement.causes.end(), [](const WeighedCause& cause) { return cause.cause->benign; });
    return benign && group.gaps.front().observations[kTransfer] != Truth::kYes;
  }

  std::vector<GapGroup> merge_benign(std::vector<GapGroup> groups) const {
    std::map<std::string, GapGroup> merged;
    for (GapGroup& group : groups) {
      const Gap& first = group.gaps.front();
      const bool under_way = merges(group);
      if (under_way) {
        group.predicate = "hop " + (first.route.empty() ? "none" : first.route) + ", within its age";
        group.identity = std::string(name_of(first.kind)) + "|" + std::string(group.judgement.causes.front().cause->code) + "|" + group.predicate;
      }
      while (!under_way && merged.contains(group.identity)) group.identity += "+";  // lines of one document, told apart
      GapGroup& into = merged[group.identity];
      if (into.gaps.empty()) into = {group.identity, group.predicate, {}, group.judgement};
      std::move(group.gaps.begin(), group.gaps.end(), std::back_inserter(into.gaps));
    }
    std::vector<GapGroup> out;
    for (auto& [identity, group] : merged) {
      sort_members(group);
      out.push_back(std::move(group));
    }
    return out;
  }

  // The order of the rows decides on nothing, not even on which member's words a finding takes.
  void sort_members(GapGroup& group) const {
    const auto order = [&](const Gap& gap) {
      if (gap.amounts.empty()) return std::tuple(std::string(), std::string(), std::int64_t{0}, gap.by);  // states alone, in their facts' order
      return std::tuple(gap.events.empty() ? std::string() : document_text(events_[gap.events.front()]), key_text(gap.amounts.front().key),
                        gap.amounts.front().quantity.value, gap.by);
    };
    std::stable_sort(group.gaps.begin(), group.gaps.end(), [&](const Gap& left, const Gap& right) { return order(left) < order(right); });
  }

  const Evidence& evidence_;
  const std::vector<Event>& events_;
};

}  // namespace

std::vector<GapGroup> group_gaps(const Evidence& evidence, const std::vector<Event>& events, std::vector<Gap> gaps) {
  return Grouper(evidence, events).run(std::move(gaps));
}

}  // namespace trueup
