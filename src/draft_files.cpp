#include "draft_files.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>

#include "io/file_look.hpp"
#include "trueup/mapping/normal_form.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

namespace fs = std::filesystem;

struct OpenedSource {
  DraftSource source;
  std::vector<SourceFile> files;
};

using Sources = std::map<std::tuple<std::string, std::string, std::string>, OpenedSource>;

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i)
      if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return false;
    at += length;
  }
  return true;
}

/// The path as a case in `base` has to write it.
std::string path_from(const std::string& base, const std::string& path) {
  if (base.empty()) return path;
  std::error_code failed;
  const fs::path from = fs::weakly_canonical(fs::absolute(base), failed), to = fs::weakly_canonical(fs::absolute(path), failed);
  const fs::path relative = to.lexically_relative(from);
  return (failed || relative.empty() ? fs::absolute(path) : relative).generic_string();
}

Failure check_path(const std::string& path) {
  std::error_code ignored;
  if (!is_utf8(path))
    return Error{ErrorCode::kInvalidArgument,
                 "the file's name is not UTF-8, and a case cannot write it",
                 {"", 0, "", path},
                 "a file under another name"};
  if (fs::is_directory(path, ignored)) return Error{ErrorCode::kFileUnreadable, "is a folder", {path, 0, "", ""}, "the files in it"};
  return std::nullopt;
}

// --- what the rows say

void note_time(std::string_view text, bool utc, TableFacts& facts) {
  const auto civil = parse_civil_time(text);
  if (!civil) return;
  if (!civil->offset_seconds && facts.local_time.empty()) facts.local_time = text;
  if (!civil->offset_seconds && !utc) return;
  const Instant instant = instant_of(*civil, civil->offset_seconds.value_or(0));
  if (!facts.first || instant < *facts.first) facts.first = instant;
  if (!facts.last || instant > *facts.last) facts.last = instant;
}

void note_times(const RecordBatch& batch, const TableSchema& schema, bool utc, TableFacts& facts) {
  for (const ColumnSchema& column : schema.columns) {
    const auto found = column.kind == ColumnKind::kInstant && column.name != "valid_from" ? batch.find(column.name) : std::nullopt;
    if (!found) continue;
    for (const Cell cell : batch.columns[*found]) note_time(batch.text(cell), utc, facts);
  }
}

/// Reads a row's text in a column that need not be there.
class ColumnTexts {
 public:
  ColumnTexts(const RecordBatch& batch, std::string_view name) : batch_(batch), column_(batch.find(name)) {}
  std::string_view operator[](std::size_t row) const { return column_ ? batch_.text(batch_.columns[*column_][row]) : std::string_view{}; }

 private:
  const RecordBatch& batch_;
  std::optional<std::size_t> column_;
};

void note_row(const ColumnTexts& systems, const ColumnTexts& types, const ColumnTexts& places, const ColumnTexts& skus, std::size_t row,
              TableFacts& facts) {
  const std::string system(systems[row]);
  if (!system.empty()) facts.systems.insert(system);
  if (facts.table == "documents" && !types[row].empty()) facts.types.emplace(system, types[row]);
  if (facts.table != "stock") return;
  if (places[row].empty()) facts.unplaced = true;
  else facts.locations[{system, std::string(places[row])}].insert(normal_form(skus[row]));
}

void note_rows(const RecordBatch& batch, bool utc, std::vector<TableFacts>& tables) {
  const TableSchema* schema = find_table(batch.table);
  if (schema == nullptr || batch.row_count() == 0) return;
  auto facts = std::find_if(tables.begin(), tables.end(), [&](const TableFacts& one) { return one.table == batch.table; });
  if (facts == tables.end()) {
    facts = tables.emplace(tables.end());
    facts->table = batch.table;
  }
  facts->rows += batch.row_count();
  note_times(batch, *schema, utc, *facts);
  const ColumnTexts systems(batch, "system"), types(batch, "type"), places(batch, "location"), skus(batch, "sku");
  for (std::size_t row = 0; row < batch.row_count(); ++row) note_row(systems, types, places, skus, row, *facts);
}

// --- files into sources

