#include "trueup/mapping/suggest.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "mapping/suggest_pairs.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

constexpr std::uint32_t kProposable = 2500;  // less is no proposal: about a name of which five words in eight are shared
constexpr std::uint32_t kNear = 700;         // two candidates that near to each other are not told apart
constexpr std::uint32_t kRunnerUp = 2000;    // one that near to the best is worth a look
constexpr std::size_t kMostCandidates = 8;
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

// An item's best partner among those that are free, and the score of the second.
struct Best {
  std::uint32_t partner = kNobody, score = 0, second = 0;

  void see(std::uint32_t other, std::uint32_t other_score) {
    if (partner == kNobody || other_score > score) second = score, score = other_score, partner = other;
    else second = std::max(second, other_score);
  }
  bool stands_out() const { return partner != kNobody && score >= second + kNear; }
};

class Drafter {
 public:
  Drafter(const Evidence& evidence, TextId from_system, TextId to_system, const Progress* progress)
      : evidence_(evidence), progress_(progress), lists_{list_items(evidence, from_system, to_system), list_items(evidence, to_system, from_system)} {
    draft_.from_system = from_system;
    draft_.to_system = to_system;
    for (const ListSide side : {kFromList, kToList}) settled_[side].resize(lists_[side].size());
  }

  SkuMapDraft draft() {
    find_pairs();
    settle_pairs(true);
    // What is settled leaves others with one candidate only; they are likely at most.
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds && settle_pairs(false); ++round) {}
    list_ambiguous();
    list_unmatched();
    std::sort(draft_.proposals.begin(), draft_.proposals.end(), [&](const auto& left, const auto& right) { return evidence_.text(left.from) < evidence_.text(right.from); });
    return std::move(draft_);
  }

 private:
  void find_pairs() {
    PairFinder finder(evidence_, lists_);
    SearchCounts counts;
    pairs_.resize(lists_[kFromList].size());
    for (std::uint32_t from = 0; from < pairs_.size(); ++from) {
      if (progress_ != nullptr && from % 256 == 0 && progress_->cancelled()) return;
      if (lists_[kFromList][from].mapped) continue;
      pairs_[from] = finder.find(from, counts);
      std::erase_if(pairs_[from], [](const ItemPair& pair) { return pair.score_e4 < kProposable; });
    }
    draft_.names_not_searched = counts.names_not_searched;
    draft_.searches_cut = counts.searches_cut;
  }

  bool is_open(const ItemPair& pair) const { return !settled_[kFromList][pair.from] && !settled_[kToList][pair.to]; }

  // Pairs that are best for both and stand out on both sides. False when there was none.
  bool settle_pairs(bool certain) {
    std::vector<Best> best_to(lists_[kFromList].size()), best_from(lists_[kToList].size());
    for (const auto& pairs : pairs_)
      for (const ItemPair& pair : pairs)
        if (is_open(pair)) best_to[pair.from].see(pair.to, pair.score_e4), best_from[pair.to].see(pair.from, pair.score_e4);
    bool settled = false;
    for (std::uint32_t from = 0; from < best_to.size(); ++from) {
      const Best& best = best_to[from];
      if (!best.stands_out() || best_from[best.partner].partner != from || !best_from[best.partner].stands_out()) continue;
      const auto pair = std::find_if(pairs_[from].begin(), pairs_[from].end(), [&](const ItemPair& other) { return other.to == best.partner; });
      if (certain && !pair->agreed) continue;
      propose(*pair, certain);
      settled = true;
    }
    return settled;
  }

  void propose(const ItemPair& pair, bool certain) {
    SkuProposal proposal{lists_[kFromList][pair.from].sku, candidate_of(pair), certain, std::nullopt};
    for (const ItemPair& other : pairs_[pair.from])
      if (other.to != pair.to && other.score_e4 + kRunnerUp >= pair.score_e4) {
        proposal.runner_up = candidate_of(other);
        break;
      }
    draft_.proposals.push_back(std::move(proposal));
    settled_[kFromList][pair.from] = settled_[kToList][pair.to] = true;
  }

  void list_ambiguous() {
    is_candidate_.resize(lists_[kToList].size());
    for (std::uint32_t from = 0; from < pairs_.size(); ++from) {
      AmbiguousSku item{lists_[kFromList][from].sku, {}, false};
      std::uint32_t best = 0;
      for (const ItemPair& pair : pairs_[from]) {
        if (!is_open(pair)) continue;
        best = std::max(best, pair.score_e4);
        if (pair.score_e4 + kNear <= best) break;
        item.more = item.candidates.size() == kMostCandidates;
        if (item.more) break;
        item.candidates.push_back(candidate_of(pair));
        is_candidate_[pair.to] = true;
      }
      if (item.candidates.empty()) continue;
      ambiguous_[from] = true;
      draft_.ambiguous.push_back(std::move(item));
    }
  }

  void list_unmatched() {
    for (std::uint32_t from = 0; from < lists_[kFromList].size(); ++from) {
      const ListedItem& item = lists_[kFromList][from];
      if (item.mapped) ++draft_.mapped_from;
      else if (!settled_[kFromList][from] && !ambiguous_[from]) draft_.unmatched_from.push_back(item.sku);
    }
    for (std::uint32_t to = 0; to < lists_[kToList].size(); ++to) {
      const ListedItem& item = lists_[kToList][to];
      if (item.mapped) ++draft_.mapped_to;
      else if (!settled_[kToList][to] && !is_candidate_[to]) draft_.unmatched_to.push_back(item.sku);
    }
  }

  SkuCandidate candidate_of(const ItemPair& pair) const {
    const ListedItem &from = lists_[kFromList][pair.from], &to = lists_[kToList][pair.to];
    return {to.sku, pair.score_e4, pair.reasons, words_of(pair.reasons, from, to)};
  }

  std::string words_of(const SkuReasons& reasons, const ListedItem& from, const ListedItem& to) const;

  const Evidence& evidence_;
  const Progress* progress_;
  PairFinder::Lists lists_;
  std::vector<std::vector<ItemPair>> pairs_;  // by item of the `from` list, best first
  std::array<std::vector<bool>, 2> settled_;
  std::vector<bool> ambiguous_ = std::vector<bool>(lists_[kFromList].size()), is_candidate_;
  SkuMapDraft draft_;
};

