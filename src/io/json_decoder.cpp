#include <memory>

#include "io/json_fields.hpp"
#include "io/json_pages.hpp"
#include "io/json_record.hpp"
#include "io/json_rows.hpp"
#include "io/json_table.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"

namespace trueup {
namespace {

namespace sj = simdjson::ondemand;

constexpr std::uint64_t kRecordsPerLook = 4096;  // between looks at `cancel`

/// True when the text ends inside a string, an object or a list: it was cut, not miswritten.
bool ends_early(std::string_view text) {
  std::uint64_t depth = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inside) {
      if (c == '\\') ++i;
      else if (c == '"') inside = false;
    } else if (c == '"') {
      inside = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return inside || depth != 0;
}

class JsonDecoder {
 public:
  JsonDecoder(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress)
      : profile_(profile), files_(files), progress_(progress), pages_(profile, files) {
    rules_.reserve(profile.rules.size());
    for (const RowRule& rule : profile.rules) rules_.emplace_back(rule, fields_);
    for (const std::string& key : profile.unique) unique_.push_back(fields_.add({}, key));
    error_code_ = fields_.add({}, "ErrorCode").front();
    exception_ = fields_.add({}, "Exception").front();
    record_ = std::make_unique<JsonRecord>(fields_);
  }

  Failure decode(Decoded& out, const std::function<void()>& after_file) {
    for (const SourceFile& file : files_) {
      if (Failure failure = decode_file(file, out)) return failure;
      after_file();
    }
    if (Failure failure = pages_.check()) return failure;
    for (const JsonRows& rule : rules_)
      if (const ColumnSource* column = rule.missing_column())
        return Error{ErrorCode::kMissingColumn, "no record has the field for " + rule.rule().table + "." + column->name,
                     {files_.front().name, 0, rule.label(*column), ""}, "records with that field, or optional = true in the profile"};
    return std::nullopt;
  }

 private:
  Error error(ErrorCode code, std::string message, std::string hint) const {
    return {code, std::move(message), {file_->name, place_, "", ""}, std::move(hint)};
  }

  Failure decode_file(const SourceFile& file, Decoded& out) {
    file_ = &file;
    place_ = 0;
    envelope_ = {};
    for (JsonRows& rule : rules_) rule.open(file.name, file.bytes);
    if (Failure failure = parse(file)) return failure;
    envelope_.records = place_;
    pages_.add_file(std::move(envelope_));
    for (JsonRows& rule : rules_) out.batches.push_back(rule.close());
    if (progress_ != nullptr) progress_->advance(file.bytes->size());
    return std::nullopt;
  }

  Failure parse(const SourceFile& file) {
    const std::string_view text = file.bytes->view().substr(byte_order_mark(file.bytes->view()));
    if (trimmed(text.substr(0, 64)).empty() && trimmed(text).empty())
      return error(ErrorCode::kNotTheFormat, "an empty file", "a JSON text");
    if (looks_like_page(text))
      return error(ErrorCode::kNotTheFormat, "an HTML page, as Cin7 answers for a wrong path", "a JSON text; look at the address that was called");
    if (const char first = trimmed(text).front(); first != '{' && first != '[')
      return error(ErrorCode::kNotTheFormat, "no JSON object or list", "a JSON text");
    record_->open(text);
    const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + Bytes::kPadding);
    if (const auto code = parser_.iterate(padded).get(document_)) return broken(code);
    sj::json_type type;
    if (const auto code = document_.type().get(type)) return broken(code);
    if (type == sj::json_type::array) return parse_array();
    if (type == sj::json_type::object) return profile_.list.empty() ? parse_single() : parse_envelope();
    return broken(simdjson::INCORRECT_TYPE);
  }

  Failure broken(simdjson::error_code code) { return broken(simdjson::error_message(code), code == simdjson::CAPACITY); }

  Failure broken(const std::string& what, bool too_large = false) {
    if (too_large) return error(ErrorCode::kUnsupported, "a JSON file larger than 4 GiB", "pages, each a file");
    const std::string_view text = file_->bytes->view();
    if (ends_early(text))
      return error(ErrorCode::kTruncated, "the JSON text ends early, after " + std::to_string(text.size()) + " bytes", "the whole answer");
    const char* at = nullptr;
    std::string where;
    if (document_.is_alive() && document_.current_location().get(at) == simdjson::SUCCESS && at >= text.data() && at <= text.data() + text.size())
      where = " near byte " + std::to_string(at - text.data());
    return error(ErrorCode::kNotTheFormat, "not valid JSON" + where + ": " + what, "a JSON text (RFC 8259) in UTF-8");
  }

  Failure trailing() {
    const char* at = nullptr;
    if (document_.current_location().get(at) != simdjson::SUCCESS) return std::nullopt;
    return error(ErrorCode::kNotTheFormat, "text follows the JSON value", "one JSON value a file");
  }

