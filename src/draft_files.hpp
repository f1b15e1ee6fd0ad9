// What is in the files that a case is drafted from: each recognised, those of one profile and partner read together, and of the
// rows what a draft asks for.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trueup/base/instant.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/io/recogniser.hpp"

namespace trueup {

/// The system that a row names (empty: none), and a text of the row.
using OfSystem = std::pair<std::string, std::string>;

/// What the rows of one table say.
struct TableFacts {
  std::string table;
  std::size_t rows = 0;
  std::set<std::string> systems;                        ///< of a column `system`
  std::set<OfSystem> types;                             ///< documents
  std::map<OfSystem, std::set<std::string>> locations;  ///< stock: a location, and the normal forms of its SKUs
  std::optional<Instant> first, last;                   ///< of times with an offset
  std::string local_time;                               ///< the first time without one; empty = none
  bool unplaced = false;                                ///< stock: a row without location
};

/// The files of one profile that come from one partner.
struct DraftSource {
  std::shared_ptr<const Profile> profile;
  std::string sender, receiver;    ///< X12: as the interchange names them
  std::vector<std::string> files;  ///< as the draft names them, sorted
  int certainty = 100;             ///< of the file that is least certain
  std::string runner_up;
  int runner_up_certainty = 0;
  std::vector<TableFacts> tables;  ///< those with rows, in the order of the profile's rules
};

struct DraftFiles {
  std::vector<DraftSource> sources;                   ///< by profile, then partner
  std::vector<std::pair<std::string, Error>> unread;  ///< files that no profile is for
  std::vector<std::string> repeated;                  ///< given twice
};

/// Errors: invalid_argument (no file, a name that is not UTF-8), file_not_found (a file, or `base`), file_unreadable (a folder), what decode() says of a
/// fault of structure, cancelled; the first reason when no file at all can be recognised.
Result<DraftFiles> read_draft_files(const std::vector<std::string>& paths, const std::string& base, Progress* progress);

}  // namespace trueup
