#include "mapping/document_names.hpp"

#include <algorithm>

namespace trueup {

DocumentNames::DocumentNames(const Case& the_case, const Evidence& evidence) : evidence_(evidence) {
  for (const System& system : the_case.systems)
    if (!system.reference_pattern.empty()) patterns_.emplace_back(evidence.pool.find(system.id), std::regex(system.reference_pattern));
  const Records& links = evidence.table("links");
  for (std::size_t row = 0; row < links.row_count(); ++row) {
    const auto column = [&](std::size_t index) { return links.text(row, index); };
    const std::uint32_t from = root(number(document_name(column(column_index("links", "from_system")), column(column_index("links", "from_type")), column(column_index("links", "from_id")))));
    const std::uint32_t to = root(number(document_name(column(column_index("links", "to_system")), column(column_index("links", "to_type")), column(column_index("links", "to_id")))));
    parents_[std::max(from, to)] = std::min(from, to);
  }
}

std::uint32_t DocumentNames::order(TextId system, TextId reference) {
  if (!reference) return 0;
  std::string name(evidence_.text(reference));
  constexpr std::size_t kLongest = 512;  // std::regex recurses over its text; no reference is longer
  for (const auto& [owner, pattern] : patterns_) {
    if (name.size() > kLongest) break;
    std::smatch found;
    if (owner == system && std::regex_search(name, found, pattern)) {
      name = found.str(1);
      break;
    }
  }
  return number("order\x1f" + name);
}

std::uint32_t DocumentNames::link(TextId system, TextId type, TextId id, TextId tracking) {
  const auto linked = numbers_.find(document_name(system, type, id));
  if (linked != numbers_.end()) return root(linked->second);
  return tracking ? number("tracking\x1f" + std::string(evidence_.text(tracking))) : 0;
}

std::uint32_t DocumentNames::number(const std::string& name) {
  const auto [found, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(parents_.size()));
  if (fresh) parents_.push_back(found->second);
  return found->second;
}

std::uint32_t DocumentNames::root(std::uint32_t member) const {
  while (parents_[member] != member) member = parents_[member];
  return member;
}

std::string DocumentNames::document_name(TextId system, TextId type, TextId id) {
  return std::to_string(system.value) + "\x1f" + std::to_string(type.value) + "\x1f" + std::to_string(id.value);
}

}  // namespace trueup
