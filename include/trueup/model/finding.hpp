// Finding and bridge: what an explanation says. Text is rendered from these fields only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/base/strong_id.hpp"
#include "trueup/model/money.hpp"
#include "trueup/model/quantity.hpp"

namespace trueup {

enum class Verdict : std::uint8_t { kRoot, kSymptom, kBenign, kUndecided, kUnexplained };

constexpr std::string_view name_of(Verdict verdict) {
  constexpr std::string_view kNames[] = {"root", "symptom", "benign", "undecided", "unexplained"};
  return kNames[static_cast<std::size_t>(verdict)];
}

/// A document as one system holds it, with the row that it was read from.
struct DocumentRef {
  std::string system, type, id, reference;
  std::string sku;             ///< as printed
  std::string unit;            ///< as printed; empty = base
  Quantity printed;            ///< as printed, in that unit
  std::optional<Instant> at;   ///< when that system took it in, or when the goods moved
  std::string file;
  std::uint64_t row = 0;
};

/// An amount that may be unpriced: unknown stays unknown. `low` and `high` are empty when the method gives no range.
struct PricedAmount {
  std::optional<Money> low, likely, high;
};

struct FindingKey {
  std::string sku, location;
  std::string sku_system;      ///< set when the code has no partner in the book
  Quantity quantity;           ///< the signed part of the key's delta; unknown when it cannot be compared
  PricedAmount money;
};

struct FindingCause {
  std::string code, layer;
  std::uint32_t weight_e4 = 0;
};

struct RejectedLookAlike {
  std::string code, because;
};

struct AskedInput {
  std::string table, system, splits;
};

struct Finding {
  std::string id;              ///< stable across runs: hash of pair, bucket, gap kind and predicate or first document
  Verdict verdict = Verdict::kUnexplained;
  std::string gap;             ///< gap kind, e.g. "event.absent_in_book"
  std::string predicate;       ///< what the members share, e.g. "hop H5, young"; empty for a single document
  std::vector<FindingCause> causes;
  std::vector<std::string> layers;
  std::string origin_hop, visible_hop, owner;
  std::optional<Instant> last_agreed, first_differed;
  std::vector<DocumentRef> documents;     ///< first_document is the first of them
  std::vector<FindingKey> keys;
  Quantity net, gross;                    ///< base units
  PricedAmount money;
  std::size_t unpriced_keys = 0;
  int tier = 0;
  std::vector<std::string> tables_used;
  std::string matched_by;
  std::vector<RejectedLookAlike> rejected;
  std::vector<AskedInput> ask_for;
  std::string correction;
  std::string note;                       ///< one sentence of detail
  std::optional<Duration> age, age_limit; ///< of the oldest document
  std::size_t pair = 0;                   ///< index of the comparison
};

/// One signed line of a key's bridge.
struct BridgePart {
  std::size_t finding = 0;     ///< index of the finding
  Quantity quantity;
  PricedAmount money;
};

struct BridgeKey {
  std::string sku, location, sku_system;
  std::string bucket = "on_hand";
  std::size_t pair = 0;
  bool comparable = true;
  std::string why_not;         ///< name of the obstacle
  Quantity book, other, delta; ///< base units; unknown where a side is
  std::vector<BridgePart> parts;
  Quantity undecided, remainder, unexplained;
  PricedAmount money;          ///< of the delta
};

/// book = other + parts + undecided + remainder + unexplained, over the comparable keys of one pair.
struct BridgeTotal {
  std::size_t pair = 0;
  std::uint64_t keys = 0, keys_differing = 0, keys_not_comparable = 0;
  Quantity book, other, delta, gross;
  Quantity explained, undecided, remainder, unexplained;
  PricedAmount money, gross_money;
  std::uint64_t unpriced_keys = 0;
};

struct Score {
  std::string name;
  std::optional<std::uint64_t> good, of;  ///< empty: not measured
  std::string why_not;
};

struct CoverageNote {
  std::string what, why;
};

struct Explanation {
  std::vector<Finding> findings;
  std::vector<BridgeKey> keys;           ///< listed keys, in byte order
  std::vector<BridgeTotal> totals;       ///< one a pair
  std::vector<Score> scores;
  std::vector<CoverageNote> coverage;    ///< what was not tested, and why
};

}  // namespace trueup
