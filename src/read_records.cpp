// read_records: one file as canonical rows, to see what a profile makes of it.
#include "base/guarded.hpp"
#include "trueup/io/decode.hpp"
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

Result<ReadReport> read_line(const std::string& path, const std::string& profile_name, Progress* progress) {
  auto bytes = Bytes::map(path);
  if (!bytes) return bytes.take_error();
  const SourceFile file{path, *bytes};
  std::shared_ptr<const Profile> profile;
  if (profile_name.empty()) {
    auto recognised = recognise(file);
    if (!recognised) return recognised.take_error();
    profile = recognised->profile;
  } else {
    auto named = find_profile(profile_name, "");
    if (!named) return named.take_error();
    profile = *named;
  }
  auto decoded = decode(*profile, {file}, progress);
  if (!decoded) return decoded.take_error();
  ReadReport report;
  for (const RecordBatch& batch : decoded->batches) {
    for (std::size_t row = 0; row < batch.row_count(); ++row) report.lines += record_line(batch, row) + "\n";
    report.row_count += batch.row_count();
    check_cells(batch, decoded->rejected);
  }
  for (const Issue& issue : decoded->found) report.lines += issue_line(issue) + "\n";
  for (const Issue& issue : decoded->rejected) report.lines += issue_line(issue) + "\n";
  report.issue_count = decoded->rejected.size();
  return report;
}

}  // namespace

Result<ReadReport> read_records(const std::string& path, const std::string& profile, Progress* progress) {
  return guarded([&] { return read_line(path, profile, progress); });
}

}  // namespace trueup
