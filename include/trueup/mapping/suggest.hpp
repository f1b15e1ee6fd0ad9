// suggest: a draft of the SKU map between two systems, from their item lists. People decide; nothing is merged here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/base/progress.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// What speaks for two items being one, or against it.
enum class SkuReason : std::uint8_t {
  kSameSku,             ///< the same bytes
  kSameForm,            ///< SKUs of one normal form
  kLookAlikeSku,        ///< O for 0, or I or l for 1
  kLooseSku,            ///< SKUs that differ by punctuation
  kRoundedSku,          ///< one SKU is a number that a spreadsheet rounded, the other fits it
  kSkuIsSupplierCode,   ///< one side's SKU is the other's supplier code: weak
  kSameBarcode,         ///< one valid GTIN, which no other item of either side carries
  kSharedBarcode,       ///< one valid GTIN, which further items carry: weak
  kSameSupplierCode,    ///< which no other item of either side carries
  kSharedSupplierCode,  ///< which further items carry: weak
  kSameName,            ///< the same words, figures and sizes, in any order
  kSimilarName,         ///< words added, left out, shortened or misspelt on one side; figures and sizes agree
  kSamePrice,           ///< weak
  kSameUnit,            ///< weak
  kBarcodesDiffer,      ///< against: two valid GTINs
  kSkuElsewhere,        ///< against: another item of the other list has the SKU of one of them
  kSkuExtended,         ///< against: one SKU is the other with something behind it, as packs and old stock are written
  kNamesDiffer,         ///< against: another word, figure, size or pack
};

/// Stable lower-case name of a reason, e.g. "same_barcode".
std::string_view name_of(SkuReason reason);

class SkuReasons {
 public:
  void add(SkuReason reason) { bits_ |= 1u << static_cast<unsigned>(reason); }
  bool has(SkuReason reason) const { return (bits_ >> static_cast<unsigned>(reason) & 1u) != 0; }
  std::uint32_t bits() const { return bits_; }
  friend bool operator==(const SkuReasons&, const SkuReasons&) = default;

 private:
  std::uint32_t bits_ = 0;
};

/// An item of the other list that one may be.
struct SkuCandidate {
  TextId to;
  std::uint32_t score_e4 = 0;  ///< 0..10000, to rank by; no probability
  SkuReasons reasons;
  std::string words;           ///< the reasons as a person would give them
};

struct SkuProposal {
  TextId from;
  SkuCandidate match;
  bool certain = false;                   ///< independent evidence agrees, is unique both ways, and nothing contradicts
  std::optional<SkuCandidate> runner_up;  ///< when it is near
};

/// An item that fits several, or whose best fit another item fits as well.
struct AmbiguousSku {
  TextId from;
  std::vector<SkuCandidate> candidates;  ///< best first, at least one
  bool more = false;                     ///< there were further ones as good
};

/// Every item of the two lists once: proposed, ambiguous, unmatched, or mapped already. Lists are in the order of their SKUs' bytes.
struct SkuMapDraft {
  TextId from_system, to_system;
  std::vector<SkuProposal> proposals;
  std::vector<AmbiguousSku> ambiguous;
  std::vector<TextId> unmatched_from, unmatched_to;
  std::uint64_t mapped_from = 0, mapped_to = 0;  ///< left out: the case's sku_map has a row for them
  std::uint64_t names_not_searched = 0;          ///< unmapped items of `from_system` whose name holds only words that too many items have
  std::uint64_t searches_cut = 0;                ///< ... for which not every item could be looked at that shares a word or a key
};

/// Proposes a SKU map from the rows of `items`: by SKU, barcode, supplier code and name, price and unit. Time is linear in the
/// items; each is compared with a bounded number of others. The order of rows does not count. What is there when `progress` is
/// cancelled is to be thrown away.
SkuMapDraft suggest_sku_map(const Evidence& evidence, TextId from_system, TextId to_system, const Progress* progress = nullptr);

/// The draft as a file (RFC 4180, CRLF): the columns of sku_map, and status (certain, likely, ambiguous, unmatched), score, reason.
/// Its version is "draft". An ambiguous item has a row for each candidate; an unmatched one has an empty to_value.
std::string sku_map_draft_csv(const SkuMapDraft& draft, const Evidence& evidence);

}  // namespace trueup
