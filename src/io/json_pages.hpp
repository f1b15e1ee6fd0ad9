// JsonPages: what the page envelopes of one input say together, and whether its records repeat.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/io/decode.hpp"

namespace trueup {

/// What one envelope says; the texts are as printed, empty when the key is not there.
struct JsonEnvelope {
  std::string total, page;
  std::uint64_t records = 0;
};

class JsonPages {
 public:
  JsonPages(const Profile& profile, const std::vector<SourceFile>& files) : profile_(profile), files_(files) {}

  void add_envelope(JsonEnvelope envelope) { envelopes_.push_back(std::move(envelope)); }
  /// One field of `profile.unique`, in their order, record by record: the token in the source, which must live on.
  void add_key_part(const char* begin, std::size_t length) { keys_.emplace_back(begin, length); }

  /// duplicate_record (a page or a key twice), count_mismatch (a page missing, totals that differ or are not met).
  Failure check() const;

 private:
  Failure check_present() const;
  Failure check_page_numbers() const;
  Failure check_totals() const;
  Failure check_keys() const;
  std::size_t file_of(std::uint64_t record, std::uint64_t& place) const;
  std::string_view key_part(std::uint64_t record, std::size_t i) const;
  Error repeated(std::uint64_t first, std::uint64_t again) const;

  const Profile& profile_;
  const std::vector<SourceFile>& files_;
  std::vector<JsonEnvelope> envelopes_;  ///< one a file
  std::vector<std::string_view> keys_;   ///< profile.unique.size() a record
};

}  // namespace trueup
