// JsonEnvelope: what stands around the records of an answer: where they are, how many there should be, and whether the answer
// is an error.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/json_error_text.hpp"
#include "io/json_fields.hpp"
#include "io/json_scanner.hpp"
#include "trueup/io/profile.hpp"

namespace trueup {

/// What one envelope says; the texts are as printed, empty when the key is not there.
struct JsonEnvelope {
  std::string total, page;
  std::uint64_t records = 0;
  bool is_page = false;  ///< the records stood in an envelope: its figures are due
};

/// Passes envelopes. The keys and paths that a profile watches for are one tree; all else is checked and skipped.
class JsonEnvelopeReader {
 public:
  /// `read_records` takes the list, or the one object, that stands next in the scanner; false when it could not.
  JsonEnvelopeReader(const JsonShape& shape, JsonScanner& scanner, std::function<bool()> read_records);

  /// Passes the object that stands next; the profile's best list in it is read on the way. False at a fault of the scanner, of
  /// `read_records`, or of the envelope's shape: then `fault` says what and `fault_key` where.
  bool read();

  bool found() const { return found_; }
  const JsonErrorText& error() const { return error_; }
  const std::string& error_key() const { return error_key_; }
  const std::string& fault() const { return fault_; }
  const std::string& fault_key() const { return fault_key_; }
  const std::string& total() const { return total_; }
  const std::string& page() const { return page_; }

 private:
  static constexpr std::uint32_t kNoRank = ~std::uint32_t{0};

  struct Role {
    std::uint32_t list = kNoRank;  ///< its place among the profile's lists
    bool total = false, page = false, error = false;
    bool seen = false;  ///< in this envelope
  };

  Role& role_of(const std::string& path);
  bool read_object(std::uint32_t field, const std::string& key);
  bool read_value(std::uint32_t field, std::string_view name, const std::string& key);
  bool read_list(Role& role, const std::string& key);
  bool read_figure(const Role& role);
  std::uint32_t match(std::uint32_t parent, std::string_view key) const;
  bool fail(std::string what, const std::string& key);

  JsonScanner& scanner_;
  std::function<bool()> read_records_;
  JsonFields fields_;
  std::vector<Role> roles_;  ///< one a field

  bool found_ = false;
  std::uint32_t later_rank_ = kNoRank;       ///< of the best list that was passed because a better one may follow
  std::optional<JsonScanner> later_;         ///< before it
  JsonErrorText error_;
  std::string error_key_, fault_, fault_key_, total_, page_;
};

}  // namespace trueup
