#include "trueup/explain/signature.hpp"

#include <algorithm>

#include "explain/causes/tables.hpp"

namespace trueup {
namespace {

bool contradicts(const Prediction& prediction, Truth observed) {
  return prediction.must == Must::kHold ? observed == Truth::kNo : observed == Truth::kYes;
}

bool confirms(const Prediction& prediction, Truth observed) { return observed != Truth::kUnknown && !contradicts(prediction, observed); }

struct Fit {
  const Signature* row;
  std::size_t against = 0;
  std::size_t confirmed = 0;
  bool on_topic = false;  // its first prediction, the kind of gap that it is about, is seen
  Prediction first_against{};
};

Fit fit(const Signature& row, const Observations& observations) {
  Fit result{&row};
  for (std::size_t i = 0; i < row.count; ++i) {
    const Prediction& prediction = row.predictions[i];
    const Truth observed = observations[prediction.observation];
    if (contradicts(prediction, observed) && result.against++ == 0) result.first_against = prediction;
    if (confirms(prediction, observed)) ++result.confirmed;
  }
  result.on_topic = row.count > 0 && observations[row.predictions[0].observation] == Truth::kYes;
  return result;
}

// Weights in 1/10000 that sum to 10000: what is left after division goes to the largest remainders.
void weigh(std::vector<WeighedCause>& causes, const std::vector<std::uint64_t>& scores) {
  std::uint64_t total = 0;
  for (const std::uint64_t score : scores) total += score;
  std::vector<std::pair<std::uint64_t, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    causes[i].weight_e4 = static_cast<std::uint32_t>(scores[i] * 10000 / total);
    given += causes[i].weight_e4;
    remainders.emplace_back(scores[i] * 10000 % total, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
  for (std::size_t i = 0; given < 10000; ++i, ++given) ++causes[remainders[i % remainders.size()].second].weight_e4;
}

// How many of the set each answer to an unknown observation would reject; the best question parts the set most evenly.
std::vector<AskFor> questions(const std::vector<WeighedCause>& causes, const Observations& observations) {
  struct Question {
    AskFor ask;
    std::size_t parted;
  };
  std::vector<Question> found;
  for (std::size_t i = 0; i < kObservationCount && causes.size() > 1; ++i) {
    const auto observation = static_cast<Observation>(i);
    if (observations[observation] != Truth::kUnknown) continue;
    std::string needs, excludes, rest;
    for (const WeighedCause& cause : causes) {
      std::string* list = &rest;
      for (std::size_t p = 0; p < cause.signature->count; ++p)
        if (cause.signature->predictions[p].observation == observation)
          list = cause.signature->predictions[p].must == Must::kHold ? &needs : &excludes;
      *list += (list->empty() ? "" : ", ") + std::string(cause.cause->code);
    }
    const std::size_t parts = (needs.empty() ? 0 : 1) + (excludes.empty() ? 0 : 1) + (rest.empty() ? 0 : 1);
    if (parts < 2) continue;
    std::string splits = std::string(info_of(observation).name) + ": yes leaves " + (needs + (needs.empty() || rest.empty() ? "" : ", ") + rest) +
                         "; no leaves " + (excludes + (excludes.empty() || rest.empty() ? "" : ", ") + rest);
    found.push_back({{std::string(info_of(observation).table), std::move(splits)}, parts});
  }
  std::stable_sort(found.begin(), found.end(), [](const Question& left, const Question& right) { return left.parted > right.parted; });
  std::vector<AskFor> asks;
  for (Question& question : found) asks.push_back(std::move(question.ask));
  return asks;
}

}  // namespace

std::vector<std::span<const Signature>> signature_tables() {
  return {data_signatures(), integration_signatures(), workflow_signatures(), execution_signatures(), reconciliation_signatures(), benign_signatures()};
}

Judgement judge(const Observations& observations) {
  Judgement judgement;
  std::vector<std::uint64_t> scores;
  std::vector<Fit> near_misses;
  for (const auto& table : signature_tables()) {
    for (const Signature& row : table) {
      const Fit result = fit(row, observations);
      if (result.on_topic && result.against == 0) {
        judgement.causes.push_back({find_cause(row.code), &row, 0});
        scores.push_back(std::uint64_t{row.prior} * (1 + result.confirmed) * 1000 / (1 + row.count));
      } else if (result.on_topic && result.against == 1) {
        near_misses.push_back(result);
      }
    }
  }
  if (!judgement.causes.empty()) weigh(judgement.causes, scores);
  std::stable_sort(judgement.causes.begin(), judgement.causes.end(), [](const WeighedCause& left, const WeighedCause& right) {
    return left.weight_e4 != right.weight_e4 ? left.weight_e4 > right.weight_e4 : left.cause->code < right.cause->code;
  });
  for (const Fit& miss : near_misses) {
    const Cause* cause = find_cause(miss.row->code);
    const bool accepted = std::any_of(judgement.causes.begin(), judgement.causes.end(), [&](const WeighedCause& kept) { return kept.cause == cause; });
    if (!accepted) judgement.rejected.push_back({cause, miss.first_against.observation, observations[miss.first_against.observation]});
  }
  judgement.ask_for = questions(judgement.causes, observations);
  return judgement;
}

}  // namespace trueup
