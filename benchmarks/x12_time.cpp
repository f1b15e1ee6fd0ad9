// x12_time: how fast X12 is read: the scanner alone, and from bytes to rows by the shipped profiles. One JSON object a text
// and run, in seconds of processor time, then the medians in MB/s (MB = 10^6 bytes).
//
//   x12_time [--megabytes N] [--runs N] [--text NAME] [--write FOLDER]
//
// The texts are made here: an 846 with its places in REF, one with its places in N1, and a 945. --write keeps them as files,
// for other readers. Before anything is timed the segments, rows and sums of quantities are compared with those that the
// writer counted. Exit status 1 when one differs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/x12_scanner.hpp"
#include "trueup/base/decimal.hpp"
#include "trueup/io/decode.hpp"

namespace {

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "x12_time: %s\n", text.c_str());
  std::exit(2);
}

/// Seconds of processor time: the work is one thread's, and the machine may have others.
double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Counts {
  std::uint64_t segments = 0, rows = 0;
  std::int64_t quantity = 0;
  bool operator==(const Counts&) const = default;
};

/// A text and what is in it.
struct Text {
  const char* name;
  const char* profile;
  const char* column;  ///< of the quantities
  std::string bytes;
  Counts counts;
};

/// Appends segments and counts them.
class Writer {
 public:
  explicit Writer(Text& text) : text_(text) {}

  void operator()(std::string_view segment) {
    text_.bytes.append(segment).append("~\n");
    ++text_.counts.segments;
  }
  void open(const char* functional_id) {
    (*this)("ISA*00*          *00*          *ZZ*WAREHOUSE      *ZZ*OWNER          *250301*1015*U*00401*000000042*0*P*>");
    (*this)(std::string("GS*") + functional_id + "*WAREHOUSE*OWNER*20250301*1015*42*X*004010");
  }
  void open_set(const char* set) {
    start_ = text_.counts.segments;
    ++sets_;
    open_ = true;
    (*this)(std::string("ST*") + set + "*" + std::to_string(sets_));
  }
  void open_stock() {
    if (open_) close_set();
    open_set("846");
    (*this)("BIA*00*SI*STOCK-1*20250301*1015");
  }
  void close_set() {
    open_ = false;
    (*this)("SE*" + std::to_string(text_.counts.segments - start_ + 1) + "*" + std::to_string(sets_));
  }
  void close() {
    (*this)("GE*" + std::to_string(sets_) + "*42");
    (*this)("IEA*1*000000042");
  }
  std::string quantity() {
    random_ = random_ * 6364136223846793005u + 1442695040888963407u;
    const std::int64_t amount = static_cast<std::int64_t>(random_ >> 33) % 1000;
    text_.counts.quantity += amount;
    ++text_.counts.rows;
    return std::to_string(amount);
  }
  bool wants_more(std::size_t size) const { return text_.bytes.size() < size; }

 private:
  Text& text_;
  bool open_ = false;
  std::uint64_t start_ = 0, sets_ = 0, random_ = 2025;
};

std::string sku_of(std::uint64_t item) { return "AB-" + std::to_string(1000000 + item); }

constexpr std::uint64_t kItemsOfSet = 2000;

/// Each item with a quantity, and its parts by place in REF.
void write_references(Text& text, std::size_t size) {
  Writer write(text);
  write.open("IB");
  for (std::uint64_t item = 0; write.wants_more(size); ++item) {
    if (item % kItemsOfSet == 0) write.open_stock();
    write("LIN*" + std::to_string(item + 1) + "*SK*" + sku_of(item) + "*UP*012345678905");
    const std::int64_t before = text.counts.quantity;
    std::vector<std::string> amounts;
    for (int place = 0; place < 6; ++place) amounts.push_back(write.quantity());
    write("QTY*33*" + std::to_string(text.counts.quantity - before) + "*EA");
    write("LS*REF");
    for (int place = 0; place < 6; ++place) write("REF*WS*WH0" + std::to_string(place) + "*" + amounts[static_cast<std::size_t>(place)]);
    write("LE*REF");
  }
  write.close_set();
  write.close();
}

/// Each item's quantities under the places that hold it.
void write_places(Text& text, std::size_t size) {
  Writer write(text);
  write.open("IB");
  for (std::uint64_t item = 0; write.wants_more(size); ++item) {
    if (item % kItemsOfSet == 0) write.open_stock();
    write("LIN*" + std::to_string(item + 1) + "*SK*" + sku_of(item) + "*UP*012345678905");
    for (int place = 0; place < 3; ++place) {
      write("N1*WH*Warehouse " + std::to_string(place) + "*92*WH0" + std::to_string(place));
      write("QTY*17*" + write.quantity() + "*EA");
    }
  }
  write.close_set();
  write.close();
}

