#include "io/json_rows.hpp"

#include <algorithm>

#include "io/column_rule.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

std::string label_of(const RowRule& rule, const std::string& from) {
  if (from.starts_with('/')) return from;
  std::string out = rule.each + "/" + from;
  std::replace(out.begin(), out.end(), '.', '/');
  return out;
}

/// True when `list`, one value or several separated by comma or semicolon, holds `value`.
bool list_holds(std::string_view list, std::string_view value) {
  for (;;) {
    const std::size_t end = list.find_first_of(",;");
    if (trimmed(list.substr(0, end)) == trimmed(value)) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
}

}  // namespace

JsonRows::JsonRows(const RowRule& rule, JsonFields& fields, const ColumnForms& forms) : rule_(rule), fields_(fields), forms_(forms) {
  each_ = fields.add({}, rule.each);
  for (const RowCondition& condition : rule.when) when_.push_back(fields.add_value(each_, condition.path));
  if (rule.join) {
    Join join;
    join.each = fields.add({}, rule.join->each);
    join.on = fields.add(each_, rule.join->on);
    join.in = fields.add(join.each, rule.join->in);
    join_ = std::move(join);
  }
  for (const ColumnSource& source : rule.columns) {
    Column column;
    for (const std::string& from : source.from) column.from.push_back(fields.add_value(each_, from));
    if (column.from.size() == 1 && column.from.front().size() == 1) column.direct = column.from.front().front();
    if (!source.minus.empty()) column.minus = fields.add_value(each_, source.minus);
    if (!source.time.empty()) column.time = fields.add_value(each_, source.time);
    for (const std::string& path : source.plus) column.plus.push_back(fields.add_value(each_, path));
    column.label = source.from.empty() ? source.name : label_of(rule, source.from.front());
    columns_.push_back(std::move(column));
  }
}

void JsonRows::open(const std::string& input, std::shared_ptr<const Bytes> source) {
  batch_ = RecordBatch();
  batch_.input = input;
  batch_.table = rule_.table;
  batch_.source = std::move(source);
  batch_.columns.resize(columns_.size());
  visited_.assign(fields_.size(), JsonRecord::kAbsentNode);
  for (Column& column : columns_) {
    column.seen_in_file = false;
    column.subtrahends.clear();
    column.clocks.clear();
    column.summands.assign(column.plus.size(), {});
  }
}

bool JsonRows::add(const JsonRecord& record, std::uint64_t place) {
  record_ = &record;
  place_ = place;
  joining_ = false;
  return visit(each_, 0, JsonRecord::kRoot);
}

RecordBatch JsonRows::close() {
  std::vector<std::vector<Cell>> columns;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ColumnSource& source = rule_.columns[i];
    if (source.from.empty() || (source.optional && !columns_[i].seen_in_file)) continue;
    batch_.names.push_back(source.name);
    batch_.labels.push_back(columns_[i].label);
    ColumnCells cells{std::move(batch_.columns[i]), std::move(columns_[i].subtrahends), std::move(columns_[i].clocks),
                      std::move(columns_[i].summands)};
    columns.push_back(forms_.apply(batch_, rule_, source, std::move(cells)));
  }
  batch_.columns = std::move(columns);
  add_constants(batch_, rule_);
  return std::move(batch_);
}

const ColumnSource* JsonRows::missing_column() const {
  for (std::size_t i = 0; i < columns_.size() && rows_ != 0; ++i)
    if (!columns_[i].seen && !rule_.columns[i].from.empty() && !rule_.columns[i].optional) return &rule_.columns[i];
  return nullptr;
}

const std::string& JsonRows::label(const ColumnSource& column) const {
  return columns_[static_cast<std::size_t>(&column - rule_.columns.data())].label;
}

bool JsonRows::fail(std::string what, const JsonPath& path, std::size_t steps) {
  fault_ = std::move(what);
  fault_pointer_ = pointer(path, steps);
  return false;
}

