#include "trueup/mapping/apply.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace trueup {
namespace {

constexpr std::size_t kSku = column_index("stock", "sku");
constexpr std::size_t kLocation = column_index("stock", "location");
constexpr std::size_t kSystem = column_index("stock", "system");
constexpr std::size_t kAsOf = column_index("stock", "as_of");
constexpr std::size_t kUnit = column_index("stock", "unit");
constexpr std::size_t kLot = column_index("stock", "lot");
constexpr std::size_t kExpiry = column_index("stock", "expiry");
constexpr std::size_t kBin = column_index("stock", "bin");
constexpr std::size_t kOnHand = column_index("stock", "on_hand");
constexpr std::size_t kValue = column_index("stock", "value");

struct KeyHash {
  std::size_t operator()(const StockKey& key) const {
    return absl::Hash<std::uint64_t>{}((std::uint64_t{key.sku.value} << 32 | key.location.value) ^ (key.foreign ? ~std::uint64_t{0} : 0));
  }
};

// What tells two rows of one key apart: a row that repeats all of it is the same balance printed twice.
struct Grain {
  TextId sku, location, unit, lot, expiry, bin;
  friend bool operator==(const Grain&, const Grain&) = default;
  template <class H>
  friend H AbslHashValue(H hash, const Grain& grain) {
    return H::combine(std::move(hash), grain.sku.value, grain.location.value, grain.unit.value, grain.lot.value, grain.expiry.value, grain.bin.value);
  }
};

// The canonical location of each stock row, with the answer for the last name kept: files name one place over and over.
class RowLocations {
 public:
  RowLocations(const Mapping& mapping, const Records& stock, TextId system, const std::vector<TextId>& wanted)
      : mapping_(mapping), stock_(stock), system_(system), wanted_(wanted) {}

  /// None when the row is not at one of the wanted locations.
  TextId of(std::size_t row) {
    const TextId name = stock_.text(row, kLocation);
    if (name != last_name_ || !asked_) {
      last_name_ = name;
      asked_ = true;
      last_ = mapping_.location(system_, name);
      if (std::find(wanted_.begin(), wanted_.end(), last_) == wanted_.end()) last_ = {};
    }
    return last_;
  }

 private:
  const Mapping& mapping_;
  const Records& stock_;
  TextId system_;
  const std::vector<TextId>& wanted_;
  TextId last_name_, last_;
  bool asked_ = false;
};

// The instants of one system's balances that are not after the comparison.
struct BalanceInstants {
  std::int64_t oldest = Records::kUnknown, newest = Records::kUnknown;
};

// The balance that a row belongs to: its own instant, or the start of the interval over which its input says it was read.
std::int64_t as_of(const Evidence& evidence, const Records& stock, std::size_t row, Instant otherwise) {
  const std::int64_t at = stock.number(row, kAsOf);
  if (at == Records::kUnknown) return otherwise.micros;
  const Coverage& input = evidence.coverage[evidence.input_of_file[stock.origin(row).file]];
  const bool read_over_time = input.as_of && input.as_of_end && at >= input.as_of->micros && at <= input.as_of_end->micros;
  return read_over_time ? input.as_of->micros : at;
}

class SnapshotBuilder {
 public:
  SnapshotBuilder(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book, std::vector<Issue>& issues, const Progress* progress)
      : mapping_(mapping), evidence_(evidence), stock_(evidence.table("stock")), book_(book), issues_(issues), progress_(progress) {
    snapshot_.system = system;
  }

  Snapshot build(RowLocations& locations, std::int64_t chosen, Instant instant) {
    snapshot_.present = true;
    snapshot_.as_of = snapshot_.as_of_end = Instant{chosen};
    std::vector<bool> used(evidence_.coverage.size());
    for (std::size_t row = 0; row < stock_.row_count() && !stops_at(progress_, row); ++row) {
      if (stock_.text(row, kSystem) != snapshot_.system || as_of(evidence_, stock_, row, instant) != chosen) continue;
      const TextId location = locations.of(row);
      if (!location) continue;
      used[evidence_.input_of_file[stock_.origin(row).file]] = true;
      add(row, location);
    }
    describe_coverage(used);
    return std::move(snapshot_);
  }

  /// What a side says that has no row at all: still whether absence means zero.
  Snapshot empty(Instant instant) {
    snapshot_.as_of = snapshot_.as_of_end = instant;
    std::vector<bool> used(evidence_.coverage.size());
    for (std::size_t i = 0; i < used.size(); ++i)
      used[i] = evidence_.coverage[i].table == "stock" && evidence_.coverage[i].system == snapshot_.system && (!evidence_.coverage[i].as_of || *evidence_.coverage[i].as_of <= instant);
    describe_coverage(used);
    return std::move(snapshot_);
  }

