// RunJudge: one record's tasks against the machine of its dialect.
#pragma once

#include <cstdint>
#include <span>

#include "states/fact_writer.hpp"
#include "states/orders.hpp"
#include "states/step_table.hpp"

namespace trueup {

/// Of one system's records.
struct Judged {
  std::uint64_t steps = 0, conforming = 0, unknown_words = 0;
};

class RunJudge {
 public:
  RunJudge(const StepTable& table, const TextPool& pool, FactWriter& facts) : table_(table), pool_(pool), facts_(facts) {}

  /// `steps` are the record's, each run arranged.
  void judge(const OrderRecord& record, std::span<const Step> steps);

  const Judged& judged() const { return judged_; }

 private:
  enum class Met : std::uint8_t { kYes, kNo, kUnknown };

  void judge_run(std::span<const Step> run);
  void begin(const Step& step);
  void judge_step(const Step& last, const Step& step);
  void judge_need(const Requirement& needs, OrderState from, const Step& step, bool first);
  template <class Visit>
  void for_each_concerned(OrderTask task, const Step& step, Visit visit) const;
  Met met(const Requirement& needs, const Step& step) const;
  Met met_in(std::span<const Step> run, const Requirement& needs, std::int64_t at) const;
  bool undone_between(std::int64_t begin, std::int64_t end) const;
  void report(std::string_view code, OrderState from, const Step& step);

  const StepTable& table_;
  const TextPool& pool_;
  FactWriter& facts_;
  Judged judged_;
  const OrderRecord* record_ = nullptr;
  std::span<const Step> steps_;
};

}  // namespace trueup
