// What a draft concludes from its files: systems, places, ways, the instant of comparison. Each conclusion carries its reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft_files.hpp"
#include "trueup/model/case.hpp"

namespace trueup {

struct GuessedSystem {
  std::string id;
  SystemRole role = SystemRole::kExecution;
  std::string dialect;
  std::string local_time;  ///< a time in its files that has no offset; empty = none
  std::string why;         ///< certainty and reason
};

struct GuessedLocation {
  std::string book_name, other, other_name;
  std::string why;
};

/// A name of the other side for which no place of the book could be told.
struct OpenLocation {
  std::string other, other_name;
  std::vector<std::string> candidates;
};

struct GuessedHop {
  std::string id, from, to;
  std::vector<std::string> carries;
  std::string every, why_every;  ///< what is usual of the dialect; empty = nothing is
};

struct GuessedInput {
  const DraftSource* source = nullptr;
  const TableFacts* facts = nullptr;
  std::string system, hop;
  std::string why_not;  ///< why it cannot be used as it is; empty = it can
};

struct CaseGuesses {
  std::vector<GuessedSystem> systems;
  std::vector<GuessedLocation> locations;
  std::vector<OpenLocation> open;
  std::vector<GuessedHop> hops;
  std::vector<GuessedInput> inputs;
  std::optional<Instant> as_of;
  std::string why_as_of;
};

/// `files` must outlive the guesses. `fallback`: the instant where no file says one.
CaseGuesses guess_case(const DraftFiles& files, std::optional<Instant> fallback);

/// The one system of record; null when there is none, or several.
const GuessedSystem* book_of(const CaseGuesses& guesses);

}  // namespace trueup
