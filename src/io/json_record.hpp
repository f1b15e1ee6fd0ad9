// JsonRecord: the wanted fields of one JSON record, as tokens of the source.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "io/json_fields.hpp"
#include "io/json_scanner.hpp"

namespace trueup {

/// One value of a record.
struct JsonNode {
  JsonToken token;          ///< kind alone for objects and lists
  std::uint32_t first = 0;  ///< kArray: its first element; kObject: its first child, the others follow it
  std::uint32_t next = 0;   ///< the next element of the same list
  bool exact = false;       ///< the key had the case that the profile writes

  JsonKind kind() const { return token.kind; }
  bool empty_list() const { return kind() == JsonKind::kArray && first == 0; }
};

class JsonRecord {
 public:
  static constexpr std::uint32_t kAbsentNode = 0;
  static constexpr std::uint32_t kRoot = 1;

  JsonRecord(const JsonFields& fields, JsonScanner& scanner) : fields_(fields), scanner_(scanner), order_(fields.size()) {}

  /// Reads the object that stands next, in place of the last; false at a fault of the scanner.
  bool read();

  const JsonNode& operator[](std::uint32_t node) const { return nodes_[node]; }

  /// Whether the record has none of the fields that are asked for.
  bool unknown() const;

  /// The node of a field in an object node; of kind kAbsent when it has none.
  std::uint32_t child(std::uint32_t object, std::uint32_t field) const {
    return nodes_[object].kind() == JsonKind::kObject ? nodes_[object].first + fields_[field].ordinal : kAbsentNode;
  }

 private:
  /// Which field the i-th key of an object was last time: records of one list nearly always have their keys in one order.
  struct KnownKey {
    std::string_view key;  ///< with its quotes
    std::uint32_t field = JsonFields::kNone;
    bool exact = false;
  };

  bool read_object(std::uint32_t field, std::uint32_t node);
  bool read_list(std::uint32_t field, std::uint32_t node);
  bool read_value(std::uint32_t field, std::uint32_t node);
  bool read_entry(std::uint32_t object, const KnownKey& key);
  void learn(std::uint32_t field, std::string_view key, KnownKey& known) const;

  const JsonFields& fields_;
  JsonScanner& scanner_;
  std::vector<std::vector<KnownKey>> order_;  ///< one list a field
  std::vector<JsonNode> nodes_;
};

}  // namespace trueup
