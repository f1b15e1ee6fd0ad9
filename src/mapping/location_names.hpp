// LocationNames: what each system means by a location's name. A name shared by several locations makes them one group.
#pragma once

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "mapping/text_id_hash.hpp"
#include "trueup/base/error.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

class LocationNames {
 public:
  /// Errors: contradiction when a location_map row and the case's names lead to different locations.
  Failure compile(const Case& the_case, Evidence& evidence, std::vector<Issue>& issues);

  /// The canonical location or group; none when no name fits. A bin printed behind a location's name does not matter.
  TextId find(TextId system, TextId name) const;

 private:
  TextId find_whole(TextId system, TextId name) const;

  const TextPool* pool_ = nullptr;
  absl::flat_hash_map<std::uint64_t, TextId> names_;      // (system, name) -> location or group
  absl::flat_hash_map<TextId, TextId> group_of_;          // location -> its group, where it has one
  absl::flat_hash_map<TextId, TextId> canonical_;         // location -> itself
};

}  // namespace trueup
