// Translation: dated rows "from_value of from_system is to_value of to_system", read forwards and, where unique, backwards.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
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
    for (const auto& [key, dated] : forward_)
      if (const TextId to = in_force(dated, at)) visit(key.system, key.value, key.target, to);
  }

 private:
  struct Key {
    TextId system, value, target;
    friend bool operator==(const Key&, const Key&) = default;
    template <class H>
    friend H AbslHashValue(H hash, const Key& key) {
      return H::combine(std::move(hash), key.system.value, key.value.value, key.target.value);
    }
  };
  struct Dated {
    std::int64_t from;
    TextId value;
    std::size_t row;
  };
  void settle(std::vector<Dated>& dated);
  static TextId in_force(const std::vector<Dated>& dated, std::int64_t at);

  absl::flat_hash_map<Key, std::vector<Dated>> forward_;
  absl::flat_hash_map<Key, std::vector<TextId>> backward_;  // (from_system, to_value, to_system) -> from_values
  absl::flat_hash_map<std::uint64_t, bool> pairs_;
  std::vector<std::size_t> conflicts_;
};

}  // namespace trueup
