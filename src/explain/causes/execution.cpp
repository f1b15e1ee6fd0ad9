#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

constexpr Signature kRows[] = {
    signature("receipt_miscount", 4, "recount the receipt; correct the side that is wrong with a stock adjustment",
              {must(kQuantityDiffers), must(kReceipt), must_not(kSeveralOneRatio)}),
    signature("short_ship", 6, "ship the rest or cancel it; correct the book's shipment to what was shipped",
              {must(kQuantityDiffers), must(kShipment), must(kShortOfOrder), must_not(kRatioIsPack)}),
    signature("shrinkage", 2, "count, then correct with a stocktake", {must(kOpeningDiffers)}),
};
}  // namespace

std::span<const Signature> execution_signatures() { return kRows; }

}  // namespace trueup
