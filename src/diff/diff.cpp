#include "trueup/diff/diff.hpp"

#include <algorithm>
#include <bit>
#include <new>
#include <stdexcept>

#include "diff/diff_emit.hpp"
#include "diff/diff_engine.hpp"

namespace trueup {
namespace diffing {
namespace {

constexpr std::size_t kScanGrain = 8192;
constexpr unsigned kMostPartitionBits = 12;

unsigned partition_bits(std::size_t rows, std::size_t rows_per_partition) {
  const std::size_t wanted = std::bit_ceil(rows / rows_per_partition + 1);
  return std::min(static_cast<unsigned>(std::countr_zero(wanted)), kMostPartitionBits);
}

/// One run: scan, join, emit.
class DiffRun {
 public:
  DiffRun(const RecordBatch& before, const RecordBatch& after, const DiffPlan& plan, DiffCrew& crew, const DiffTuning& tuning)
      : plan_(plan),
        before_(before, plan, false),
        after_(after, plan, true),
        crew_(crew),
        tuning_(tuning),
        bits_(partition_bits(std::max(before.row_count(), after.row_count()), tuning.rows_per_partition)) {}

  DiffResult result() {
    const std::size_t before_rows = before_.batch->row_count(), after_rows = after_.batch->row_count();
    if (Progress* progress = crew_.progress()) progress->enter(Stage::kComparing, before_rows + after_rows);
    scan();
    join();
    DiffResult result;
    result.changes = emit_changes(joiners_, before_, after_, plan_, crew_);
    result.summary.rows_before = before_rows;
    result.summary.rows_after = after_rows;
    for (const PartitionJoiner& joiner : joiners_) add(joiner.summary, result.summary);
    return result;
  }

 private:
  void scan() {
    stores_.resize(crew_.size());
    for (EntryStore& store : stores_) store.start(std::size_t{1} << bits_);
    const RowScanner before(before_, false, plan_, tuning_, bits_);
    const RowScanner after(after_, true, plan_, tuning_, bits_);
    for (const RowScanner* scanner : {&before, &after}) {
      const DiffSide& side = scanner == &before ? before_ : after_;
      crew_.share(side.batch->row_count(), kScanGrain, [&](std::size_t worker, std::size_t first, std::size_t last) {
        scanner->scan(static_cast<RowIndex>(first), static_cast<RowIndex>(last), stores_[worker]);
      });
    }
  }

  void join() {
    joiners_.reserve(crew_.size());
    for (std::size_t i = 0; i < crew_.size(); ++i) joiners_.emplace_back(before_, after_, plan_, crew_, static_cast<std::uint32_t>(i));
    crew_.share(std::size_t{1} << bits_, 1,
                [&](std::size_t worker, std::size_t partition, std::size_t) { joiners_[worker].join(stores_, partition); });
    stores_.clear();
  }

  static void add(const DiffSummary& part, DiffSummary& whole) {
    whole.added += part.added;
    whole.removed += part.removed;
    whole.changed += part.changed;
    whole.unchanged += part.unchanged;
    whole.duplicates += part.duplicates;
    whole.changed_cells += part.changed_cells;
  }

  const DiffPlan& plan_;
  DiffSide before_, after_;
  DiffCrew& crew_;
  const DiffTuning& tuning_;
  unsigned bits_;
  std::vector<EntryStore> stores_;
  std::vector<PartitionJoiner> joiners_;
};

Result<DiffResult> run(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options, Progress* progress,
                       const DiffTuning& tuning) {
  Result<DiffPlan> plan = plan_diff(before, after, options);
  if (!plan) return plan.take_error();
  DiffCrew crew(options.threads, progress);
  crew.check();
  DiffResult result = DiffRun(before, after, *plan, crew, tuning).result();
  for (const ColumnPair& pair : plan->compared) result.columns_compared.push_back(pair.name);
  result.columns_only_before = std::move(plan->only_before);
  result.columns_only_after = std::move(plan->only_after);
  return result;
}

}  // namespace

Result<DiffResult> diff_tuned(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options, Progress* progress,
                              const DiffTuning& tuning) {
  try {
    return run(before, after, options, progress, tuning);
  } catch (const Cancelled&) {
    return Error{ErrorCode::kCancelled, "the comparison was cancelled", {}, {}};
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {}
  return Error{ErrorCode::kOutOfMemory, "out of memory", {}, {}};  // short enough to need none itself
}

}  // namespace diffing

Result<DiffResult> diff(const RecordBatch& before, const RecordBatch& after, const DiffOptions& options, Progress* progress) {
  return diffing::diff_tuned(before, after, options, progress, {});
}

}  // namespace trueup