/// The first `steps` fields of a path, and in each list of them the element that is now visited.
std::string JsonRows::pointer(const JsonPath& path, std::size_t steps) const {
  std::string out;
  std::uint32_t node = JsonRecord::kRoot;
  for (std::size_t i = 0; i < steps; ++i) {
    const std::uint32_t field = path[i];
    if (JsonFields::is_choice(field)) {
      out += "/[" + fields_[fields_.choice(field).field].key + "=" + fields_.choice(field).word + "]";
      node = chosen(fields_.choice(field), node);
      continue;
    }
    out += "/" + fields_[field].key;
    node = record_->child(node, field);
    if ((*record_)[node].kind() != JsonKind::kArray || visited_[field] == JsonRecord::kAbsentNode) continue;
    std::uint64_t index = 0;
    for (std::uint32_t element = (*record_)[node].first; element != visited_[field]; element = (*record_)[element].next) ++index;
    out += "/" + std::to_string(index);
    node = visited_[field];
  }
  return out;
}

bool JsonRows::visit(const JsonPath& path, std::size_t step, std::uint32_t node) {
  if (step == path.size()) return joining_ ? joined_row() : row();
  const JsonKind kind = (*record_)[node].kind();
  if (kind == JsonKind::kText || kind == JsonKind::kBare) return fail("an object is expected", path, step);
  const std::uint32_t field = path[step];
  const std::uint32_t child = record_->child(node, field);
  switch ((*record_)[child].kind()) {
    case JsonKind::kAbsent:
    case JsonKind::kNull: return true;
    case JsonKind::kObject: return visit(path, step + 1, child);
    case JsonKind::kArray: break;
    default: return fail("\"" + fields_[field].key + "\" is no list", path, step + 1);
  }
  if (joining_ && visited_[field] != JsonRecord::kAbsentNode) return visit(path, step + 1, visited_[field]);
  for (std::uint32_t element = (*record_)[child].first; element != 0; element = (*record_)[element].next)
    if (!visit_element(path, step, element)) return false;
  return true;
}

bool JsonRows::visit_element(const JsonPath& path, std::size_t step, std::uint32_t node) {
  visited_[path[step]] = node;
  const bool proceed = visit(path, step + 1, node);
  visited_[path[step]] = JsonRecord::kAbsentNode;
  return proceed;
}

bool JsonRows::row() {
  if (join_) {
    joining_ = true;
    joined_ = false;
    const bool proceed = visit(join_->each, 0, JsonRecord::kRoot);
    joining_ = false;
    return proceed;
  }
  bool meets = false;
  if (!holds(meets)) return false;
  return !meets || emit();
}

/// The first element that fits takes the row: what is packed once is shipped once.
bool JsonRows::joined_row() {
  if (joined_) return true;
  bool meets = false;
  if (!matches_join(meets) || (meets && !holds(meets))) return false;
  if (!meets) return true;
  joined_ = true;
  return emit();
}

bool JsonRows::matches_join(bool& matches) {
  std::string_view text_of;
  if (!text(join_->on, text_of)) return false;
  const std::string value(text_of);  // the arena may grow below
  if (!text(join_->in, text_of)) return false;
  matches = list_holds(text_of, value);
  return true;
}

bool JsonRows::holds(bool& holds) {
  holds = true;
  for (std::size_t i = 0; i < when_.size() && holds; ++i) {
    std::string_view value;
    if (!text(when_[i], value)) return false;
    holds = meets(rule_.when[i], value);
  }
  return true;
}

bool JsonRows::emit() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    if (column.from.empty()) continue;
    Cell cell;
    if (!pick_plain(column, cell) && !pick(column, cell)) return false;
    batch_.columns[i].push_back(cell);
    if (!column.minus.empty() && !add_other(column.minus, column.subtrahends)) return false;
    if (!column.time.empty() && !add_other(column.time, column.clocks)) return false;
    for (std::size_t part = 0; part < column.plus.size(); ++part)
      if (!add_other(column.plus[part], column.summands[part])) return false;
  }
  batch_.rows.push_back(place_);
  ++rows_;
  return true;
}

bool JsonRows::add_other(const JsonPath& path, std::vector<Cell>& cells) {
  std::uint32_t node = JsonRecord::kAbsentNode;
  Cell cell;
  if (!find(path, node) || !this->cell(path, node, cell)) return false;
  cells.push_back(cell);
  return true;
}

