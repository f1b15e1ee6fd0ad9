#include "mapping/suggest_pairs.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

// How many items one is compared with at most: of one key, and of those whose names share rare words.
constexpr std::size_t kMostOfAKey = 24;
constexpr std::size_t kMostByName = 48;
// A word in more items than that finds nothing; nor are more items looked at for one name.
constexpr std::size_t kMostHolders = 6000;

// In 1/10000. A code or a barcode alone is about half of what there can be; a name alone less.
constexpr std::int32_t kSkuScore = 4500, kTwinSkuScore = 3000, kLooseScore = 3000, kTwinLooseScore = 2000, kRoundedScore = 2000, kCrossScore = 1500;
constexpr std::int32_t kBarcodeScore = 4000, kSharedBarcodeScore = 2000, kSupplierScore = 2000, kSharedSupplierScore = 800;
constexpr std::int32_t kNameShare = 4000, kPriceScore = 300, kUnitScore = 100;
constexpr std::int32_t kBarcodesDifferScore = -2000, kNamesDifferScore = -1500, kUnlikeNameShare = 1500, kSkuElsewhereScore = -1500;
constexpr std::uint32_t kNameSpeaks = 6000;  // from where on a similar name confirms

void take(const KeyIndex::Items& items, std::vector<std::uint32_t>& found, bool& cut) {
  const std::size_t count = std::min(items.size(), kMostOfAKey);
  found.insert(found.end(), items.begin(), items.begin() + static_cast<std::ptrdiff_t>(count));
  cut = cut || count < items.size();
}

bool better(const ItemPair& left, const ItemPair& right) { return left.score_e4 != right.score_e4 ? left.score_e4 > right.score_e4 : left.to < right.to; }

bool is_whole_number(std::string_view form) { return !form.empty() && form.find_first_not_of("0123456789") == std::string_view::npos; }

// The first digits of the least number that is rounded up to these digits.
std::string least_rounded_up(std::string digits) {
  if (digits.find_first_not_of('0', 1) == std::string::npos && digits.front() == '1') return digits;  // none has as many digits
  std::size_t at = digits.size();
  while (digits[--at] == '0') digits[at] = '9';
  --digits[at];
  return digits + "5";
}

bool is_extended(std::string_view one, std::string_view other) {
  constexpr std::size_t kShortest = 4;
  return std::min(one.size(), other.size()) >= kShortest && one != other && (one.starts_with(other) || other.starts_with(one));
}

std::string key_of(const NameWords::Words& words) {
  std::string key;
  for (const std::uint32_t word : words) key += std::to_string(word) + ",";
  return key;
}

}  // namespace

void KeyIndex::add(ListSide side, std::string_view key) {
  const std::uint32_t id = pool_.intern(key).value;
  if (id == groups_.size()) groups_.emplace_back();
  if (id != 0) groups_[id][side].push_back(static_cast<std::uint32_t>(keys_[side].size()));
  keys_[side].push_back(id);
}

bool KeyIndex::unique(std::uint32_t from, std::uint32_t to) const {
  if (!shared(from, to)) return false;
  const auto& group = groups_[keys_[kFromList][from]];
  return group[kFromList].size() == 1 && group[kToList].size() == 1;
}

PairFinder::PairFinder(const Evidence& evidence, const Lists& lists) : evidence_(evidence), lists_(lists), rounded_partners_(lists[kFromList].size()), shared_weight_(lists[kToList].size()) {
  for (const ListSide side : {kFromList, kToList}) {
    for (const ListedItem& item : lists[side]) {
      const std::string_view code = evidence.text(item.sku);
      exact_.add(side, code);
      forms_.add(side, normal_form(code));
      look_alikes_.add(side, lookalike_form(code));
      loose_.add(side, loose_form(code));
      barcodes_.add(side, item.barcode ? item.barcode->text() : std::string());
      supplier_codes_.add(side, normal_form(evidence.text(item.supplier_code)));
      words_[side].push_back(vocabulary_.learn(evidence.text(item.name)));
      names_.add(side, key_of(words_[side].back()));
    }
  }
  index_words();
  for (const ListSide side : {kFromList, kToList}) index_rounded_numbers(side);
}

void PairFinder::index_words() {
  holders_.resize(vocabulary_.word_count());
  for (std::uint32_t to = 0; to < words_[kToList].size(); ++to) {
    const NameWords::Words& words = words_[kToList][to];
    for (std::size_t i = 0; i < words.size(); ++i)
      if ((i == 0 || words[i] != words[i - 1]) && !lists_[kToList][to].mapped) holders_[words[i]].push_back(to);
  }
}

