// What the readers of a profile's parts share: the profile that is being filled, and the first error.
#pragma once

#include <algorithm>
#include <string>

#include "io/config_node.hpp"
#include "trueup/io/profile.hpp"

namespace trueup {

struct ProfileReader {
  const ConfigNode& root;
  std::string origin;
  Profile profile;
  Failure failure;

  void note(Failure one) {
    if (!failure && one) failure = std::move(one);
  }

  void fail(const ConfigNode& at, std::string column, std::string message, std::string hint) {
    if (at.column != 0) column += " (column " + std::to_string(at.column) + ")";
    note(Error{ErrorCode::kBadProfile, std::move(message), {origin, at.line, std::move(column), at.text}, std::move(hint)});
  }

  bool csv() const { return profile.format == SourceFormat::kCsv; }
  bool json() const { return profile.format == SourceFormat::kJson; }
  bool x12() const { return profile.format == SourceFormat::kX12; }
};

/// Words of a condition or a constant: JSON's true and 5 compare by their text.
inline bool word_of(const ConfigNode& node, std::string& out) {
  if (node.kind == NodeKind::kBoolean) out = node.boolean ? "true" : "false";
  else if (node.kind == NodeKind::kText || node.kind == NodeKind::kInteger) out = node.text;
  else return false;
  return true;
}

/// A table of words.
void read_words(ProfileReader& reader, const ConfigNode& node, const std::string& path, Words& out);
/// A table of conditions, path = word or words.
void read_conditions(ProfileReader& reader, const ConfigNode* node, const std::string& path, bool negated, std::vector<RowCondition>& out);

/// [csv], [json] and [x12].
void read_shapes(ProfileReader& reader, KeyReader& keys);
/// [[rows]].
void read_rules(ProfileReader& reader, KeyReader& keys);

}  // namespace trueup
