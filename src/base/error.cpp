#include "trueup/base/error.hpp"

#include <string_view>

namespace trueup {
namespace {

/// Control characters escaped, so that a message stays on one line whatever the customer's file holds.
std::string one_line(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7f) (out += "\\x") += {kHex[byte >> 4], kHex[byte & 15]};
    else out += c;
  }
  return out;
}

}  // namespace

const char* name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kOk: return "ok";
    case ErrorCode::kInvalidArgument: return "invalid_argument";
    case ErrorCode::kUnsupported: return "unsupported";
    case ErrorCode::kOutOfMemory: return "out_of_memory";
    case ErrorCode::kInternal: return "internal";
    case ErrorCode::kCancelled: return "cancelled";
    case ErrorCode::kFileNotFound: return "file_not_found";
    case ErrorCode::kFileUnreadable: return "file_unreadable";
    case ErrorCode::kFileUnwritable: return "file_unwritable";
    case ErrorCode::kNotTheFormat: return "not_the_format";
    case ErrorCode::kMissingColumn: return "missing_column";
    case ErrorCode::kTruncated: return "truncated";
    case ErrorCode::kCountMismatch: return "count_mismatch";
    case ErrorCode::kDuplicateRecord: return "duplicate_record";
    case ErrorCode::kRemoteError: return "remote_error";
    case ErrorCode::kUnknownProfile: return "unknown_profile";
    case ErrorCode::kBadProfile: return "bad_profile";
    case ErrorCode::kRejectedRows: return "rejected_rows";
    case ErrorCode::kUnknownKey: return "unknown_key";
    case ErrorCode::kBadValue: return "bad_value";
    case ErrorCode::kMissingKey: return "missing_key";
    case ErrorCode::kContradiction: return "contradiction";
  }
  return "internal";
}

std::string Error::text() const {
  std::string out = one_line(place.input);
  if (place.row != 0) (out += ':') += std::to_string(place.row);
  if (!out.empty()) out += ": ";
  if (!place.column.empty()) ((out += "column \"") += one_line(place.column)) += "\": ";
  out += one_line(message);
  if (!place.value.empty()) ((out += ": \"") += one_line(place.value)) += '"';
  if (!hint.empty()) (out += "; ") += one_line(hint);
  return out;
}

}  // namespace trueup