/// A set an order, 20 lines each.
void write_shipments(Text& text, std::size_t size) {
  Writer write(text);
  write.open("SW");
  for (std::uint64_t order = 1; write.wants_more(size); ++order) {
    const std::string number = std::to_string(100000 + order);
    write.open_set("945");
    write("W06*F*SO-" + number + "*20250301*SH-" + number + "**PO-" + number);
    write("N1*WH*Main warehouse*92*WH01");
    write("G62*11*20250301");
    const std::int64_t before = text.counts.quantity;
    for (std::uint64_t line = 1; line <= 20; ++line) {
      write("LX*" + std::to_string(line));
      const std::string amount = write.quantity();
      write("W12*SH*" + amount + "*" + amount + "*0*EA*012345678905*SK*" + sku_of(order * 20 + line));
      write("N9*LI*" + std::to_string(line));
    }
    write("W03*" + std::to_string(text.counts.quantity - before));
    write.close_set();
  }
  write.close();
}

/// Counts what the scanner hands over.
struct Counter {
  std::uint64_t segments = 0, elements = 0;
  bool segment(const trueup::X12Segment& segment) {
    ++segments;
    elements += segment.count;
    return true;
  }
  void refuse(std::uint64_t, std::uint64_t, std::uint32_t, trueup::X12Refusal) { fail("a segment was refused"); }
};

std::uint64_t scan(std::string_view text) {
  const auto separators = trueup::separators_of_interchange(text);
  if (!separators) fail("no separators");
  Counter counter;
  trueup::X12Scanner<Counter> scanner(text, 0, 0, *separators, counter);
  if (scanner.scan(text.size()) != trueup::X12Stop::kEnd) fail("the scanner stopped");
  return counter.segments;
}

Counts read(const trueup::Profile& profile, const trueup::SourceFile& file, const char* column) {
  trueup::Result<trueup::Decoded> decoded = trueup::decode(profile, {file});
  if (!decoded) fail(decoded.error().text());
  for (const trueup::Issue& issue : decoded->found) fail(issue.code + ": " + issue.message);
  Counts counts;
  for (const trueup::RecordBatch& batch : decoded->batches) {
    if (batch.table == "messages") continue;
    counts.rows += batch.row_count();
    const auto at = batch.find(column);
    if (!at) continue;
    for (const trueup::Cell cell : batch.columns[*at]) counts.quantity += trueup::parse_decimal(batch.text(cell), 0).value;
  }
  return counts;
}

double megabytes_a_second(std::vector<double> seconds, std::size_t size) {
  std::sort(seconds.begin(), seconds.end());
  return static_cast<double>(size) / 1e6 / seconds[seconds.size() / 2];
}

bool time_text(const Text& text, int runs) {
  const auto profile = trueup::find_profile(text.profile, ".");
  if (!profile) fail(profile.error().text());
  const trueup::SourceFile file{text.name, trueup::Bytes::own(text.bytes)};
  Counts found = read(**profile, file, text.column);
  found.segments = scan(file.bytes->view());
  if (!(found == text.counts)) {
    std::fprintf(stderr, "x12_time: %s: %ju segments, %ju rows, quantity %jd; written %ju, %ju, %jd\n", text.name,
                 std::uintmax_t{found.segments}, std::uintmax_t{found.rows}, std::intmax_t{found.quantity},
                 std::uintmax_t{text.counts.segments}, std::uintmax_t{text.counts.rows}, std::intmax_t{text.counts.quantity});
    return false;
  }
  std::vector<double> scans, reads;
  for (int run = 0; run < runs; ++run) {
    const double start = now();
    scan(file.bytes->view());
    const double scanned = now();
    const trueup::Result<trueup::Decoded> decoded = trueup::decode(**profile, {file});
    const double decoded_at = now();
    scans.push_back(scanned - start);
    reads.push_back(decoded_at - scanned);
    std::printf("{\"text\": \"%s\", \"bytes\": %zu, \"segments\": %ju, \"rows\": %ju, \"scan\": %.6f, \"read\": %.6f}\n", text.name,
                text.bytes.size(), std::uintmax_t{found.segments}, std::uintmax_t{found.rows}, scans.back(), reads.back());
  }
  std::printf("{\"text\": \"%s\", \"scan_mb_s\": %.0f, \"read_mb_s\": %.0f}\n", text.name, megabytes_a_second(scans, text.bytes.size()),
              megabytes_a_second(reads, text.bytes.size()));
  std::fflush(stdout);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string_view, const char*> options{{"--megabytes", "64"}, {"--runs", "7"}, {"--text", nullptr}, {"--write", nullptr}};
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 == argc || !options.contains(argv[i])) fail("usage: x12_time [--megabytes N] [--runs N] [--text NAME] [--write FOLDER]");
    options[argv[i]] = argv[i + 1];
  }
  const std::size_t size = std::strtoull(options["--megabytes"], nullptr, 10) * 1'000'000;
  Text texts[] = {{"846-references", "x12.846", "available", "", {}},
                  {"846-places", "x12.846", "on_hand", "", {}},
                  {"945", "x12.945", "quantity", "", {}}};
  write_references(texts[0], size);
  write_places(texts[1], size);
  write_shipments(texts[2], size);
  bool agree = true;
  for (const Text& text : texts) {
    if (options["--text"] != nullptr && std::string_view(text.name) != options["--text"]) continue;
    if (options["--write"] != nullptr)
      std::ofstream(std::string(options["--write"]) + "/" + text.name + ".edi", std::ios::binary) << text.bytes;
    agree = time_text(text, std::atoi(options["--runs"])) && agree;
  }
  return agree ? 0 : 1;
}
