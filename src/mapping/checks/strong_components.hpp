// strong_components: which nodes of a directed graph lead to each other. Linear, and without recursion: a cycle may have a
// million nodes.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace trueup {

/// The component of each node; components are numbered, each node has one. (Tarjan 1972.)
std::vector<std::uint32_t> strong_components(std::uint32_t nodes, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges);

}  // namespace trueup