// The rounded numbers among one side's codes, and the other side's whole numbers that they may have been.
void PairFinder::index_rounded_numbers(ListSide side) {
  const ListSide other = side == kFromList ? kToList : kFromList;
  std::vector<std::pair<std::string, std::uint32_t>> numbers;
  for (std::uint32_t item = 0; item < lists_[other].size(); ++item)
    if (std::string form = normal_form(sku(other, item)); is_whole_number(form)) numbers.emplace_back(std::move(form), item);
  std::sort(numbers.begin(), numbers.end());
  for (std::uint32_t item = 0; item < lists_[side].size(); ++item) {
    const auto rounded = parse_rounded_number(sku(side, item));
    if (!rounded) continue;
    std::size_t partners = 0;
    auto at = std::lower_bound(numbers.begin(), numbers.end(), std::pair(least_rounded_up(rounded->digits), std::uint32_t{0}));
    for (std::size_t steps = 0; at != numbers.end() && steps < kMostHolders && partners <= kMostOfAKey; ++at, ++steps) {
      if (at->first > rounded->digits && !at->first.starts_with(rounded->digits)) break;
      if (!could_be(*rounded, at->first)) continue;
      rounded_partners_[side == kFromList ? item : at->second].push_back(side == kFromList ? at->second : item);
      ++partners;
    }
  }
}

std::vector<ItemPair> PairFinder::find(std::uint32_t from, SearchCounts& counts) {
  std::vector<std::uint32_t> found;
  bool cut = false;
  find_by_keys(from, found, cut);
  take(rounded_partners_[from], found, cut);
  find_by_name(from, found, cut, counts);
  counts.searches_cut += cut ? 1 : 0;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<ItemPair> pairs;
  for (const std::uint32_t to : found)
    if (!lists_[kToList][to].mapped) pairs.push_back(weigh(from, to));
  std::sort(pairs.begin(), pairs.end(), better);
  return pairs;
}

void PairFinder::find_by_keys(std::uint32_t from, std::vector<std::uint32_t>& found, bool& cut) const {
  for (const KeyIndex* index : {&exact_, &forms_, &look_alikes_, &loose_, &barcodes_, &supplier_codes_, &names_}) take(index->partners(kFromList, from), found, cut);
  take(supplier_codes_.find(kToList, normal_form(sku(kFromList, from))), found, cut);
  if (const TextId code = lists_[kFromList][from].supplier_code) take(forms_.find(kToList, normal_form(evidence_.text(code))), found, cut);
}

void PairFinder::find_by_name(std::uint32_t from, std::vector<std::uint32_t>& found, bool& cut, SearchCounts& counts) {
  NameWords::Words words = words_[kFromList][from];
  if (words.empty()) return;
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::stable_sort(words.begin(), words.end(), [&](std::uint32_t left, std::uint32_t right) { return holders_[left].size() < holders_[right].size(); });
  std::vector<std::uint32_t> touched;
  std::size_t looked_at = 0;
  bool searched = false;
  for (const std::uint32_t word : words) {
    if (looked_at + holders_[word].size() > kMostHolders) break;
    searched = true;
    looked_at += holders_[word].size();
    for (const std::uint32_t to : holders_[word]) {
      if (shared_weight_[to] == 0) touched.push_back(to);
      shared_weight_[to] += vocabulary_.weight(word);
    }
  }
  if (!searched) ++counts.names_not_searched;
  const auto nearer = [&](std::uint32_t left, std::uint32_t right) { return shared_weight_[left] != shared_weight_[right] ? shared_weight_[left] > shared_weight_[right] : left < right; };
  const std::size_t kept = std::min(touched.size(), kMostByName);
  std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(kept), touched.end(), nearer);
  // Too few only where one that is left out shares half the name.
  const std::uint32_t whole = vocabulary_.weight(words);
  cut = cut || std::any_of(touched.begin() + static_cast<std::ptrdiff_t>(kept), touched.end(), [&](std::uint32_t to) { return 2 * shared_weight_[to] >= whole; });
  found.insert(found.end(), touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(kept));
  for (const std::uint32_t to : touched) shared_weight_[to] = 0;
}

ItemPair PairFinder::weigh(std::uint32_t from, std::uint32_t to) const {
  Scale scale{from, to};
  const bool sku_agrees = weigh_skus(scale), barcode_agrees = weigh_barcodes(scale), supplier_agrees = weigh_supplier_codes(scale);
  const bool name_confirms = weigh_names(scale);
  weigh_price_and_unit(scale);
  // A code is confirmed by a name that is like enough. A name that is the same and nobody else's is confirmed by any key
  // with the price: a unit and its pack may share name, barcode and supplier's code, but not the price; two products may share
  // name and price, but no key. The price also makes up for a figure that one name leaves out.
  const bool price_agrees = scale.reasons.has(SkuReason::kSamePrice);
  const bool price_unknown = lists_[kFromList][from].price == Records::kUnknown || lists_[kToList][to].price == Records::kUnknown;
  const bool any_key = scale.reasons.has(SkuReason::kSharedBarcode) || scale.reasons.has(SkuReason::kSharedSupplierCode) || scale.reasons.has(SkuReason::kSkuIsSupplierCode);
  const bool contradicted = scale.contradicted || (scale.name_omits && !(sku_agrees && barcode_agrees && price_agrees));
  const bool by_sku = sku_agrees && (name_confirms || barcode_agrees);
  const bool by_name = names_.unique(from, to) && ((price_agrees && (barcode_agrees || supplier_agrees || any_key)) || (price_unknown && barcode_agrees));
  const bool by_keys = barcode_agrees && supplier_agrees && name_confirms;
  const bool agreed = (by_sku || by_name || by_keys) && !contradicted;
  return {from, to, static_cast<std::uint32_t>(std::clamp(scale.score, 0, 10000)), scale.reasons, agreed};
}

