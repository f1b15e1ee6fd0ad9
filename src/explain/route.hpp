// Route: the hops a kind of document takes from one system to another, how old it may get on them, and how old it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/model/case.hpp"

namespace trueup {

struct Route {
  std::vector<const Hop*> hops;            ///< in the order of travel; empty when no hop carries the document
  std::optional<Duration> max_age;         ///< sum over the hops; nothing when one of them does not say

  std::string label() const;               ///< "H5", "H4+H5"
};

/// The shortest chain of hops that all carry `type`, from one system to the other.
Route find_route(const Case& the_case, std::string_view type, std::string_view from, std::string_view to);

/// Time between two instants that ages a document on a hop: its calendar and blackout days, local to the sender, left out.
Duration age_on(const Case& the_case, const Hop& hop, Instant since, Instant until);

/// Age over a whole route: the first hop's calendar decides.
Duration age_on(const Case& the_case, const Route& route, Instant since, Instant until);

}  // namespace trueup
