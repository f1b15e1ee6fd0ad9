// JsonPages: what the page envelopes of one input say together, and whether its records repeat.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "io/json_envelope.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {

class JsonPages {
 public:
  JsonPages(const Profile& profile, const std::vector<SourceFile>& files) : profile_(profile), files_(files) {}
  JsonPages(const JsonPages&) = delete;
  JsonPages& operator=(const JsonPages&) = delete;

  /// One field of `profile.unique`, in their order, record by record: the token in the source, which must live on.
  void add_key_part(const char* begin, std::size_t length) { keys_.emplace_back(begin, length); }

  /// Ends a file. Its keys are compared now, while their text is in the cache.
  void add_file(JsonEnvelope envelope);

  /// duplicate_record (a page or a key twice), count_mismatch (a page missing, totals that differ or are not met).
  Failure check() const;

 private:
  struct KeyRef {
    std::uint64_t record;
    std::uint64_t hash;  ///< a growing table must not go back to the text
  };
  struct Hash {
    std::size_t operator()(KeyRef key) const { return key.hash; }
  };
  struct Equal {
    const JsonPages* owner;
    bool operator()(KeyRef left, KeyRef right) const {
      if (left.hash != right.hash) return false;
      for (std::size_t i = 0; i < owner->width(); ++i)
        if (owner->key_part(left.record, i) != owner->key_part(right.record, i)) return false;
      return true;
    }
  };
  struct Twice {
    std::uint64_t first, again;
  };

  std::size_t width() const { return profile_.json.unique.size(); }
  std::string_view key_part(std::uint64_t record, std::size_t i) const { return keys_[record * width() + i]; }
  bool has_key(std::uint64_t record) const;
  void compare_keys();
  Failure check_present() const;
  Failure check_page_numbers() const;
  Failure check_keys() const;
  Failure check_totals() const;
  std::size_t file_of(std::uint64_t record, std::uint64_t& place) const;

  const Profile& profile_;
  const std::vector<SourceFile>& files_;
  std::vector<JsonEnvelope> envelopes_;  ///< one a file
  std::vector<std::string_view> keys_;   ///< width() a record
  std::uint64_t compared_ = 0;           ///< records
  std::optional<Twice> twice_;
  absl::flat_hash_set<KeyRef, Hash, Equal> seen_{0, Hash{}, Equal{this}};
};

}  // namespace trueup
