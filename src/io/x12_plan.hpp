// X12Plan: a profile's paths, loops and rules, compiled once for all of its files.
#pragma once

#include <optional>
#include <vector>

#include "io/x12_path.hpp"
#include "io/x12_set.hpp"
#include "trueup/io/profile.hpp"

namespace trueup {

/// What a value of a row depends on. One that does not look at the row's own segment is the same for all rows whose loops,
/// outwards to the first with such segments, are the same.
struct X12Scope {
  bool own = false;       ///< looks at the row's own segment
  bool plain = false;     ///< is one element of the row's own segment, and nothing else
  std::uint64_t ids = 0;  ///< segments that it looks for, as X12Set::Loop has them
};

class X12Plan {
 public:
  struct Column {
    const ColumnSource* source;
    std::vector<X12Path> from;
    std::optional<X12Path> minus, time;
    X12Scope scope;
  };
  struct Condition {
    X12Path path;
    const RowCondition* condition;
    X12Scope scope;
  };
  struct Rule {
    const RowRule* rule = nullptr;
    X12Each each;
    std::vector<Condition> when;                    ///< those that rows share first
    std::vector<Column> columns;                    ///< those with a path
    std::vector<std::uint32_t> shared, own, plain;  ///< indices of columns; plain: own ones that are an element and nothing else
    std::optional<X12Path> total;
    std::size_t total_column = 0;  ///< in columns
  };

  /// Error: bad_profile, with the path.
  static Result<X12Plan> compile(const Profile& profile);

  X12Ids ids;
  std::vector<X12Finder> finders;
  std::vector<X12LoopKind> kinds;
  std::vector<Rule> rules;
  std::vector<Condition> exceptions_only;
  std::vector<std::vector<std::uint32_t>> rules_of;  ///< by segment id: indices of the rules that it makes rows for
};

}  // namespace trueup
