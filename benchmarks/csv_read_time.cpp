// csv_read_time: processor seconds from the bytes of a delimited file to typed columns (text interned, numbers int64 fixed
// point), on one thread. One JSON object a line and run: the times, and the sums and counts that show whether the answer is
// right. Processor time, because it is the same on a machine that also does something else.
//
//   csv_read_time FILE [--profile NAME] [--runs N | --wait]
//
// The file is opened, mapped, decoded and typed inside the time. --wait makes one run for each line of standard input, so
// that benchmarks/peers/read_vs_peers.py can alternate programs.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_set>

#include "trueup/io/decode.hpp"
#include "trueup/table/records.hpp"

namespace {

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "csv_read_time: %s\n", text.c_str());
  std::exit(2);
}

double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class T>
T value_of(trueup::Result<T> result) {
  if (!result) fail(result.error().text());
  return std::move(*result);
}

struct Typed {
  trueup::TextPool pool;
  trueup::Records rows;
  std::size_t rejected = 0;
};

/// Sums of the numeric columns in their smallest unit, and how many pairs of SKU and location there are.
void print_answer(const Typed& typed) {
  const trueup::TableSchema& schema = typed.rows.schema();
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    if (schema.columns[column].kind == trueup::ColumnKind::kText || !typed.rows.filled(column)) continue;
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < typed.rows.row_count(); ++row) {
      const std::int64_t value = typed.rows.number(row, column);
      sum += value == trueup::Records::kUnknown ? 0 : value;
    }
    std::printf(", \"sum_%s\": %jd", std::string(schema.columns[column].name).c_str(), std::intmax_t{sum});
  }
  std::unordered_set<std::uint64_t> keys;
  for (std::size_t row = 0; row < typed.rows.row_count(); ++row)
    keys.insert(std::uint64_t{typed.rows.text(row, *trueup::find_column(schema, "sku")).value} << 32 |
                typed.rows.text(row, *trueup::find_column(schema, "location")).value);
  std::printf(", \"keys\": %zu", keys.size());
}

void run_once(const std::string& path, const trueup::Profile& profile) {
  Typed typed;
  typed.rows = trueup::Records(*trueup::find_table(profile.rules.front().table));
  std::vector<trueup::Issue> issues;
  const double start = now();
  const std::vector<trueup::SourceFile> files = value_of(trueup::open_source(path, path));
  const double opened = now();
  trueup::Decoded decoded = value_of(trueup::decode(profile, files));
  const double parsed = now();
  for (const trueup::RecordBatch& batch : decoded.batches) trueup::append_records(typed.rows, batch, {}, typed.pool, issues);
  const double end = now();
  const double megabytes = static_cast<double>(files.front().bytes->size()) / 1e6;
  std::printf("{\"seconds\": %.6f, \"open\": %.6f, \"decode\": %.6f, \"type\": %.6f, \"mb_per_s\": %.0f, \"rows\": %zu, \"rejected\": %zu", end - start, opened - start,
              parsed - opened, end - parsed, megabytes / (end - start), typed.rows.row_count(), decoded.rejected.size() + issues.size());
  print_answer(typed);
  std::printf("}\n");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::string path, profile_name = "trueup.stock";
  int runs = 7;
  bool wait = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--wait") wait = true;
    else if (word == "--runs" && i + 1 < argc) runs = std::atoi(argv[++i]);
    else if (word == "--profile" && i + 1 < argc) profile_name = argv[++i];
    else path = word;
  }
  if (path.empty()) fail("usage: csv_read_time FILE [--profile NAME] [--runs N | --wait]");
  const auto profile = value_of(trueup::find_profile(profile_name, ""));
  std::string line;
  if (wait)
    while (std::getline(std::cin, line)) run_once(path, *profile);
  else
    for (int run = 0; run < runs; ++run) run_once(path, *profile);
}
