#include <algorithm>
#include <iterator>
#include <map>

#include "io/file_look.hpp"
#include "io/json_table.hpp"
#include "io/profile_fit.hpp"
#include "io/text.hpp"
#include "trueup/io/recogniser.hpp"

namespace trueup {
namespace {

using ProfilePtr = std::shared_ptr<const Profile>;

constexpr int kUnknownRival = 100;  // a profile that nobody has written yet may fit too: one point

struct Candidate {
  ProfilePtr profile;
  ProfileFit fit;
};

/// A cut page and an API's error answer have their own codes, whatever the profile.
Failure broken_json(const SourceFile& file, const std::vector<ProfilePtr>& profiles, bool lines) {
  Profile any;
  any.format = SourceFormat::kJson;
  any.json.errors = {"errors", "error"};
  for (const ProfilePtr& profile : profiles)
    any.json.errors.insert(any.json.errors.end(), profile->json.errors.begin(), profile->json.errors.end());
  any.json.lines = lines;
  Decoded nothing;
  return decode_json_files(
      any, {file}, nothing, [] {}, nullptr);
}

/// What can be told of a file that no profile is for.
std::vector<std::string> names_in(const FileLook& look) {
  if (look.format == SourceFormat::kJson) {
    std::vector<std::string> shallow;
    for (const std::string& path : look.json.paths)
      if (std::count(path.begin(), path.end(), '/') <= 2) shallow.push_back(path);
    return shallow;
  }
  const auto widest = std::max_element(look.heads.begin(), look.heads.end(),
                                       [](const HeadLook& left, const HeadLook& right) { return left.names.size() < right.names.size(); });
  return widest == look.heads.end() ? std::vector<std::string>() : widest->names;
}

/// One name too few: worth saying which.
std::string near_miss(const Candidate& nearest) {
  if (nearest.profile->recognise.size() < 2 || nearest.fit.missing.size() != 1) return "";
  return "; the nearest is " + nearest.profile->name + ", but for " + nearest.fit.missing.front();
}

Error not_recognised(const SourceFile& file, const FileLook& look, const Candidate* nearest) {
  std::vector<std::string> found = names_in(look);
  for (std::string& name : found) name = readable(name);
  return {ErrorCode::kUnknownProfile,
          "no shipped profile fits the file" + (nearest == nullptr ? std::string() : near_miss(*nearest)),
          {file.name, 0, "", ""},
          found.empty() ? "name the profile" : "name the profile; the file has " + listed(found)};
}

Error fits_several(const SourceFile& file, const std::vector<Candidate>& alike) {
  std::vector<std::string> names, common = alike.front().fit.known;
  for (const Candidate& candidate : alike) {
    names.push_back(candidate.profile->name);
    std::vector<std::string> both;
    std::set_intersection(common.begin(), common.end(), candidate.fit.known.begin(), candidate.fit.known.end(), std::back_inserter(both));
    common = std::move(both);
  }
  for (std::string& name : common) name = readable(name);
  return {ErrorCode::kUnknownProfile,
          "several profiles fit the file equally well: " + listed(names),
          {file.name, 0, "", ""},
          "name the profile; both read " + listed(common, 160) + ", and `recognise` of neither asks for more"};
}

bool better(const Candidate& left, const Candidate& right) {
  if (left.fit.score() != right.fit.score()) return left.fit.score() > right.fit.score();
  return left.profile->name < right.profile->name;
}

Recognition recognition_of(const std::vector<Candidate>& ranked) {
  const Candidate& best = ranked.front();
  const int own = best.fit.score(), next = ranked.size() > 1 ? ranked[1].fit.score() : 0;
  const int all = own + std::max(next, kUnknownRival);
  Recognition out{best.profile, std::min(best.fit.share(), 100 * own / all), "", 0, "the file has " + listed(best.fit.asked)};
  if (ranked.size() > 1) out.runner_up = ranked[1].profile->name, out.runner_up_certainty = 100 * next / all;
  return out;
}

Result<Recognition> recognise_names(const std::vector<ProfilePtr>& profiles, const SourceFile& file, const FileLook& look) {
  std::vector<Candidate> ranked;
  std::optional<Candidate> nearest;
  for (const ProfilePtr& profile : profiles) {
    std::optional<ProfileFit> fit = fit_of(*profile, look);
    if (!fit) continue;
    if (fit->fits()) ranked.push_back({profile, std::move(*fit)});
    else if (!nearest || fit->missing.size() < nearest->fit.missing.size() ||
             (fit->missing.size() == nearest->fit.missing.size() && fit->points > nearest->fit.points))
      nearest = Candidate{profile, std::move(*fit)};
  }
  std::sort(ranked.begin(), ranked.end(), better);
  if (ranked.empty() && look.format == SourceFormat::kJson)
    if (Failure failure = broken_json(file, profiles, look.json.lines)) return std::move(*failure);
  if (ranked.empty()) return not_recognised(file, look, nearest ? &*nearest : nullptr);
  const auto alike =
      std::find_if(ranked.begin(), ranked.end(), [&](const Candidate& one) { return one.fit.score() < ranked.front().fit.score(); });
  if (alike - ranked.begin() > 1) return fits_several(file, {ranked.begin(), alike});
  return recognition_of(ranked);
}

// --- X12

struct SetsOfProfile {
  ProfilePtr profile;
  std::size_t count = 0;
  std::vector<std::string> sets;
  bool acknowledges = true;  ///< nothing but acknowledgements
};

bool is_acknowledgement(const std::string& set) { return set == "997" || set == "999" || set == "TA1"; }

bool reads(const Profile& profile, const std::string& set) {
  return profile.format == SourceFormat::kX12 && std::find(profile.x12.sets.begin(), profile.x12.sets.end(), set) != profile.x12.sets.end();
}

Result<ProfilePtr> profile_of_set(const std::vector<ProfilePtr>& profiles, const SourceFile& file, const std::string& set) {
  std::vector<ProfilePtr> found;
  for (const ProfilePtr& profile : profiles) {
    if (!reads(*profile, set)) continue;
    if (!found.empty() && found.front()->x12.sets.size() < profile->x12.sets.size()) continue;
    if (!found.empty() && found.front()->x12.sets.size() > profile->x12.sets.size()) found.clear();
    found.push_back(profile);
  }
  if (found.empty()) return ProfilePtr();
  if (found.size() == 1) return found.front();
  return Error{ErrorCode::kUnknownProfile,
               "several profiles read set " + set + ": " + found[0]->name + ", " + found[1]->name,
               {file.name, 0, "ST-01", set},
               "name the profile"};
}

std::string counted(const std::pair<std::string, std::size_t>& set) { return set.first + " (" + std::to_string(set.second) + ")"; }

/// Which profiles read the file's sets; the sets that none reads go to `unread`.
Result<std::vector<SetsOfProfile>> share_sets(const std::vector<ProfilePtr>& profiles, const SourceFile& file, const X12Look& look,
                                              std::vector<std::string>& unread) {
  std::vector<SetsOfProfile> shares;
  for (const auto& set : look.sets) {
    const Result<ProfilePtr> profile = profile_of_set(profiles, file, set.first);
    if (!profile) return profile.error();
    if (*profile == nullptr) {
      unread.push_back(counted(set));
      continue;
    }
    auto share = std::find_if(shares.begin(), shares.end(), [&](const SetsOfProfile& one) { return one.profile == *profile; });
    if (share == shares.end()) share = shares.insert(shares.end(), SetsOfProfile{*profile, 0, {}, true});
    share->count += set.second;
    share->sets.push_back(counted(set));
    share->acknowledges = share->acknowledges && is_acknowledgement(set.first);
  }
  std::stable_sort(shares.begin(), shares.end(), [](const SetsOfProfile& left, const SetsOfProfile& right) {
    return left.acknowledges != right.acknowledges ? right.acknowledges : left.count > right.count;
  });
  return shares;
}

Result<std::vector<Recognition>> recognise_sets(const std::vector<ProfilePtr>& profiles, const SourceFile& file, const X12Look& look) {
  std::vector<std::string> unread;
  const auto shares = share_sets(profiles, file, look, unread);
  if (!shares) return shares.error();
  if (shares->empty())
    return Error{ErrorCode::kUnknownProfile,
                 unread.empty() ? "the X12 file holds no set" : "no shipped profile reads the X12 sets of the file",
                 {file.name, 0, "ST-01", listed(unread)},
                 unread.empty() ? "a file with ST segments" : "name the profile"};
  std::size_t total = 0;
  for (const auto& set : look.sets) total += set.second;
  std::vector<Recognition> out;
  for (const SetsOfProfile& share : *shares) {
    Recognition one{share.profile, static_cast<int>(100 * share.count / total), "", 0, "the file has the sets " + listed(share.sets)};
    std::vector<std::string> others = unread;
    for (const SetsOfProfile& other : *shares)
      if (&other != &share) others.insert(others.end(), other.sets.begin(), other.sets.end());
    if (!others.empty()) one.because += ", besides " + listed(others);
    const SetsOfProfile& next = (*shares)[&share == &shares->front() ? std::min<std::size_t>(1, shares->size() - 1) : 0];
    if (&next != &share) one.runner_up = next.profile->name, one.runner_up_certainty = static_cast<int>(100 * next.count / total);
    out.push_back(std::move(one));
  }
  return out;
}

Result<Recognition> most_sets(std::vector<Recognition> all, const SourceFile& file) {
  if (all.size() == 1 || all[0].certainty != all[1].certainty || is_acknowledgement(all[1].profile->x12.sets.front()))
    return std::move(all.front());
  return Error{ErrorCode::kUnknownProfile,
               "several profiles fit the file equally well: " + all[0].profile->name + ", " + all[1].profile->name,
               {file.name, 0, "ST-01", ""},
               "name the profile; " + all[0].because};
}

}  // namespace

Result<Recogniser> Recogniser::load() {
  std::vector<ProfilePtr> profiles;
  for (const std::string& name : shipped_profile_names()) {
    Result<ProfilePtr> profile = find_profile(name, "");
    if (!profile) return profile.take_error();
    profiles.push_back(std::move(*profile));
  }
  return Recogniser(std::move(profiles));
}

Result<std::vector<Recognition>> Recogniser::recognise_all(const SourceFile& file) const {
  const Result<FileLook> look = look_at(file);
  if (!look) return look.error();
  if (look->format == SourceFormat::kX12) return recognise_sets(profiles_, file, look->x12);
  Result<Recognition> one = recognise_names(profiles_, file, *look);
  if (!one) return one.take_error();
  return std::vector<Recognition>{std::move(*one)};
}

Result<Recognition> Recogniser::recognise(const SourceFile& file) const {
  Result<std::vector<Recognition>> all = recognise_all(file);
  if (!all) return all.take_error();
  return most_sets(std::move(*all), file);
}

Result<Recognition> recognise(const SourceFile& file) {
  const Result<Recogniser> recogniser = Recogniser::load();
  if (!recogniser) return recogniser.error();
  return recogniser->recognise(file);
}

}  // namespace trueup
