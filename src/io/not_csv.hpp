// Tells what a file is when it is not the text that was expected: pages, answers and workbooks under a wrong name.
#pragma once

#include <cstdint>
#include <string_view>

#include "trueup/io/decode.hpp"

namespace trueup {

/// Length of a UTF-8 byte order mark at the start: 3 or 0.
std::uint64_t byte_order_mark(std::string_view text);

/// What a file is whose first bytes no text has (an archive, a workbook, a PDF); null otherwise.
const char* known_binary(std::string_view bytes);

/// True for an HTML or XML page.
bool looks_like_page(std::string_view text);

/// True for the start of a JSON object or array.
bool looks_like_json(std::string_view text);

/// The error for a file that cannot be delimited text, whatever its columns: not_the_format.
Failure why_not_csv(const SourceFile& file);

}  // namespace trueup
