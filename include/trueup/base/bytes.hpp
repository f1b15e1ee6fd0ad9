// Bytes: the content of one input, mapped from a file or held in memory. Immutable, freed with the last owner.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "trueup/base/error.hpp"

namespace trueup {

class Bytes {
 public:
  /// Bytes after the content that may be read (their value means nothing): vector loads and simdjson need no copy.
  static constexpr std::size_t kPadding = 64;

  /// Maps a regular file; reads anything else (a pipe) to its end. Errors: file_not_found, file_unreadable.
  static Result<std::shared_ptr<const Bytes>> map(const std::string& path);
  /// Takes text that the host already holds.
  static std::shared_ptr<const Bytes> own(std::string text);

  ~Bytes();
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;

  const char* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {data_, size_}; }

 private:
  Bytes() = default;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  bool mapped_ = false;
  std::string owned_;
};

}  // namespace trueup
