#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

constexpr Signature kRows[] = {
    signature("sku_unmapped", 10, "add the code to the SKU map", {must(kCodeUnmapped), must_not(kSpelledAlike)}),
    signature("sku_twin", 10, "correct the spelling at its source, or map it; then move the twin's stock with a stock adjustment",
              {must(kCodeUnmapped), must(kSpelledAlike)}),
    signature("uom_factor_missing", 10, "add the pack to item_units, then correct the balance with a stock adjustment",
              {must(kFactorMissing)}),
    signature("uom_factor_missing", 10, "set the pack factor in the system that booked packs as eaches, then correct the balance with a stock adjustment",
              {must(kQuantityDiffers), must(kRatioIsPack)}),
};
}  // namespace

std::span<const Signature> data_signatures() { return kRows; }

}  // namespace trueup
