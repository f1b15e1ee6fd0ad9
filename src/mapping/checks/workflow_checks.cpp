// Workflow checks: settings, rules and corrections that let the book run ahead of the warehouse.
#include "mapping/checks/workflow_passes.hpp"

namespace trueup {
namespace {

const CheckPass kPasses[] = {
    {{"setting_value_unknown"}, check_setting_values},
    {{"auto_stage_at_external"}, check_automatic_stages},
    {{"connector_authorises_stages"}, check_authorising_settings},
    {{"connector_authorises_stages"}, check_authorising_rules},
    {{"release_misses_cutoff"}, check_release_cutoffs},
    {{"stock_import_after_go_live", "correction_not_allowed"}, check_after_go_live},
    {{"rule_never_fires", "rule_always_fires", "rule_unowned"}, check_rules},
};

}  // namespace

std::span<const CheckPass> workflow_checks() { return kPasses; }

}  // namespace trueup
