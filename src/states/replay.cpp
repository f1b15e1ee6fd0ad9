#include "trueup/states/replay.hpp"

#include <algorithm>

#include "base/guarded.hpp"
#include "states/line_judge.hpp"
#include "states/order_judge.hpp"
#include "states/orders.hpp"
#include "states/pick_judge.hpp"
#include "states/release_judge.hpp"
#include "states/return_judge.hpp"
#include "states/run_judge.hpp"

namespace trueup {
namespace {

bool carries(const Hop& hop, std::string_view type) { return std::find(hop.carries.begin(), hop.carries.end(), type) != hop.carries.end(); }

// What leaves a system with news of its orders: a book releases them, a warehouse says what became of them.
std::string hop_of(const Case& the_case, const System& system) {
  const std::string_view type = system.role == SystemRole::kExecution ? "ship_advice" : system.role == SystemRole::kChannel ? "sales_order" : "ship_order";
  const Hop* only = nullptr;
  for (const Hop& hop : the_case.hops) {
    if (hop.from != system.id || !carries(hop, type)) continue;
    if (only != nullptr) return {};
    only = &hop;
  }
  return only == nullptr ? std::string() : only->id;
}

// An order can go to the wrong place only where there are two.
bool has_routes(const Case& the_case, const Evidence& evidence) {
  return the_case.locations.size() > 1 && evidence.table("documents").row_count() > 0;
}

class Replayer {
 public:
  Replayer(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress)
      : case_(the_case), evidence_(evidence), mapping_(mapping), progress_(progress), words_(the_case, evidence),
        orders_(sort_into_orders(the_case, evidence, words_, progress)), facts_(evidence, words_, replay_.facts) {}

  Replay run() {
    replay_.rows = orders_.rows, replay_.not_replayed = orders_.not_replayed;
    if (evidence_.table("states").row_count() > 0) {
      judge_runs();
      judge_orders();
    } else if (has_routes(case_, evidence_)) {
      judge_routes();
    }
    judge_returns();
    sort_facts();
    return std::move(replay_);
  }

 private:
  void judge_runs() {
    std::vector<RunJudge> judges;
    std::vector<std::size_t> judge_of(words_.system_count());
    for (std::uint16_t system = 0; system < words_.system_count(); ++system) {
      judge_of[system] = judges.size();
      if (words_.steps(system) != nullptr) judges.emplace_back(*words_.steps(system), evidence_.pool, facts_);
    }
    std::vector<bool> seen(words_.system_count());
    for (std::size_t i = 1; i < orders_.records.size() && !stops_at(progress_, i); ++i) {
      const OrderRecord& record = orders_.records[i];
      if (record.begin == record.end) continue;
      judges[judge_of[record.system]].judge(record, orders_.steps_of(record));
      seen[record.system] = true;
      ++replay_.orders;
    }
    for (std::uint16_t system = 0; system < words_.system_count(); ++system) {
      if (!seen[system]) continue;
      const Judged& judged = judges[judge_of[system]].judged();
      const System& declared = words_.declared(system);
      replay_.conformance.push_back({words_.id(system), declared.dialect, hop_of(case_, declared), judged.steps, judged.conforming});
      replay_.unknown_words += judged.unknown_words;
    }
  }

  void judge_orders() {
    HopLimits limits(case_);
    OrderJudge of_orders(case_, evidence_, mapping_, orders_, words_, limits, facts_);
    LineJudge of_lines(case_, evidence_, mapping_, orders_, words_, limits, facts_);
    ReleaseJudge of_releases(case_, orders_, words_, facts_);
    PickJudge of_picks(case_, evidence_, mapping_, orders_, words_, facts_);
    for (std::uint32_t order = 1; order < orders_.order_count() && !stops_at(progress_, order); ++order) {
      of_orders.judge(order);
      of_lines.judge(order, of_orders.sides(), of_orders.sides_differ());
      of_releases.judge(of_orders.sides());
      of_picks.collect(order, of_orders);
    }
    of_picks.judge(progress_);
    replay_.lines = of_lines.lines(), replay_.funnel = of_lines.funnel();
  }

  void judge_routes() {
    HopLimits limits(case_);
    OrderJudge of_orders(case_, evidence_, mapping_, orders_, words_, limits, facts_);
    for (std::uint32_t order = 1; order < orders_.order_count() && !stops_at(progress_, order); ++order) of_orders.judge_route(order);
  }

  void judge_returns() {
    HopLimits limits(case_);
    ReturnJudge of_returns(case_, evidence_, mapping_, orders_, words_, limits, facts_);
    for (std::uint32_t order = 1; order < orders_.order_count() && !stops_at(progress_, order); ++order) of_returns.judge(order);
  }

  // By what stands in the rows, never by ids of texts or numbers of orders: those follow the order of rows.
  void sort_facts() {
    const auto text = [&](TextId id) { return evidence_.text(id); };
    const auto compare = [&](TextId left, TextId right) { return left == right ? 0 : text(left).compare(text(right)); };
    std::sort(replay_.facts.begin(), replay_.facts.end(), [&](const StateFact& left, const StateFact& right) {
      if (const int by = compare(left.system, right.system)) return by < 0;
      if (const int by = compare(left.type, right.type)) return by < 0;
      if (const int by = compare(left.id, right.id)) return by < 0;
      if (left.task != right.task) return left.task < right.task;
      if (const int by = compare(left.task_id, right.task_id)) return by < 0;
      if (const int by = compare(left.line, right.line)) return by < 0;
      if (left.at != right.at) return left.at < right.at;
      if (left.code != right.code) return left.code < right.code;
      if (const int by = compare(left.sku, right.sku)) return by < 0;
      if (left.to != right.to) return left.to < right.to;
      return compare(left.other_system, right.other_system) < 0;
    });
    std::vector<std::uint32_t> renumbered(orders_.order_count());
    std::uint32_t next = 0;
    for (StateFact& fact : replay_.facts) {
      if (fact.order == 0) continue;
      std::uint32_t& number = renumbered[fact.order];
      if (number == 0) number = ++next;
      fact.order = number;
    }
  }

  const Case& case_;
  const Evidence& evidence_;
  const Mapping& mapping_;
  const Progress* progress_;
  StateWords words_;
  Orders orders_;
  Replay replay_;
  FactWriter facts_;
};

Result<Replay> replay_all(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress) {
  if (evidence.table("states").row_count() == 0 && !has_returns(evidence) && !has_routes(the_case, evidence)) return Replay{};
  Replay out = Replayer(the_case, evidence, mapping, progress).run();
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  return out;
}

}  // namespace

Result<Replay> replay(const Case& the_case, const Evidence& evidence, const Mapping& mapping, const Progress* progress) {
  return guarded([&] { return replay_all(the_case, evidence, mapping, progress); });
}

}  // namespace trueup
