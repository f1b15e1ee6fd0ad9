// How well a profile fits what a file shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "io/file_look.hpp"

namespace trueup {

struct ProfileFit {
  int points = 0;                     ///< what of the file tells this profile from others
  std::size_t found = 0, wanted = 0;  ///< its columns that may not be missing, and how many of them are there
  std::vector<std::string> known;     ///< names in the file that it reads, sorted
  std::vector<std::string> asked;     ///< of each entry of `recognise` the name that stands in the file
  std::vector<std::string> missing;   ///< entries of `recognise` that are not there: then it does not fit

  bool fits() const { return missing.empty(); }
  /// Percent of its columns that are there.
  int share() const { return wanted == 0 ? 100 : static_cast<int>(100 * found / wanted); }
  int score() const { return points * share(); }
};

/// Nothing when the file is of another format. Points: 3 for an entry of `recognise` of one name,
/// 2 for one of several names, 3 for a list that a JSON profile names, 1 for each further name in the file that the profile
/// reads.
std::optional<ProfileFit> fit_of(const Profile& profile, const FileLook& look);

/// The names of a `recognise` entry: "SKU|Item Code" are two.
std::vector<std::string> alternatives(const std::string& entry);

}  // namespace trueup