bool PairFinder::weigh_skus(Scale& scale) const {
  const auto [from, to] = std::pair(scale.from, scale.to);
  const bool exact = exact_.shared(from, to), agrees = exact || forms_.unique(from, to) || loose_.unique(from, to);
  const KeyIndex::Items& rounded = rounded_partners_[from];
  if (exact) scale.add(SkuReason::kSameSku, kSkuScore);
  else if (forms_.shared(from, to)) scale.add(SkuReason::kSameForm, agrees ? kSkuScore : kTwinSkuScore);
  else if (look_alikes_.shared(from, to)) scale.add(SkuReason::kLookAlikeSku, agrees ? kLooseScore : kTwinLooseScore);
  else if (loose_.shared(from, to)) scale.add(SkuReason::kLooseSku, agrees ? kLooseScore : kTwinLooseScore);
  else if (std::find(rounded.begin(), rounded.end(), to) != rounded.end()) scale.add(SkuReason::kRoundedSku, kRoundedScore);

  if (!agrees && is_extended(normal_form(sku(kFromList, from)), normal_form(sku(kToList, to)))) scale.contradict(SkuReason::kSkuExtended, 0);
  const bool elsewhere = !forms_.partners(kFromList, from).empty() || !forms_.partners(kToList, to).empty();
  if (!forms_.shared(from, to) && elsewhere) scale.contradict(SkuReason::kSkuElsewhere, kSkuElsewhereScore);
  return agrees;
}

bool PairFinder::weigh_barcodes(Scale& scale) const {
  const auto &left = lists_[kFromList][scale.from].barcode, &right = lists_[kToList][scale.to].barcode;
  const bool agrees = barcodes_.unique(scale.from, scale.to);
  if (!left || !right) return false;
  if (left != right) scale.contradict(SkuReason::kBarcodesDiffer, kBarcodesDifferScore);
  else if (agrees) scale.add(SkuReason::kSameBarcode, kBarcodeScore);
  else scale.add(SkuReason::kSharedBarcode, kSharedBarcodeScore);
  return agrees;
}

bool PairFinder::weigh_supplier_codes(Scale& scale) const {
  const bool agrees = supplier_codes_.unique(scale.from, scale.to);
  if (agrees) scale.add(SkuReason::kSameSupplierCode, kSupplierScore);
  else if (supplier_codes_.shared(scale.from, scale.to)) scale.add(SkuReason::kSharedSupplierCode, kSharedSupplierScore);
  const auto names = [&](TextId code, ListSide side, std::uint32_t item) { return code && normal_form(evidence_.text(code)) == normal_form(sku(side, item)); };
  const ListedItem &left = lists_[kFromList][scale.from], &right = lists_[kToList][scale.to];
  if (names(left.supplier_code, kToList, scale.to) || names(right.supplier_code, kFromList, scale.from)) scale.add(SkuReason::kSkuIsSupplierCode, kCrossScore);
  return agrees;
}

bool PairFinder::weigh_names(Scale& scale) const {
  const NameLikeness name = vocabulary_.compare(words_[kFromList][scale.from], words_[kToList][scale.to]);
  const auto share = [&](std::int32_t part, std::uint32_t of_e4) { return static_cast<std::int32_t>(of_e4) * part / 10000; };
  scale.score += share(kNameShare, name.score_e4);
  switch (name.verdict) {
    case NameVerdict::kUnknown: return false;
    case NameVerdict::kSame: scale.add(SkuReason::kSameName, 0); break;
    case NameVerdict::kSimilar: scale.add(SkuReason::kSimilarName, 0); break;
    case NameVerdict::kOmits:
    case NameVerdict::kDiffers:
      scale.add(SkuReason::kNamesDiffer, kNamesDifferScore - share(kUnlikeNameShare, 10000 - name.score_e4));
      (name.verdict == NameVerdict::kOmits ? scale.name_omits : scale.contradicted) = true;
      return false;
  }
  return name.score_e4 >= kNameSpeaks;
}

void PairFinder::weigh_price_and_unit(Scale& scale) const {
  const ListedItem &left = lists_[kFromList][scale.from], &right = lists_[kToList][scale.to];
  if (left.price != Records::kUnknown && left.price == right.price) scale.add(SkuReason::kSamePrice, kPriceScore);
  if (left.unit && normal_form(evidence_.text(left.unit)) == normal_form(evidence_.text(right.unit))) scale.add(SkuReason::kSameUnit, kUnitScore);
}

}  // namespace trueup
