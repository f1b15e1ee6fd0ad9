// draft_case: files as somebody has them -> a first case, with the reason of each guess.
#include <algorithm>

#include "base/guarded.hpp"
#include "draft_files.hpp"
#include "draft_guesses.hpp"
#include "draft_toml.hpp"
#include "fmt/format.h"
#include "report/printable.hpp"
#include "trueup/io/read_case.hpp"
#include "trueup/reconcile.hpp"

namespace trueup {
namespace {

std::string shown(const std::vector<std::string>& files) {
  return files.size() == 1 ? files.front() : fmt::format("{} and {} more", files.front(), files.size() - 1);
}

void note_files(const DraftFiles& files, std::vector<std::string>& notes) {
  for (const DraftSource& source : files.sources) {
    const std::string next = source.runner_up.empty() ? "none" : fmt::format("{} {} %", source.runner_up, source.runner_up_certainty);
    notes.push_back(fmt::format("{}: {}, guess: {} %, next: {}{}", shown(source.files), source.profile->name, source.certainty, next,
                                source.tables.empty() ? "; it holds no rows" : ""));
  }
  for (const std::string& file : files.repeated) notes.push_back(file + ": given twice, read once");
  for (const auto& [file, why] : files.unread) notes.push_back(file + ": not read");
}

void note_systems(const CaseGuesses& guesses, std::vector<std::string>& notes) {
  for (const GuessedSystem& system : guesses.systems) {
    notes.push_back(fmt::format("system {}: {}", system.id, system.why));
    if (!system.local_time.empty() && !system.dialect.starts_with("cin7"))
      notes.push_back(fmt::format("system {}: timezone is open; its times have no offset, as in {}", system.id, system.local_time));
  }
}

std::vector<std::string> notes_of(const DraftFiles& files, const CaseGuesses& guesses) {
  std::vector<std::string> notes;
  note_files(files, notes);
  note_systems(guesses, notes);
  for (const GuessedLocation& location : guesses.locations)
    notes.push_back(fmt::format("location {} = {} of {}: {}", location.book_name, location.other_name, location.other, location.why));
  for (const OpenLocation& open : guesses.open)
    notes.push_back(fmt::format("location {} of {}: open; which place of the book it is", open.other_name, open.other));
  for (const GuessedHop& hop : guesses.hops)
    notes.push_back(fmt::format("hop {}: guess: 80 %, next: by way of another system; such documents are in the files", hop.id));
  for (const GuessedInput& input : guesses.inputs)
    if (!input.why_not.empty()) notes.push_back(fmt::format("{}: open; {}", shown(input.source->files), input.why_not));
  notes.push_back(guesses.as_of ? fmt::format("as_of {}: {}", format_instant(*guesses.as_of), guesses.why_as_of)
                                : "as_of: open; no file says a time");
  for (std::string& note : notes) note = printable(note);
  return notes;
}

Result<CaseDraft> draft_line(const std::vector<std::string>& paths, const DraftOptions& options, Progress* progress) {
  const auto files = read_draft_files(paths, options.base, progress);
  if (!files) return files.error();
  const CaseGuesses guesses = guess_case(*files, options.fallback_as_of);
  CaseDraft draft{draft_toml(*files, guesses), notes_of(*files, guesses), {}};
  for (const auto& [file, why] : files->unread) draft.unread.push_back(why);
  const auto read_back = read_case_toml(draft.toml, options.base);
  if (!read_back) return Error{ErrorCode::kInternal, "the draft is no case: " + read_back.error().text(), {}, "please report these files"};
  return draft;
}

}  // namespace

Result<CaseDraft> draft_case(const std::vector<std::string>& files, const DraftOptions& options, Progress* progress) {
  return guarded([&] { return draft_line(files, options, progress); });
}

}  // namespace trueup
