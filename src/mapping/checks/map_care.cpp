#include "mapping/checks/map_care.hpp"

#include <algorithm>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "mapping/checks/issue_words.hpp"

namespace trueup {
namespace {

// All four map tables have the same columns in the same order.
constexpr std::size_t kFromSystem = column_index("sku_map", "from_system");
constexpr std::size_t kToSystem = column_index("sku_map", "to_system");
constexpr std::size_t kVersion = column_index("sku_map", "version");
constexpr std::size_t kOwner = column_index("sku_map", "owner");

class MapCare {
 public:
  MapCare(const CheckInput& input, IssueSink& sink, const Records& rows) : input_(input), sink_(sink), rows_(rows), draft_(input.evidence.pool.find("draft")) {
    for (const System& system : input.the_case.systems) declared_.push_back(input.evidence.pool.find(system.id));
  }

  void run() {
    for (std::uint32_t row = 0; row < rows_.row_count() && !stops_at(input_.progress, row); ++row) {
      Pair& pair = pair_of(row);
      const TextId version = rows_.text(row, kVersion);
      pair.owned = pair.owned || rows_.text(row, kOwner);
      if (version && version == draft_ && pair.drafts++ == 0) pair.first_draft = row;
      ++pair.rows;
    }
    for (const Pair& pair : pairs_) report(pair);
    for (const Unknown& unknown : unknown_)
      sink_.add_at("map_system_unknown", rows_, unknown.row, unknown.column, unknown.system, "names a system that the case does not declare" + more_words(unknown.rows - 1));
  }

 private:
  // Two systems, whichever way the rows lead.
  struct Pair {
    TextId left, right;
    std::uint32_t first, first_draft = 0;
    std::uint64_t rows = 0, drafts = 0;
    bool owned = false, known = true;
  };
  struct Unknown {
    TextId system;
    std::uint32_t row;
    std::string_view column;
    std::uint64_t rows = 0;
  };

  Pair& pair_of(std::uint32_t row) {
    const TextId from = rows_.text(row, kFromSystem), to = rows_.text(row, kToSystem);
    const std::uint64_t key = std::uint64_t{std::min(from, to).value} << 32 | std::max(from, to).value;
    if (key != last_key_ || pairs_.empty()) {  // rows of one pair mostly stand together
      const auto [at, is_new] = index_.try_emplace(key, static_cast<std::uint32_t>(pairs_.size()));
      if (is_new) pairs_.push_back({from, to, row, 0, 0, 0, false, declared(from) && declared(to)});
      last_key_ = key;
      last_ = at->second;
    }
    Pair& pair = pairs_[last_];
    if (!pair.known) note_unknown(row, from, to);
    return pair;
  }

  bool declared(TextId system) const { return system && std::find(declared_.begin(), declared_.end(), system) != declared_.end(); }

  void note_unknown(std::uint32_t row, TextId from, TextId to) {
    for (const auto& [system, column] : {std::pair{from, std::string_view("from_system")}, {to, "to_system"}}) {
      if (!system || declared(system) || (system == from && column == "to_system")) continue;  // an empty one is text_missing
      const auto [at, is_new] = unknown_index_.try_emplace(system.value, static_cast<std::uint32_t>(unknown_.size()));
      if (is_new) unknown_.push_back({system, row, column});
      ++unknown_[at->second].rows;
    }
  }

  void report(const Pair& pair) {
    if (!pair.known) return;
    const std::string between = " between " + input_.text_of(pair.left) + " and " + input_.text_of(pair.right);
    if (!pair.owned) sink_.add_at("map_unowned", rows_, pair.first, "owner", {}, "no row" + between + " names an owner" + more_words(pair.rows - 1));
    if (pair.drafts > 0) sink_.add_at("map_is_draft", rows_, pair.first_draft, "version", draft_, "rows" + between + " are a draft that nobody has approved" + more_words(pair.drafts - 1));
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  TextId draft_;
  std::vector<TextId> declared_;
  std::vector<Pair> pairs_;
  std::vector<Unknown> unknown_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> index_;
  absl::flat_hash_map<std::uint32_t, std::uint32_t> unknown_index_;
  std::uint64_t last_key_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace

void check_map_care(const CheckInput& input, IssueSink& sink) {
  for (const char* table : {"sku_map", "unit_map", "location_map", "status_map"}) MapCare(input, sink, input.evidence.table(table)).run();
}

}  // namespace trueup
