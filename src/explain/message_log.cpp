#include "explain/message_log.hpp"

#include <algorithm>
#include <string_view>

namespace trueup {
namespace {

constexpr std::size_t kKind = column_index("messages", "kind");
constexpr std::size_t kId = column_index("messages", "id");
constexpr std::size_t kReference = column_index("messages", "reference");
constexpr std::size_t kSent = column_index("messages", "sent_at");
constexpr std::size_t kAcknowledged = column_index("messages", "acknowledged_at");
constexpr std::size_t kApplied = column_index("messages", "applied_at");
constexpr std::size_t kStatus = column_index("messages", "status");
constexpr std::size_t kError = column_index("messages", "error");

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

// A transport's word for failure: a rejected or partly rejected 997 (R, E), a status of 4xx or 5xx, or plain words.
bool is_failure(std::string_view status) {
  if (status.size() == 3 && (status[0] == '4' || status[0] == '5')) return true;
  for (const std::string_view word : {"R", "E", "error", "rejected", "timeout", "failed"})
    if (status == word) return true;
  return false;
}

}  // namespace

MessageLog::MessageLog(const Evidence& evidence) : evidence_(evidence), messages_(evidence.table("messages")) {
  for (const Coverage& input : evidence.coverage) present_ = present_ || input.table == "messages";
  for (std::uint32_t row = 0; row < messages_.row_count(); ++row) {
    if (messages_.rejected(row)) continue;
    const TextId kind = messages_.text(row, kKind);
    if (const TextId id = messages_.text(row, kId)) by_id_[pair_key(kind, id)].push_back(row);
    else if (const TextId reference = messages_.text(row, kReference)) by_reference_[pair_key(kind, reference)].push_back(row);
  }
}

MessageFacts MessageLog::facts(TextId type, TextId id, TextId reference, std::int64_t at, Instant instant, Instant balance) const {
  MessageFacts facts;
  if (!present_) return facts;
  if (const auto found = by_id_.find(pair_key(type, id)); found != by_id_.end()) facts.rows = found->second;
  else if (const auto shared = by_reference_.find(pair_key(type, reference)); shared != by_reference_.end() && shared->second.size() == 1) facts.rows = shared->second;
  if (facts.rows.empty()) {
    const bool covered = std::any_of(evidence_.coverage.begin(), evidence_.coverage.end(), [&](const Coverage& input) {
      return input.table == "messages" && input.complete && (!input.from || input.from->micros <= at) && (!input.to || *input.to >= instant);
    });
    if (covered) facts.sent = facts.acknowledged = facts.applied = facts.error_recorded = Truth::kNo;
    return facts;
  }
  const auto happened = [&](std::size_t column, Instant by) {
    return truth(std::any_of(facts.rows.begin(), facts.rows.end(), [&](std::uint32_t row) {
      const std::int64_t when = messages_.number(row, column);
      return when != Records::kUnknown && when <= by.micros;
    }));
  };
  facts.acknowledged = happened(kAcknowledged, instant);
  facts.applied = happened(kApplied, balance);
  // What was acknowledged or applied was sent, whatever its own column says.
  facts.sent = facts.acknowledged == Truth::kYes || facts.applied == Truth::kYes ? Truth::kYes : happened(kSent, instant);
  facts.error_recorded = truth(std::any_of(facts.rows.begin(), facts.rows.end(), [&](std::uint32_t row) {
    return messages_.text(row, kError) || is_failure(evidence_.text(messages_.text(row, kStatus)));
  }));
  return facts;
}

}  // namespace trueup