/// The times of Cin7 are UTC though they end in no letter. Source: Cin7 Core API v2, dates.
bool prints_utc(const Profile& profile) { return profile.dialect.starts_with("cin7"); }

void add_to(Sources& sources, const Recognition& recognition, const X12Look& partners, const std::string& name,
            const std::vector<SourceFile>& opened) {
  OpenedSource& to = sources[{recognition.profile->name, partners.sender, partners.receiver}];
  DraftSource& source = to.source;
  source.profile = recognition.profile;
  source.sender = partners.sender;
  source.receiver = partners.receiver;
  // In X12 certainty is the share of sets: the other sets have an input of their own, and are no doubt.
  const bool names_alone = recognition.profile->format != SourceFormat::kX12;
  if (names_alone && (source.files.empty() || recognition.certainty < source.certainty)) {
    source.certainty = recognition.certainty;
    source.runner_up = recognition.runner_up;
    source.runner_up_certainty = recognition.runner_up_certainty;
  }
  source.files.push_back(name);
  to.files.insert(to.files.end(), opened.begin(), opened.end());
}

/// Each kind of content of the file; an archive holds files of one kind.
Result<std::vector<Recognition>> recognise_members(const Recogniser& recogniser, const std::vector<SourceFile>& members) {
  Result<std::vector<Recognition>> all = recogniser.recognise_all(members.front());
  for (std::size_t i = 1; all && i < members.size(); ++i) {
    Result<std::vector<Recognition>> more = recogniser.recognise_all(members[i]);
    if (!more) return more;
    if (more->front().profile != all->front().profile)
      return Error{ErrorCode::kUnknownProfile,
                   "holds files of several kinds: " + all->front().profile->name + ", " + more->front().profile->name,
                   {members[i].name, 0, "", ""},
                   "the files, unpacked"};
  }
  return all;
}

Result<DraftFiles> decode_sources(Sources& sources, DraftFiles out, Progress* progress) {
  for (auto& [key, opened] : sources) {
    if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
    auto decoded = decode(*opened.source.profile, opened.files, progress);
    if (!decoded) return decoded.take_error();
    for (const RowRule& rule : opened.source.profile->rules)
      for (RecordBatch& batch : decoded->batches)
        if (batch.table == rule.table) note_rows(std::exchange(batch, {}), prints_utc(*opened.source.profile), opened.source.tables);
    std::sort(opened.source.files.begin(), opened.source.files.end());
    out.sources.push_back(std::move(opened.source));
    opened.files.clear();
  }
  return out;
}

}  // namespace

Result<DraftFiles> read_draft_files(const std::vector<std::string>& paths, const std::string& base, Progress* progress) {
  if (paths.empty()) return Error{ErrorCode::kInvalidArgument, "no file to draft a case from", {}, "exports or API answers of the systems"};
  if (std::error_code ignored; !base.empty() && !fs::is_directory(base, ignored))
    return Error{ErrorCode::kFileNotFound, "no such folder", {base, 0, "", ""}, "the folder that the case will stand in"};
  const auto recogniser = Recogniser::load();
  if (!recogniser) return recogniser.error();
  Sources sources;
  DraftFiles out;
  std::set<fs::path> seen;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (Failure failure = check_path(path)) return std::move(*failure);
    if (!seen.insert(fs::weakly_canonical(path, ignored)).second) {
      out.repeated.push_back(path);
      continue;
    }
    const auto members = open_source(path, path);
    if (!members && (members.error().code == ErrorCode::kFileNotFound || members.error().code == ErrorCode::kFileUnreadable))
      return members.error();
    const auto all = members ? recognise_members(*recogniser, *members) : Result<std::vector<Recognition>>(members.error());
    if (!all) {
      out.unread.emplace_back(path_from(base, path), all.error());
      continue;
    }
    const auto look = look_at(members->front());
    for (const Recognition& recognition : *all) add_to(sources, recognition, look ? look->x12 : X12Look{}, path_from(base, path), *members);
  }
  if (sources.empty()) return out.unread.front().second;
  if (progress != nullptr) progress->enter(Stage::kReading, 0);
  return decode_sources(sources, std::move(out), progress);
}

}  // namespace trueup
