#include "io/profile_fit.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "io/text.hpp"

namespace trueup {
namespace {

/// Whether a name of the profile stands in the file; `base` is the path of the rule's rows (JSON).
using Finds = std::function<bool(const std::string& base, const std::string& name)>;

/// What the profile reads of one rule, each as the file would have to print it.
std::vector<std::string> names_of(const RowRule& rule) {
  std::vector<std::string> names;
  for (const ColumnSource& column : rule.columns) {
    names.insert(names.end(), column.from.begin(), column.from.end());
    for (const std::string* other : {&column.minus, &column.time})
      if (!other->empty()) names.push_back(*other);
  }
  for (const RowCondition& condition : rule.when) names.push_back(condition.path);
  return names;
}

void count_columns(const RowRule& rule, const std::string& base, const Finds& finds, ProfileFit& fit) {
  for (const ColumnSource& column : rule.columns) {
    if (column.from.empty() || column.optional || column.from.front().starts_with('@')) continue;
    ++fit.wanted;
    fit.found += std::any_of(column.from.begin(), column.from.end(), [&](const std::string& name) { return finds(base, name); });
  }
}

void count_recognise(const Profile& profile, const std::function<bool(const std::string&)>& finds, ProfileFit& fit) {
  for (const std::string& entry : profile.recognise) {
    const std::vector<std::string> names = alternatives(entry);
    const auto found = std::find_if(names.begin(), names.end(), finds);
    if (found == names.end()) {
      fit.missing.push_back(names.front() + (names.size() == 1 ? "" : " (or the like)"));
      continue;
    }
    fit.asked.push_back(*found);
    fit.points += names.size() == 1 ? 3 : 2;
  }
}

/// `known` are names of the file; those that `recognise` asks for have their points already.
void count_known(const std::set<std::string>& known, ProfileFit& fit) {
  fit.known.assign(known.begin(), known.end());
  if (known.size() > fit.asked.size()) fit.points += static_cast<int>(known.size() - fit.asked.size());
}

// --- delimited text

std::string folded(const std::string& name) {
  std::string out(trimmed(name));
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

ProfileFit fit_of_head(const Profile& profile, const HeadLook& head) {
  ProfileFit fit;
  const auto stands = [&](const std::string& name) { return std::binary_search(head.folded.begin(), head.folded.end(), folded(name)); };
  count_recognise(profile, stands, fit);
  if (!fit.fits()) return fit;
  std::set<std::string> known;
  const auto note = [&](const std::string& name) {
    if (stands(name)) known.insert(folded(name));
  };
  for (const std::string& entry : profile.recognise)
    for (const std::string& name : alternatives(entry)) note(name);
  for (const std::string& name : profile.csv.spread_after) note(name);
  for (const RowRule& rule : profile.rules) {
    for (const std::string& name : names_of(rule)) note(name);
    count_columns(
        rule, "", [&](const std::string&, const std::string& name) { return stands(name); }, fit);
  }
  count_known(known, fit);
  return fit;
}

std::optional<ProfileFit> fit_of_heads(const Profile& profile, const std::vector<HeadLook>& heads) {
  std::optional<ProfileFit> nearest;
  for (const HeadLook& head : heads) {
    if (profile.csv.delimiter != 0 && profile.csv.delimiter != head.delimiter) continue;
    ProfileFit fit = fit_of_head(profile, head);
    if (fit.fits()) return fit;
    if (!nearest || fit.missing.size() < nearest->missing.size()) nearest = std::move(fit);
  }
  return nearest;
}

// --- JSON

/// Where the profile's records stand: at the first of its lists that is there; else the file is one record, or a list of them.
std::string records_of(const Profile& profile, const JsonLook& look) {
  for (const std::string& list : profile.json.list) {
    const std::string path = json_path("", "", list);
    if (!look.bare && look.paths.contains(path)) return path;
  }
  return "";
}

std::optional<ProfileFit> fit_of_json(const Profile& profile, const JsonLook& look) {
  if (look.lines && !profile.json.lines) return std::nullopt;
  const std::string records = records_of(profile, look);
  ProfileFit fit;
  const auto stands = [&](const std::string& base, const std::string& name) { return look.paths.contains(json_path(records, base, name)); };
  count_recognise(
      profile, [&](const std::string& name) { return stands(records, name); }, fit);
  if (!records.empty()) fit.points += 3;
  std::set<std::string> known;
  const auto note = [&](const std::string& base, const std::string& name) {
    if (stands(base, name)) known.insert(json_path(records, base, name));
  };
  for (const std::string& entry : profile.recognise)
    for (const std::string& name : alternatives(entry)) note(records, name);
  for (const RowRule& rule : profile.rules) {
    const std::string base = json_path(records, records, rule.each);
    if (base != records && !look.paths.contains(base)) continue;  // a list that is empty here says nothing
    for (const std::string& name : names_of(rule)) note(base, name);
    if (base == records) count_columns(rule, base, stands, fit);
  }
  count_known(known, fit);
  return fit;
}

}  // namespace

std::vector<std::string> alternatives(const std::string& entry) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at <= entry.size();) {
    const std::size_t end = std::min(entry.find('|', at), entry.size());
    names.emplace_back(trimmed(std::string_view(entry).substr(at, end - at)));
    at = end + 1;
  }
  return names;
}

std::optional<ProfileFit> fit_of(const Profile& profile, const FileLook& look) {
  if (profile.format != look.format || profile.recognise.empty()) return std::nullopt;
  return look.format == SourceFormat::kJson ? fit_of_json(profile, look.json) : fit_of_heads(profile, look.heads);
}

}  // namespace trueup
