// check_time: seconds of compiling the maps of a case and of validating it, in one process, on evidence that has been read
// before. One JSON object a line and run. benchmarks/peers/check_vs_duckdb.py drives it.
//
//   check_time CASE [--runs N] [--wait] [--issues FILE]
//
// --wait: a run for each line read from standard input, so that runs of different programs can alternate.
// --issues: the first run's issues, a line each: code, input, row, column and value, with tabs between.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trueup/io/read_case.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/mapping/mapping.hpp"
#include "trueup/mapping/validate.hpp"

namespace {

struct Settings {
  std::string the_case, issues;
  unsigned runs = 5;
  bool wait = false;
};

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "check_time: %s\n", text.c_str());
  std::exit(2);
}

Settings parse(const std::vector<std::string>& words) {
  Settings settings;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto value = [&]() -> const std::string& { return i + 1 < words.size() ? words[++i] : (fail(words[i] + " needs a value"), words[i]); };
    if (words[i] == "--wait") settings.wait = true;
    else if (words[i] == "--runs") settings.runs = static_cast<unsigned>(std::stoul(value()));
    else if (words[i] == "--issues") settings.issues = value();
    else if (words[i].starts_with("--")) fail("unknown option " + words[i]);
    else settings.the_case = words[i];
  }
  if (settings.the_case.empty()) fail("usage: check_time CASE ...");
  return settings;
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class T>
T value_of(trueup::Result<T> result) {
  if (!result) fail(result.error().text());
  return std::move(*result);
}

void write_issues(const std::string& path, const std::vector<trueup::Issue>& issues) {
  std::ofstream out(path, std::ios::binary);
  for (const auto& [code, severity, place, message, breaks, fix, affected] : issues)
    out << code << '\t' << place.input << '\t' << place.row << '\t' << place.column << '\t' << place.value << '\n';
}

std::string counts_json(const std::vector<trueup::Issue>& issues) {
  std::map<std::string, std::size_t> counts;
  for (const trueup::Issue& issue : issues) ++counts[issue.code];
  std::string json = "{";
  for (const auto& [code, count] : counts) json += (json.size() > 1 ? ", \"" : "\"") + code + "\": " + std::to_string(count);
  return json + "}";
}

void run_once(const trueup::Case& the_case, trueup::Evidence& evidence, double read, const std::string& issues_path) {
  const double start = now(), processor_start = processor_seconds();
  std::vector<trueup::Issue> found = evidence.rejected;
  std::optional<trueup::Mapping> mapping = value_of(trueup::Mapping::compile(the_case, evidence, found));
  const double compiled = now();
  const std::vector<trueup::Issue> issues = value_of(trueup::validate(the_case, evidence, *mapping, {}, std::move(found)));
  const double validated = now();
  mapping.reset();
  const double released = now(), processor = processor_seconds() - processor_start;
  if (!issues_path.empty()) write_issues(issues_path, issues);  // before the line that says that the run is over
  std::printf("{\"read\": %.6f, \"compile\": %.6f, \"validate\": %.6f, \"release\": %.6f, \"total\": %.6f, \"processor\": %.6f, \"issues\": %zu, \"codes\": %s}\n", read,
              compiled - start, validated - compiled, released - validated, released - start, processor, issues.size(), counts_json(issues).c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const Settings settings = parse({argv + 1, argv + argc});
  const trueup::Case the_case = value_of(trueup::read_case(settings.the_case));
  const double start = now();
  trueup::Evidence evidence = value_of(trueup::read_evidence(the_case, 2));
  const double read = now() - start;
  std::string line;
  for (unsigned run = 0; settings.wait ? static_cast<bool>(std::getline(std::cin, line)) : run < settings.runs; ++run)
    run_once(the_case, evidence, read, run == 0 ? settings.issues : "");
}
