// diff_time: seconds of map + decode (both files at once) + diff + JSON in one process, without start-up; one JSON
// object a line and run. benchmarks/peers/diff_vs_duckdb.py drives it.
//
//   diff_time BEFORE AFTER --key NAME[,NAME] [--ignore NAMES] [--numeric NAMES] [--threads N] [--runs N] [--wait] [--changes FILE]
//
// --wait: a run for each line read from standard input, so that runs of different programs can alternate.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "trueup/diff/diff.hpp"
#include "trueup/io/decode.hpp"

namespace {

struct Settings {
  std::string before, after, changes;
  trueup::DiffOptions options;
  unsigned runs = 5;
  bool wait = false;
};

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "diff_time: %s\n", text.c_str());
  std::exit(2);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

Settings parse(const std::vector<std::string>& words) {
  Settings settings;
  std::vector<std::string> files;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto value = [&]() -> const std::string& {
      return i + 1 < words.size() ? words[++i] : (fail(words[i] + " needs a value"), words[i]);
    };
    if (words[i] == "--wait") settings.wait = true;
    else if (words[i] == "--key") settings.options.key = split(value());
    else if (words[i] == "--ignore") settings.options.ignore = split(value());
    else if (words[i] == "--numeric") settings.options.numeric = split(value());
    else if (words[i] == "--threads") settings.options.threads = static_cast<unsigned>(std::stoul(value()));
    else if (words[i] == "--runs") settings.runs = static_cast<unsigned>(std::stoul(value()));
    else if (words[i] == "--changes") settings.changes = value();
    else if (words[i].starts_with("--")) fail("unknown option " + words[i]);
    else files.push_back(words[i]);
  }
  if (files.size() != 2 || settings.options.key.empty()) fail("usage: diff_time BEFORE AFTER --key NAME[,NAME] ...");
  settings.before = files[0];
  settings.after = files[1];
  return settings;
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Seconds of processor time of all threads so far: hardly disturbed by what else runs on the machine.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// A line of /proc/self/status in bytes; 0 where there is none.
double status_bytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::strtod(line.c_str() + name.size() + 1, nullptr) * 1024;
  return 0;
}

trueup::RecordBatch decoded(const std::string& path, std::vector<trueup::Issue>& rejected) {
  auto bytes = trueup::Bytes::map(path);
  if (!bytes) fail(bytes.error().text());
  auto batch = trueup::decode_csv({path, *bytes}, {.delimiter = ',', .required = {}, .null_words = {""}}, rejected);
  if (!batch) fail(batch.error().text());
  return std::move(*batch);
}

void run_once(const Settings& settings, bool keep_changes) {
  const double start = now(), processor_start = processor_seconds();
  std::vector<trueup::Issue> rejected_before, rejected_after;
  trueup::RecordBatch before, after;
  const auto decode_after = [&] { after = decoded(settings.after, rejected_after); };
  std::thread other;
  if (settings.options.threads != 1) other = std::thread(decode_after);
  before = decoded(settings.before, rejected_before);
  if (other.joinable()) other.join();
  else decode_after();
  const double read = now();

  auto result = trueup::diff(before, after, settings.options);
  if (!result) fail(result.error().text());
  const double compared = now();

  const std::string json = trueup::diff_json(*result, true);
  const double written = now(), processor = processor_seconds() - processor_start;
  if (keep_changes) std::ofstream(settings.changes, std::ios::binary) << json;

  const trueup::DiffSummary& s = result->summary;
  std::printf(
      "{\"decode\": %.6f, \"diff\": %.6f, \"json\": %.6f, \"total\": %.6f, \"processor\": %.6f, \"json_bytes\": %zu, "
      "\"rows_before\": %ju, \"rows_after\": %ju, \"added\": %ju, \"removed\": %ju, \"changed\": %ju, "
      "\"changed_cells\": %ju, \"unchanged\": %ju, \"duplicates\": %ju, \"rejected\": %zu, "
      "\"peak_bytes\": %.0f, \"file_bytes\": %.0f}\n",
      read - start, compared - read, written - compared, written - start, processor, json.size(), std::uintmax_t{s.rows_before},
      std::uintmax_t{s.rows_after}, std::uintmax_t{s.added}, std::uintmax_t{s.removed}, std::uintmax_t{s.changed},
      std::uintmax_t{s.changed_cells}, std::uintmax_t{s.unchanged}, std::uintmax_t{s.duplicates},
      rejected_before.size() + rejected_after.size(), status_bytes("VmHWM"), status_bytes("RssFile"));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const Settings settings = parse({argv + 1, argv + argc});
  std::string line;
  for (unsigned run = 0; settings.wait ? static_cast<bool>(std::getline(std::cin, line)) : run < settings.runs; ++run)
    run_once(settings, run == 0 && !settings.changes.empty());
}
