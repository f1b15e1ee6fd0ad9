#include "explain/causes/tables.hpp"

namespace trueup {
namespace {
using enum Observation;

// A document that stands at the warehouse only, past its age: where on its way was it lost?
constexpr Signature kRows[] = {
    signature("acked_not_applied", 10, "resend the document, or book it by hand; then correct what is left with a stock adjustment",
              {must(kAbsentInBook), must(kOverAgeLimit), must_not(kBetweenInstants), must(kSent), must(kAcknowledged), must_not(kApplied), must_not(kErrorRecorded), must_not(kCancelledAndShipped)}),
    signature("edi_map_reject", 6, "map the rejected code, then resend the document",
              {must(kAbsentInBook), must(kOverAgeLimit), must_not(kBetweenInstants), must(kErrorRecorded), must_not(kApplied)}),
    signature("edi_map_reject", 6, "map the rejected code, then resend the document",  // known before it is late
              {must(kErrorRecorded), must(kAbsentInBook), must_not(kOverAgeLimit), must_not(kBetweenInstants), must_not(kApplied)}),
    signature("rate_limit_gap", 4, "slow the caller down or raise the quota, then read the missing pages again",
              {must(kAbsentInBook), must(kOverAgeLimit), must_not(kBetweenInstants), must_not(kAcknowledged), must_not(kApplied)}),
    signature("cursor_boundary_loss", 3, "let the cursor overlap, then read the missing time again",
              {must(kAbsentInBook), must(kOverAgeLimit), must_not(kBetweenInstants), must_not(kSent), must_not(kApplied)}),
    signature("feed_dead", 3, "restart the feed, then let it catch up",
              {must(kAbsentInBook), must(kOverAgeLimit), must_not(kBetweenInstants), must_not(kLaterOneApplied), must_not(kApplied), must_not(kAcknowledged)}),
};
}  // namespace

std::span<const Signature> integration_signatures() { return kRows; }

}  // namespace trueup
