#include "profile_drift.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "io/csv_layout.hpp"
#include "io/text.hpp"
#include "trueup/table/issue_code.hpp"

namespace trueup {
namespace {

constexpr std::size_t kFewCells = 3;              // fewer may all be wrong and the column still be what it was
constexpr std::size_t kJsonHead = std::size_t{1} << 20;  // a record's keys are seen long before this

using Names = std::vector<std::string>;

// --- names ----------------------------------------------------------------------------------------------------------

// What of a name does not change with its spelling: letters and digits, case ignored.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (const char small = to_lower(c); (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') || static_cast<unsigned char>(small) >= 0x80) out += small;
  return out;
}

// Levenshtein.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] != right[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[right.size()];
}

// The name that most resembles one of `wanted`: at most a third of its letters differ. Of equals the first.
std::string nearest(const Names& wanted, const Names& candidates) {
  constexpr std::size_t kLongest = 80;   // no header that is worth a guess
  std::string best;
  std::size_t best_distance = kLongest;
  for (const std::string& candidate : candidates)
    for (const std::string& name : wanted) {
      const std::string left = folded(name), right = folded(candidate);
      if (left.empty() || right.empty() || std::max(left.size(), right.size()) > kLongest) continue;
      const std::size_t distance = edit_distance(left, right);
      if (distance > std::max(left.size(), right.size()) / 3 || distance >= best_distance) continue;
      best = candidate;
      best_distance = distance;
    }
  return best;
}

std::string_view last_part(std::string_view path) {
  const std::size_t at = path.find_last_of("/.");
  return at == std::string_view::npos ? path : path.substr(at + 1);
}

// Every header or field path that the profile reads, one entry a column.
std::vector<Names> names_read(const Profile& profile, bool required_only) {
  std::vector<Names> names;
  for (const RowRule& rule : profile.rules) {
    for (const ColumnSource& column : rule.columns) {
      if (required_only && column.optional) continue;
      if (!column.from.empty()) names.push_back(column.from);
      if (!column.minus.empty()) names.push_back({column.minus});
    }
    for (const RowCondition& condition : rule.when)
      if (!required_only || !condition.negated) names.push_back(profile.format == SourceFormat::kCsv ? condition_headers(condition) : Names{condition.path});
  }
  return names;
}

// --- columns that are not there -------------------------------------------------------------------------------------

struct Lacking {
  const SourceFile* file;
  std::uint64_t header_row = 0;
  std::vector<Names> missing;   ///< one entry a column: any of its names would do
  Names unread;                 ///< the file's names that the profile does not read
};

std::optional<Lacking> lacking_csv(const Profile& profile, const SourceFile& file) {
  std::vector<Names> present, missing;
  for (const Names& names : names_read(profile, true)) {
    const bool known = std::find(missing.begin(), missing.end(), names) != missing.end();
    const auto layout = find_csv_layout(file, profile.csv, {names});
    if (layout || layout.error().code != ErrorCode::kMissingColumn) present.push_back(names);
    else if (!known) missing.push_back(names);
  }
  if (missing.empty()) return std::nullopt;
  Lacking out{&file, 0, std::move(missing), {}};
  const auto layout = find_csv_layout(file, profile.csv, present);
  if (!layout) return out;
  out.header_row = layout->header_row;
  const std::vector<Names> read = names_read(profile, false);
  for (const std::string& header : layout->header)
    if (std::none_of(read.begin(), read.end(), [&](const Names& names) { return find_header({header}, names) == 0; })) out.unread.push_back(header);
  return out;
}

// The text up to the quote that closes it; `at` stands behind the opening one, and then behind the closing one.
std::string_view quoted(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  const std::size_t end = std::min(at, text.size());
  at = std::min(end + 1, text.size());
  return text.substr(begin, end - begin);
}

// The keys of all objects in a JSON text, each once, as they first come.
Names json_keys(std::string_view text) {
  Names keys;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at++] != '"') continue;
    const std::string_view key = quoted(text, at);
    std::size_t next = at;
    while (next < text.size() && is_blank(text[next])) ++next;
    if (next < text.size() && text[next] == ':' && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.emplace_back(key);
  }
  return keys;
}

Lacking lacking_json(const Misfit& misfit) {
  Lacking out{&misfit.files.front(), 0, {{misfit.error.place.column}}, {}};
  const std::vector<Names> read = names_read(*misfit.profile, false);
  const auto reads = [&](const std::string& key) {
    const auto is_key = [&](const std::string& path) { return same_word(last_part(path), key); };
    return std::any_of(read.begin(), read.end(), [&](const Names& names) { return std::any_of(names.begin(), names.end(), is_key); });
  };
  for (std::string& key : json_keys(misfit.files.front().bytes->view().substr(0, kJsonHead)))
    if (!reads(key)) out.unread.push_back(std::move(key));
  return out;
}

std::optional<Lacking> find_lacking(const Misfit& misfit) {
  if (misfit.profile->format == SourceFormat::kJson) return lacking_json(misfit);
  if (misfit.profile->format == SourceFormat::kCsv)
    for (const SourceFile& file : misfit.files)
      if (auto lacking = lacking_csv(*misfit.profile, file)) return lacking;
  return std::nullopt;
}

Issue issue_of(std::string_view code, Place place, std::string message) {
  const IssueCode& row = *find_issue_code(code);
  return {std::string(code), row.severity, std::move(place), std::move(message), std::string(row.breaks), std::string(row.fix)};
}

