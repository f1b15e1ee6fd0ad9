// Error: the call could not do its work. (What is wrong with the customer's records is an Issue, not an Error.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace trueup {

/// Why a call failed. The numbers are the C ABI's `trueup_status`: pinned, with gaps by family, never reused.
enum class ErrorCode : std::int32_t {
  kOk = 0,
  // 1..19: the call itself
  kInvalidArgument = 1,
  kUnsupported = 2,
  kOutOfMemory = 3,
  kInternal = 4,
  kCancelled = 5,
  // 20..39: files
  kFileNotFound = 20,
  kFileUnreadable = 21,
  kFileUnwritable = 22,
  // 40..69: the structure of an input
  kNotTheFormat = 40,
  kMissingColumn = 41,
  kTruncated = 42,
  kCountMismatch = 43,
  kDuplicateRecord = 44,
  kRemoteError = 45,  ///< the file holds an API's error answer instead of data
  kUnknownProfile = 46,
  kBadProfile = 47,
  kRejectedRows = 48,  ///< `strict` was asked for and rows were rejected
  // 70..89: the case
  kUnknownKey = 70,
  kBadValue = 71,
  kMissingKey = 72,
  kContradiction = 73,
};

/// Stable lower-case name of a code, e.g. "file_not_found".
const char* name_of(ErrorCode code);

/// Where something stands in what the customer sent. Empty or 0 means: does not apply.
struct Place {
  std::string input;       ///< the file as the case names it
  std::uint64_t row = 0;   ///< 1-based; a header counts as a row, as in a spreadsheet
  std::string column;      ///< header, JSON pointer, or key
  std::string value;       ///< the offending text, cut to a readable length
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  ///< one line: what is wrong
  Place place;
  std::string hint;     ///< what would be accepted, or what to do

  /// "file:row: column "c": message: "value"; hint", in one line.
  std::string text() const;
};

/// A value or an Error. `std::expected` is not in C++20.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}          // NOLINT(google-explicit-constructor)
  Result(Error error) : held_(std::move(error)) {}      // NOLINT(google-explicit-constructor)

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(held_); }
  Error&& take_error() { return std::get<1>(std::move(held_)); }

 private:
  std::variant<T, Error> held_;
};

/// The outcome of a call that yields nothing: empty when it worked.
using Failure = std::optional<Error>;

}  // namespace trueup