 private:
  // A balance from several inputs is complete when each of them is, and absence means zero when each says so.
  void describe_coverage(const std::vector<bool>& used) {
    bool first = true;
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) continue;
      const Coverage& input = evidence_.coverage[i];
      const bool complete = input.complete && !input.lost_rows;
      const AbsentRow absent = complete ? input.absent : AbsentRow::kUnknown;
      snapshot_.complete = (first || snapshot_.complete) && complete;
      snapshot_.absent = first || snapshot_.absent == absent ? absent : AbsentRow::kUnknown;
      if (input.as_of_end && *input.as_of_end > snapshot_.as_of_end) snapshot_.as_of_end = *input.as_of_end;
      first = false;
    }
  }

  void add(std::size_t row, TextId location) {
    if (!stock_.text(row, kSku)) return;  // listed as rejected; its key is nobody's
    const MappedSku mapped = mapping_.sku(snapshot_.system, stock_.text(row, kSku), book_, snapshot_.as_of.micros);
    SnapshotRow& out = row_of({mapped.sku, location, mapped.foreign}, row);
    if (stock_.rejected(row)) return block(out, Obstacle::kRejected);
    if (out.row_count > 0 && is_repeated(row, out)) return;
    ++out.row_count;
    add_quantity(row, mapped, out);
    if (const std::int64_t value = stock_.number(row, kValue); value != Records::kUnknown)
      out.value_e4 = out.value_e4 == Records::kUnknown ? value : narrow(Int128{out.value_e4} + value).value_or(Records::kUnknown);
  }

  SnapshotRow& row_of(const StockKey& key, std::size_t row) {
    const auto [found, fresh] = index_.try_emplace(key, static_cast<std::uint32_t>(snapshot_.rows.size()));
    if (fresh) {
      SnapshotRow added;
      added.key = key;
      added.first_row = static_cast<std::uint32_t>(row);
      added.unit = stock_.text(row, kUnit);
      if (key.foreign) added.obstacle = Obstacle::kUnmapped;
      snapshot_.rows.push_back(added);
    }
    return snapshot_.rows[found->second];
  }

  void add_quantity(std::size_t row, const MappedSku& mapped, SnapshotRow& out) {
    const Quantity printed{stock_.number(row, kOnHand)};
    if (!printed.known()) return block(out, Obstacle::kUnknown);
    UnitAnswer unit = mapping_.unit(snapshot_.system, mapped.sku, stock_.text(row, kUnit), snapshot_.as_of.micros);
    if (mapped.foreign) {  // kept in its own unit; it is compared with nothing
      unit = {{}, true};
      if (stock_.text(row, kUnit) != out.unit) out.on_hand = Quantity::unknown();
    }
    if (!unit.known) {
      out.unit = stock_.text(row, kUnit);
      return block(out, Obstacle::kNoFactor);
    }
    const auto base = to_base(printed, unit.base_per_unit);
    if (!base) return block(out, Obstacle::kInexact);
    const auto sum = trueup::add(out.on_hand, *base);
    if (!sum) return block(out, Obstacle::kOverflow);
    out.on_hand = *sum;
  }

  Grain grain_of(std::size_t row) const {
    return {stock_.text(row, kSku), stock_.text(row, kLocation), stock_.text(row, kUnit), stock_.text(row, kLot), stock_.text(row, kExpiry), stock_.text(row, kBin)};
  }

  // The same balance printed twice is an input fact: counted once. Two figures for one grain are a conflict. A key's first
  // row is remembered when its second comes: most keys have one.
  bool is_repeated(std::size_t row, SnapshotRow& out) {
    grains_.try_emplace(grain_of(out.first_row), out.first_row);
    const auto [found, fresh] = grains_.try_emplace(grain_of(row), row);
    if (fresh) return false;
    const bool same = stock_.number(row, kOnHand) == stock_.number(found->second, kOnHand);
    const Origin origin = stock_.origin(row);
    issues_.push_back({same ? "stock_row_doubled" : "stock_rows_conflict", same ? Severity::kNote : Severity::kError,
                       {evidence_.files[origin.file], origin.row, "sku", std::string(evidence_.text(stock_.text(row, kSku)))},
                       "repeats row " + std::to_string(stock_.origin(found->second).row) + (same ? " with the same figure" : " with another figure"),
                       same ? "counted once" : "the key cannot be compared", "one row for each SKU, location, unit, lot, expiry and bin"});
    if (!same) block(out, Obstacle::kConflict);
    return true;
  }

  static void block(SnapshotRow& out, Obstacle obstacle) {
    if (out.obstacle == Obstacle::kNone) out.obstacle = obstacle;
  }

  const Mapping& mapping_;
  const Evidence& evidence_;
  const Records& stock_;
  TextId book_;
  std::vector<Issue>& issues_;
  const Progress* progress_;
  Snapshot snapshot_;
  absl::flat_hash_map<StockKey, std::uint32_t, KeyHash> index_;
  absl::flat_hash_map<Grain, std::size_t> grains_;
};

BalanceInstants instants_of(const Evidence& evidence, const Records& stock, TextId system, RowLocations& locations, Instant instant) {
  BalanceInstants found;
  for (std::size_t row = 0; row < stock.row_count(); ++row) {
    if (stock.text(row, kSystem) != system) continue;
    const std::int64_t at = as_of(evidence, stock, row, instant);
    if (at > instant.micros || !locations.of(row)) continue;
    found.newest = std::max(found.newest, at);
    found.oldest = found.oldest == Records::kUnknown ? at : std::min(found.oldest, at);
  }
  return found;
}

}  // namespace

Balances apply(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book,
               const std::vector<TextId>& locations, Instant instant, std::vector<Issue>& issues, const Progress* progress) {
  RowLocations row_locations(mapping, evidence.table("stock"), system, locations);
  const BalanceInstants instants = instants_of(evidence, evidence.table("stock"), system, row_locations, instant);
  Balances balances;
  SnapshotBuilder now(mapping, evidence, system, book, issues, progress);
  balances.now = instants.newest == Records::kUnknown ? now.empty(instant) : now.build(row_locations, instants.newest, instant);
  if (instants.oldest == instants.newest) return balances;
  std::vector<Issue> of_the_past;  // what an old balance's rows are like is not news of this comparison
  balances.opening = SnapshotBuilder(mapping, evidence, system, book, of_the_past, progress).build(row_locations, instants.oldest, instant);
  return balances;
}

}  // namespace trueup
