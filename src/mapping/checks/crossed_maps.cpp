#include "mapping/checks/crossed_maps.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/barcode_keys.hpp"
#include "mapping/checks/shared_rows.hpp"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

constexpr std::size_t kName = column_index("items", "name");

// What the two items of a map row look like. Zero = not known.
struct Looks {
  MapRow row;
  std::uint64_t from_barcode = 0, to_barcode = 0;
  TextId from_name, to_name;

  bool barcodes_known() const { return from_barcode != 0 && to_barcode != 0; }
};

class CrossingSearch {
 public:
  explicit CrossingSearch(const CheckInput& input) : input_(input), items_(input.evidence.table("items")), barcodes_(read_barcodes(input)) {}

  std::vector<CrossedRows> run() {
    const std::vector<Direction> directions = directions_of(read_map(input_, "sku_map").in_force);
    for (const Direction direction : directions) search(direction, reverse_of(directions, direction));
    std::sort(found_.begin(), found_.end(), [](const CrossedRows& left, const CrossedRows& right) { return left.first.row < right.first.row; });
    return std::move(found_);
  }

 private:
  using Pairs = absl::flat_hash_map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t>;

  // A crossing that rows state in both directions is found from the direction that the file states first.
  void search(Direction direction, Direction reverse) {
    const ItemList* from = input_.items.of(direction[0].from_system);
    const ItemList* to = input_.items.of(direction[0].to_system);
    if (from == nullptr || to == nullptr || direction[0].from_system == direction[0].to_system) return;
    looks_.clear();
    taken_.clear();
    for (const MapRow& row : direction) look_at(row, *from, *to);
    if (!reverse.empty() && first_row(reverse) < first_row(direction)) leave_out_stated(reverse);
    pair_by_barcode();
    pair_by_name();
  }

  static std::uint32_t first_row(Direction direction) {
    return std::min_element(direction.begin(), direction.end(), [](const MapRow& left, const MapRow& right) { return left.row < right.row; })->row;
  }

  void leave_out_stated(Direction reverse) {
    ValueMarks leads_to(input_.evidence.pool.size());
    for (const MapRow& row : reverse) leads_to.set(row.from, row.to.value);
    std::erase_if(looks_, [&](const Looks& looks) { return leads_to[looks.row.to] == looks.row.from.value; });
  }

  // Most rows are right: their items share a barcode.
  void look_at(const MapRow& row, const ItemList& from, const ItemList& to) {
    const auto left = from.find(row.from), right = to.find(row.to);
    if (!left || !right || (barcodes_[*left] != 0 && barcodes_[*left] == barcodes_[*right])) return;
    looks_.push_back({row, barcodes_[*left], barcodes_[*right], items_.text(*left, kName), items_.text(*right, kName)});
  }

  void pair_by_barcode() {
    Pairs waiting;
    for (std::uint32_t at = 0; at < looks_.size(); ++at) {
      const Looks& looks = looks_[at];
      if (looks.barcodes_known()) pair(waiting, looks.from_barcode, looks.to_barcode, at, false);
    }
  }

  // Names decide only where a barcode of the four is missing: two rows with all barcodes were compared by those.
  void pair_by_name() {
    if (std::all_of(looks_.begin(), looks_.end(), [](const Looks& looks) { return looks.barcodes_known(); })) return;
    Pairs waiting, waiting_without_barcode;
    for (std::uint32_t at = 0; at < looks_.size(); ++at) {
      const Looks& looks = looks_[at];
      if (looks.from_name == looks.to_name || !looks.from_name || !looks.to_name || taken_.contains(at)) continue;
      const std::uint32_t from = form_of(looks.from_name), to = form_of(looks.to_name);
      if (from == to) continue;
      if (looks.barcodes_known()) {
        if (!pair_up(waiting_without_barcode, from, to, at, true)) waiting.emplace(std::pair{from, to}, at);
      } else if (!pair_up(waiting_without_barcode, from, to, at, true) && !pair_up(waiting, from, to, at, true)) {
        waiting_without_barcode.emplace(std::pair{from, to}, at);
      }
    }
  }

  std::uint32_t form_of(TextId name) {
    form_.clear();
    append_normal_form(form_, input_.text(name));
    return forms_.intern(form_).value;
  }

  void pair(Pairs& waiting, std::uint64_t from, std::uint64_t to, std::uint32_t at, bool by_name) {
    if (!pair_up(waiting, from, to, at, by_name)) waiting.emplace(std::pair{from, to}, at);
  }

  bool pair_up(Pairs& waiting, std::uint64_t from, std::uint64_t to, std::uint32_t at, bool by_name) {
    const auto found = waiting.find({to, from});
    if (found == waiting.end()) return false;
    const MapRow &one = looks_[found->second].row, &two = looks_[at].row;
    found_.push_back(one.row < two.row ? CrossedRows{one, two, by_name} : CrossedRows{two, one, by_name});
    taken_.insert(found->second);
    taken_.insert(at);
    waiting.erase(found);
    return true;
  }

  const CheckInput& input_;
  const Records& items_;
  const std::vector<std::uint64_t>& barcodes_;  // by row of items_
  std::vector<Looks> looks_;                  // of one direction
  absl::flat_hash_set<std::uint32_t> taken_;  // of looks_, in a crossing already
  std::vector<CrossedRows> found_;
  TextPool forms_;
  std::string form_;
};

}  // namespace

const std::vector<CrossedRows>& find_crossed_rows(const CheckInput& input) {
  return input.shared.crossed.get([&] { return CrossingSearch(input).run(); });
}

}  // namespace trueup
