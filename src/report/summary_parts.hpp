// What the JSON and the text report both derive from an explanation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trueup/report/summary.hpp"

namespace trueup {

struct TotalPart {
  std::size_t finding;
  Quantity quantity;
};

/// Explained parts of one pair, summed by finding, in the order of the findings.
std::vector<TotalPart> total_parts(const Explanation& explanation, std::size_t pair);

/// The findings that concern a key.
std::vector<const Finding*> findings_of(const Explanation& explanation, const BridgeKey& key);

std::size_t distinct_documents(const Finding& finding);
std::size_t distinct_orders(const Finding& finding);   ///< by reference

std::string_view costing_name(CostingMethod method);

/// "ACME-LA: cin7 and acme disagree on 17 of 1,199 SKUs: ...".
std::string headline(const ReportSource& source);

/// Digits in groups of three: "1,247", "-4,310.00".
std::string grouped(std::string_view decimal);

}  // namespace trueup
