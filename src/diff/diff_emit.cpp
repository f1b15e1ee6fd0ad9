#include "diff/diff_emit.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "diff/diff_memory.hpp"

namespace trueup::diffing {
namespace {

constexpr std::size_t kGrain = 1024;

/// Orders findings by key. Keys are distinct, so that no tie is left.
class KeyOrder {
 public:
  KeyOrder(const DiffSide& before, const DiffSide& after) : before_(before), after_(after) {}

  const DiffSide& side(const KeyFinding& finding) const { return finding.before != kNoRow ? before_ : after_; }
  static RowIndex row(const KeyFinding& finding) { return finding.before != kNoRow ? finding.before : finding.after; }
  Cell first_cell(const KeyFinding& finding) const { return side(finding).key[0][row(finding)]; }
  std::string_view first_text(const KeyFinding& finding) const { return side(finding).text(first_cell(finding)); }

  /// Sixteen bytes behind those that all keys begin with, as two numbers; 0 for a missing cell. What they do not tell
  /// apart, the keys themselves do.
  std::array<std::uint64_t, 2> prefix(const KeyFinding& finding, std::size_t common) const {
    std::array<std::uint64_t, 2> values{};
    if (first_cell(finding).missing()) return values;
    const std::string_view text = first_text(finding).substr(common, 16);
    for (std::size_t i = 0; i < text.size(); ++i) values[i / 8] |= std::uint64_t{static_cast<unsigned char>(text[i])} << (56 - i % 8 * 8);
    return values;
  }

  bool operator()(const KeyFinding& x, const KeyFinding& y) const {
    if (x.prefix != y.prefix) return x.prefix < y.prefix;
    return compare_keys(side(x), row(x), side(y), row(y)) < 0;
  }

 private:
  const DiffSide& before_;
  const DiffSide& after_;
};

std::vector<KeyFinding> gathered(std::span<PartitionJoiner> joiners, const DiffCrew& crew) {
  std::size_t count = 0;
  for (const PartitionJoiner& joiner : joiners) count += joiner.findings.size();
  std::vector<KeyFinding> all = made_values<KeyFinding>(count, crew);
  auto next = all.begin();
  for (PartitionJoiner& joiner : joiners) {
    next = std::copy(joiner.findings.begin(), joiner.findings.end(), next);
    std::vector<KeyFinding>().swap(joiner.findings);
  }
  return all;
}

/// What all texts so far begin with; nothing before the first.
struct CommonStart {
  std::optional<std::string_view> text;

  void take(std::string_view other) {
    if (!text) text = other;
    const auto ends = std::mismatch(text->begin(), text->end(), other.begin(), other.end());
    text = text->substr(0, static_cast<std::size_t>(ends.first - text->begin()));
  }
};

/// How many bytes all first key cells that are there begin with.
std::size_t common_length(const std::vector<KeyFinding>& findings, const KeyOrder& order, DiffCrew& crew) {
  std::vector<CommonStart> starts(crew.size());
  crew.share(findings.size(), kGrain, [&](std::size_t worker, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i)
      if (!order.first_cell(findings[i]).missing()) starts[worker].take(order.first_text(findings[i]));
  });
  CommonStart all;
  for (const CommonStart& start : starts)
    if (start.text) all.take(*start.text);
  return all.text ? all.text->size() : 0;
}

/// A merge sort: each thread sorts a piece, then pieces are merged in pairs.
void sort_by_key(std::vector<KeyFinding>& findings, const KeyOrder& order, DiffCrew& crew) {
  const std::size_t common = common_length(findings, order, crew);
  const std::size_t pieces = findings.size() < 2 * kGrain ? 1 : std::bit_ceil(crew.size());
  std::size_t width = (findings.size() + pieces - 1) / pieces;
  if (width == 0) return;
  crew.share(findings.size(), width, [&](std::size_t, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      if (i % 4096 == 0) crew.check();
      findings[i].prefix = order.prefix(findings[i], common);
    }
    std::sort(&findings[first], &findings[first] + (last - first), crew.checked(order));
  });
  std::vector<KeyFinding> other = made_values<KeyFinding>(width < findings.size() ? findings.size() : 0, crew);
  for (; width < findings.size(); width *= 2) {
    crew.share(findings.size(), 2 * width, [&](std::size_t, std::size_t first, std::size_t last) {
      const KeyFinding* data = findings.data();
      const std::size_t middle = std::min(first + width, last);
      std::merge(data + first, data + middle, data + middle, data + last, other.data() + first, crew.checked(order));
    });
    findings.swap(other);
  }
}

/// Writes the changes of findings into their places.
class ChangeWriter {
 public:
  ChangeWriter(const DiffSide& before, const DiffSide& after, const DiffPlan& plan, std::span<const PartitionJoiner> joiners)
      : before_(before), after_(after), plan_(plan), joiners_(joiners) {}

  void write(const KeyFinding& finding, DiffChange* out) const {
    const bool has_before = finding.before != kNoRow;
    const std::string key = key_text(has_before ? before_ : after_, has_before ? finding.before : finding.after);
    if (finding.kind == ChangeKind::kChanged) return write_cells(finding, key, out);
    for (std::uint32_t i = 0; i < finding.count; ++i, ++out) {
      out->kind = finding.kind;
      out->key = key;
      DuplicateRow row{0, !has_before, has_before ? finding.before : finding.after};
      if (finding.kind == ChangeKind::kDuplicate) row = joiners_[finding.worker].duplicates[finding.duplicates + i];
      (row.after ? out->after_row : out->before_row) = (row.after ? after_ : before_).batch->rows[row.row];
    }
  }

 private:
  void write_cells(const KeyFinding& finding, const std::string& key, DiffChange* out) const {
    for (std::size_t i = 0; i < plan_.compared.size(); ++i) {
      if ((finding.columns >> std::min<std::size_t>(i, 63) & 1) == 0) continue;
      const Cell before = before_.compared[i][finding.before], after = after_.compared[i][finding.after];
      if (same_cell(before_, before, after_, after, plan_.compared[i].numeric)) continue;
      *out++ = {ChangeKind::kChanged,
                key,
                plan_.compared[i].name,
                std::string(before_.text(before)),
                std::string(after_.text(after)),
                before.missing(),
                after.missing(),
                before_.batch->rows[finding.before],
                after_.batch->rows[finding.after]};
    }
  }

  const DiffSide& before_;
  const DiffSide& after_;
  const DiffPlan& plan_;
  std::span<const PartitionJoiner> joiners_;
};

}  // namespace

std::vector<DiffChange> emit_changes(std::span<PartitionJoiner> joiners, const DiffSide& before, const DiffSide& after,
                                     const DiffPlan& plan, DiffCrew& crew) {
  std::vector<KeyFinding> findings = gathered(joiners, crew);
  sort_by_key(findings, KeyOrder(before, after), crew);

  std::vector<std::size_t> begins(findings.size() + 1, 0);
  for (std::size_t i = 0; i < findings.size(); ++i) begins[i + 1] = begins[i] + findings[i].count;
  std::vector<DiffChange> changes = made_values<DiffChange>(begins.back(), crew);
  const ChangeWriter writer(before, after, plan, joiners);
  crew.share(findings.size(), kGrain, [&](std::size_t, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) writer.write(findings[i], changes.data() + begins[i]);
  });
  return changes;
}

}  // namespace trueup::diffing
