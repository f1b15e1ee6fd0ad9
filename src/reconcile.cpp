#include "trueup/reconcile.hpp"

#include <algorithm>
#include <thread>

#include "base/guarded.hpp"
#include "input_facts.hpp"
#include "trueup/explain/explain.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/apply.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/report/summary.hpp"
#include "trueup/states/replay.hpp"
#include "trueup/value/price.hpp"

namespace trueup {

class Reconciliation {
 public:
  Case the_case;
  Evidence evidence;
  std::vector<ComparedPair> pairs;
  Explanation explanation;
  std::vector<Issue> issues;
  int code = 0;

  ReportSource source() const { return {the_case, evidence, pairs, explanation, issues, code}; }
};

namespace {

// The instant of comparison: the case's own; else the latest that a balance names.
Result<Instant> instant_of_comparison(const Case& the_case) {
  std::optional<Instant> latest = the_case.as_of;
  for (const Input& input : the_case.inputs)
    if (!the_case.as_of && input.table == "stock" && input.as_of && (!latest || *input.as_of > *latest)) latest = input.as_of;
  if (latest) return *latest;
  return Error{ErrorCode::kMissingKey, "no instant of comparison: balances without a time cannot be compared", {"trueup.toml", 0, "case.as_of", ""},
               "as_of = \"2026-11-20T06:00:00Z\" under [case]"};
}

ComparedPair compare_pair(const Comparison& comparison, Evidence& evidence, const Mapping& mapping, Instant instant, std::vector<Issue>& issues, const Progress* progress) {
  ComparedPair pair;
  pair.book = evidence.pool.intern(comparison.book);
  pair.other = evidence.pool.intern(comparison.other);
  pair.instant = instant;
  for (const std::string& id : comparison.locations) {
    const TextId location = mapping.location(pair.book, evidence.pool.intern(id));
    if (std::find(pair.locations.begin(), pair.locations.end(), location) == pair.locations.end()) pair.locations.push_back(location);
  }
  Balances book = apply(mapping, evidence, pair.book, pair.book, pair.locations, instant, issues, progress);
  Balances other = apply(mapping, evidence, pair.other, pair.book, pair.locations, instant, issues, progress);
  pair.book_now = std::move(book.now), pair.book_opening = std::move(book.opening);
  pair.other_now = std::move(other.now), pair.other_opening = std::move(other.opening);
  pair.delta = compare(pair.book_now, pair.other_now);
  return pair;
}

Failure check_balances(const Case& the_case, const std::vector<ComparedPair>& pairs, const Evidence& evidence) {
  if (the_case.comparisons.empty())
    return Error{ErrorCode::kMissingKey, "nothing to compare: no [[comparison]], and no external location with an operator", {"trueup.toml", 0, "comparison", ""},
                 "[[comparison]] with book, other and locations"};
  for (const Comparison& comparison : the_case.comparisons)
    for (const std::string& bucket : comparison.buckets)
      if (bucket != "on_hand")
        return Error{ErrorCode::kUnsupported, "bucket cannot be compared by this version", {"trueup.toml", 0, "comparison.buckets", bucket}, "on_hand"};
  for (const Comparison& comparison : the_case.comparisons)
    if (comparison.locations.empty())
      return Error{ErrorCode::kMissingKey, "compares no location", {"trueup.toml", 0, "comparison.locations", comparison.other}, "locations = [...], or external locations with operator = \"" + comparison.other + "\""};
  for (const ComparedPair& pair : pairs)
    for (const auto& [side, snapshot] : {std::pair{pair.book, &pair.book_now}, std::pair{pair.other, &pair.other_now}})
      if (!snapshot->present && !std::any_of(evidence.coverage.begin(), evidence.coverage.end(), [&](const Coverage& input) { return input.table == "stock" && input.system == side; }))
        return Error{ErrorCode::kMissingKey, "no stock of system " + std::string(evidence.text(side)), {"trueup.toml", 0, "input", ""}, "[[input]] with table = \"stock\" for it"};
  return std::nullopt;
}

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

bool over(Int128 value, std::int64_t limit) { return magnitude(value) > limit; }

// What needs action: everything that no benign finding explains, gross, per key and beyond the key's tolerance.
bool over_thresholds(const Reconciliation& run) {
  const Threshold& threshold = run.the_case.threshold;
  std::int64_t tolerance = 0;
  for (const Tolerance& candidate : run.the_case.tolerances)
    if (candidate.units_class == "default") tolerance = candidate.units.value;
  Int128 units = 0, money_minor = 0, book = 0;
  std::int64_t skus = 0;
  bool unpriced = false;  // money that is not known is not within any limit
  for (const BridgeTotal& total : run.explanation.totals) book += total.book.value;
  for (const BridgeKey& key : run.explanation.keys) {
    if (!key.comparable) continue;
    // Gross: a lost +2 and a lost -2 of one item are two things to do, not none.
    Int128 action = magnitude(key.undecided.value) + magnitude(key.remainder.value) + magnitude(key.unexplained.value);
    for (const BridgePart& part : key.parts)
      if (run.explanation.findings[part.finding].verdict != Verdict::kBenign) action += magnitude(part.quantity.value);
    if (!over(action, tolerance)) continue;
    ++skus;
    units += action;
    if (key.money.likely && key.delta.value != 0) money_minor += divide_half_even(magnitude(key.money.likely->minor) * action, magnitude(key.delta.value));
    else unpriced = true;
  }
  for (const Finding& finding : run.explanation.findings)  // findings without units: a code without partner, a unit without factor
    if (finding.verdict != Verdict::kBenign && std::none_of(finding.keys.begin(), finding.keys.end(), [](const FindingKey& key) { return key.quantity.known() && key.quantity.value != 0; })) ++skus;
  if (!threshold.declared()) return skus > 0;
  Int128 money_e4 = money_minor;
  for (int i = minor_places(run.the_case.currency); i < 4; ++i) money_e4 *= 10;
  return (threshold.units_e4 && over(units, *threshold.units_e4)) || (threshold.money_e4 && (unpriced || over(money_e4, *threshold.money_e4))) ||
         (threshold.skus && skus > *threshold.skus) || (threshold.percent_e4 && units * 1'000'000 > Int128{*threshold.percent_e4} * magnitude(book));
}

// A partial comparison never looks green.
bool is_partial(const Reconciliation& run) {
  if (!run.evidence.rejected.empty()) return true;
  if (std::any_of(run.issues.begin(), run.issues.end(), [](const Issue& issue) { return issue.severity == Severity::kError; })) return true;
  return std::any_of(run.explanation.keys.begin(), run.explanation.keys.end(), [](const BridgeKey& key) {
    const bool told_by_a_finding = key.why_not == name_of(Obstacle::kUnmapped) || key.why_not == name_of(Obstacle::kNoFactor);
    return !key.comparable && !told_by_a_finding && key.why_not != name_of(Obstacle::kNotCarried);
  });
}

Error rejected_error(const Issue& issue, std::size_t count) {
  return {ErrorCode::kRejectedRows, std::to_string(count) + " rejected; the first: " + issue.message, issue.place, issue.fix};
}

Result<std::shared_ptr<const Reconciliation>> run_line(const Case& the_case, const RunOptions& options, Progress* progress) {
  const unsigned threads = options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  auto run = std::make_shared<Reconciliation>();
  run->the_case = the_case;
  const auto instant = instant_of_comparison(the_case);
  if (!instant) return instant.error();

  auto evidence = read_evidence(the_case, threads, progress);
  if (!evidence) return evidence.take_error();
  run->evidence = std::move(*evidence);
  if (options.strict && !run->evidence.rejected.empty()) return rejected_error(run->evidence.rejected.front(), run->evidence.rejected.size());

  run->issues = run->evidence.found;

  if (progress != nullptr) progress->enter(Stage::kMapping, 0);
  auto mapping = Mapping::compile(the_case, run->evidence, run->issues, progress);
  if (!mapping) return mapping.take_error();

  std::vector<Issue> facts = input_facts(the_case, run->evidence, *mapping);
  run->issues.insert(run->issues.end(), facts.begin(), facts.end());
  auto replayed = replay(the_case, run->evidence, *mapping, progress);
  if (!replayed) return replayed.take_error();

  if (progress != nullptr) progress->enter(Stage::kComparing, the_case.comparisons.size());
  for (const Comparison& comparison : the_case.comparisons)
    run->pairs.push_back(compare_pair(comparison, run->evidence, *mapping, *instant, run->issues, progress));
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  if (Failure failure = check_balances(the_case, run->pairs, run->evidence)) return *failure;

  if (progress != nullptr) progress->enter(Stage::kExplaining, 0);
  auto explanation = explain(the_case, run->evidence, *mapping, run->pairs, *replayed, run->issues, progress);
  if (!explanation) return explanation.take_error();
  run->explanation = std::move(*explanation);
  price(the_case, run->evidence, run->pairs, run->explanation);
  run->code = is_partial(*run) ? 3 : over_thresholds(*run) ? 1 : 0;
  if (progress != nullptr) progress->enter(Stage::kDone, 0);
  return std::shared_ptr<const Reconciliation>(std::move(run));
}

const BridgeKey* find_key(const Reconciliation& run, std::string_view wanted, std::string_view location) {
  for (const BridgeKey& key : run.explanation.keys)
    if (key.sku == wanted && (location.empty() || key.location == location)) return &key;
  return nullptr;
}

// A key that agrees is not listed; it still has a bridge, of no parts.
std::optional<BridgeKey> key_that_agrees(const Reconciliation& run, std::string_view wanted, std::string_view location) {
  for (std::size_t pair = 0; pair < run.pairs.size(); ++pair)
    for (const DeltaRow& row : run.pairs[pair].delta.rows) {
      if (run.evidence.text(row.key.sku) != wanted || (!location.empty() && run.evidence.text(row.key.location) != location)) continue;
      BridgeKey key;
      key.sku = wanted;
      key.location = run.evidence.text(row.key.location);
      key.pair = pair;
      key.comparable = row.comparable();
      key.book = row.book, key.other = row.other, key.delta = row.delta;
      return key;
    }
  return std::nullopt;
}

template <class Write>
Result<std::string> explain_key(const Reconciliation& run, std::string_view name, Write write) {
  const std::size_t at = name.rfind('@');
  for (const bool split : {false, true}) {  // a SKU may hold an @ itself
    if (split && at == std::string_view::npos) continue;
    const std::string_view sku = split ? name.substr(0, at) : name, location = split ? name.substr(at + 1) : std::string_view{};
    if (const BridgeKey* key = find_key(run, sku, location)) return write(run.source(), *key);
    if (const auto key = key_that_agrees(run, sku, location)) return write(run.source(), *key);
  }
  return Error{ErrorCode::kInvalidArgument, "no such key in this case", {"", 0, "key", std::string(name)}, "SKU or SKU@LOCATION, spelt as the book does"};
}

}  // namespace

Result<std::shared_ptr<const Reconciliation>> reconcile(const Case& the_case, const RunOptions& options, Progress* progress) {
  return guarded([&] { return run_line(the_case, options, progress); });
}

int exit_code(const Reconciliation& run) { return run.code; }
std::string summary_json(const Reconciliation& run) { return write_summary_json(run.source()); }
std::string summary_text(const Reconciliation& run) { return write_summary_text(run.source()); }
Result<std::string> explain_text(const Reconciliation& run, std::string_view key) { return explain_key(run, key, write_key_text); }
Result<std::string> explain_json(const Reconciliation& run, std::string_view key) { return explain_key(run, key, write_key_json); }

}  // namespace trueup
