// json_read_time: seconds from the bytes of Cin7 availability pages to RecordBatch rows, and on to typed records; one thread,
// warm, alternating. One JSON object a line and run, then the medians.
//
//   json_read_time [--rows N] [--page N] [--runs N] [--write FOLDER]
//
// The pages are made in the program, and what is read is compared with what was made before anything is timed: exit status 1
// when it differs. --write puts the pages into FOLDER for benchmarks/peers/json_vs_peers.py, and stops.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trueup/base/decimal.hpp"
#include "trueup/io/decode.hpp"
#include "trueup/model/quantity.hpp"
#include "trueup/model/table_schema.hpp"
#include "trueup/table/records.hpp"

namespace {

using trueup::Int128;

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "json_read_time: %s\n", text.c_str());
  std::exit(2);
}

/// Of this process: what else runs on the machine counts little.
double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

template <class T>
T value_of(trueup::Result<T> result) {
  if (!result) fail(result.error().text());
  return std::move(*result);
}

struct Options {
  std::uint64_t rows = 1'000'000, page = 1000;
  int runs = 9;
  std::string folder;
};

/// What both sides must agree on: rows, sums in 1/10000, and the letters of all SKUs and locations.
struct Answer {
  std::uint64_t rows = 0, letters = 0;
  Int128 on_hand = 0, value = 0;

  bool operator==(const Answer&) const = default;
};

struct Pages {
  std::vector<trueup::SourceFile> files;
  std::uint64_t bytes = 0;
  Answer answer;
};

std::uint64_t next(std::uint64_t& state) {  // splitmix64
  std::uint64_t mixed = state += 0x9e3779b97f4a7c15u;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
  return mixed ^ mixed >> 31;
}

/// One record in the shape of the blueprint's example.
std::string record(std::uint64_t number, std::uint64_t& state, Answer& answer) {
  const std::uint64_t a = next(state), b = next(state);
  const std::string sku = "SKU-" + std::to_string(100000 + number / 4) + (number % 7 == 0 ? "-BLU-XL" : "-BLK-M");
  const std::string location = number % 4 == 0 ? "Main Warehouse" : "3PL West " + std::to_string(number % 4);
  const auto on_hand = static_cast<long long>(a % 50000), allocated = static_cast<long long>(a >> 32) % (on_hand + 1);
  const auto cents = static_cast<long long>(b % 1'000'000);
  char text[768];
  const int length = std::snprintf(
      text, sizeof text,
      "{\"ID\":\"%08x-%04x-4%03x-a%03x-%012llx\",\"SKU\":\"%s\",\"Name\":\"Sample article no. %llu, made up\",\"Barcode\":\"%013llu\","
      "\"Location\":\"%s\",\"Bin\":\"%c-%02u\",\"Batch\":%s,\"ExpiryDate\":null,\"Category\":\"Goods\",\"OnHand\":%lld.0000,"
      "\"Allocated\":%lld.0000,\"Available\":%lld.0000,\"OnOrder\":%u.0000,\"StockOnHand\":%lld.%02lld00,\"InTransit\":%u.0000,"
      "\"NextDeliveryDate\":null}",
      static_cast<unsigned>(a), static_cast<unsigned>(b >> 48), static_cast<unsigned>(b & 0xfff), static_cast<unsigned>(b >> 12 & 0xfff),
      static_cast<unsigned long long>(number), sku.c_str(), static_cast<unsigned long long>(number),
      static_cast<unsigned long long>(a % 10'000'000'000'000), location.c_str(), static_cast<char>('A' + number % 20),
      static_cast<unsigned>(number % 90), number % 5 == 0 ? "\"L24-0917\"" : "null", on_hand, allocated, on_hand - allocated,
      static_cast<unsigned>(b % 300), cents / 100, cents % 100, static_cast<unsigned>(b >> 20 & 0x3f));
  ++answer.rows;
  answer.letters += sku.size() + location.size();
  answer.on_hand += Int128{on_hand} * 10000;
  answer.value += Int128{cents} * 100;
  return std::string(text, static_cast<std::size_t>(length));
}

Pages make_pages(const Options& options) {
  Pages pages;
  std::uint64_t state = 7;
  for (std::uint64_t begin = 0; begin < options.rows; begin += options.page) {
    const std::uint64_t page = begin / options.page + 1;
    std::string text = "{\"Total\":" + std::to_string(options.rows) + ",\"Page\":" + std::to_string(page) + ",\"ProductAvailabilityList\":[";
    for (std::uint64_t row = begin; row < std::min(options.rows, begin + options.page); ++row)
      text += (row == begin ? "" : ",") + record(row, state, pages.answer);
    text += "]}";
    pages.bytes += text.size();
    char name[32];
    std::snprintf(name, sizeof name, "page_%06llu.json", static_cast<unsigned long long>(page));
    pages.files.push_back({name, trueup::Bytes::own(std::move(text)), ""});
  }
  return pages;
}

