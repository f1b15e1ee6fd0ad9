// Evidence: all canonical tables of a case, typed, with what each input covers. Stock becomes Snapshots; the rest explains.
#pragma once

#include <string>
#include <vector>

#include "trueup/base/text_pool.hpp"
#include "trueup/model/case.hpp"
#include "trueup/table/issue.hpp"
#include "trueup/table/records.hpp"

namespace trueup {

/// What one input says of itself: whose rows, which document types, over which time, complete or not.
struct Coverage {
  std::string table;
  TextId system;
  std::vector<TextId> types;  ///< empty = every type
  std::optional<Instant> as_of, as_of_end, from, to;
  bool complete = false;
  AbsentRow absent = AbsentRow::kUnknown;
  std::string name;           ///< as the case names the input
  std::string profile;
  std::uint64_t row_count = 0;
  std::uint64_t rejected_count = 0;
  bool lost_rows = false;     ///< a row could not be read so far as to know its key: absence says nothing any more
};

struct Evidence {
  Evidence() {
    for (const TableSchema& schema : all_tables()) tables.emplace_back(schema);
  }

  TextPool pool;
  std::vector<Records> tables;       ///< in the order of all_tables()
  std::vector<Coverage> coverage;    ///< one an input, in the order of the case
  std::vector<std::string> files;    ///< Origin::file points here; names as the case knows them
  std::vector<std::uint32_t> input_of_file;  ///< parallel to `files`: index into `coverage`
  std::vector<Issue> rejected;       ///< rows that could not be read
  std::vector<Issue> found;          ///< what is wrong with files and envelopes whose rows can be used

  const Records& table(std::string_view name) const {
    std::size_t index = 0;
    while (index + 1 < tables.size() && tables[index].schema().name != name) ++index;
    return tables[index];
  }
  Records& table(std::string_view name) { return const_cast<Records&>(static_cast<const Evidence*>(this)->table(name)); }
  std::string_view text(TextId id) const { return pool.text(id); }
};

}  // namespace trueup
