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

class SnapshotBuilder {
 public:
  SnapshotBuilder(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book, std::vector<Issue>& issues)
      : mapping_(mapping), evidence_(evidence), stock_(evidence.table("stock")), book_(book), issues_(issues) {
    snapshot_.system = system;
  }

  // The instants of this system's balances that are not after the comparison, oldest and newest.
  void choose_instant(const std::vector<TextId>& locations, Instant instant, BalanceAt which) {
    std::int64_t newest = Records::kUnknown, oldest = Records::kUnknown;
    for (std::size_t row = 0; row < stock_.row_count(); ++row) {
      if (stock_.text(row, kSystem) != snapshot_.system || !at_one_of(locations, row)) continue;
      const std::int64_t at = as_of(row, instant);
      if (at > instant.micros) continue;
      newest = std::max(newest, at);
      oldest = oldest == Records::kUnknown ? at : std::min(oldest, at);
    }
    const std::int64_t chosen = which == BalanceAt::kInstant ? newest : oldest;
    snapshot_.present = chosen != Records::kUnknown && (which == BalanceAt::kInstant || oldest != newest);
    snapshot_.as_of = snapshot_.as_of_end = Instant{chosen};
  }

  void describe_coverage() {
    for (const Coverage& input : evidence_.coverage) {
      if (input.table != "stock" || input.system != snapshot_.system) continue;
      if (input.as_of && *input.as_of != snapshot_.as_of && input.as_of_end != snapshot_.as_of) continue;
      snapshot_.complete = input.complete;
      snapshot_.absent = input.complete ? input.absent : AbsentRow::kUnknown;
      if (input.as_of_end && *input.as_of_end > snapshot_.as_of_end) snapshot_.as_of_end = *input.as_of_end;
    }
  }

  Snapshot build(const std::vector<TextId>& locations, Instant instant) {
    for (std::size_t row = 0; snapshot_.present && row < stock_.row_count(); ++row) {
      if (stock_.text(row, kSystem) != snapshot_.system || as_of(row, instant) != snapshot_.as_of.micros) continue;
      if (const TextId location = location_of(row); at_one_of(locations, row)) add(row, location);
    }
    return std::move(snapshot_);
  }

 private:
  std::int64_t as_of(std::size_t row, Instant instant) const {
    const std::int64_t at = stock_.number(row, kAsOf);
    return at == Records::kUnknown ? instant.micros : at;
  }

  TextId location_of(std::size_t row) const { return mapping_.location(snapshot_.system, stock_.text(row, kLocation)); }

  bool at_one_of(const std::vector<TextId>& locations, std::size_t row) const {
    return std::find(locations.begin(), locations.end(), location_of(row)) != locations.end();
  }

  void add(std::size_t row, TextId location) {
    const MappedSku mapped = mapping_.sku(snapshot_.system, stock_.text(row, kSku), book_, snapshot_.as_of.micros);
    SnapshotRow& out = row_of({mapped.sku, location, mapped.foreign}, row);
    if (stock_.rejected(row)) return block(out, Obstacle::kRejected);
    if (is_repeated(row, out)) return;
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

  // The same balance printed twice is an input fact: counted once. Two figures for one grain are a conflict.
  bool is_repeated(std::size_t row, SnapshotRow& out) {
    const Grain grain{stock_.text(row, kSku), stock_.text(row, kLocation), stock_.text(row, kUnit),
                      stock_.text(row, kLot), stock_.text(row, kExpiry), stock_.text(row, kBin)};
    const auto [found, fresh] = grains_.try_emplace(grain, row);
    if (fresh) return false;
    const bool same = stock_.number(row, kOnHand) == stock_.number(found->second, kOnHand);
    const Origin origin = stock_.origin(row);
    issues_.push_back({same ? "stock_row_doubled" : "stock_rows_conflict", same ? Severity::kNote : Severity::kError,
                       {evidence_.files[origin.file], origin.row, "sku", std::string(evidence_.text(grain.sku))},
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
  Snapshot snapshot_;
  absl::flat_hash_map<StockKey, std::uint32_t, KeyHash> index_;
  absl::flat_hash_map<Grain, std::size_t> grains_;
};

}  // namespace

Snapshot apply(const Mapping& mapping, const Evidence& evidence, TextId system, TextId book,
               const std::vector<TextId>& locations, Instant instant, BalanceAt which, std::vector<Issue>& issues) {
  SnapshotBuilder builder(mapping, evidence, system, book, issues);
  builder.choose_instant(locations, instant, which);
  builder.describe_coverage();
  return builder.build(locations, instant);
}

}  // namespace trueup