void write_pages(const Pages& pages, const std::string& folder) {
  for (const trueup::SourceFile& file : pages.files) {
    std::ofstream out(folder + "/" + file.name, std::ios::binary);
    if (!out.write(file.bytes->data(), static_cast<std::streamsize>(file.bytes->size()))) fail(folder + "/" + file.name + ": cannot be written");
  }
}

Answer answer_of(const trueup::Decoded& decoded) {
  Answer answer;
  for (const trueup::RecordBatch& batch : decoded.batches) {
    const auto column = [&](const char* name) -> const std::vector<trueup::Cell>& { return batch.columns[batch.find(name).value()]; };
    const auto &sku = column("sku"), &location = column("location"), &on_hand = column("on_hand"), &value = column("value");
    for (std::size_t row = 0; row < batch.row_count(); ++row) {
      ++answer.rows;
      answer.letters += sku[row].length() + location[row].length();
      answer.on_hand += trueup::parse_decimal(batch.text(on_hand[row]), 4).value;
      answer.value += trueup::parse_decimal(batch.text(value[row]), 4).value;
    }
  }
  return answer;
}

struct Run {
  double rows = 0, records = 0;
};

trueup::Decoded decode(const Pages& pages, const trueup::Profile& profile) { return value_of(trueup::decode(profile, pages.files)); }

Run run_once(const Pages& pages, const trueup::Profile& profile) {
  const double start = now();
  trueup::Decoded decoded = decode(pages, profile);
  const double read = now();
  trueup::TextPool pool;
  trueup::Records records(*trueup::find_table("stock"));
  std::vector<trueup::Issue> rejected;
  trueup::RecordDefaults defaults;
  defaults.system = pool.intern("cin7");
  for (trueup::RecordBatch& batch : decoded.batches) {
    trueup::append_records(records, batch, defaults, pool, rejected);
    batch = {};
  }
  const double typed = now();
  if (records.row_count() != pages.answer.rows || !rejected.empty()) fail("the records are not those of the pages");
  std::printf("{\"rows_s\": %.6f, \"records_s\": %.6f, \"rows\": %zu, \"bytes\": %ju}\n", read - start, typed - start, records.row_count(), std::uintmax_t{pages.bytes});
  std::fflush(stdout);
  return {read - start, typed - start};
}

void print(const char* name, const std::vector<Run>& runs, double Run::*part, std::uint64_t bytes) {
  std::vector<double> speeds;
  for (const Run& run : runs) speeds.push_back(static_cast<double>(bytes) / (run.*part) / 1e6);
  std::sort(speeds.begin(), speeds.end());
  std::printf("%-8s %7.0f MB/s   %.0f .. %.0f\n", name, speeds[speeds.size() / 2], speeds.front(), speeds.back());
}

Options options_of(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) fail("usage: json_read_time [--rows N] [--page N] [--runs N] [--write FOLDER]");
    if (name == "--rows") options.rows = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--page") options.page = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--runs") options.runs = std::atoi(argv[i + 1]);
    else if (name == "--write") options.folder = argv[i + 1];
    else fail("unknown option " + std::string(name));
  }
  if (options.rows == 0 || options.page == 0 || options.runs < 1) fail("rows, page and runs must be at least 1");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_of(argc, argv);
  const Pages pages = make_pages(options);
  if (!options.folder.empty()) {
    write_pages(pages, options.folder);
    return 0;
  }
  const auto profile = value_of(trueup::find_profile("cin7_core.availability", ""));
  if (!(answer_of(decode(pages, *profile)) == pages.answer)) {
    std::fprintf(stderr, "json_read_time: the rows are not those of the pages\n");
    return 1;
  }
  std::printf("{\"answer\": {\"rows\": %ju, \"letters\": %ju, \"on_hand\": \"%s\", \"value\": \"%s\"}}\n", std::uintmax_t{pages.answer.rows}, std::uintmax_t{pages.answer.letters},
              trueup::format_decimal(pages.answer.on_hand, 4).c_str(), trueup::format_decimal(pages.answer.value, 4).c_str());
  std::vector<Run> runs;
  for (int run = 0; run < options.runs; ++run) runs.push_back(run_once(pages, *profile));
  print("rows", runs, &Run::rows, pages.bytes);
  print("records", runs, &Run::records, pages.bytes);
}
