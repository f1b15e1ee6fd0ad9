#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

constexpr Signature kRows[] = {
    signature("in_flight", 10, "wait: it clears when the feed has run",
              {must(kAbsentInBook), must_not(kOverAgeLimit), must_not(kBetweenInstants), must_not(kTransfer), must_not(kApplied), must_not(kErrorRecorded),
               must_not(kCancelledAndShipped), must_not(kMisrouted)}),
    signature("transfer_in_transit", 10, "wait: it clears when the transfer is received on both sides",
              {must(kTransfer), must_not(kOverTransferLimit), must_not(kOverAgeLimit), must_not(kBetweenInstants)}),
    signature("snapshot_skew", 10, "take both balances at one instant", {must(kAbsentInBook), must(kBetweenInstants)}),
    signature("snapshot_skew", 10, "take both balances at one instant", {must(kAbsentInOther), must(kBetweenInstants)}),
};
}  // namespace

std::span<const Signature> benign_signatures() { return kRows; }

}  // namespace trueup
