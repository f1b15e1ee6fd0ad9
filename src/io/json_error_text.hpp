// JsonErrorText: what an API says of an error, in whatever shape it says it.
#pragma once

#include <string>

#include "io/json_scanner.hpp"

namespace trueup {

/// Shopify answers {"errors": "..."}, {"errors": {"field": ["..."]}} or {"errors": [{"message": ...}]}; Amazon a list of
/// {code, message, details}; ASP.NET a problem {"title", "status"} (RFC 9457); Cin7 {ErrorCode, Exception}.
struct JsonErrorText {
  bool any = false;     ///< there is an error: neither null, false, 0, "", [] nor {}
  std::string code;     ///< empty = none is printed
  std::string message;  ///< a text under `message`, `detail`, `title` or `Exception`, else the first text there is
  int rank = 0;         ///< how surely `message` is one
};

/// Passes the value under the envelope's key `key`, checking it, and takes from it what it says. False at a fault of the scanner.
bool read_error_text(JsonScanner& scanner, std::string_view key, JsonErrorText& out);

}  // namespace trueup
