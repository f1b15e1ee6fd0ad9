// Recogniser: which shipped profile a file is for, by its content and never by its name; the profiles are parsed once for many files.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "trueup/io/decode.hpp"

namespace trueup {

/// A profile fits when all that its `recognise` asks for stands in the file: in one of the first 5 rows, or in the records at its
/// list. Of those that fit, the one of most points times the share of its columns that are there is chosen: 3 points for a name that
/// it asks for (2 where either of several will do), 3 for a list of its own, 1 for each further name of the file that it reads.
/// Certainty is that product's part in its sum with the runner-up's (at least one point: profiles are not all written), at most the
/// share of columns; two alike are no answer.
/// An X12 file is for the profile that reads most of its sets, acknowledgements (997, 999, TA1) aside; certainty is their part.
class Recogniser {
 public:
  /// Among these profiles, in any order; their names differ.
  explicit Recogniser(std::vector<std::shared_ptr<const Profile>> profiles) : profiles_(std::move(profiles)) {}

  /// Among all shipped profiles. Errors: bad_profile.
  static Result<Recogniser> load();

  /// Errors: not_the_format (EDIFACT, a page, a workbook, a PDF, nothing), remote_error, truncated, unknown_profile: the message
  /// says what was missing, or which profiles collide over what.
  Result<Recognition> recognise(const SourceFile& file) const;

  /// The same for each kind of content: one, but for X12 one a profile that reads some of the file's sets, most sets first.
  Result<std::vector<Recognition>> recognise_all(const SourceFile& file) const;

 private:
  std::vector<std::shared_ptr<const Profile>> profiles_;
};

}  // namespace trueup
