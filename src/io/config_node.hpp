// ConfigNode: one value of a configuration, with its place, whether it was written as TOML or as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trueup/base/error.hpp"

namespace trueup {

enum class NodeKind : std::uint8_t { kTable, kArray, kText, kInteger, kFloat, kBoolean, kNull };

struct ConfigNode {
  NodeKind kind = NodeKind::kNull;
  std::string text;                                        ///< kText; kInteger as printed
  bool boolean = false;
  std::vector<ConfigNode> items;                           ///< kArray
  std::vector<std::pair<std::string, ConfigNode>> fields;  ///< kTable, in the order of the text
  std::uint64_t line = 0, column = 0;                      ///< 0 when the format does not tell

  const ConfigNode* find(std::string_view key) const;
};

/// toml++ recurses over dotted keys: a text that would exhaust the stack is refused before it is parsed.
Failure check_key_depth(std::string_view text, const std::string& origin);

Result<ConfigNode> parse_toml(std::string_view text, const std::string& origin);
Result<ConfigNode> parse_json_config(std::string_view text, const std::string& origin);

/// Takes the known keys out of a table, one after the other; whatever is left at the end is an unknown key.
class KeyReader {
 public:
  KeyReader(const ConfigNode& table, std::string path, std::string origin);

  /// The node of a key, or null; the key counts as known from now on.
  const ConfigNode* take(std::string_view key);

  // Each reads a key that may be missing (`out` keeps its value) and notes the first error.
  void text(std::string_view key, std::string& out);
  void boolean(std::string_view key, bool& out);
  void decimal(std::string_view key, int places, std::int64_t& out);
  void texts(std::string_view key, std::vector<std::string>& out);
  void required_text(std::string_view key, std::string& out);

  /// Notes an error at a node unless there is one already.
  void fail(ErrorCode code, const ConfigNode& at, std::string_view key, std::string message, std::string hint);

  /// The first error, or the first unknown key with the keys that are known here.
  Failure finish();

 private:
  const ConfigNode& table_;
  std::string path_;
  std::string origin_;
  std::vector<std::string> known_;
  Failure failure_;
};

}  // namespace trueup