std::string either(const Names& names) {
  std::string out = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) out += " or " + names[i];
  return out;
}

Issue missing_column(const Misfit& misfit, const Lacking& lacking, const Names& names) {
  Names last_names;
  for (const std::string& name : names) last_names.emplace_back(misfit.profile->format == SourceFormat::kJson ? last_part(name) : name);
  const std::string near = nearest(last_names, lacking.unread);
  Place place{lacking.file->name, lacking.header_row, either(names), near};
  if (!near.empty()) return issue_of("column_renamed", std::move(place), "profile " + misfit.profile->name + " reads a column that is not in the file; one of nearly that name is");
  return issue_of("column_missing", std::move(place), "profile " + misfit.profile->name + " reads a column that is not in the file" + (lacking.unread.empty() ? "" : "; nothing reads " + listed(lacking.unread)));
}

void report_misfit(const Misfit& misfit, std::vector<Issue>& out) {
  const auto lacking = find_lacking(misfit);
  if (!lacking) return out.push_back(issue_of("column_missing", misfit.error.place, misfit.error.message));
  for (const Names& names : lacking->missing) out.push_back(missing_column(misfit, *lacking, names));
}

// --- columns of another kind ----------------------------------------------------------------------------------------

bool is_malformed_cell(const Issue& issue) { return issue.code.ends_with("_malformed") && issue.code != "row_malformed"; }

// The figure or time that an input reads from a header or path. A path is labelled from the record's root, whatever it is read from.
std::optional<std::size_t> column_read_from(const Profile& profile, const TableSchema& schema, std::string_view label) {
  const bool paths = profile.format == SourceFormat::kJson;
  const auto is_label = [&](const std::string& from) { return paths ? last_part(from) == last_part(label) : same_word(trimmed(from), label); };
  for (const RowRule& rule : profile.rules)
    for (const ColumnSource& column : rule.columns) {
      const auto found = find_column(schema, column.name);
      const bool figure = rule.table == schema.name && found && schema.columns[*found].kind != ColumnKind::kText;
      if (figure && std::any_of(column.from.begin(), column.from.end(), is_label)) return found;
    }
  return std::nullopt;
}

class Retyped {
 public:
  Retyped(const Case& the_case, Evidence& evidence) : case_(the_case), evidence_(evidence) {}

  std::vector<Issue> run() {
    group();
    std::vector<Issue> out;
    std::vector<bool> dropped(evidence_.rejected.size());
    for (const auto& [key, cells] : groups_) {
      if (cells.size() < kFewCells || holds_a_figure(key.first, key.second)) continue;
      out.push_back(report(cells));
      for (const std::size_t cell : cells) dropped[cell] = true;
    }
    std::size_t at = 0;
    std::erase_if(evidence_.rejected, [&](const Issue&) { return dropped[at++]; });
    return out;
  }

 private:
  using Key = std::pair<std::size_t, std::size_t>;   // input, canonical column

  void group() {
    std::map<std::pair<std::string, std::string>, std::optional<Key>> known;   // (file, label)
    for (std::size_t i = 0; i < evidence_.rejected.size(); ++i) {
      const Issue& issue = evidence_.rejected[i];
      if (!is_malformed_cell(issue)) continue;
      const auto [found, fresh] = known.try_emplace({issue.place.input, issue.place.column});
      if (fresh) found->second = key_of(issue.place);
      if (found->second) groups_[*found->second].push_back(i);
    }
  }

  std::optional<Key> key_of(const Place& place) const {
    for (std::size_t file = 0; file < evidence_.files.size(); ++file) {
      if (evidence_.files[file] != place.input) continue;
      const std::size_t input = evidence_.input_of_file[file];
      const auto profile = find_profile(evidence_.coverage[input].profile, case_.base);
      if (!profile) continue;
      if (const auto column = column_read_from(**profile, *find_table(evidence_.coverage[input].table), place.column)) return Key{input, *column};
    }
    return std::nullopt;
  }

  // A balance's instant may stand for an empty cell; it is no figure of the file.
  bool holds_a_figure(std::size_t input, std::size_t column) const {
    const Coverage& coverage = evidence_.coverage[input];
    const Records& rows = evidence_.table(coverage.table);
    const std::int64_t standard = coverage.as_of ? coverage.as_of->micros : Records::kUnknown;
    const std::string_view name = rows.schema().columns[column].name;
    const bool dated = name == "as_of" || name == "counted_at";
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      const std::int64_t number = rows.number(row, column);
      if (evidence_.input_of_file[rows.origin(row).file] == input && number != Records::kUnknown && !(dated && number == standard)) return true;
    }
    return false;
  }

  Issue report(const std::vector<std::size_t>& cells) const {
    const Issue& first = evidence_.rejected[cells.front()];
    Issue issue = issue_of("column_retyped", first.place, first.message + "; so it is in all " + std::to_string(cells.size()) + " filled cells of the column");
    issue.fix = first.fix;
    return issue;
  }

  const Case& case_;
  Evidence& evidence_;
  std::map<Key, std::vector<std::size_t>> groups_;   // -> into evidence.rejected
};

}  // namespace

std::vector<Issue> profile_drift(const Case& the_case, Evidence& evidence, const std::vector<Misfit>& misfits) {
  std::vector<Issue> out;
  for (const Misfit& misfit : misfits) report_misfit(misfit, out);
  for (Issue& issue : Retyped(the_case, evidence).run()) out.push_back(std::move(issue));
  return out;
}

}  // namespace trueup
