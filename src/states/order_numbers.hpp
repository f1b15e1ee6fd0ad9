// OrderNumbers: one number for all records of one order, in whatever system: by reference, and by links between them.
#pragma once

#include <cstdint>
#include <vector>

#include "mapping/document_names.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/evidence.hpp"

namespace trueup {

class OrderNumbers {
 public:
  OrderNumbers(const Case& the_case, const Evidence& evidence);

  /// A record's number before `settle`; 0 when it has neither reference nor link.
  std::uint32_t note(std::uint16_t system, TextId system_id, TextId type, TextId id, TextId reference);

  /// The number that all records of one order share, once all are noted.
  std::uint32_t settled(std::uint32_t number);

 private:
  std::uint32_t named(std::uint16_t system, TextId system_id, TextId reference);
  void join(std::uint32_t left, std::uint32_t right);

  DocumentNames names_;
  bool linked_;
  bool patterns_ = false;                              ///< some system's references are read in part
  std::uint32_t last_number_ = 0;                      ///< of a reference, where none is
  std::size_t pool_size_;
  std::vector<std::uint16_t> spelling_;                ///< by system: those without a pattern read references alike
  std::vector<std::vector<std::uint32_t>> by_text_;    ///< by spelling, by TextId
  std::vector<std::uint32_t> parents_;
};

}  // namespace trueup
