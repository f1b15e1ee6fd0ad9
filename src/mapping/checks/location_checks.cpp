// Location checks: the case's locations, and each system's own list of places (table `locations`).
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/check_pass.hpp"
#include "mapping/checks/issue_words.hpp"
#include "mapping/text_id_hash.hpp"

namespace trueup {
namespace {

constexpr std::size_t kName = column_index("locations", "name");
constexpr std::size_t kSystem = column_index("locations", "system");
constexpr std::size_t kId = column_index("locations", "id");
constexpr std::size_t kParent = column_index("locations", "parent_id");
constexpr std::size_t kStatus = column_index("locations", "status");

std::uint64_t pair_of(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

void check_operators(const CheckInput& input, IssueSink& sink) {
  for (const Location& location : input.the_case.locations)
    if (location.external && location.system.empty())
      sink.add("location_operator_missing", {"trueup.toml", 0, "location.operator", location.id}, "location " + location.id + " is external and has no operator");
}

class PlaceList {
 public:
  PlaceList(const CheckInput& input, IssueSink& sink) : input_(input), sink_(sink), rows_(input.evidence.table("locations")), deprecated_(input.evidence.pool.find("deprecated")) {}

  void run() {
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(input_.progress, row); ++row) index(row);
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(input_.progress, row); ++row) {
      if (active(row)) look_at_twin(row);
      else look_at_deprecated(row);
      if (active(row)) look_at_parent(row);
    }
    for (auto& [key, twin] : twins_) report_twin(twin);
    for (const MissingParent& missing : missing_) report_parent(missing);
    look_at_names();
    look_at_map();
  }

 private:
  struct Twin {
    std::uint32_t first = 0, second = 0, more = 0;   ///< rows; second = first: there is but one
  };
  struct MissingParent {
    std::size_t row;
    std::uint32_t more;
  };

  TextId system(std::size_t row) const { return rows_.text(row, kSystem); }
  TextId name(std::size_t row) const { return rows_.text(row, kName); }
  bool active(std::size_t row) const { return !deprecated_ || rows_.text(row, kStatus) != deprecated_; }

  void index(std::size_t row) {
    const bool is_active = active(row);
    names_[pair_of(system(row), name(row))] |= is_active;
    if (const TextId id = rows_.text(row, kId)) {
      ids_.insert(pair_of(system(row), id));
      with_ids_.insert(system(row));
    }
    listed_.insert(system(row));
  }

  // Bins of one name below two parents are printed with their parents' names, and are no twins.
  void look_at_twin(std::size_t row) {
    const auto key = std::pair(pair_of(system(row), name(row)), rows_.text(row, kParent));
    const auto at = static_cast<std::uint32_t>(row);
    const auto [found, fresh] = twins_.try_emplace(key, Twin{at, at, 0});
    if (fresh || same_place(found->second.first, row)) return;
    if (found->second.second == found->second.first) found->second.second = at;
    else ++found->second.more;
  }

  // The same row in two exports that overlap.
  bool same_place(std::size_t left, std::size_t right) const { return rows_.text(left, kId) && rows_.text(left, kId) == rows_.text(right, kId); }

  void report_twin(const Twin& twin) {
    if (twin.second == twin.first) return;
    std::string message = "is also the name of the location in " + row_words(input_, rows_, twin.second, std::size_t{twin.first}) + more_words(twin.more);
    sink_.add_at("location_name_twice", rows_, twin.first, "name", name(twin.first), std::move(message), {system(twin.first), {}, {}, name(twin.first)});
  }

  void look_at_deprecated(std::size_t row) {
    const TextId known = input_.mapping.location(system(row), name(row));
    if (!known || names_[pair_of(system(row), name(row))] || !told_.insert(pair_of(system(row), name(row))).second) return;
    sink_.add_at("location_deprecated", rows_, row, "name", name(row), "is deprecated, and names " + input_.text_of(known) + " of the case", {system(row), {}, {}, name(row)});
  }

  void look_at_parent(std::size_t row) {
    const TextId parent = rows_.text(row, kParent);
    if (!parent || !with_ids_.contains(system(row)) || ids_.contains(pair_of(system(row), parent))) return;
    const auto [found, fresh] = missing_at_.try_emplace(pair_of(system(row), parent), missing_.size());
    if (fresh) missing_.push_back({row, 0});
    else ++missing_[found->second].more;
  }

  void report_parent(const MissingParent& missing) {
    std::string message = "is the parent of " + input_.text_of(name(missing.row)) + more_words(missing.more) + " and no row's id";
    sink_.add_at("location_parent_missing", rows_, missing.row, "parent_id", rows_.text(missing.row, kParent), std::move(message), {system(missing.row), {}, {}, name(missing.row)});
  }

  // Cin7 Core prints a bin as "Main Warehouse: Bin 1".
  bool in_list(TextId of, std::string_view printed) const {
    const auto stands = [&](std::string_view text) {
      const TextId id = input_.evidence.pool.find(text);
      return id && names_.contains(pair_of(of, id));
    };
    const std::size_t colon = printed.find(": ");
    return stands(printed) || (colon != std::string_view::npos && stands(printed.substr(0, colon)));
  }

  void look_at_names() {
    for (const Location& location : input_.the_case.locations)
      for (const auto& [owner, printed] : location.names) {
        const TextId of = input_.evidence.pool.find(owner);
        if (of && listed_.contains(of) && !in_list(of, printed))
          sink_.add("location_absent", {"trueup.toml", 0, "location.names." + owner, printed}, "names " + location.id + " and is not in the location list of " + owner);
      }
  }

  void look_at_map() {
    const Records& map = input_.evidence.table("location_map");
    for (std::size_t row = 0; row < map.row_count() && !stops_at(input_.progress, row); ++row) {
      look_at_mapped(map, row, column_index("location_map", "from_system"), column_index("location_map", "from_value"));
      look_at_mapped(map, row, column_index("location_map", "to_system"), column_index("location_map", "to_value"));
    }
  }

  // The canonical name is known to all systems; no list needs to hold it.
  void look_at_mapped(const Records& map, std::size_t row, std::size_t of_column, std::size_t value_column) {
    const TextId of = map.text(row, of_column), value = map.text(row, value_column);
    if (!value || !listed_.contains(of) || in_list(of, input_.text(value)) || input_.the_case.find_location(input_.text(value)) != nullptr) return;
    if (!told_.insert(pair_of(of, value)).second) return;
    sink_.add_at("location_absent", map, row, map.schema().columns[value_column].name, value, "is not in the location list of " + input_.text_of(of), {of, {}, {}, value});
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  const TextId deprecated_;
  absl::flat_hash_map<std::uint64_t, bool> names_;                  // (system, name) -> whether an active row has it
  absl::flat_hash_set<std::uint64_t> ids_, told_;                   // (system, id); (system, name)
  absl::flat_hash_set<TextId> listed_, with_ids_;                   // systems
  absl::flat_hash_map<std::pair<std::uint64_t, TextId>, Twin> twins_;
  absl::flat_hash_map<std::uint64_t, std::size_t> missing_at_;      // (system, parent) -> into missing_
  std::vector<MissingParent> missing_;
};

void check_place_list(const CheckInput& input, IssueSink& sink) { PlaceList(input, sink).run(); }

const CheckPass kPasses[] = {
    {{"location_operator_missing"}, check_operators},
    {{"location_name_twice", "location_deprecated", "location_parent_missing", "location_absent"}, check_place_list},
};

}  // namespace

std::span<const CheckPass> location_checks() { return kPasses; }

}  // namespace trueup
