#include "explain/message_log.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace trueup {
namespace {

constexpr std::size_t kKind = column_index("messages", "kind");
constexpr std::size_t kId = column_index("messages", "id");
constexpr std::size_t kReference = column_index("messages", "reference");
constexpr std::size_t kSent = column_index("messages", "sent_at");
constexpr std::size_t kAcknowledged = column_index("messages", "acknowledged_at");
constexpr std::size_t kApplied = column_index("messages", "applied_at");
constexpr std::size_t kHop = column_index("messages", "hop");
constexpr std::size_t kGroupControl = column_index("messages", "group_control");
constexpr std::size_t kSetControl = column_index("messages", "set_control");
constexpr std::size_t kStatus = column_index("messages", "status");
constexpr std::size_t kError = column_index("messages", "error");

std::uint64_t pair_key(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

// A transport's word for failure: an AK501 or AK901 that is not A or P, a status of 4xx or 5xx, or plain words.
bool is_failure(std::string_view status) {
  if (status.size() == 3 && (status[0] == '4' || status[0] == '5')) return true;
  for (const std::string_view word : {"R", "E", "M", "W", "X", "error", "rejected", "timeout", "failed"})
    if (status == word) return true;
  return false;
}

// Leading zeros of control numbers do not count (X12.5 makes them numbers).
std::string_view without_zeros(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

/// Kind, group and set by which an answer and what it answers find each other; and the hop, since each partner counts for itself.
std::string envelope_of(const Evidence& evidence, std::uint32_t row, bool with_set, bool with_hop) {
  const Records& messages = evidence.table("messages");
  std::string out(evidence.text(messages.text(row, kKind)));
  out += '\x1f';
  out += without_zeros(evidence.text(messages.text(row, kGroupControl)));
  out += '\x1f';
  if (with_set) out += without_zeros(evidence.text(messages.text(row, kSetControl)));
  out += '\x1f';
  if (with_hop) out += evidence.text(messages.text(row, kHop));
  return out;
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
  index_answers();
}

bool MessageLog::is_answer(std::uint32_t row) const {
  return messages_.text(row, kGroupControl) && !messages_.text(row, kId) && !messages_.text(row, kReference);
}

MessageLog::Transmissions MessageLog::transmissions() const {
  Transmissions out;
  for (std::uint32_t row = 0; row < messages_.row_count(); ++row) {
    if (is_answer(row)) continue;
    std::vector<std::uint32_t> rows{row};
    add_answers(rows);
    ++out.sent;
    out.confirmed += std::any_of(rows.begin(), rows.end(), [&](std::uint32_t one) {
      return messages_.number(one, kAcknowledged) != Records::kUnknown || messages_.number(one, kApplied) != Records::kUnknown;
    });
  }
  return out;
}

// A 997 or 999 names the set that it answers by group and set control number (AK102, AK202), never by document; an answer to
// the whole group names no set. Which transmission is meant must be plain: two documents under one number leave it open.
void MessageLog::index_answers() {
  absl::flat_hash_map<std::string, std::pair<TextId, TextId>> asked;  // envelope -> id and reference of the one document in it
  for (std::uint32_t row = 0; row < messages_.row_count(); ++row) {
    if (messages_.rejected(row) || !messages_.text(row, kGroupControl)) continue;
    if (is_answer(row)) {
      answers_[envelope_of(evidence_, row, true, true)].push_back(row);
      continue;
    }
    const std::pair document{messages_.text(row, kId), messages_.text(row, kReference)};
    for (const bool with_hop : {true, false}) {  // an answer that names no hop must fit one document of all hops
      const auto [known, added] = asked.try_emplace(envelope_of(evidence_, row, true, with_hop), document);
      if (!added && known->second != document) known->second = {};
    }
  }
  for (const auto& [envelope, document] : asked)
    if (!document.first && !document.second) answers_.erase(envelope);
}

void MessageLog::add_answers(std::vector<std::uint32_t>& rows) const {
  if (answers_.empty()) return;
  for (std::size_t i = 0, sent = rows.size(); i < sent; ++i)
    for (const bool with_set : {true, false})
      for (const bool with_hop : {true, false}) {
        if (!messages_.text(rows[i], kGroupControl) || is_answer(rows[i])) continue;
        const auto found = answers_.find(envelope_of(evidence_, rows[i], with_set, with_hop));
        if (found != answers_.end()) rows.insert(rows.end(), found->second.begin(), found->second.end());
      }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
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
  add_answers(facts.rows);
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
