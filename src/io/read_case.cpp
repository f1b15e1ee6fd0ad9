#include "trueup/io/read_case.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>

#include "io/case_references.hpp"
#include "io/config_node.hpp"
#include "io/find_files.hpp"
#include "trueup/base/bytes.hpp"
#include "trueup/base/time_zone.hpp"
#include "trueup/model/document_type.hpp"
#include "trueup/model/table_schema.hpp"

namespace trueup {
namespace {

template <class T>
struct Word {
  std::string_view text;
  T value;
};

constexpr Word<SystemRole> kRoles[] = {{"channel", SystemRole::kChannel},
                                       {"system_of_record", SystemRole::kSystemOfRecord},
                                       {"transport", SystemRole::kTransport},
                                       {"execution", SystemRole::kExecution},
                                       {"finance", SystemRole::kFinance}};
constexpr Word<CostingMethod> kCostings[] = {{"fifo", CostingMethod::kFifo},
                                             {"weighted_average", CostingMethod::kWeightedAverage},
                                             {"standard", CostingMethod::kStandard}};
constexpr Word<bool> kKinds[] = {{"own", false}, {"external", true}};
constexpr Word<AbsentRow> kAbsents[] = {{"zero", AbsentRow::kZero},
                                        {"unknown", AbsentRow::kUnknown},
                                        {"not_carried", AbsentRow::kNotCarried}};
constexpr Word<WindowOn> kWindows[] = {{"created", WindowOn::kCreated},
                                       {"effective", WindowOn::kEffective},
                                       {"posted", WindowOn::kPosted}};

template <class T, std::size_t N>
void read_word(KeyReader& reader, std::string_view key, const Word<T> (&words)[N], T& out) {
  const ConfigNode* node = reader.take(key);
  if (node == nullptr) return;
  std::string accepted = "one of";
  for (const Word<T>& word : words) {
    if (node->kind == NodeKind::kText && node->text == word.text) {
      out = word.value;
      return;
    }
    accepted += " " + std::string(word.text);
  }
  reader.fail(ErrorCode::kBadValue, *node, key, "is not a known word", accepted);
}

void read_instant(KeyReader& reader, std::string_view key, std::optional<Instant>& out) {
  const ConfigNode* node = reader.take(key);
  if (node == nullptr) return;
  out = parse_instant(node->text);
  if (!out) reader.fail(ErrorCode::kBadValue, *node, key, "is not an instant", "2026-11-20T06:00:00Z, with Z or an offset");
}

void read_duration(KeyReader& reader, std::string_view key, std::optional<Duration>& out) {
  const ConfigNode* node = reader.take(key);
  if (node == nullptr) return;
  out = parse_duration(node->text);
  if (!out) reader.fail(ErrorCode::kBadValue, *node, key, "is not a duration", "a whole number with s, m, h or d, such as \"90m\"");
}

void check_pattern(KeyReader& reader, const System& system) {
  const ConfigNode* node = reader.take("reference_pattern");
  if (node == nullptr) return;
  try {
    if (std::regex(system.reference_pattern).mark_count() == 1) return;
  } catch (const std::regex_error&) {
  }
  reader.fail(ErrorCode::kBadValue, *node, "reference_pattern", "is not a pattern with one capture", "an ECMAScript regular expression such as \"SO-?(\\\\d+)\"");
}

void read_system(KeyReader& reader, System& system) {
  reader.required_text("id", system.id);
  read_word(reader, "role", kRoles, system.role);
  reader.text("dialect", system.dialect);
  reader.text("timezone", system.timezone);
  reader.text("reference_pattern", system.reference_pattern);
  if (const ConfigNode* kits = reader.take("kits"); kits != nullptr && kits->text != "stocked")
    reader.fail(ErrorCode::kUnsupported, *kits, "kits", "is not supported by this version", "\"stocked\", or no key: kits are compared as they are held");
  check_pattern(reader, system);
  const ConfigNode* zone = reader.take("timezone");
  if (zone != nullptr && !TimeZone::load(system.timezone))
    reader.fail(ErrorCode::kBadValue, *zone, "timezone", "is not a time zone that this machine knows",
                "an IANA name such as \"America/Los_Angeles\"");
}

void read_location(KeyReader& reader, Location& location) {
  reader.required_text("id", location.id);
  read_word(reader, "kind", kKinds, location.external);
  reader.text("operator", location.system);
  const ConfigNode* names = reader.take("names");
  if (names == nullptr) return;
  if (names->kind != NodeKind::kTable) return reader.fail(ErrorCode::kBadValue, *names, "names", "is not a table", "{ system = \"its name for the location\" }");
  KeyReader by_system(*names, "location.names", "");
  bool all_spelt = true;
  for (const auto& [system, node] : names->fields) {
    std::vector<std::string> spelt;
    by_system.texts(system, spelt);
    for (const std::string& name : spelt) location.names.emplace_back(system, name);
    all_spelt = all_spelt && !spelt.empty();
  }
  if (by_system.finish() || !all_spelt) reader.fail(ErrorCode::kBadValue, *names, "names", "holds something that is no name", "for each system a quoted text, or a list of them");
}

void read_hop(KeyReader& reader, Hop& hop) {
  reader.required_text("id", hop.id);
  reader.required_text("from", hop.from);
  reader.required_text("to", hop.to);
  reader.texts("carries", hop.carries);
  for (const std::string& word : hop.carries)
    if (const ConfigNode* carries = reader.take("carries"); word != "stock" && !is_document_type(word))
      reader.fail(ErrorCode::kBadValue, *carries, "carries", "\"" + word + "\" is not a document type", "stock, or the document types of docs/CASES.md");
  reader.text("transport", hop.transport);
  read_duration(reader, "every", hop.every);
  read_duration(reader, "offset", hop.offset);
  read_duration(reader, "processing", hop.processing);
  read_duration(reader, "max_age", hop.max_age);
  reader.text("cutoff", hop.cutoff);
  reader.text("calendar", hop.calendar);
  reader.texts("blackout", hop.blackout);
  reader.text("owner", hop.owner);
  const ConfigNode* calendar = reader.take("calendar");
  if (calendar != nullptr && hop.calendar != "mon-fri")
    reader.fail(ErrorCode::kBadValue, *calendar, "calendar", "is not a known calendar", "mon-fri, or no key for every day");
}

void read_comparison(KeyReader& reader, Comparison& comparison) {
  reader.required_text("book", comparison.book);
  reader.required_text("other", comparison.other);
  reader.texts("buckets", comparison.buckets);
  reader.texts("locations", comparison.locations);
  if (comparison.buckets.empty()) comparison.buckets = {"on_hand"};
}

void read_setting(KeyReader& reader, Setting& setting) {
  reader.required_text("system", setting.system);
  reader.required_text("key", setting.key);
  reader.text("value", setting.value);
  reader.text("location", setting.location);
  reader.text("since", setting.since);
  reader.text("actor", setting.actor);
}

void read_files(KeyReader& reader, const std::string& base, Input& input) {
  std::vector<std::string> patterns;
  reader.texts("files", patterns);
  const ConfigNode* node = reader.take("files");
  for (const std::string& pattern : patterns) {
    const std::vector<std::string> found = find_files(base, pattern);
    if (found.empty())
      reader.fail(ErrorCode::kFileNotFound, *node, "files", "no file matches \"" + pattern + "\"",
                  "an existing file, relative to the case's folder");
    input.files.insert(input.files.end(), found.begin(), found.end());
  }
  std::sort(input.files.begin(), input.files.end());
  input.files.erase(std::unique(input.files.begin(), input.files.end()), input.files.end());
  input.name = patterns.empty() ? input.table : patterns.front();
}

void read_input(KeyReader& reader, const ConfigNode& node, const std::string& base, Input& input) {
  reader.required_text("table", input.table);
  if (!input.table.empty() && find_table(input.table) == nullptr) {
    std::string accepted = "one of";
    for (const TableSchema& table : all_tables()) accepted += " " + std::string(table.name);
    reader.fail(ErrorCode::kBadValue, *node.find("table"), "table", "is not a canonical table", accepted);
  }
  reader.text("system", input.system);
  reader.text("hop", input.hop);
  reader.text("location", input.location);
  reader.text("profile", input.profile);
  if (input.profile.empty()) input.profile = "trueup." + input.table;
  if (const ConfigNode* text = reader.take("text"); text != nullptr) input.text = text->text;
  read_files(reader, base, input);
  if (input.text && reader.take("files") != nullptr) reader.fail(ErrorCode::kContradiction, node, "text", "stands beside files", "one of the two");
  if (input.files.empty() && !input.text) reader.fail(ErrorCode::kMissingKey, node, "files", "is missing", "[\"stock.csv\"]");
  read_instant(reader, "as_of", input.as_of);
  read_instant(reader, "as_of_end", input.as_of_end);
  read_instant(reader, "from", input.from);
  read_instant(reader, "to", input.to);
  read_word(reader, "window_on", kWindows, input.window_on);
  reader.boolean("complete", input.complete);
  read_word(reader, "absent", kAbsents, input.absent);
  if (input.as_of_end && (!input.as_of || *input.as_of_end < *input.as_of)) reader.fail(ErrorCode::kContradiction, node, "as_of_end", "lies before as_of", "an instant not before as_of");
  if (input.from && input.to && *input.to < *input.from) reader.fail(ErrorCode::kContradiction, node, "to", "lies before from", "an instant not before from");
}

void read_header(KeyReader& reader, Case& out) {
  reader.required_text("name", out.name);
  read_instant(reader, "as_of", out.as_of);
  read_instant(reader, "go_live", out.go_live);
  reader.text("currency", out.currency);
  const bool is_code = out.currency.empty() || (out.currency.size() == 3 && std::all_of(out.currency.begin(), out.currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
  if (!is_code) reader.fail(ErrorCode::kBadValue, *reader.take("currency"), "currency", "is not a currency code", "three capital letters of ISO 4217, such as \"USD\"");
  read_word(reader, "costing", kCostings, out.costing);
  reader.take("threshold");
  reader.take("tolerance");
}

void read_threshold(KeyReader& reader, Threshold& threshold) {
  const auto figure = [&](std::string_view key, int places, std::optional<std::int64_t>& out) {
    std::int64_t value = -1;
    reader.decimal(key, places, value);
    if (value >= 0) out = value;
  };
  figure("units", Quantity::kPlaces, threshold.units_e4);
  figure("money", 4, threshold.money_e4);
  figure("percent", 4, threshold.percent_e4);
  figure("skus", 0, threshold.skus);
}

void read_tolerance(KeyReader& reader, Tolerance& tolerance) {
  reader.decimal("units", Quantity::kPlaces, tolerance.units.value);
  for (const char* key : {"percent", "money"})
    if (const ConfigNode* node = reader.take(key)) reader.fail(ErrorCode::kUnsupported, *node, key, "is not supported by this version", "units");
}

// One list of a case ([[system]], [[hop]], ...): reads each table with `read_one`, stops at the first error.
template <class T, class Read>
Failure read_list(const ConfigNode& root, const std::string& key, const std::string& origin, std::vector<T>& out, Read read_one) {
  const ConfigNode* list = root.find(key);
  if (list == nullptr) return std::nullopt;
  if (list->kind != NodeKind::kArray)
    return Error{ErrorCode::kBadValue, "is not a list", {origin, list->line, key, list->text}, "[[" + key + "]]"};
  for (const ConfigNode& node : list->items) {
    KeyReader reader(node, key, origin);
    T item;
    read_one(reader, node, item);
    if (Failure failure = reader.finish()) return failure;
    out.push_back(std::move(item));
  }
  return std::nullopt;
}

Failure read_tolerances(const ConfigNode& node, const std::string& origin, Case& out) {
  if (KeyReader table(node, "case.tolerance", origin); node.kind != NodeKind::kTable) return table.finish();
  for (const auto& [name, fields] : node.fields) {
    KeyReader reader(fields, "case.tolerance." + name, origin);
    if (name != "default") reader.fail(ErrorCode::kUnsupported, fields, "", "classes are not supported by this version", "default");
    Tolerance tolerance;
    tolerance.units_class = name;
    read_tolerance(reader, tolerance);
    if (Failure failure = reader.finish()) return failure;
    out.tolerances.push_back(tolerance);
  }
  return std::nullopt;
}

Failure read_case_table(const ConfigNode& root, const std::string& origin, Case& out) {
  const ConfigNode* table = root.find("case");
  if (table == nullptr) return Error{ErrorCode::kMissingKey, "is missing", {origin, 1, "[case]", ""}, "[case] with at least name and as_of"};
  KeyReader reader(*table, "case", origin);
  read_header(reader, out);
  if (Failure failure = reader.finish()) return failure;
  if (const ConfigNode* threshold = table->find("threshold")) {
    KeyReader fields(*threshold, "case.threshold", origin);
    read_threshold(fields, out.threshold);
    if (Failure failure = fields.finish()) return failure;
  }
  if (const ConfigNode* tolerance = table->find("tolerance")) return read_tolerances(*tolerance, origin, out);
  return std::nullopt;
}

Failure read_root(const ConfigNode& root, const std::string& origin, Case& out) {
  KeyReader keys(root, "", origin);
  for (const char* key : {"case", "system", "location", "hop", "comparison", "input", "setting"}) keys.take(key);
  if (Failure failure = keys.finish()) return failure;
  if (Failure failure = read_case_table(root, origin, out)) return failure;
  const auto plain = [](auto read) { return [read](KeyReader& reader, const ConfigNode&, auto& item) { read(reader, item); }; };
  if (Failure failure = read_list(root, "system", origin, out.systems, plain(read_system))) return failure;
  if (Failure failure = read_list(root, "location", origin, out.locations, plain(read_location))) return failure;
  if (Failure failure = read_list(root, "hop", origin, out.hops, plain(read_hop))) return failure;
  if (Failure failure = read_list(root, "comparison", origin, out.comparisons, plain(read_comparison))) return failure;
  if (Failure failure = read_list(root, "setting", origin, out.settings, plain(read_setting))) return failure;
  const auto with_base = [&](KeyReader& reader, const ConfigNode& node, Input& input) { read_input(reader, node, out.base, input); };
  if (Failure failure = read_list(root, "input", origin, out.inputs, with_base)) return failure;
  if (Failure failure = check_references(out, origin)) return failure;
  add_default_comparisons(out);
  return std::nullopt;
}

Result<Case> read_toml(std::string_view toml, const std::string& origin, const std::string& base) {
  auto root = parse_toml(toml, origin);
  if (!root) return root.take_error();
  Case out;
  out.base = base;
  if (Failure failure = read_root(*root, origin, out)) return *failure;
  return out;
}

}  // namespace

Result<Case> read_case(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path file = fs::is_directory(path, ignored) ? fs::path(path) / "trueup.toml" : fs::path(path);
  auto bytes = Bytes::map(file.string());
  if (!bytes) {
    Error error = bytes.take_error();
    if (error.code == ErrorCode::kFileNotFound) error.hint = "a case: a folder that holds trueup.toml";
    return error;
  }
  return read_toml((*bytes)->view(), file.filename().string(), file.parent_path().string());
}

Result<Case> read_case_toml(std::string_view toml, const std::string& base) { return read_toml(toml, "trueup.toml", base); }

Result<Case> read_case_json(std::string_view json, const std::string& base) {
  auto root = parse_json_config(json, "case.json");
  if (!root) return root.take_error();
  Case out;
  out.base = base;
  if (Failure failure = read_root(*root, "case.json", out)) return *failure;
  return out;
}

}  // namespace trueup
