// The parts of a profile that say how a file is built: [csv], [json], [x12].
#include "io/profile_reader.hpp"

namespace trueup {
namespace {

/// One character out of `accepted`, or the word that stands for none.
void read_character(ProfileReader& reader, KeyReader& keys, const ConfigNode& node, const char* key, std::string_view accepted, const char* none,
                    char& out) {
  std::string text(none);
  keys.text(key, text);
  if (text == none) return;
  if (text.size() == 1 && accepted.find(text[0]) != std::string_view::npos) out = text[0];
  else reader.fail(*node.find(key), std::string("csv.") + key, "is not one of the characters", std::string(none) + ", or one of " + std::string(accepted));
}

void read_spread(ProfileReader& reader, KeyReader& keys, const ConfigNode& node) {
  std::string spread = "none";
  keys.text("spread", spread);
  keys.texts("spread_after", reader.profile.csv.spread_after);
  if (spread == "groups") reader.profile.csv.spread = CsvSpread::kGroups;
  else if (spread == "columns") reader.profile.csv.spread = CsvSpread::kColumns;
  else if (spread != "none") reader.fail(*node.find("spread"), "csv.spread", "is not a known word", "none, groups or columns");
  if (spread == "columns" && reader.profile.csv.spread_after.empty())
    reader.fail(node, "csv.spread_after", "is missing", "the headers of the columns that come before those of the places");
}

void read_csv(ProfileReader& reader, const ConfigNode* node) {
  if (node == nullptr) return;
  if (!reader.csv()) return reader.fail(*node, "csv", "stands in a profile of another format", "format = \"csv\"");
  CsvShape& shape = reader.profile.csv;
  KeyReader keys(*node, "csv", reader.origin);
  read_character(reader, keys, *node, "delimiter", ",;\t", "auto", shape.delimiter);
  read_character(reader, keys, *node, "decimal", ",", ".", shape.decimal_point);
  read_character(reader, keys, *node, "thousands", ",.' ", "", shape.thousands);
  if (shape.thousands == shape.decimal_point) reader.fail(*node, "csv.thousands", "is the decimal point", "two different characters");
  if (node->find("null") != nullptr) shape.null_words.clear();
  keys.texts("null", shape.null_words);
  read_spread(reader, keys, *node);
  reader.note(keys.finish());
}

void read_json(ProfileReader& reader, const ConfigNode* node) {
  if (node == nullptr) return;
  if (!reader.json()) return reader.fail(*node, "json", "stands in a profile of another format", "format = \"json\"");
  JsonShape& shape = reader.profile.json;
  KeyReader keys(*node, "json", reader.origin);
  keys.texts("list", shape.list);
  keys.text("total", shape.total);
  keys.text("page", shape.page);
  keys.texts("unique", shape.unique);
  keys.texts("errors", shape.errors);
  keys.boolean("lines", shape.lines);
  reader.note(keys.finish());
  if (shape.list.empty() && !(shape.total.empty() && shape.page.empty()))
    reader.fail(*node, "json", "total and page need a list", "list = \"the key of the list\"");
}

void read_loop(ProfileReader& reader, const std::string& opener, const ConfigNode& node) {
  X12Loop loop;
  loop.opener = opener;
  loop.in = "ST";
  KeyReader keys(node, "x12.loops." + opener, reader.origin);
  keys.text("in", loop.in);
  keys.texts("holds", loop.holds);
  keys.text("id", loop.id);
  keys.text("parent", loop.parent);
  reader.note(keys.finish());
  reader.profile.x12.loops.push_back(std::move(loop));
}

void check_loops(ProfileReader& reader, const ConfigNode& node) {
  for (const X12Loop& loop : reader.profile.x12.loops) {
    const bool known = loop.in == "ST" || std::any_of(reader.profile.x12.loops.begin(), reader.profile.x12.loops.end(),
                                                      [&](const X12Loop& other) { return other.opener == loop.in && &other != &loop; });
    if (!known) reader.fail(node, "x12.loops." + loop.opener + ".in", "is no loop of this profile", "ST, or the opener of another loop");
    if (loop.id.empty() != loop.parent.empty()) reader.fail(node, "x12.loops." + loop.opener, "needs id and parent together", "id = \"HL-01\", parent = \"HL-02\"");
  }
}

void read_x12(ProfileReader& reader, const ConfigNode* node) {
  if (node == nullptr) {
    if (reader.x12()) reader.fail(reader.root, "x12", "is missing", "[x12] with sets = [\"945\"]");
    return;
  }
  if (!reader.x12()) return reader.fail(*node, "x12", "stands in a profile of another format", "format = \"x12\"");
  X12Shape& shape = reader.profile.x12;
  KeyReader keys(*node, "x12", reader.origin);
  keys.texts("sets", shape.sets);
  keys.texts("ids", shape.ids);
  read_conditions(reader, keys.take("exceptions_only"), "x12.exceptions_only", false, shape.exceptions_only);
  if (const ConfigNode* loops = keys.take("loops"))
    for (const auto& [opener, loop] : loops->fields) read_loop(reader, opener, loop);
  reader.note(keys.finish());
  if (shape.sets.empty()) reader.fail(*node, "x12.sets", "is missing", "the sets that the profile reads: [\"945\"]");
  check_loops(reader, *node);
}

}  // namespace

void read_shapes(ProfileReader& reader, KeyReader& keys) {
  read_json(reader, keys.take("json"));
  read_csv(reader, keys.take("csv"));
  read_x12(reader, keys.take("x12"));
}

}  // namespace trueup
