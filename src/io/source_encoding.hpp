// Encodings that text comes in besides UTF-8, told by the bytes alone, and brought to UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "trueup/base/error.hpp"

namespace trueup {

enum class Encoding : std::uint8_t { kUtf8, kUtf16Little, kUtf16Big, kWindows1252 };

/// "UTF-16LE", "UTF-16BE", "windows-1252"; empty for UTF-8.
std::string name_of(Encoding encoding);

/// UTF-16 has a byte order mark, or a NUL as every second byte of its start. Anything else is UTF-8 unless its first
/// character beyond ASCII is none; then it is windows-1252. What is no text at all counts as UTF-8: left as it is.
Encoding encoding_of(std::string_view bytes);

/// The text in UTF-8, without a byte order mark. The five bytes that windows-1252 leaves open become the control characters
/// of ISO 8859-1 (WHATWG Encoding, index windows-1252). Errors, without a file's name: truncated (half a UTF-16 unit at the
/// end), not_the_format (half a surrogate pair).
Result<std::string> to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace trueup
