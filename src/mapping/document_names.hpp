// DocumentNames: by which names documents of two systems are one thing: shared references, links, tracking numbers.
#pragma once

#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

class DocumentNames {
 public:
  DocumentNames(const Case& the_case, const Evidence& evidence);

  /// The number of a reference, by the part that its system's pattern captures; 0 for none. Equal parts, equal numbers.
  std::uint32_t order(TextId system, TextId reference);

  /// The number of the group that a document's links, or else its tracking number, put it in; 0 for none.
  std::uint32_t link(TextId system, TextId type, TextId id, TextId tracking);

 private:
  std::uint32_t number(const std::string& name);
  std::uint32_t root(std::uint32_t member) const;
  static std::string document_name(TextId system, TextId type, TextId id);

  const Evidence& evidence_;
  std::vector<std::pair<TextId, std::regex>> patterns_;
  absl::flat_hash_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> parents_{0};   // linked names lead to one root
};

}  // namespace trueup
