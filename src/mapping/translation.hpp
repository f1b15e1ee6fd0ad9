// Translation: dated rows "from_value of from_system is to_value of to_system", read forwards and, where unique, backwards.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "mapping/rows_by_id.hpp"
#include "trueup/table/records.hpp"

namespace trueup {

class Translation {
 public:
  explicit Translation(const Records& rows);

  /// The value in force at an instant; an id of 0 means that a row ended the translation. Nothing: no row at all.
  std::optional<TextId> forward(TextId from_system, TextId from_value, TextId to_system, std::int64_t at) const;

  /// The one `from_value` that is translated into `to_value` at an instant; nothing when there is none or several.
  std::optional<TextId> backward(TextId from_system, TextId to_system, TextId to_value, std::int64_t at) const;

  /// Rows that give one value two translations from one date: then there is none.
  const std::vector<std::size_t>& conflicts() const { return conflicts_; }

  bool empty() const { return forward_.empty(); }

  /// Whether any row stands between two systems, in either direction.
  bool between(TextId left, TextId right) const;

  /// Calls visit(from_system, from_value, to_system, to_value) for each row in force at an instant.
  template <class Visit>
  void for_each(std::int64_t at, Visit visit) const {
    for_each_stretch(forward_.rows(), one_key, [&](std::span<const Dated> dated) {
      const Dated& key = dated.front();
      if (const TextId to = in_force(dated, at)) visit(key.from_system, key.from, key.to_system, to);
    });
  }

 private:
  struct Dated {
    TextId from_system, to_system, from, to;
    std::int64_t since;
    std::uint32_t row;
  };
  struct Source {
    TextId from_system, to_system, to, from;
  };
  static bool one_key(const Dated& left, const Dated& right) {
    return left.from == right.from && left.from_system == right.from_system && left.to_system == right.to_system;
  }
  void settle(std::span<Dated> one_value);
  static TextId in_force(std::span<const Dated> dated, std::int64_t at);

  RowsById<Dated> forward_;              // by `from`; there by systems, date and row
  RowsById<Source> backward_;            // by `to`; there by systems and `from`
  absl::flat_hash_set<std::uint64_t> pairs_;  // of systems
  std::vector<std::size_t> conflicts_;
};

}  // namespace trueup
