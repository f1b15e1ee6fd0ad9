#include "diff/diff_cells.hpp"

#include <algorithm>
#include <optional>

namespace trueup::diffing {
namespace {

/// A decimal without what does not change its value.
struct PlainDecimal {
  bool negative = false;
  std::string_view whole, fraction;
  bool operator==(const PlainDecimal&) const = default;
};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<PlainDecimal> plain_decimal(std::string_view text) {
  PlainDecimal value;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    value.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  value.whole = text.substr(0, point);
  if (point != std::string_view::npos) value.fraction = text.substr(point + 1);
  if (value.whole.empty() && value.fraction.empty()) return std::nullopt;
  if (!all_digits(value.whole) || !all_digits(value.fraction)) return std::nullopt;
  value.whole.remove_prefix(std::min(value.whole.find_first_not_of('0'), value.whole.size()));
  value.fraction = value.fraction.substr(0, value.fraction.find_last_not_of('0') + 1);
  if (value.whole.empty() && value.fraction.empty()) value.negative = false;
  return value;
}

void append_csv(std::string& line, std::string_view text) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line.append(c == '"' ? 2 : 1, c);
  line += '"';
}

}  // namespace

DiffSide::DiffSide(const RecordBatch& from, const DiffPlan& plan, bool after)
    : batch(&from), source(from.source && from.source->data() != nullptr ? from.source->data() : "") {
  const auto column = [&](const ColumnPair& pair) { return from.columns[after ? pair.after : pair.before].data(); };
  for (const ColumnPair& pair : plan.key) key.push_back(column(pair));
  for (const ColumnPair& pair : plan.compared) compared.push_back(column(pair));
}

bool same_decimal(std::string_view a, std::string_view b) {
  const std::optional<PlainDecimal> left = plain_decimal(a);
  return left && left == plain_decimal(b);
}

std::strong_ordering compare_keys(const DiffSide& x, RowIndex row, const DiffSide& y, RowIndex other) {
  for (std::size_t i = 0; i < x.key.size(); ++i) {
    const Cell a = x.key[i][row], b = y.key[i][other];
    if (a.missing() != b.missing()) return b.missing() <=> a.missing();
    const int order = x.text(a).compare(y.text(b));  // char_traits<char> compares as unsigned char
    if (order != 0) return order <=> 0;
  }
  return std::strong_ordering::equal;
}

std::string key_text(const DiffSide& side, RowIndex row) {
  std::string line;
  for (std::size_t i = 0; i < side.key.size(); ++i) {
    if (i != 0) line += ',';
    const Cell cell = side.key[i][row];
    if (!cell.missing()) append_csv(line, side.text(cell));
  }
  return line;
}

}  // namespace trueup::diffing