/// The usual case: a text or number of the record itself. False when it is another.
bool JsonRows::pick_plain(Column& column, Cell& out) {
  if (column.direct == JsonFields::kNone) return false;
  const JsonToken& token = (*record_)[record_->child(JsonRecord::kRoot, column.direct)].token;
  const bool plain = (token.kind == JsonKind::kText && !token.escaped) || token.kind == JsonKind::kBare;
  if (!plain || token.length > Cell::kMaxLength) return false;
  out = Cell::in_source(static_cast<std::uint64_t>(token.begin - batch_.source->data()), token.length);
  column.seen = column.seen_in_file = true;
  return true;
}

bool JsonRows::pick(Column& column, Cell& out) {
  for (const JsonPath& from : column.from) {
    std::uint32_t node = JsonRecord::kAbsentNode;
    if (!find(from, node)) return false;
    if ((*record_)[node].kind() == JsonKind::kAbsent) continue;
    column.seen = column.seen_in_file = true;
    Cell cell;
    if (!this->cell(from, node, cell)) return false;
    if (!cell.missing() && (out.missing() || out.length() == 0)) out = cell;
    if (!out.missing() && out.length() != 0) break;
  }
  return true;
}

/// Text with escapes goes to the arena; everything else stays where it is.
bool JsonRows::cell(const JsonPath& path, std::uint32_t node, Cell& out) {
  const JsonNode& value = (*record_)[node];
  const JsonToken& token = value.token;
  out = Cell();
  if (token.kind == JsonKind::kAbsent || token.kind == JsonKind::kNull || value.empty_list()) return true;
  if (token.kind == JsonKind::kObject || token.kind == JsonKind::kArray)
    return fail("an object or a list stands where one value is expected", path, path.size());
  if (token.length > Cell::kMaxLength) return fail("a text is longer than 16 MiB", path, path.size());
  if (!token.escaped) {
    out = Cell::in_source(static_cast<std::uint64_t>(token.begin - batch_.source->data()), token.length);
    return true;
  }
  const std::uint64_t at = batch_.arena.size();
  if (!unescape_json(token.text(), batch_.arena)) return fail("half a surrogate pair in a text", path, path.size());
  out = Cell::in_arena(at, batch_.arena.size() - at);
  return true;
}

/// An element of the list, or the node itself where one object stands in the list's place; of kind kAbsent when none fits.
std::uint32_t JsonRows::chosen(const JsonChoice& choice, std::uint32_t node) const {
  const bool list = (*record_)[node].kind() == JsonKind::kArray;
  for (std::uint32_t element = list ? (*record_)[node].first : node; element != JsonRecord::kAbsentNode; element = (*record_)[element].next) {
    const JsonToken& token = (*record_)[record_->child(element, choice.field)].token;
    if (token.length != 0 && token.text() == choice.word) return element;
    if (!list) break;
  }
  return JsonRecord::kAbsentNode;
}

bool JsonRows::find_deep(const JsonPath& path, std::uint32_t& node) {
  node = JsonRecord::kRoot;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::uint32_t field = path[i];
    if (JsonFields::is_choice(field)) {
      node = chosen(fields_.choice(field), node);
      continue;
    }
    node = record_->child(node, field);
    if ((*record_)[node].kind() != JsonKind::kArray) continue;
    if ((*record_)[node].empty_list() || (i + 1 < path.size() && JsonFields::is_choice(path[i + 1]))) continue;
    node = visited_[field];
    if (node == JsonRecord::kAbsentNode)
      return fail("\"" + fields_[field].key + "\" is a list, and the profile visits none of its elements here", path, i + 1);
  }
  return true;
}

bool JsonRows::text(const JsonPath& path, std::string_view& out) {
  std::uint32_t node = JsonRecord::kAbsentNode;
  Cell cell;
  if (!find(path, node)) return false;
  if (!this->cell(path, node, cell)) return false;
  out = batch_.text(cell);
  return true;
}

}  // namespace trueup
