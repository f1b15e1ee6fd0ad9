// MessageLog: what the transport knows of a document: sent, acknowledged, applied, failed. Three facts, never one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "trueup/base/instant.hpp"
#include "trueup/model/observation.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

struct MessageFacts {
  Truth sent = Truth::kUnknown, acknowledged = Truth::kUnknown, applied = Truth::kUnknown, error_recorded = Truth::kUnknown;
  std::vector<std::uint32_t> rows;   ///< of the messages table
};

class MessageLog {
 public:
  explicit MessageLog(const Evidence& evidence);

  /// What the log says of one document by the instant of comparison; whether it was applied, by the balance that lacks it.
  /// Without a row: never sent, when a complete log covers the time; unknown otherwise.
  MessageFacts facts(TextId type, TextId id, TextId reference, std::int64_t at, Instant instant, Instant balance) const;

  bool present() const { return present_; }

  /// Transmissions in the log, answers left out, and how many of them were acknowledged or applied.
  struct Transmissions {
    std::uint64_t sent = 0, confirmed = 0;
  };
  Transmissions transmissions() const;

 private:
  bool is_answer(std::uint32_t row) const;
  void index_answers();
  void add_answers(std::vector<std::uint32_t>& rows) const;

  const Evidence& evidence_;
  const Records& messages_;
  bool present_ = false;
  absl::flat_hash_map<std::uint64_t, std::vector<std::uint32_t>> by_id_;         // (kind, id)
  absl::flat_hash_map<std::uint64_t, std::vector<std::uint32_t>> by_reference_;  // (kind, reference), rows without id
  absl::flat_hash_map<std::string, std::vector<std::uint32_t>> answers_;         // by envelope: rows that name no document
};

}  // namespace trueup
