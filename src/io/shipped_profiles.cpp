#include <algorithm>
#include <filesystem>

#include "io/embedded.hpp"
#include "trueup/base/bytes.hpp"
#include "trueup/io/profile.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

constexpr std::string_view kOwnPrefix = "trueup.";

// Where the required columns alone would fit nearly any file.
constexpr std::pair<std::string_view, std::string_view> kAlsoRecognisedBy[] = {
    {"stock", "on_hand"}, {"items", "name"}, {"items", "barcode"}, {"kits", "quantity"}, {"locations", "parent_id"}};

/// The interchange's own CSV: headers are the canonical names, further columns stay attributes.
Profile own_profile(const TableSchema& table) {
  Profile profile;
  profile.name = std::string(kOwnPrefix) + std::string(table.name);
  profile.title = "Canonical table " + std::string(table.name) + " as CSV";
  profile.facts = "docs/CASES.md";
  profile.seen = "documented example";
  RowRule rule;
  rule.table = table.name;
  rule.keep_extra_columns = true;
  for (const ColumnSchema& schema : table.columns) {
    ColumnSource column;
    column.name = schema.name;
    column.from.emplace_back(schema.name);
    column.optional = !schema.required;
    rule.columns.push_back(std::move(column));
    if (schema.required) profile.recognise.emplace_back(schema.name);
  }
  for (const auto& [name, column] : kAlsoRecognisedBy)
    if (table.name == name) profile.recognise.emplace_back(column);
  profile.rules.push_back(std::move(rule));
  return profile;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] != right[j - 1]);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

Error unknown_profile(const std::string& name) {
  std::vector<std::string> names = shipped_profile_names();
  std::stable_sort(names.begin(), names.end(), [&](const std::string& left, const std::string& right) {
    return edit_distance(name, left) < edit_distance(name, right);
  });
  std::string near;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, names.size()); ++i) near += (i == 0 ? "" : ", ") + names[i];
  return {ErrorCode::kUnknownProfile,
          "no such profile",
          {"", 0, "profile", name},
          "near names: " + near + "; or the path of a profile file that ends in .toml"};
}

Result<std::shared_ptr<const Profile>> shared(Result<Profile> profile) {
  if (!profile) return profile.take_error();
  return std::shared_ptr<const Profile>(std::make_shared<Profile>(std::move(profile.value())));
}

Result<std::shared_ptr<const Profile>> profile_from_file(const std::string& name, const std::string& base) {
  const std::string path = (std::filesystem::path(base) / name).string();
  const auto bytes = Bytes::map(path);
  if (!bytes) return Error(bytes.error());
  return shared(parse_profile((*bytes)->view(), path));
}

}  // namespace

std::vector<std::string> shipped_profile_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile* file = embedded_profiles; file->name != nullptr; ++file) names.emplace_back(file->name);
  for (const TableSchema& table : all_tables()) names.push_back(std::string(kOwnPrefix) + std::string(table.name));
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::shared_ptr<const Profile>> find_profile(const std::string& name, const std::string& base) {
  if (name.ends_with(".toml")) return profile_from_file(name, base);
  if (name.starts_with(kOwnPrefix))
    if (const TableSchema* table = find_table(std::string_view(name).substr(kOwnPrefix.size()))) return shared(own_profile(*table));
  for (const EmbeddedFile* file = embedded_profiles; file->name != nullptr; ++file)
    if (name == file->name) return shared(parse_profile(file->content, name));
  return unknown_profile(name);
}

}  // namespace trueup