enum class Detail : std::uint8_t { kNone, kSpelling, kBarcode };  // what follows the words

struct ReasonWords {
  SkuReason reason;
  std::string_view name, words;
  Detail detail = Detail::kNone;
};
constexpr ReasonWords kReasons[] = {
    {SkuReason::kSameSku, "same_sku", "same SKU"},
    {SkuReason::kSameForm, "same_form", "same SKU but for ", Detail::kSpelling},
    {SkuReason::kLookAlikeSku, "look_alike_sku", "same SKU but for ", Detail::kSpelling},
    {SkuReason::kLooseSku, "loose_sku", "same SKU but for ", Detail::kSpelling},
    {SkuReason::kRoundedSku, "rounded_sku", "one SKU may be the other as a spreadsheet rounds it"},
    {SkuReason::kSkuIsSupplierCode, "sku_is_supplier_code", "one's SKU is the other's supplier code"},
    {SkuReason::kSameBarcode, "same_barcode", "same barcode ", Detail::kBarcode},
    {SkuReason::kSharedBarcode, "shared_barcode", "same barcode as further items, ", Detail::kBarcode},
    {SkuReason::kSameSupplierCode, "same_supplier_code", "same supplier code"},
    {SkuReason::kSharedSupplierCode, "shared_supplier_code", "same supplier code as further items"},
    {SkuReason::kSameName, "same_name", "same name"},
    {SkuReason::kSimilarName, "similar_name", "similar names"},
    {SkuReason::kSamePrice, "same_price", "same price"},
    {SkuReason::kSameUnit, "same_unit", "same unit"},
    {SkuReason::kBarcodesDiffer, "barcodes_differ", "but the barcodes differ"},
    {SkuReason::kSkuElsewhere, "sku_elsewhere", "but another item has the SKU of one of them"},
    {SkuReason::kSkuExtended, "sku_extended", "but one SKU is the other with something behind it"},
    {SkuReason::kNamesDiffer, "names_differ", "but the names differ in a word or figure"},
};

std::string Drafter::words_of(const SkuReasons& reasons, const ListedItem& from, const ListedItem& to) const {
  std::string words;
  for (const ReasonWords& reason : kReasons) {
    if (!reasons.has(reason.reason)) continue;
    if (!words.empty()) words += "; ";
    words += reason.words;
    if (reason.detail == Detail::kSpelling) words += spelling_difference(evidence_.text(to.sku), evidence_.text(from.sku));
    if (reason.detail == Detail::kBarcode) words += from.barcode->text();  // both carry it, or the reason would not be there
  }
  return words;
}

}  // namespace

std::string_view name_of(SkuReason reason) {
  for (const ReasonWords& known : kReasons)
    if (known.reason == reason) return known.name;
  return {};
}

SkuMapDraft suggest_sku_map(const Evidence& evidence, TextId from_system, TextId to_system, const Progress* progress) {
  return Drafter(evidence, from_system, to_system, progress).draft();
}

}  // namespace trueup
