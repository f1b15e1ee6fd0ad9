// A case to replay, from rows of CSV: a book of Cin7 Core and a warehouse, its location and their hops.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trueup/io/read_case.hpp"
#include "trueup/io/read_evidence.hpp"
#include "trueup/states/replay.hpp"

namespace trueup {

class ReplayWorld {
 public:
  std::string book_dialect = "cin7_core", warehouse_dialect = "generic_wms";
  std::string as_of = "2026-11-20T18:00:00Z", from = "2026-11-01T00:00:00Z", to = "2026-11-20T18:00:00Z";
  std::string locations = R"([{"id": "ACME-LA", "kind": "external", "operator": "acme", "names": {"cin7": "3PL Acme LA", "acme": "LA1"}}])";
  std::string hops =
      R"([{"id": "H1", "from": "cin7", "to": "acme", "carries": ["ship_order"], "max_age": "1h"},
          {"id": "H5", "from": "acme", "to": "cin7", "carries": ["ship_advice"], "max_age": "4h"},
          {"id": "H4", "from": "acme", "to": "acme", "carries": ["ship_advice"], "max_age": "24h"}])";
  std::string more_systems;          ///< JSON, each with a comma before it
  std::string book_pattern;          ///< reference_pattern of the book
  std::string book_zone = "UTC";     ///< empty: none
  bool complete = true;
  std::map<std::string, std::string> tables;  ///< by table: header and rows; the system is a column

  /// Rows of `states`: system,type,id,reference,task,task_id,line,state,at and sku,quantity,actor.
  ReplayWorld& states(std::string_view rows) { return add("states", "system,type,id,reference,task,task_id,line,state,at,sku,quantity,actor", rows); }
  ReplayWorld& documents(std::string_view rows) { return add("documents", "system,type,id,reference,sku,quantity,quantity_ordered,unit,location,effective_at,line", rows); }

  ReplayWorld& add(const std::string& table, std::string_view header, std::string_view rows) {
    std::string& text = tables[table];
    if (text.empty()) text = std::string(header) + "\n";
    text += rows;
    if (!text.ends_with('\n')) text += '\n';
    return *this;
  }

  Replay replay() {
    read();
    auto replayed = trueup::replay(the_case, *evidence, *mapping);
    EXPECT_TRUE(replayed.ok());
    return *replayed;
  }

  /// Code and what tells facts apart, in words.
  std::vector<std::string> facts() { return words(replay()); }

  std::vector<std::string> words(const Replay& replay) const {
    std::vector<std::string> out;
    for (const StateFact& fact : replay.facts) {
      std::string word = std::string(fact.code) + " " + text(fact.system) + " " + text(fact.id);
      if (fact.task != OrderTask::kCount_) word += " " + std::string(name_of(fact.task)) + " " + text(fact.task_id) + text(fact.line);
      out.push_back(word + " " + std::string(name_of(fact.from)) + ">" + std::string(name_of(fact.to)) + (fact.other_system ? " " + text(fact.other_system) : ""));
    }
    return out;
  }

  std::string text(TextId id) const { return std::string(evidence->text(id)); }

  Case the_case;
  std::optional<Evidence> evidence;
  std::optional<Mapping> mapping;

 private:
  static std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '\n' ? std::string("\\n") : c == '"' ? std::string("\\\"") : std::string(1, c);
    return out + "\"";
  }

  void read() {
    std::string inputs;
    for (const auto& [table, content] : tables)
      inputs += std::string(inputs.empty() ? "" : ",") + R"({"table": ")" + table + "\"" + (from.empty() ? std::string() : ", \"from\": " + quoted(from)) + R"(, "to": ")" + to + R"(", "complete": )" +
                (complete ? "true" : "false") + R"(, "text": )" + quoted(content) + "}";
    const std::string json = R"({"case": {"name": "replay", "as_of": ")" + as_of + R"(", "currency": "USD"}, "system": [{"id": "cin7", "role": "system_of_record", "dialect": ")" + book_dialect +
                             "\"" + (book_zone.empty() ? std::string() : ", \"timezone\": " + quoted(book_zone)) + (book_pattern.empty() ? std::string() : ", \"reference_pattern\": " + quoted(book_pattern)) + R"(}, {"id": "acme", "role": "execution", "dialect": ")" + warehouse_dialect + R"(", "timezone": "UTC"})" + more_systems +
                             R"(], "location": )" + locations + R"(, "hop": )" + hops + R"(, "input": [)" + inputs + "]}";
    auto read = read_case_json(json, ".");
    ASSERT_TRUE(read.ok()) << read.error().text();
    the_case = *read;
    auto rows = read_evidence(the_case, 1, nullptr);
    ASSERT_TRUE(rows.ok()) << rows.error().text();
    evidence.emplace(std::move(*rows));
    std::vector<Issue> issues;
    auto compiled = Mapping::compile(the_case, *evidence, issues);
    ASSERT_TRUE(compiled.ok());
    mapping.emplace(std::move(*compiled));
  }
};

}  // namespace trueup
