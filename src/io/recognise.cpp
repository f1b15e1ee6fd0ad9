#include <algorithm>

#include "io/csv_layout.hpp"
#include "io/json_scanner.hpp"
#include "io/json_table.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {
namespace {

using ProfilePtr = std::shared_ptr<const Profile>;

/// What a JSON file offers: the list key of its envelope, and the keys of its first record.
struct JsonLook {
  std::vector<std::string> envelope;
  std::vector<std::string> record;
};

/// Adds the keys of the object that stands next; looks into its first list when `nested` is given.
void add_keys(JsonScanner& scanner, std::vector<std::string>& keys, std::vector<std::string>* nested);

/// The keys of the first record of the list that stands next.
bool add_first_record(JsonScanner& scanner, std::vector<std::string>& keys) {
  bool first = true;
  if (!scanner.enter('[') || !scanner.entry(']', first) || scanner.next() != '{') return false;
  add_keys(scanner, keys, nullptr);
  return true;
}

void add_keys(JsonScanner& scanner, std::vector<std::string>& keys, std::vector<std::string>* nested) {
  bool first = true;
  (void)scanner.enter('{');
  while (scanner.entry('}', first)) {
    std::string_view key;
    bool as_expected = false;
    if (!scanner.key(key, as_expected)) return;
    keys.emplace_back(key.substr(1, key.size() - 2));
    if (nested != nullptr && nested->empty() && scanner.next() == '[') {
      const JsonScanner before = scanner;
      (void)add_first_record(scanner, *nested);
      scanner = before;
    }
    if (!scanner.skip_value()) return;
  }
}

JsonLook look_at_json(const SourceFile& file) {
  JsonLook look;
  JsonScanner scanner;
  scanner.open(file.bytes->view().substr(byte_order_mark(file.bytes->view())));
  if (scanner.next() == '{') add_keys(scanner, look.envelope, &look.record);
  else (void)add_first_record(scanner, look.record);
  return look;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& one) { return same_word(one, name); });
}

bool has_all(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) { return has(names, name); });
}

bool fits_json(const Profile& profile, const JsonLook& look) {
  if (profile.json.list.empty()) return has_all(look.envelope.empty() ? look.record : look.envelope, profile.recognise);
  return has(look.envelope, profile.json.list.front()) && has_all(look.record, profile.recognise);
}

bool fits_csv(const Profile& profile, const SourceFile& file) {
  CsvWanted wanted;
  for (const std::string& name : profile.recognise) wanted.push_back({name});
  return find_csv_layout(file, profile.csv.delimiter, wanted).ok();
}

/// A cut page and an API's error answer have their own codes, whatever the profile.
Failure broken_json(const SourceFile& file) {
  Profile any;
  any.format = SourceFormat::kJson;
  Decoded nothing;
  return decode_json_files(
      any, {file}, nothing, [] {}, nullptr);
}

/// Error that names what was found, so that the right profile can be chosen or written.
Error not_recognised(const SourceFile& file, std::string what, const std::vector<std::string>& found) {
  return {ErrorCode::kUnknownProfile,
          std::move(what),
          {file.name, 0, "", ""},
          found.empty() ? "name the profile" : "name the profile; the file has " + listed(found)};
}

std::vector<std::string> found_names(const SourceFile& file, bool json, const JsonLook& look) {
  if (json) return look.record.empty() ? look.envelope : look.record;
  Result<CsvLayout> layout = find_csv_layout(file, 0, {});
  return layout ? layout->header : std::vector<std::string>();
}

}  // namespace

Result<Recognition> recognise(const SourceFile& file) {
  const bool json = looks_like_json(file.bytes->view());
  if (!json)
    if (Failure failure = why_not_csv(file)) return std::move(*failure);
  const JsonLook look = json ? look_at_json(file) : JsonLook{};
  std::vector<ProfilePtr> best;
  for (const std::string& name : shipped_profile_names()) {
    Result<ProfilePtr> found = find_profile(name, "");
    if (!found) return found.take_error();
    const ProfilePtr& profile = found.value();
    if (profile->recognise.empty() || (profile->format == SourceFormat::kJson) != json) continue;
    if (!(json ? fits_json(*profile, look) : fits_csv(*profile, file))) continue;
    if (!best.empty() && best.front()->recognise.size() > profile->recognise.size()) continue;
    if (!best.empty() && best.front()->recognise.size() < profile->recognise.size()) best.clear();
    best.push_back(profile);
  }
  if (best.size() == 1) return Recognition{best.front(), 100, "", 0, "the file has " + listed(best.front()->recognise)};
  if (best.empty() && json)
    if (Failure failure = broken_json(file)) return std::move(*failure);
  if (best.empty()) return not_recognised(file, "no shipped profile fits the file", found_names(file, json, look));
  std::vector<std::string> names;
  for (const ProfilePtr& profile : best) names.push_back(profile->name);
  return not_recognised(file, "several profiles fit the file equally well: " + listed(names), {});
}

}  // namespace trueup
