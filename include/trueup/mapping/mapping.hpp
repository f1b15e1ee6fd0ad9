// Mapping: the compiled maps of a case. Which book SKU, which location, how many base units. What it does not know it
// says; it never guesses and never merges.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "trueup/base/error.hpp"
#include "trueup/base/progress.hpp"
#include "trueup/base/ratio.hpp"
#include "trueup/base/strong_id.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

/// A code as the book knows it; `foreign` when it has no partner there (`sku` is then the code as printed).
struct MappedSku {
  TextId sku;
  bool foreign = false;
};

/// The item that a code without partner resembles, and the known spelling that it is nearest to.
struct Twin {
  TextId sku, spelling;
  explicit operator bool() const { return static_cast<bool>(sku); }
};

/// Base units per unit of one item, or why there is none.
struct UnitAnswer {
  Ratio base_per_unit;
  bool known = false;
};

class Mapping {
 public:
  /// Compiles the maps, packs, names and base units of a case. Linear in their rows and in the rows that use units.
  /// Errors: contradiction (location names and location_map disagree), cancelled.
  static Result<Mapping> compile(const Case& the_case, Evidence& evidence, std::vector<Issue>& issues, const Progress* progress = nullptr);

  ~Mapping();
  Mapping(Mapping&&) noexcept;

  /// The book's SKU for a system's code at an instant: by the map's rows forward, else backward where that is unique,
  /// else the code itself when the book knows it or when no map stands between the two systems.
  MappedSku sku(TextId system, TextId code, TextId book, std::int64_t at) const;

  /// The canonical location (or comparison group) that a system means by a name; none when no name fits.
  TextId location(TextId system, TextId name) const;

  /// How one unit of an item converts. `unit` is the system's word; empty = base.
  UnitAnswer unit(TextId system, TextId sku, TextId unit, std::int64_t at) const;

  /// The pack sizes that the case knows for an item, smallest first; for "which factor would this ratio be".
  std::vector<Ratio> packs(TextId sku) const;

  /// The one book SKU that a foreign code resembles (same normal form as the SKU or as a code mapped to it); none when
  /// there is none or more than one.
  Twin twin(TextId code) const;

 private:
  struct Compiled;
  explicit Mapping(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace trueup
