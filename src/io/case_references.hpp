// A case against itself: every id once, every reference to something declared; and the comparisons that go without saying.
#pragma once

#include <string>

#include "trueup/base/error.hpp"
#include "trueup/model/case.hpp"

namespace trueup {

/// Errors: contradiction, at the first id that stands twice or names nothing.
Failure check_references(const Case& the_case, const std::string& origin);

/// Without [[comparison]]: each external location's book against its operator, on on_hand. A comparison without locations
/// is about those that its other side operates.
void add_default_comparisons(Case& the_case);

}  // namespace trueup
