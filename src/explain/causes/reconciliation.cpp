#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

constexpr Signature kRows[] = {
    signature("transfer_never_received", 8, "find the goods; then complete or void the transfer",
              {must(kTransfer), must(kOverTransferLimit), must_not(kBetweenInstants)}),
    signature("opening_balance_error", 6, "check the go-live count; then correct with a stocktake", {must(kOpeningDiffers)}),
};
}  // namespace

std::span<const Signature> reconciliation_signatures() { return kRows; }

}  // namespace trueup
