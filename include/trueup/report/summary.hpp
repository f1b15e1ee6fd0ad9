// The summary of a run: as JSON for machines, as text for people. Both are rendered from the same fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trueup/explain/explain.hpp"
#include "trueup/model/case.hpp"
#include "trueup/model/finding.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// Everything that a report needs of a run. Borrowed.
struct ReportSource {
  const Case& the_case;
  const Evidence& evidence;
  const std::vector<ComparedPair>& pairs;
  const Explanation& explanation;
  const std::vector<Issue>& issues;   ///< of the maps and inputs, besides rejected rows
  int exit_code = 0;
};

/// Schema: docs/schema/summary-1.json.
std::string write_summary_json(const ReportSource& source);

std::string write_summary_text(const ReportSource& source);

/// One key's bridge with its findings and documents.
std::string write_key_json(const ReportSource& source, const BridgeKey& key);
std::string write_key_text(const ReportSource& source, const BridgeKey& key);

}  // namespace trueup
