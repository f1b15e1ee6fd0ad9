// JsonRecord: the wanted fields of one JSON record, as tokens of the source. Numbers keep their printed text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simdjson.h"

#include "io/json_fields.hpp"

namespace trueup {

enum class JsonKind : std::uint8_t { kAbsent, kNull, kText, kBare, kObject, kArray };

/// One value; 24 bytes, since a record has many.
struct JsonNode {
  const char* begin = nullptr;
  std::uint32_t length = 0;
  std::uint32_t first = 0;   ///< kArray: its first element; kObject: where its children stand in the slots
  std::uint32_t next = 0;    ///< the next element of the same array
  JsonKind kind = JsonKind::kAbsent;
  bool exact = false;        ///< the key had the case that the profile writes

  /// The text between the quotes (still escaped), or the bare number or word.
  std::string_view token() const { return {begin, length}; }
};

/// The text of a key from behind its opening quote; escapes stay.
std::string_view json_key(const char* key);

class JsonRecord {
 public:
  static constexpr std::uint32_t kAbsentNode = 0;
  static constexpr std::uint32_t kRoot = 1;

  explicit JsonRecord(const JsonFields& fields) : fields_(fields), order_(fields.size()) {}

  /// The text that the next records are in, with its padding.
  void open(std::string_view text) { end_ = text.data() + text.size() + simdjson::SIMDJSON_PADDING; }

  /// Reads one record in place of the last; false when the text is broken there, with `fault()`.
  bool read(simdjson::ondemand::value value);
  bool read(simdjson::ondemand::object object);

  const JsonNode& operator[](std::uint32_t node) const { return nodes_[node]; }

  /// The node of a field in an object node; kAbsentNode when it has none.
  std::uint32_t child(std::uint32_t object, std::uint32_t field) const {
    return nodes_[object].kind == JsonKind::kObject ? slots_[nodes_[object].first + fields_[field].ordinal] : kAbsentNode;
  }

  const std::string& fault() const { return fault_; }

 private:
  /// Which field the i-th key of an object was last time: records of one list nearly always have their keys in one order.
  struct KnownKey {
    std::string_view key;
    std::uint32_t field = JsonFields::kNone;
    bool exact = false;
  };

  void clear();
  bool read_object(simdjson::ondemand::object object, std::uint32_t field, std::uint32_t node);
  bool read_array(simdjson::ondemand::array array, std::uint32_t field, std::uint32_t node);
  bool read_nested(simdjson::ondemand::value value, std::uint32_t field, std::uint32_t node);
  bool read_scalar(std::string_view token, std::uint32_t node);
  bool open_slot(std::uint32_t object, std::uint32_t field, bool exact, std::uint32_t& node);
  const KnownKey& known_key(std::uint32_t field, std::size_t position, const char* key);
  const KnownKey& learn_key(std::uint32_t field, const char* key, KnownKey& known);
  std::uint32_t add_node();
  bool fail(std::string what);

  const JsonFields& fields_;
  std::vector<std::vector<KnownKey>> order_;  ///< one list a field
  const char* end_ = nullptr;
  std::vector<JsonNode> nodes_;
  std::vector<std::uint32_t> slots_;
  std::string fault_;
};

}  // namespace trueup
