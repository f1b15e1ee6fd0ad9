#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "mapping/checks/check_pass.hpp"
#include "mapping/text_id_hash.hpp"

namespace trueup {
namespace {

std::uint64_t pair_of(TextId left, TextId right) { return std::uint64_t{left.value} << 32 | right.value; }

// What one issue touches, while documents are walked.
struct Touched {
  std::uint32_t issue;
  Subject subject;
  absl::flat_hash_set<std::uint64_t> documents, orders;
  Int128 amount_e4 = 0;
  bool priced = true;
};

class AffectedCounter {
 public:
  AffectedCounter(const CheckInput& input, IssueSink& sink) : input_(input), sink_(sink), rows_(input.evidence.table("documents")) {}

  void run() {
    index_subjects();
    if (touched_.empty()) return;
    for (std::size_t row = 0; row < rows_.row_count() && !stops_at(input_.progress, row); ++row) {
      count(by_sku_, pair_of(rows_.text(row, kSystem), rows_.text(row, kSku)), row);
      count(by_location_, pair_of(rows_.text(row, kSystem), rows_.text(row, kLocation)), row);
    }
    for (const Touched& touched : touched_) sink_.issues()[touched.issue].affected = affected(touched);
  }

 private:
  using Index = absl::flat_hash_map<std::uint64_t, std::vector<std::uint32_t>>;
  static constexpr std::size_t kSystem = column_index("documents", "system");
  static constexpr std::size_t kSku = column_index("documents", "sku");
  static constexpr std::size_t kUnit = column_index("documents", "unit");
  static constexpr std::size_t kLocation = column_index("documents", "location");
  static constexpr std::size_t kType = column_index("documents", "type");
  static constexpr std::size_t kId = column_index("documents", "id");
  static constexpr std::size_t kReference = column_index("documents", "reference");
  static constexpr std::size_t kAmount = column_index("documents", "amount");
  static constexpr std::size_t kCurrency = column_index("documents", "currency");

  void index_subjects() {
    if (rows_.row_count() == 0) return;
    for (std::uint32_t issue = 0; issue < sink_.issues().size(); ++issue) {
      const Subject& subject = sink_.subjects()[issue];
      if (!subject.sku && !subject.location) continue;
      Index& index = subject.sku ? by_sku_ : by_location_;
      index[pair_of(subject.system, subject.sku ? subject.sku : subject.location)].push_back(static_cast<std::uint32_t>(touched_.size()));
      touched_.push_back({issue, subject, {}, {}});
    }
  }

  void count(const Index& index, std::uint64_t key, std::size_t row) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const std::uint32_t at : found->second) {
      Touched& touched = touched_[at];
      if (touched.subject.unit && touched.subject.unit != rows_.text(row, kUnit)) continue;
      touched.documents.insert(pair_of(rows_.text(row, kType), rows_.text(row, kId)));
      if (const TextId reference = rows_.text(row, kReference)) touched.orders.insert(reference.value);
      add_amount(touched, row);
    }
  }

  void add_amount(Touched& touched, std::size_t row) const {
    const std::int64_t amount = rows_.number(row, kAmount);
    const std::string_view currency = input_.text(rows_.text(row, kCurrency));
    if (amount == Records::kUnknown || (!currency.empty() && currency != input_.the_case.currency)) touched.priced = false;
    else touched.amount_e4 += amount;
  }

  Affected affected(const Touched& touched) const {
    Affected out{touched.documents.size(), touched.orders.size(), std::nullopt};
    if (!touched.priced || touched.documents.empty() || input_.the_case.currency.empty()) return out;
    Int128 divisor = 1;
    const int places = minor_places(input_.the_case.currency);
    for (int i = places; i < 4; ++i) divisor *= 10;
    out.money = Money{divide_half_even(touched.amount_e4, divisor)};
    return out;
  }

  const CheckInput& input_;
  IssueSink& sink_;
  const Records& rows_;
  Index by_sku_, by_location_;
  std::vector<Touched> touched_;
};

}  // namespace

void count_affected(const CheckInput& input, IssueSink& sink) { AffectedCounter(input, sink).run(); }

}  // namespace trueup
