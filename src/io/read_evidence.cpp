#include "trueup/io/read_evidence.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <set>
#include <thread>
#include <tuple>

#include "base/guarded.hpp"
#include "trueup/io/decode.hpp"

namespace trueup {
namespace {

struct DecodedInput {
  std::shared_ptr<const Profile> profile;
  std::vector<SourceFile> files;
  Result<Decoded> decoded = Error{};
};

// The name a person knows a file by: its path below the case's folder.
std::string shown_name(const Case& the_case, const std::string& path) {
  std::error_code ignored;
  const auto below = std::filesystem::path(path).lexically_relative(the_case.base);
  if (!below.empty() && *below.begin() != "..") return below.generic_string();
  return std::filesystem::path(path).filename().string();  // no path of the machine in what is said
}

// The input says where its rows are: the file need not.
std::shared_ptr<const Profile> without_location(Profile profile) {
  for (RowRule& rule : profile.rules)
    for (ColumnSource& column : rule.columns)
      if (column.name == "location") column.optional = true;
  return std::make_shared<const Profile>(std::move(profile));
}

Failure open_input(const Case& the_case, const Input& input, DecodedInput& out) {
  auto profile = find_profile(input.profile, the_case.base);
  if (!profile) return profile.take_error();
  out.profile = input.location.empty() ? *profile : without_location(**profile);
  if (input.text) out.files.push_back({input.name, Bytes::own(*input.text)});
  for (const std::string& path : input.files) {
    auto files = open_source(path, shown_name(the_case, path));
    if (!files) return files.take_error();
    std::move(files->begin(), files->end(), std::back_inserter(out.files));
  }
  const bool fills_table = std::any_of(out.profile->rules.begin(), out.profile->rules.end(),
                                       [&](const RowRule& rule) { return rule.table == input.table; });
  if (!fills_table)
    return Error{ErrorCode::kContradiction, "profile " + out.profile->name + " does not fill table " + input.table,
                 {"trueup.toml", 0, "input " + input.name + ".profile", input.profile}, "a profile of that table"};
  return std::nullopt;
}

void decode_all(std::vector<DecodedInput>& inputs, unsigned threads, Progress* progress) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < inputs.size(); at = next++)
      inputs[at].decoded = guarded([&] { return decode(*inputs[at].profile, inputs[at].files, progress); });
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads && i < inputs.size(); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
}

// The document types that a profile can make; empty when any type may come (the type is read from the file as it is).
std::vector<TextId> types_of(const Profile& profile, const std::string& table, TextPool& pool) {
  std::vector<TextId> types;
  for (const RowRule& rule : profile.rules) {
    if (rule.table != table) continue;
    for (const ColumnSource& column : rule.columns) {
      if (column.name != "type") continue;
      if (!column.from.empty() && column.words.empty()) return {};
      if (column.from.empty()) types.push_back(pool.intern(column.constant));
      for (const auto& [word, canonical] : column.words) types.push_back(pool.intern(canonical));
    }
    if (rule.keep_extra_columns) return {};
  }
  return types;
}

// A column that says that codes are GTINs, ASINs or item ids needs a map that translates them: without one every code would be
// unknown, which is better said at once.
Failure check_key_kinds(const Evidence& evidence) {
  const Records& maps = evidence.table("sku_map");
  const auto from_system = *find_column(maps.schema(), "from_system");
  const auto translated = [&](TextId system) {
    for (std::size_t row = 0; row < maps.row_count(); ++row)
      if (maps.text(row, from_system) == system) return true;
    return false;
  };
  for (const Records& rows : evidence.tables) {
    const auto kind_column = find_column(rows.schema(), "key_kind");
    if (!kind_column || !rows.filled(*kind_column)) continue;
    const auto system_column = *find_column(rows.schema(), "system");
    std::set<std::uint32_t> known;  // systems with a map
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      const std::string_view kind = evidence.text(rows.text(row, *kind_column));
      const TextId system = rows.text(row, system_column);
      if (kind.empty() || kind == "sku" || known.count(system.value) != 0) continue;
      if (translated(system)) {
        known.insert(system.value);
        continue;
      }
      const Origin origin = rows.origin(row);
      return Error{ErrorCode::kUnsupported, "other keys than SKUs are translated by sku_map alone, and it has no row from " + std::string(evidence.text(system)),
                   {evidence.files[origin.file], origin.row, "key_kind", std::string(kind)}, "rows of sku_map from that system, or sku"};
    }
  }
  return std::nullopt;
}

// Sets that one profile leaves out are read all the same where another input of the case names the file.
void drop_sets_read_elsewhere(const std::vector<DecodedInput>& inputs, std::vector<Issue>& issues) {
  std::set<std::pair<std::string, std::string>> read;
  for (const DecodedInput& input : inputs)
    for (const SourceFile& file : input.files)
      for (const std::string& set : input.profile->x12.sets) read.emplace(file.name, set);
  std::erase_if(issues, [&](const Issue& issue) { return issue.code == "set_not_read" && read.count({issue.place.input, issue.place.value}) != 0; });
}

// A file that several inputs read is wrong once.
void keep_first_of_each(std::vector<Issue>& issues) {
  std::set<std::tuple<std::string, std::string, std::uint64_t, std::string, std::string>> seen;
  std::erase_if(issues, [&](const Issue& issue) {
    return !seen.emplace(issue.code, issue.place.input, issue.place.row, issue.place.column, issue.message).second;
  });
}

