// The passes of area workflow, by the file that holds them; workflow_checks.cpp lists them.
#pragma once

#include "mapping/checks/check_pass.hpp"

namespace trueup {

// setting_checks.cpp
void check_setting_values(const CheckInput& input, IssueSink& sink);
void check_automatic_stages(const CheckInput& input, IssueSink& sink);
void check_authorising_settings(const CheckInput& input, IssueSink& sink);
void check_release_cutoffs(const CheckInput& input, IssueSink& sink);

// rule_checks.cpp
void check_authorising_rules(const CheckInput& input, IssueSink& sink);
void check_rules(const CheckInput& input, IssueSink& sink);

// go_live_checks.cpp
void check_after_go_live(const CheckInput& input, IssueSink& sink);

}  // namespace trueup
