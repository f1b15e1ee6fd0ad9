// PackTable: base units per unit of each item, with dates, and which unit is the base.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "mapping/rows_by_id.hpp"
#include "trueup/base/ratio.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

class PackTable {
 public:
  using ToBookSku = std::function<TextId(TextId system, TextId code)>;
  using ToBookUnit = std::function<TextId(TextId system, TextId unit, std::int64_t at)>;

  void compile(const Evidence& evidence, const std::vector<TextId>& books, const ToBookSku& to_book_sku,
               const ToBookUnit& to_book_unit, std::vector<Issue>& issues, const Progress* progress);

  std::optional<Ratio> base_per_unit(TextId sku, TextId unit, std::int64_t at) const;
  std::vector<Ratio> sizes(TextId sku) const;

 private:
  struct Pack {
    TextId sku, unit;
    std::int64_t from;
    Ratio ratio;
  };
  void read_packs(const Evidence& evidence, const ToBookSku& to_book_sku, const ToBookUnit& to_book_unit, std::vector<Issue>& issues);
  void read_declared_bases(const Evidence& evidence, const std::vector<TextId>& books);
  void infer_bases(const Evidence& evidence, const char* table, const ToBookSku& to_book_sku, const ToBookUnit& to_book_unit, const Progress* progress);

  std::span<const Pack> packs_of(TextId sku, TextId unit) const;

  RowsById<Pack> packs_;                                                  // by SKU; there by unit and date
  struct Base {
    TextId unit;
    bool declared = false, seen = false;
  };
  std::vector<Base> bases_;                                               // by SKU: declared by the book, or inferred
};

}  // namespace trueup
