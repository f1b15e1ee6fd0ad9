// printable: untrusted text for a terminal: control characters and the marks that turn text around are shown as escapes.
#pragma once

#include <string>
#include <string_view>

namespace trueup {

std::string printable(std::string_view text);

}  // namespace trueup
