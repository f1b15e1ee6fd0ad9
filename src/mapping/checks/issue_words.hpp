// Words that the messages of checks share.
#pragma once

#include <limits>
#include <string>

#include "mapping/checks/check_pass.hpp"

namespace trueup {

/// The instant at which a case is checked; without one, the latest state of its maps.
inline std::int64_t instant_of(const Case& the_case) {
  return the_case.as_of ? the_case.as_of->micros : std::numeric_limits<std::int64_t>::max();
}
inline std::int64_t instant_of(const CheckInput& input) { return instant_of(input.the_case); }

/// "row 12", and of which file where that is not the one that the reader is looking at.
inline std::string row_words(const CheckInput& input, const Records& rows, std::size_t row, std::uint32_t file) {
  const Origin origin = rows.origin(row);
  const std::string words = "row " + std::to_string(origin.row);
  return origin.file == file ? words : words + " of " + input.evidence.files[origin.file];
}

/// As above, beside a row of the same table.
inline std::string row_words(const CheckInput& input, const Records& rows, std::size_t row, std::size_t beside) {
  return row_words(input, rows, row, rows.origin(beside).file);
}

/// "", " (and 1 more row)", " (and 7 more rows)".
inline std::string more_words(std::uint64_t more) {
  if (more == 0) return {};
  return " (and " + std::to_string(more) + (more == 1 ? " more row)" : " more rows)");
}

}  // namespace trueup
