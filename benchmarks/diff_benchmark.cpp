// decode_csv of two files and diff, 1M x 1M rows of 9 columns in any order, by number of threads. The peers' data and
// the checked answers are in peers/diff_vs_duckdb.py; this one is for looking at one step alone.
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "trueup/diff/diff.hpp"
#include "trueup/io/decode.hpp"

namespace {

using namespace trueup;

constexpr std::uint32_t kRows = 1'000'000;

/// Decimal digits of `value`, with zeros in front up to `digits`.
void append_number(std::string& csv, std::uint32_t value, std::size_t digits = 1) {
  const std::string text = std::to_string(value);
  if (digits > text.size()) csv.append(digits - text.size(), '0');
  csv += text;
}

/// Row `id` in state 0 or 1: 1 % of the rows differ between the states in one cell.
void append_row(std::string& csv, std::uint32_t id, unsigned state) {
  std::mt19937 random(id);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  const auto field = [&](const char* before, std::uint32_t value, std::size_t digits = 1) {
    csv += before;
    append_number(csv, value, digits);
  };
  const std::uint32_t on_hand = below(5000), allocated = below(on_hand + 1);
  const bool changed = state == 1 && id % 100 == 7, quoted = id % 20 == 3;
  field("SKU", id, 7);
  field(",WH-", below(12), 2);
  field(",L", 240'000 + below(10'000), 6);
  csv += quoted ? ",\"Mug, blue\"" : ",Mug steel";
  field(",", on_hand + changed);
  field(",", allocated);
  field(",", on_hand - allocated);
  field(",", 1 + below(900));
  field(".", below(100), 2);
  field(",2025-", 1 + below(12), 2);
  field("-", 1 + below(28), 2);
  field("T", below(24), 2);
  csv += ":00\n";
}

/// One of the two files, shuffled; 0.2 % of the ids are missing in each.
std::shared_ptr<const Bytes> file(unsigned state) {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 0; id < kRows; ++id)
    if (id % 500 != state) ids.push_back(id);
  std::shuffle(ids.begin(), ids.end(), std::mt19937(state));
  std::string csv = "sku,location,lot,description,on_hand,allocated,available,unit_cost,updated_at\n";
  for (const std::uint32_t id : ids) append_row(csv, id, state);
  return Bytes::own(std::move(csv));
}

const std::shared_ptr<const Bytes>& before_bytes() {
  static const std::shared_ptr<const Bytes> bytes = file(0);
  return bytes;
}

const std::shared_ptr<const Bytes>& after_bytes() {
  static const std::shared_ptr<const Bytes> bytes = file(1);
  return bytes;
}

RecordBatch decoded(const std::shared_ptr<const Bytes>& bytes) {
  std::vector<Issue> rejected;
  return std::move(*decode_csv({"file.csv", bytes}, {.delimiter = ',', .required = {}, .null_words = {""}}, rejected));
}

void decode_both(RecordBatch& before, RecordBatch& after, bool at_once) {
  std::thread other;
  if (at_once) other = std::thread([&] { after = decoded(after_bytes()); });
  before = decoded(before_bytes());
  if (at_once) other.join();
  else after = decoded(after_bytes());
}

void check(benchmark::State& state, const Result<DiffResult>& result) {
  if (!result || result->summary.added != kRows / 500 || result->summary.removed != kRows / 500 ||
      result->summary.changed_cells != kRows / 100)
    state.SkipWithError("wrong answer");
}

void BM_DecodeAndDiff(benchmark::State& state) {
  const auto threads = static_cast<unsigned>(state.range(0));
  (void)before_bytes(), (void)after_bytes();
  for (auto _ : state) {
    RecordBatch before, after;
    decode_both(before, after, threads > 1);
    check(state, diff(before, after, {.key = {"sku"}, .ignore = {}, .numeric = {}, .threads = threads}));
  }
  state.SetItemsProcessed(state.iterations() * 2 * kRows);
}

void BM_Decode(benchmark::State& state) {
  (void)before_bytes(), (void)after_bytes();
  for (auto _ : state) {
    RecordBatch before, after;
    decode_both(before, after, state.range(0) > 1);
    benchmark::DoNotOptimize(before.rows.size() + after.rows.size());
  }
  state.SetItemsProcessed(state.iterations() * 2 * kRows);
}

void run_diff(benchmark::State& state, DiffOptions options) {
  RecordBatch before, after;
  decode_both(before, after, true);
  options.key = {"sku"};
  options.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) check(state, diff(before, after, options));
  state.SetItemsProcessed(state.iterations() * 2 * kRows);
}

void BM_Diff(benchmark::State& state) { run_diff(state, {}); }
void BM_DiffNumericColumns(benchmark::State& state) {
  run_diff(state, {.key = {}, .ignore = {}, .numeric = {"on_hand", "allocated", "available", "unit_cost"}});
}

BENCHMARK(BM_DecodeAndDiff)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Decode)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_Diff)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_DiffNumericColumns)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
