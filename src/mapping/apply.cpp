#include "trueup/mapping/apply.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

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

Grain grain_of(const Records& stock, std::size_t row) {
  return {stock.text(row, kSku), stock.text(row, kLocation), stock.text(row, kUnit), stock.text(row, kLot), stock.text(row, kExpiry), stock.text(row, kBin)};
}

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

// How the rows of each stock input stand in time. An input whose rows name several instants is a series when a key comes
// again, and one balance read over that time when none does.
class RowInstants {
 public:
  RowInstants(const Evidence& evidence, TextId system) : evidence_(evidence), stock_(evidence.table("stock")), inputs_(evidence.coverage.size()) {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Coverage& input = evidence.coverage[i];
      if (input.as_of && input.as_of_end) inputs_[i].start = input.as_of->micros, inputs_[i].end = input.as_of_end->micros;
    }
    std::vector<bool> varies(inputs_.size());
    for (std::size_t row = 0; row < stock_.row_count(); ++row) {
      const std::int64_t at = stock_.number(row, kAsOf);
      Span& span = inputs_[input_of(row)];
      if (stock_.text(row, kSystem) != system || at == Records::kUnknown || is_declared(input_of(row))) continue;
      if (span.start != Records::kUnknown && (at != span.start || at != span.end)) varies[input_of(row)] = true;
      span.start = span.start == Records::kUnknown ? at : std::min(span.start, at);
      span.end = std::max(span.end, at);
    }
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      if (varies[i]) inputs_[i].series = repeats_a_key(i, system);
  }

  /// The start of the balance that a row belongs to.
  std::int64_t of(std::size_t row, Instant otherwise) const {
    const std::int64_t at = stock_.number(row, kAsOf);
    if (at == Records::kUnknown) return otherwise.micros;
    const Span& span = inputs_[input_of(row)];
    return !span.series && at >= span.start && at <= span.end ? span.start : at;
  }

  /// The end of the balance that an input gives, when it is one.
  std::int64_t end_of(std::size_t input) const { return inputs_[input].series ? Records::kUnknown : inputs_[input].end; }

 private:
  struct Span {
    std::int64_t start = Records::kUnknown, end = Records::kUnknown;
    bool series = false;
  };

  std::uint32_t input_of(std::size_t row) const { return evidence_.input_of_file[stock_.origin(row).file]; }

  bool is_declared(std::size_t input) const { return evidence_.coverage[input].as_of && evidence_.coverage[input].as_of_end; }

  bool repeats_a_key(std::size_t input, TextId system) const {
    absl::flat_hash_set<Grain> seen;
    for (std::size_t row = 0; row < stock_.row_count(); ++row)
      if (input_of(row) == input && stock_.text(row, kSystem) == system && !seen.insert(grain_of(stock_, row)).second) return true;
    return false;
  }

  const Evidence& evidence_;
  const Records& stock_;
  std::vector<Span> inputs_;
};

class SnapshotBuilder {
 public:
  SnapshotBuilder(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book, std::vector<Issue>& issues, const Progress* progress)
      : mapping_(mapping), evidence_(evidence), stock_(evidence.table("stock")), book_(book), issues_(issues), progress_(progress) {
    snapshot_.system = system;
  }

  Snapshot build(RowLocations& locations, const RowInstants& instants, std::int64_t chosen, Instant instant) {
    snapshot_.present = true;
    snapshot_.as_of = snapshot_.as_of_end = Instant{chosen};
    std::vector<bool> used(evidence_.coverage.size());
    for (std::size_t row = 0; row < stock_.row_count() && !stops_at(progress_, row); ++row) {
      if (stock_.text(row, kSystem) != snapshot_.system || instants.of(row, instant) != chosen) continue;
      const TextId location = locations.of(row);
      if (!location) continue;
      used[evidence_.input_of_file[stock_.origin(row).file]] = true;
      add(row, location);
    }
    describe_coverage(used);
    for (std::size_t i = 0; i < used.size(); ++i)
      if (used[i] && instants.end_of(i) > snapshot_.as_of_end.micros) snapshot_.as_of_end = Instant{instants.end_of(i)};
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

  // The same balance printed twice is an input fact: counted once. Two figures for one grain are a conflict. A key's first
  // row is remembered when its second comes: most keys have one.
  bool is_repeated(std::size_t row, SnapshotRow& out) {
    grains_.try_emplace(grain_of(stock_, out.first_row), out.first_row);
    const auto [found, fresh] = grains_.try_emplace(grain_of(stock_, row), row);
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

BalanceInstants instants_of(const Records& stock, TextId system, RowLocations& locations, const RowInstants& instants, Instant instant) {
  BalanceInstants found;
  for (std::size_t row = 0; row < stock.row_count(); ++row) {
    if (stock.text(row, kSystem) != system) continue;
    const std::int64_t at = instants.of(row, instant);
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
  const RowInstants row_instants(evidence, system);
  const BalanceInstants instants = instants_of(evidence.table("stock"), system, row_locations, row_instants, instant);
  Balances balances;
  SnapshotBuilder now(mapping, evidence, system, book, issues, progress);
  balances.now = instants.newest == Records::kUnknown ? now.empty(instant) : now.build(row_locations, row_instants, instants.newest, instant);
  if (instants.oldest == instants.newest) return balances;
  std::vector<Issue> of_the_past;  // what an old balance's rows are like is not news of this comparison
  balances.opening = SnapshotBuilder(mapping, evidence, system, book, of_the_past, progress).build(row_locations, row_instants, instants.oldest, instant);
  return balances;
}

}  // namespace trueup
