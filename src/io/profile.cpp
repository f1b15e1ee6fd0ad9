#include "trueup/io/profile.hpp"

#include "io/embedded.hpp"
#include "io/profile_reader.hpp"
#include "trueup/base/time_zone.hpp"

namespace trueup {
namespace {

constexpr std::string_view kSeen[] = {"real file", "documented example", "never seen in a real file"};
constexpr int kMostExtensions = 4;

void read_seen(ProfileReader& reader, KeyReader& keys) {
  keys.text("seen", reader.profile.seen);
  if (reader.profile.seen.empty() || std::find(std::begin(kSeen), std::end(kSeen), reader.profile.seen) != std::end(kSeen)) return;
  reader.fail(*reader.root.find("seen"), "seen", "is not a known word", "real file, documented example, never seen in a real file");
}

void read_zone(ProfileReader& reader, KeyReader& keys) {
  keys.text("zone", reader.profile.zone);
  if (reader.profile.zone.empty() || TimeZone::load(reader.profile.zone)) return;
  reader.fail(*reader.root.find("zone"), "zone", "is no time zone that this machine knows", "an IANA name, such as America/Los_Angeles");
}

void read_format(ProfileReader& reader, KeyReader& keys) {
  std::string format;
  keys.required_text("format", format);
  if (format == "json") reader.profile.format = SourceFormat::kJson;
  else if (format == "x12") reader.profile.format = SourceFormat::kX12;
  else if (format != "csv" && !format.empty()) reader.fail(*reader.root.find("format"), "format", "is not a known format", "csv, json or x12");
}

void read_word_lists(ProfileReader& reader, const ConfigNode* node) {
  if (node == nullptr) return;
  for (const auto& [name, list] : node->fields) {
    reader.profile.words.emplace_back(name, Words());
    read_words(reader, list, "words." + name, reader.profile.words.back().second);
  }
}

Result<Profile> read_profile(const ConfigNode& root, const std::string& origin) {
  ProfileReader reader{root, origin, {}, {}};
  KeyReader keys(root, "", origin);
  Profile& profile = reader.profile;
  keys.required_text("name", profile.name);
  keys.text("title", profile.title);
  keys.text("dialect", profile.dialect);
  keys.text("source", profile.facts);
  keys.text("extends", profile.extends);
  keys.text("date", profile.date);
  read_zone(reader, keys);
  keys.texts("recognise", profile.recognise);
  read_seen(reader, keys);
  read_format(reader, keys);
  read_word_lists(reader, keys.take("words"));
  read_shapes(reader, keys);
  read_rules(reader, keys);
  reader.note(keys.finish());
  if (!reader.failure) return std::move(profile);
  reader.failure->code = ErrorCode::kBadProfile;
  return std::move(*reader.failure);
}

/// What the own table says holds; tables inside of both are merged, everything else is replaced.
void fill_from(ConfigNode& own, const ConfigNode& base) {
  for (const auto& [key, value] : base.fields) {
    const auto mine = std::find_if(own.fields.begin(), own.fields.end(), [&](const auto& field) { return field.first == key; });
    if (mine == own.fields.end()) own.fields.emplace_back(key, value);
    else if (mine->second.kind == NodeKind::kTable && value.kind == NodeKind::kTable) fill_from(mine->second, value);
  }
}

const EmbeddedFile* find_embedded(std::string_view name) {
  for (const EmbeddedFile* file = embedded_profiles; file->name != nullptr; ++file)
    if (name == file->name) return file;
  return nullptr;
}

Result<ConfigNode> parse_with_base(std::string_view toml, const std::string& origin, int depth) {
  Result<ConfigNode> root = parse_toml(toml, origin);
  if (!root) {
    Error error = root.take_error();
    error.code = ErrorCode::kBadProfile;
    return error;
  }
  const ConfigNode* extends = root->find("extends");
  if (extends == nullptr) return root;
  const EmbeddedFile* base = find_embedded(extends->text);
  if (base == nullptr || depth == kMostExtensions)
    return Error{ErrorCode::kUnknownProfile, base == nullptr ? "extends no shipped profile" : "extends too many profiles, one through another",
                 {origin, extends->line, "extends", extends->text}, "the name of a shipped profile, as `trueup profiles` lists them"};
  Result<ConfigNode> below = parse_with_base(base->content, base->name, depth + 1);
  if (!below) return below;
  fill_from(root.value(), below.value());
  return root;
}

}  // namespace

const Words* Profile::find_words(std::string_view list) const {
  for (const auto& [known, entries] : words)
    if (known == list) return &entries;
  return nullptr;
}

Result<Profile> parse_profile(std::string_view toml, const std::string& origin) {
  const Result<ConfigNode> root = parse_with_base(toml, origin, 0);
  if (!root) return Error(root.error());
  return read_profile(*root, origin);
}

}  // namespace trueup
