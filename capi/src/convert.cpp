#include "convert.hpp"

namespace trueup::capi {
namespace {

bool has(const trueup_error* error, std::size_t offset, std::size_t size) {
  return error->struct_size >= offset + size;
}

/// Copies as much of `text` as fits in front of the NUL, without splitting a character.
template <std::size_t kSize>
void put(char (&field)[kSize], std::string_view text) {
  std::size_t length = std::min(text.size(), kSize - 1);
  if (length < text.size())
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  field[text.copy(field, length)] = '\0';
}

void write(trueup_error* error, ErrorCode code, std::uint64_t row, std::string_view input, std::string_view column,
           std::string_view value, std::string_view message, std::string_view hint) noexcept {
  if (error == nullptr) return;
  error->code = static_cast<trueup_status>(code);
  if (has(error, offsetof(trueup_error, row), sizeof error->row)) error->row = row;
  if (has(error, offsetof(trueup_error, input), sizeof error->input)) put(error->input, input);
  if (has(error, offsetof(trueup_error, column), sizeof error->column)) put(error->column, column);
  if (has(error, offsetof(trueup_error, value), sizeof error->value)) put(error->value, value);
  if (has(error, offsetof(trueup_error, message), sizeof error->message)) put(error->message, message);
  if (has(error, offsetof(trueup_error, hint), sizeof error->hint)) put(error->hint, hint);
}

}  // namespace

bool usable(const trueup_error* error) noexcept {
  return error == nullptr ||
         (error->struct_size >= offsetof(trueup_error, row) && error->struct_size <= kMaxStructSize);
}

void write_success(trueup_error* error) noexcept { write(error, ErrorCode::kOk, 0, {}, {}, {}, {}, {}); }

trueup_status write_failure(trueup_error* error, const Error& failure) noexcept {
  const Place& place = failure.place;
  write(error, failure.code, place.row, place.input, place.column, place.value, failure.message, failure.hint);
  return static_cast<trueup_status>(failure.code);
}

trueup_status write_failure(trueup_error* error, ErrorCode code, const char* message) noexcept {
  write(error, code, 0, {}, {}, {}, message, {});
  return static_cast<trueup_status>(code);
}

Result<std::string_view> text_in(const char* text, std::size_t length, const char* argument) {
  if (text == nullptr && length != 0)
    return Error{ErrorCode::kInvalidArgument, "a text is NULL but has a length", {{}, 0, {}, argument}, "pass length 0"};
  return std::string_view(text == nullptr ? "" : text, length);
}

Result<std::string> path_in(const char* path, std::size_t length, const char* argument) {
  const Result<std::string_view> text = text_in(path, length, argument);
  if (!text) return text.error();
  if (text->find('\0') != std::string_view::npos)
    return Error{ErrorCode::kInvalidArgument, "a path holds a NUL byte", {{}, 0, {}, argument}, "pass its exact length"};
  return std::string(*text);
}

Failure bad_struct_size(std::uint32_t size, std::size_t least) {
  if (size >= least && size <= kMaxStructSize) return {};
  return Error{ErrorCode::kInvalidArgument, "struct_size is not set", {{}, 0, "struct_size", std::to_string(size)},
               "set it to sizeof the struct"};
}

Failure unknown_fields() {
  return Error{ErrorCode::kUnsupported, "a struct uses fields that this version does not know", {},
               "leave them zero, or load a newer library"};
}

}  // namespace trueup::capi
