#include "report/summary_parts.hpp"

#include <map>
#include <set>
#include <tuple>

#include "fmt/format.h"

namespace trueup {
namespace {

struct KeyCounts {
  std::uint64_t explained = 0, action = 0;
};

// A differing key is explained when benign findings alone account for it.
KeyCounts count_keys(const Explanation& explanation, std::size_t pair) {
  KeyCounts counts;
  for (const BridgeKey& key : explanation.keys) {
    if (key.pair != pair || !key.comparable || key.delta.value == 0) continue;
    bool action = key.undecided.value != 0 || key.remainder.value != 0 || key.unexplained.value != 0;
    for (const BridgePart& part : key.parts) action = action || explanation.findings[part.finding].verdict != Verdict::kBenign;
    ++(action ? counts.action : counts.explained);
  }
  return counts;
}

std::string places(const ReportSource& source, const ComparedPair& pair) {
  std::string out;
  for (const TextId location : pair.locations) out += (out.empty() ? "" : ", ") + std::string(source.evidence.text(location));
  return out;
}

std::string pair_headline(const ReportSource& source, const BridgeTotal& total) {
  const ComparedPair& pair = source.pairs[total.pair];
  const std::string book(source.evidence.text(pair.book)), other(source.evidence.text(pair.other));
  const std::uint64_t comparable = total.keys - total.keys_not_comparable;
  std::string out = fmt::format("{}: {} and {} ", places(source, pair), book, other);
  if (comparable == 0) out += "have no SKU that can be compared";
  else if (total.keys_differing == 0) out += fmt::format("agree on all {} SKUs that can be compared", grouped(std::to_string(comparable)));
  else {
    const KeyCounts counts = count_keys(source.explanation, total.pair);
    const std::string money = total.money.likely ? format_money(*total.money.likely, source.the_case.currency) : "";
    out += fmt::format("disagree on {} of {} SKUs: {} units net, {} gross{}; {} explained by timing, {} need action",
                       grouped(std::to_string(total.keys_differing)), grouped(std::to_string(comparable)), grouped(total.delta.text()), grouped(total.gross.text()),
                       money.empty() ? ", money unknown" : ", " + grouped(money) + " " + source.the_case.currency, counts.explained, counts.action);
  }
  if (total.keys_not_comparable > 0) out += fmt::format("; {} more cannot be compared", grouped(std::to_string(total.keys_not_comparable)));
  std::uint64_t action = 0;
  for (const Finding& finding : source.explanation.findings) action += finding.pair == total.pair && finding.verdict != Verdict::kBenign ? 1 : 0;
  if (total.keys_differing == 0 && action > 0) out += fmt::format("; {} findings need action all the same", action);
  return out + ".";
}

}  // namespace

std::vector<TotalPart> total_parts(const Explanation& explanation, std::size_t pair) {
  std::map<std::size_t, Int128> sums;
  for (const BridgeKey& key : explanation.keys)
    if (key.pair == pair && key.comparable)
      for (const BridgePart& part : key.parts) sums[part.finding] += part.quantity.value;
  std::vector<TotalPart> parts;
  for (const auto& [finding, sum] : sums) parts.push_back({finding, {narrow(sum).value_or(Quantity::kUnknown)}});
  return parts;
}

std::vector<const Finding*> findings_of(const Explanation& explanation, const BridgeKey& key) {
  std::vector<const Finding*> found;
  for (const Finding& finding : explanation.findings) {
    if (finding.pair != key.pair) continue;
    for (const FindingKey& member : finding.keys)
      if (member.sku == key.sku && member.location == key.location && member.sku_system == key.sku_system) {
        found.push_back(&finding);
        break;
      }
  }
  return found;
}

std::size_t distinct_documents(const Finding& finding) {
  std::set<std::tuple<std::string, std::string, std::string>> ids;
  for (const DocumentRef& document : finding.documents) ids.emplace(document.system, document.type, document.id);
  return ids.size();
}

std::size_t distinct_orders(const Finding& finding) {
  std::set<std::string> references;
  for (const DocumentRef& document : finding.documents)
    if (!document.reference.empty()) references.insert(document.reference);
  return references.size();
}

std::string_view costing_name(CostingMethod method) {
  switch (method) {
    case CostingMethod::kFifo: return "fifo";
    case CostingMethod::kWeightedAverage: return "weighted_average";
    case CostingMethod::kStandard: return "standard";
    case CostingMethod::kUnknown: break;
  }
  return "unknown";
}

std::string headline(const ReportSource& source) {
  std::string out;
  for (const BridgeTotal& total : source.explanation.totals) out += (out.empty() ? "" : " ") + pair_headline(source, total);
  return out;
}

std::string grouped(std::string_view decimal) {
  const std::size_t start = !decimal.empty() && decimal.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  std::string out(decimal.substr(0, start));
  for (std::size_t i = start; i < point; ++i) {
    if (i > start && (point - i) % 3 == 0) out.push_back(',');
    out.push_back(decimal[i]);
  }
  return out.append(decimal.substr(point));
}

}  // namespace trueup
