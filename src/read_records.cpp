// read_records: one file (or the files of one archive) as canonical rows, to see what a profile makes of it.
#include "base/guarded.hpp"
#include "trueup/io/recogniser.hpp"
#include "trueup/reconcile.hpp"
#include "trueup/report/json_writer.hpp"
#include "trueup/table/records.hpp"

namespace trueup {
namespace {

std::string record_line(const RecordBatch& batch, std::size_t row) {
  JsonWriter json(false);
  json.open_object();
  json.key("table").text(batch.table);
  for (std::size_t column = 0; column < batch.names.size(); ++column) {
    const Cell cell = batch.columns[column][row];
    if (!cell.missing()) json.key(batch.names[column]).text(batch.text(cell));
  }
  json.close_object();
  return json.take();
}

std::string issue_line(const Issue& issue) {
  JsonWriter json(false);
  json.open_object();
  json.key("issue").text(issue.code);
  json.key("severity").text(name_of(issue.severity));
  json.key("input").text(issue.place.input);
  json.key("row").number(issue.place.row);
  json.key("column").text(issue.place.column);
  json.key("value").text(issue.place.value);
  json.key("message").text(issue.message);
  json.key("accepted").text(issue.fix);
  json.close_object();
  return json.take();
}

// A cell that is not of its column's kind is an issue of the file, told beside the row.
void check_cells(const RecordBatch& batch, std::vector<Issue>& issues) {
  const TableSchema* schema = find_table(batch.table);
  if (schema == nullptr) return;
  TextPool pool;
  Records records(*schema);
  const auto utc = TimeZone::load("UTC");  // local times are as good as any here: only their form is checked
  RecordDefaults defaults;
  defaults.system = pool.intern("-");
  defaults.zone = utc ? &*utc : nullptr;
  append_records(records, batch, defaults, pool, issues);
}

// Every file of an archive is read by one profile.
Result<Recognition> recognise_all(const std::vector<SourceFile>& files) {
  const auto recogniser = Recogniser::load();
  if (!recogniser) return recogniser.error();
  Result<Recognition> first = recogniser->recognise(files.front());
  for (std::size_t i = 1; first && i < files.size(); ++i) {
    Result<Recognition> other = recogniser->recognise(files[i]);
    if (!other) return other;
    if (other->profile != first->profile)
      return Error{ErrorCode::kUnknownProfile, "holds files of several kinds: " + first->profile->name + ", " + other->profile->name, {files[i].name, 0, "", ""}, "the files, unpacked"};
  }
  return first;
}

Result<std::shared_ptr<const Profile>> profile_for(const std::vector<SourceFile>& files, const std::string& name, ReadReport& report) {
  if (!name.empty()) return find_profile(name, "");
  Result<Recognition> recognised = recognise_all(files);
  if (!recognised) return recognised.take_error();
  report.recognised = std::move(*recognised);
  return report.recognised->profile;
}

Result<ReadReport> read_line(const std::string& path, const std::string& profile_name, Progress* progress) {
  auto files = open_source(path, path);
  if (!files) return files.take_error();
  ReadReport report;
  const auto profile = profile_for(*files, profile_name, report);
  if (!profile) return profile.error();
  auto decoded = decode(**profile, *files, progress);
  if (!decoded) return decoded.take_error();
  for (const RecordBatch& batch : decoded->batches) {
    for (std::size_t row = 0; row < batch.row_count(); ++row) report.lines += record_line(batch, row) + "\n";
    report.row_count += batch.row_count();
    check_cells(batch, decoded->rejected);
  }
  report.issue_count = decoded->rejected.size();
  report.issues = std::move(decoded->found);
  report.issues.insert(report.issues.end(), decoded->rejected.begin(), decoded->rejected.end());
  for (const Issue& issue : report.issues) report.lines += issue_line(issue) + "\n";
  return report;
}

}  // namespace

Result<ReadReport> read_records(const std::string& path, const std::string& profile, Progress* progress) {
  return guarded([&] { return read_line(path, profile, progress); });
}

}  // namespace trueup
