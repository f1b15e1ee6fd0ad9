// FactWriter: facts with all that their row says of itself.
#pragma once

#include <string_view>
#include <vector>

#include "states/orders.hpp"
#include "states/state_columns.hpp"
#include "states/state_words.hpp"
#include "trueup/states/replay.hpp"

namespace trueup {

class FactWriter {
 public:
  FactWriter(const Evidence& evidence, const StateWords& words, std::vector<StateFact>& facts)
      : rows_(evidence.table("states")), documents_(evidence.table("documents")), words_(words), facts_(facts) {}

  /// A fact about a record; the caller adds where it stands.
  StateFact& add(std::string_view code, const OrderRecord& record) {
    StateFact& fact = facts_.emplace_back();
    fact.code = code;
    fact.system = words_.id(record.system);
    fact.type = record.type, fact.id = record.id, fact.reference = record.reference;
    fact.order = record.order;
    return fact;
  }

  /// A fact at a row of `states`.
  StateFact& add(std::string_view code, const OrderRecord& record, const Step& step) {
    StateFact& fact = add(code, record);
    fact.task = step.task, fact.task_id = step.task_id, fact.line = step.line;
    fact.to = step.state, fact.at = step.at;
    fact.sku = rows_.text(step.row, states_columns::kSku);
    fact.actor = rows_.text(step.row, states_columns::kActor);
    fact.word = rows_.text(step.row, states_columns::kState);
    fact.table = "states", fact.origin = rows_.origin(step.row);
    return fact;
  }

  /// A fact at a row of `documents`.
  StateFact& add(std::string_view code, const OrderRecord& record, const DocumentLine& line) {
    StateFact& fact = add(code, record);
    fact.system = words_.id(line.system);
    fact.type = documents_.text(line.row, document_columns::kType), fact.id = documents_.text(line.row, document_columns::kId);
    fact.line = documents_.text(line.row, document_columns::kLine), fact.sku = documents_.text(line.row, document_columns::kSku);
    fact.table = "documents", fact.origin = documents_.origin(line.row);
    return fact;
  }

  StateFact& last() { return facts_.back(); }

 private:
  const Records& rows_;
  const Records& documents_;
  const StateWords& words_;
  std::vector<StateFact>& facts_;
};

}  // namespace trueup
