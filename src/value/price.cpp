#include "trueup/value/price.hpp"

#include <map>
#include <set>
#include <string>

namespace trueup {
namespace {

// Unit costs of the book's items, in the case's currency; looked up for the few keys that a bridge lists.
class UnitCosts {
 public:
  UnitCosts(const Case& the_case, const Evidence& evidence, const std::vector<ComparedPair>& pairs)
      : pool_(evidence.pool), fifo_(the_case.costing == CostingMethod::kFifo), item_(evidence.pool.size()), valuation_(evidence.pool.size()) {
    const Records& items = evidence.table("items");
    std::set<std::uint32_t> disputed;
    for (std::size_t row = 0; row < items.row_count(); ++row) {
      const TextId currency = items.text(row, column_index("items", "currency"));
      if (currency && evidence.text(currency) != the_case.currency) continue;  // no rate is assumed
      const std::int64_t cost = items.number(row, column_index("items", "unit_cost"));
      const std::uint32_t sku = items.text(row, column_index("items", "sku")).value;
      if (cost == Records::kUnknown) continue;
      if (item_[sku].known() && item_[sku].value != cost) disputed.insert(sku);
      item_[sku] = UnitCost{cost};
    }
    for (const std::uint32_t sku : disputed) item_[sku] = {};  // two costs of one item are none
    for (const ComparedPair& pair : pairs)
      for (const SnapshotRow& row : pair.book_now.rows) add_valuation(row);
  }

  UnitCost find(const std::string& sku) const {
    const std::uint32_t id = pool_.find(sku).value;
    const UnitCost first = fifo_ ? valuation_[id] : item_[id];
    return first.known() ? first : fifo_ ? item_[id] : valuation_[id];
  }

 private:
  // value (4 places) / on hand (4 places), to 7 places, half to even.
  void add_valuation(const SnapshotRow& row) {
    if (row.value_e4 == Records::kUnknown || row.obstacle != Obstacle::kNone || row.on_hand.value <= 0) return;
    Int128 scaled = row.value_e4;
    for (int i = 0; i < UnitCost::kPlaces; ++i) scaled *= 10;
    const auto cost = narrow(divide_half_even(scaled, row.on_hand.value));
    if (cost && !valuation_[row.key.sku.value].known()) valuation_[row.key.sku.value] = UnitCost{*cost};
  }

  const TextPool& pool_;
  bool fifo_;
  std::vector<UnitCost> item_, valuation_;   // by SKU
};

class Pricer {
 public:
  Pricer(const Case& the_case, const UnitCosts& costs) : case_(the_case), costs_(costs) {}

  PricedAmount amount(const std::string& sku, Quantity quantity) const {
    const UnitCost cost = costs_.find(sku);
    if (!quantity.known() || !cost.known() || case_.currency.empty() || case_.costing == CostingMethod::kUnknown) return {};
    const Money money = price_of(quantity, cost, case_.currency);
    // Which layers a variance touches is not known without them: FIFO has a likely figure and no range.
    if (case_.costing == CostingMethod::kFifo) return {std::nullopt, money, std::nullopt};
    return {money, money, money};
  }

  static void add(PricedAmount& sum, const PricedAmount& amount, bool first) {
    const auto plus = [first](std::optional<Money>& total, const std::optional<Money>& part) {
      if (first) total = part;
      else if (total && part) *total += *part;
      else total.reset();
    };
    plus(sum.low, amount.low);
    plus(sum.likely, amount.likely);
    plus(sum.high, amount.high);
  }

 private:
  const Case& case_;
  const UnitCosts& costs_;
};

void price_finding(const Pricer& pricer, Finding& finding) {
  bool first = true;
  for (FindingKey& key : finding.keys) {
    if (!key.quantity.known()) continue;
    key.money = pricer.amount(key.sku, key.quantity);
    if (!key.money.likely) {
      ++finding.unpriced_keys;
      continue;
    }
    Pricer::add(finding.money, key.money, first);
    first = false;
  }
}

}  // namespace

void price(const Case& the_case, const Evidence& evidence, const std::vector<ComparedPair>& pairs, Explanation& explanation) {
  const UnitCosts costs(the_case, evidence, pairs);
  const Pricer pricer(the_case, costs);
  for (Finding& finding : explanation.findings) price_finding(pricer, finding);
  std::map<std::size_t, bool> started;
  for (BridgeKey& key : explanation.keys) {
    for (BridgePart& part : key.parts) part.money = pricer.amount(key.sku, part.quantity);
    if (!key.comparable) continue;
    key.money = pricer.amount(key.sku, key.delta);
    for (BridgeTotal& total : explanation.totals) {
      if (total.pair != key.pair || key.delta.value == 0) continue;
      if (!key.money.likely) {
        ++total.unpriced_keys;
        continue;
      }
      PricedAmount gross = key.money;
      for (std::optional<Money>* money : {&gross.low, &gross.likely, &gross.high})
        if (*money && (*money)->minor < 0) (*money)->minor = -(*money)->minor;
      Pricer::add(total.money, key.money, !started[total.pair]);
      Pricer::add(total.gross_money, gross, !started[total.pair]);
      started[total.pair] = true;
    }
  }
}

}  // namespace trueup