  Failure parse_array() {
    sj::array array;
    if (const auto code = document_.get_array().get(array)) return broken(code);
    if (profile_.list.empty()) {
      if (Failure failure = read_records(array)) return failure;
      return trailing();
    }
    // An envelope was expected. Cin7 answers an error as a list of {ErrorCode, Exception}.
    for (auto element : array) {
      sj::object object;
      if (std::move(element).get_object().get(object) || !record_->read(object)) break;
      if (Failure failure = remote_error()) return failure;
      break;
    }
    return no_list();
  }

  Failure no_list() const {
    return Error{ErrorCode::kNotTheFormat, "no page with the list of this profile", {file_->name, 0, "/" + profile_.list, ""},
                 "an object with the key " + profile_.list};
  }

  Failure parse_single() {
    sj::object object;
    if (const auto code = document_.get_object().get(object)) return broken(code);
    if (!record_->read(object)) return broken(record_->fault());
    if (Failure failure = add_record()) return failure;
    return trailing();
  }

  Failure parse_envelope() {
    sj::object object;
    if (const auto code = document_.get_object().get(object)) return broken(code);
    bool found = false;
    std::string exception, error_code;
    for (auto result : object) {
      sj::field field;
      if (const auto code = std::move(result).get(field)) return broken(code);
      const std::string_view key = json_key(field.key().raw());
      sj::value value = field.value();
      if (key == profile_.list) {
        sj::array array;
        if (found) return error(ErrorCode::kNotTheFormat, "the key " + profile_.list + " stands twice", "one list a page");
        if (value.get_array().get(array)) return no_list();
        found = true;
        if (Failure failure = read_records(array)) return failure;
      } else if (key == profile_.total) {
        envelope_.total = trimmed(value.raw_json_token());
      } else if (key == profile_.page) {
        envelope_.page = trimmed(value.raw_json_token());
      } else if (key == "ErrorCode") {
        error_code = trimmed(value.raw_json_token());
      } else if (key == "Exception") {
        exception = trimmed(value.raw_json_token());
      }
    }
    if (!found && !exception.empty()) return remote_error(error_code, exception);
    if (!found) return no_list();
    return trailing();
  }

  Failure read_records(sj::array& array) {
    for (auto element : array) {
      sj::value value;
      if (const auto code = std::move(element).get(value)) return broken(code);
      if (!record_->read(value)) return broken(record_->fault());
      if (Failure failure = add_record()) return failure;
    }
    return std::nullopt;
  }

  Failure add_record() {
    ++place_;
    if (Failure failure = remote_error()) return failure;
    if (!unique_.empty()) add_key();
    for (JsonRows& rule : rules_)
      if (!rule.add(*record_, place_)) return error(ErrorCode::kNotTheFormat, rule.fault(), "records of the shape that profile " + profile_.name + " describes");
    if (place_ % kRecordsPerLook == 0 && progress_ != nullptr && progress_->cancelled())
      return error(ErrorCode::kCancelled, "cancelled", "");
    return std::nullopt;
  }

  void add_key() {
    for (const JsonPath& path : unique_) {
      std::uint32_t node = JsonRecord::kRoot;
      for (const std::uint32_t field : path) node = record_->child(node, field);
      const JsonNode& value = (*record_)[node];
      pages_.add_key_part(value.begin, value.kind == JsonKind::kNull ? 0 : value.length);
    }
  }

  Failure remote_error() const {
    const std::uint32_t code = record_->child(JsonRecord::kRoot, error_code_);
    const std::uint32_t exception = record_->child(JsonRecord::kRoot, exception_);
    if (code == JsonRecord::kAbsentNode || exception == JsonRecord::kAbsentNode) return std::nullopt;
    return remote_error((*record_)[code].token(), (*record_)[exception].token());
  }

  Failure remote_error(std::string_view code, std::string_view exception) const {
    return Error{ErrorCode::kRemoteError, "the API answered with error " + readable(code, 40) + " instead of data",
                 {file_->name, 0, "/Exception", readable(exception, 200)}, "an answer that holds records; call the API again"};
  }

  const Profile& profile_;
  const std::vector<SourceFile>& files_;
  Progress* progress_;
  JsonPages pages_;
  JsonFields fields_;
  std::vector<JsonRows> rules_;
  std::vector<JsonPath> unique_;
  std::uint32_t error_code_ = 0, exception_ = 0;
  std::unique_ptr<JsonRecord> record_;

  sj::parser parser_;
  sj::document document_;
  const SourceFile* file_ = nullptr;
  JsonEnvelope envelope_;
  std::uint64_t place_ = 0;  ///< records read of the file
};

}  // namespace

Failure decode_json_files(const Profile& profile, const std::vector<SourceFile>& files, Decoded& out,
                          const std::function<void()>& after_file, Progress* progress) {
  return JsonDecoder(profile, files, progress).decode(out, after_file);
}

}  // namespace trueup