class Typing {
 public:
  Typing(const Case& the_case, Evidence& evidence, const Progress* progress) : case_(the_case), evidence_(evidence), progress_(progress) {}

  void add(const Input& input, DecodedInput& source) {
    const System* system = case_.find_system(input.system);
    std::optional<TimeZone> zone;
    if (system != nullptr && !system->timezone.empty()) zone = TimeZone::load(system->timezone);
    RecordDefaults defaults;
    defaults.system = evidence_.pool.intern(input.system);
    defaults.hop = evidence_.pool.intern(input.hop);
    defaults.location = evidence_.pool.intern(input.location);
    const auto instant = input.as_of ? input.as_of : case_.as_of;
    defaults.as_of = instant ? instant->micros : Records::kUnknown;
    defaults.zone = zone ? &*zone : nullptr;
    defaults.zone_hint = system == nullptr ? "the input names no system" : "system " + system->id + " has no timezone";
    const auto first_file = static_cast<std::uint32_t>(evidence_.files.size());
    add_files(source);
    const std::size_t rejected_before = evidence_.rejected.size();
    std::uint64_t rows = 0;
    const std::size_t first_row = evidence_.table(input.table).row_count();
    Decoded& decoded = source.decoded.value();
    for (RecordBatch& batch : decoded.batches) {
      if (batch.table != input.table) continue;
      std::uint32_t file = 0;
      while (source.files[file].name != batch.input) ++file;
      defaults.file = first_file + file;
      append_records(evidence_.table(batch.table), batch, defaults, evidence_.pool, evidence_.rejected, progress_);
      rows += batch.row_count();
      batch = {};  // its bytes and cells are not needed any more
    }
    const bool lost_rows = !decoded.rejected.empty() || has_nameless_row(evidence_.table(input.table), first_row);
    std::move(decoded.rejected.begin(), decoded.rejected.end(), std::back_inserter(evidence_.rejected));
    std::move(decoded.found.begin(), decoded.found.end(), std::back_inserter(evidence_.found));
    add_coverage(input, *source.profile, rows, evidence_.rejected.size() - rejected_before);
    if (!decoded.whole) evidence_.coverage.back().complete = false;
    evidence_.coverage.back().lost_rows = lost_rows;
  }

  void leave_out(const Input& input, const DecodedInput& source) {
    add_files(source);
    add_coverage(input, *source.profile, 0, 0);
    evidence_.coverage.back().complete = false;
    evidence_.coverage.back().lost_rows = true;
  }

 private:
  void add_files(const DecodedInput& source) {
    for (const SourceFile& file : source.files) evidence_.files.push_back(file.name);
    evidence_.input_of_file.resize(evidence_.files.size(), static_cast<std::uint32_t>(evidence_.coverage.size()));
  }

  // A row without a SKU belongs to a key that nobody knows.
  static bool has_nameless_row(const Records& rows, std::size_t first_row) {
    const auto sku = find_column(rows.schema(), "sku");
    for (std::size_t row = first_row; sku && row < rows.row_count(); ++row)
      if (rows.rejected(row) && !rows.text(row, *sku)) return true;
    return false;
  }

  void add_coverage(const Input& input, const Profile& profile, std::uint64_t rows, std::uint64_t rejected) {
    Coverage coverage;
    coverage.table = input.table;
    coverage.system = evidence_.pool.intern(input.system);
    coverage.types = types_of(profile, input.table, evidence_.pool);
    coverage.as_of = input.as_of ? input.as_of : case_.as_of;
    coverage.as_of_end = input.as_of_end;
    coverage.from = input.from;
    coverage.to = input.to;
    coverage.complete = input.complete;
    coverage.absent = input.absent;
    coverage.name = input.name;
    coverage.profile = profile.name;
    coverage.row_count = rows;
    coverage.rejected_count = rejected;
    evidence_.coverage.push_back(std::move(coverage));
  }

  const Case& case_;
  Evidence& evidence_;
  const Progress* progress_;
};

}  // namespace

Result<Evidence> read_evidence(const Case& the_case, unsigned threads, Progress* progress, std::vector<Misfit>* misfits) {
  std::vector<DecodedInput> inputs(the_case.inputs.size());
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (Failure failure = open_input(the_case, the_case.inputs[i], inputs[i])) return *failure;
    for (const SourceFile& file : inputs[i].files) bytes += file.bytes->size();
  }
  if (progress != nullptr) progress->enter(Stage::kReading, bytes);
  decode_all(inputs, threads, progress);
  Evidence evidence;
  Typing typing(the_case, evidence, progress);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
    if (!inputs[i].decoded && misfits != nullptr && inputs[i].decoded.error().code == ErrorCode::kMissingColumn) {
      typing.leave_out(the_case.inputs[i], inputs[i]);
      misfits->push_back({i, inputs[i].profile, inputs[i].files, inputs[i].decoded.take_error()});
      continue;
    }
    if (!inputs[i].decoded) return inputs[i].decoded.take_error();
    typing.add(the_case.inputs[i], inputs[i]);
  }
  if (progress != nullptr && progress->cancelled()) return Error{ErrorCode::kCancelled, "cancelled", {}, ""};
  if (Failure failure = check_key_kinds(evidence)) return std::move(*failure);
  drop_sets_read_elsewhere(inputs, evidence.found);
  keep_first_of_each(evidence.found);
  return evidence;
}

}  // namespace trueup
