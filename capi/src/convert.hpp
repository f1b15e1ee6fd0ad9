// convert: between the caller's C structs and texts and the library's C++ values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "trueup.h"
#include "trueup/base/error.hpp"

namespace trueup::capi {

/// Structs of the caller are never larger than this: what is, has no struct_size set.
inline constexpr std::uint32_t kMaxStructSize = 65536;

/// Whether the caller's error struct can be written to; NULL can (nothing is written).
bool usable(const trueup_error* error) noexcept;

/// Each writes as many fields as the caller's struct has, and returns the status. None allocates.
void write_success(trueup_error* error) noexcept;
trueup_status write_failure(trueup_error* error, const Error& failure) noexcept;
trueup_status write_failure(trueup_error* error, ErrorCode code, const char* message) noexcept;

/// Text from the caller: NULL only with length 0.
Result<std::string_view> text_in(const char* text, std::size_t length, const char* argument);

/// The same for a path, which holds no NUL byte.
Result<std::string> path_in(const char* path, std::size_t length, const char* argument);

/// The failure of a struct that says it is smaller than `least` or absurdly large, or that uses fields of a later
/// version.
Failure bad_struct_size(std::uint32_t size, std::size_t least);
Failure unknown_fields();

/// Copies what both sides know of a caller's struct; what the caller has not stays as it is in `to`.
template <class Struct>
Failure copy_in(const Struct* from, Struct& to) {
  const std::uint32_t size = from->struct_size;
  if (Failure failure = bad_struct_size(size, sizeof(std::uint32_t))) return failure;
  const auto* bytes = reinterpret_cast<const unsigned char*>(from);
  for (std::size_t i = sizeof(Struct); i < size; ++i)
    if (bytes[i] != 0) return unknown_fields();
  std::memcpy(&to, from, std::min<std::size_t>(size, sizeof(Struct)));
  return {};
}

/// Copies `from` into as much of a struct as the caller has.
template <class Struct>
Failure copy_out(Struct from, Struct* to) {
  from.struct_size = to->struct_size;
  if (Failure failure = bad_struct_size(from.struct_size, 2 * sizeof(std::uint32_t))) return failure;
  std::memcpy(to, &from, std::min<std::size_t>(from.struct_size, sizeof(Struct)));
  return {};
}

/// Sets outputs to NULL or 0 before anything can fail.
template <class... Outputs>
void clear(Outputs*... outputs) noexcept {
  ((outputs != nullptr ? void(*outputs = Outputs{}) : void()), ...);
}

}  // namespace trueup::capi
