// replay_time: seconds of reading the states of a case, and of replaying them; both in one process, alternating. One JSON
// object a line and run.
//
//   replay_time CASE [--runs N]
//
// Before anything is timed the facts are counted by code and compared with planted.txt in CASE (make_replay_case.py writes
// it: a code and its count a line). Exit status 1 when a count differs.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trueup/io/read_case.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/states/replay.hpp"

namespace {

using Counts = std::map<std::string, std::uint64_t>;

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "replay_time: %s\n", text.c_str());
  std::exit(2);
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <class T>
T value_of(trueup::Result<T> result) {
  if (!result) fail(result.error().text());
  return std::move(*result);
}

struct Run {
  double read = 0, compile = 0, replay = 0, issues = 0;
};

/// What a replay says, as the truth is written: facts by code, and the sizes of the input.
Counts counts_of(const trueup::Replay& replay) {
  Counts counts{{"rows", replay.rows}, {"orders", replay.orders}, {"unknown_words", replay.unknown_words}, {"not_replayed", replay.not_replayed}};
  for (const trueup::Conformance& system : replay.conformance) counts["not_conforming"] += system.steps - system.conforming;
  for (const trueup::StateFact& fact : replay.facts) ++counts[std::string(fact.code)];
  return counts;
}

Counts read_counts(const std::string& path) {
  Counts counts;
  std::ifstream lines(path);
  if (!lines) fail(path + ": cannot be read");
  std::string code;
  for (std::uint64_t count = 0; lines >> code >> count;) counts[code] = count;
  return counts;
}

bool agree(const Counts& found, const Counts& truth) {
  bool same = true;
  for (Counts all = [&] { Counts both = found; both.insert(truth.begin(), truth.end()); return both; }(); const auto& [code, _] : all) {
    const auto count = [&](const Counts& counts) { return counts.contains(code) ? counts.at(code) : 0; };
    if (count(found) == count(truth)) continue;
    std::fprintf(stderr, "replay_time: %s is %ju, planted %ju\n", code.c_str(), std::uintmax_t{count(found)}, std::uintmax_t{count(truth)});
    same = false;
  }
  return same;
}

Run run_once(const trueup::Case& the_case, Counts& counts) {
  const double start = now();
  trueup::Evidence evidence = value_of(trueup::read_evidence(the_case, 2));
  const double read = now();
  std::vector<trueup::Issue> found;
  const trueup::Mapping mapping = value_of(trueup::Mapping::compile(the_case, evidence, found));
  const double compiled = now();
  const trueup::Replay replay = value_of(trueup::replay(the_case, evidence, mapping));
  const double replayed = now();
  const std::size_t issues = trueup::state_issues(the_case, evidence, replay).size();
  const double listed = now();
  counts = counts_of(replay);
  std::printf("{\"read\": %.6f, \"compile\": %.6f, \"replay\": %.6f, \"issues\": %.6f, \"rows\": %ju, \"orders\": %ju, \"facts\": %zu, \"issue_count\": %zu}\n", read - start,
              compiled - read, replayed - compiled, listed - replayed, std::uintmax_t{replay.rows}, std::uintmax_t{replay.orders}, replay.facts.size(), issues);
  std::fflush(stdout);
  return {read - start, compiled - read, replayed - compiled, listed - replayed};
}

void print(const char* name, const std::vector<Run>& runs, double Run::*part, std::uint64_t rows) {
  std::vector<double> seconds;
  for (const Run& run : runs) seconds.push_back(run.*part);
  std::sort(seconds.begin(), seconds.end());
  const double median = seconds[seconds.size() / 2];
  std::printf("%-8s %8.3f s   %.3f .. %.3f   %.2f M rows/s\n", name, median, seconds.front(), seconds.back(), static_cast<double>(rows) / median / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && !(argc == 4 && std::string_view(argv[2]) == "--runs")) fail("usage: replay_time CASE [--runs N]");
  const std::string folder = argv[1];
  const int wanted = argc == 4 ? std::atoi(argv[3]) : 7;
  const trueup::Case the_case = value_of(trueup::read_case(folder));
  Counts counts;
  run_once(the_case, counts);  // warms the page cache, and shows whether the answer is right
  if (!agree(counts, read_counts(folder + "/planted.txt"))) return 1;
  std::vector<Run> runs;
  for (int run = 0; run < wanted; ++run) runs.push_back(run_once(the_case, counts));
  print("read", runs, &Run::read, counts["rows"]);
  print("replay", runs, &Run::replay, counts["rows"]);
  print("issues", runs, &Run::issues, counts["rows"]);
}
