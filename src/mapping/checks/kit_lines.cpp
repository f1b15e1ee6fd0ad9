#include "mapping/checks/kit_lines.hpp"

#include <algorithm>
#include <tuple>

#include "mapping/checks/issue_words.hpp"
#include "mapping/checks/item_pairs.hpp"
#include "mapping/checks/rounded_fraction.hpp"

namespace trueup {
namespace {

constexpr std::size_t kKit = column_index("kits", "kit_sku");
constexpr std::size_t kComponent = column_index("kits", "component_sku");
constexpr std::size_t kQuantity = column_index("kits", "quantity");
constexpr std::size_t kNumerator = column_index("kits", "numerator");
constexpr std::size_t kDenominator = column_index("kits", "denominator");
constexpr std::size_t kSystem = column_index("kits", "system");
constexpr std::size_t kValidFrom = column_index("kits", "valid_from");

struct DatedLine {
  KitLine line;
  std::int64_t since;
};

bool one_kit(const KitLine& left, const KitLine& right) { return left.system == right.system && left.kit == right.kit; }

std::optional<Ratio> quantity_of(const Records& rows, std::size_t row) {
  const std::int64_t numerator = rows.number(row, kNumerator), denominator = rows.number(row, kDenominator);
  if (numerator == Records::kUnknown && denominator == Records::kUnknown) return make_ratio(rows.number(row, kQuantity), kRatioOne);
  return make_ratio(numerator, denominator);
}

}  // namespace

TextId first_book(const CheckInput& input) {
  const std::vector<SystemPair> pairs = compared_systems(input);
  return pairs.empty() ? TextId{} : pairs.front().book;
}

std::vector<KitLine> kit_lines_in_force(const CheckInput& input) {
  const Records& rows = input.evidence.table("kits");
  const std::int64_t at = instant_of(input);
  const TextId book = first_book(input);
  std::vector<DatedLine> dated;
  dated.reserve(rows.row_count());
  for (std::uint32_t row = 0; row < rows.row_count() && !stops_at(input.progress, row); ++row) {
    const std::int64_t since = rows.number(row, kValidFrom);
    if (rows.rejected(row) || since > at) continue;
    const TextId system = rows.text(row, kSystem);
    dated.push_back({{system ? system : book, rows.text(row, kKit), rows.text(row, kComponent), quantity_of(rows, row), row}, since});
  }
  std::sort(dated.begin(), dated.end(), [](const DatedLine& left, const DatedLine& right) {
    return std::tie(left.line.system, left.line.kit, right.since, left.line.row) < std::tie(right.line.system, right.line.kit, left.since, right.line.row);
  });
  std::vector<KitLine> lines;
  std::int64_t latest = 0;
  for (std::size_t i = 0; i < dated.size(); ++i) {
    if (i == 0 || !one_kit(dated[i].line, dated[i - 1].line)) latest = dated[i].since;
    if (dated[i].since == latest) lines.push_back(dated[i].line);
  }
  return lines;
}

std::vector<std::span<const KitLine>> kits_of(std::span<const KitLine> lines) {
  std::vector<std::span<const KitLine>> kits;
  for (std::size_t first = 0, end = 0; first < lines.size(); first = end) {
    for (end = first + 1; end < lines.size() && one_kit(lines[end], lines[first]);) ++end;
    kits.push_back(lines.subspan(first, end - first));
  }
  return kits;
}

std::optional<Ratio> pack_size(std::span<const KitLine> kit) {
  if (kit.size() != 1 || !kit[0].quantity || kit[0].component == kit[0].kit) return std::nullopt;
  Ratio size = *kit[0].quantity;
  if (kRatioOne % size.denominator == 0)
    if (const auto e10 = scale_exactly(kRatioOne, size))
      if (const auto fraction = rounded_fraction(*e10)) size = *fraction;
  if (size == Ratio{}) return std::nullopt;
  return size;
}

}  // namespace trueup
