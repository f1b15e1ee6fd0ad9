#include <memory>

#include "io/json_fields.hpp"
#include "io/json_pages.hpp"
#include "io/json_record.hpp"
#include "io/json_rows.hpp"
#include "io/json_scanner.hpp"
#include "io/json_table.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"
#include "simdjson.h"

namespace trueup {
namespace {

constexpr std::uint64_t kRecordsPerLook = 4096;  // between looks at `cancel`

class JsonDecoder {
 public:
  JsonDecoder(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress)
      : profile_(profile), files_(files), progress_(progress), forms_(profile), pages_(profile, files) {
    rules_.reserve(profile.rules.size());
    for (const RowRule& rule : profile.rules) rules_.emplace_back(rule, fields_, forms_);
    for (const std::string& key : profile.json.unique) unique_.push_back(fields_.add({}, key));
    error_code_ = fields_.add({}, "ErrorCode").front();
    exception_ = fields_.add({}, "Exception").front();
    record_ = std::make_unique<JsonRecord>(fields_, scanner_);
  }

  Failure decode(Decoded& out, const std::function<void()>& after_file) {
    for (const SourceFile& file : files_) {
      if (Failure failure = decode_file(file, out)) return failure;
      after_file();
    }
    if (Failure failure = pages_.check()) return failure;
    for (const JsonRows& rule : rules_)
      if (const ColumnSource* column = rule.missing_column())
        return Error{ErrorCode::kMissingColumn,
                     "no record has the field for " + rule.rule().table + "." + column->name,
                     {files_.front().name, 0, rule.label(*column), ""},
                     "records with that field, or optional = true in the profile"};
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
    scanner_.open(text);
    const char first = scanner_.next();
    if (scanner_.truncated()) return error(ErrorCode::kNotTheFormat, "an empty file", "a JSON text");
    if (looks_like_page(text))
      return error(ErrorCode::kNotTheFormat, "an HTML page, as Cin7 answers for a wrong path",
                   "a JSON text; look at the address that was called");
    if (first != '{' && first != '[') return error(ErrorCode::kNotTheFormat, "no JSON object or list", "a JSON text");
    if (!simdjson::validate_utf8(text.data(), text.size()))
      return error(ErrorCode::kNotTheFormat, "the text is not UTF-8", "a JSON text in UTF-8");
    if (Failure failure = first == '[' ? parse_list() : profile_.json.list.empty() ? parse_record() : parse_envelope()) return failure;
    (void)scanner_.next();
    if (!scanner_.truncated()) return error(ErrorCode::kNotTheFormat, "text follows the JSON value", "one JSON value a file");
    return std::nullopt;
  }

  Failure broken() const {
    const std::uint64_t offset = scanner_.offset() + byte_order_mark(file_->bytes->view());
    if (scanner_.truncated())
      return error(ErrorCode::kTruncated, "the JSON text ends early, after " + std::to_string(offset) + " bytes", "the whole answer");
    return error(ErrorCode::kNotTheFormat, "not valid JSON at byte " + std::to_string(offset) + ": " + scanner_.fault(),
                 "a JSON text (RFC 8259)");
  }

  Failure no_list() const {
    return Error{ErrorCode::kNotTheFormat,
                 "no page with the list of this profile",
                 {file_->name, 0, "/" + profile_.json.list.front(), ""},
                 "an object with the key " + profile_.json.list.front()};
  }

  Failure parse_list() {
    if (profile_.json.list.empty()) return read_records();
    // An envelope was expected. Cin7 answers an error as a list of {ErrorCode, Exception}.
    bool first = true;
    (void)scanner_.enter('[');
    if (scanner_.entry(']', first) && scanner_.next() == '{') {
      if (!record_->read()) return broken();
      if (Failure failure = remote_error()) return failure;
    }
    return no_list();
  }

  Failure parse_record() {
    if (!record_->read()) return broken();
    return add_record();
  }

  Failure parse_envelope() {
    bool found = false, first = true;
    JsonToken code, exception;
    (void)scanner_.enter('{');
    while (scanner_.entry('}', first)) {
      std::string_view key;
      bool as_expected = false;
      if (!scanner_.key(key, as_expected)) return broken();
      key = key.substr(1, key.size() - 2);
      if (key == profile_.json.list.front()) {
        if (found) return error(ErrorCode::kNotTheFormat, "the key " + profile_.json.list.front() + " stands twice", "one list a page");
        if (scanner_.next() != '[') return scanner_.truncated() ? broken() : no_list();
        found = true;
        if (Failure failure = read_records()) return failure;
      } else if (!read_envelope_key(key, code, exception)) {
        return broken();
      }
    }
    if (scanner_.failed()) return broken();
    if (!found && exception.kind == JsonKind::kText) return remote_error(code.text(), exception.text());
    return found ? std::nullopt : no_list();
  }

  bool read_envelope_key(std::string_view key, JsonToken& code, JsonToken& exception) {
    const char c = scanner_.next();
    if (c == '{' || c == '[') return scanner_.skip_value();
    JsonToken token;
    if (!scanner_.scalar(token)) return false;
    const std::string_view printed = token.kind == JsonKind::kBare ? token.text() : std::string_view();
    if (key == profile_.json.total) envelope_.total = printed;
    if (key == profile_.json.page) envelope_.page = printed;
    if (key == "ErrorCode") code = token;
    if (key == "Exception") exception = token;
    return true;
  }

  Failure read_records() {
    bool first = true;
    (void)scanner_.enter('[');
    while (scanner_.entry(']', first)) {
      if (!record_->read()) return broken();
      if (Failure failure = add_record()) return failure;
    }
    return scanner_.failed() ? broken() : std::nullopt;
  }

  Failure add_record() {
    ++place_;
    if (Failure failure = remote_error()) return failure;
    if (!unique_.empty()) add_key();
    for (JsonRows& rule : rules_)
      if (!rule.add(*record_, place_))
        return error(ErrorCode::kNotTheFormat, rule.fault(), "records of the shape that profile " + profile_.name + " describes");
    if (place_ % kRecordsPerLook == 0 && progress_ != nullptr && progress_->cancelled())
      return error(ErrorCode::kCancelled, "cancelled", "");
    return std::nullopt;
  }

  void add_key() {
    for (const JsonPath& path : unique_) {
      std::uint32_t node = JsonRecord::kRoot;
      for (const std::uint32_t field : path) node = record_->child(node, field);
      const JsonToken& token = (*record_)[node].token;
      pages_.add_key_part(token.begin, token.kind == JsonKind::kNull ? 0 : token.length);
    }
  }

  Failure remote_error() const {
    const std::uint32_t code = record_->child(JsonRecord::kRoot, error_code_);
    const std::uint32_t exception = record_->child(JsonRecord::kRoot, exception_);
    if ((*record_)[code].kind() == JsonKind::kAbsent || (*record_)[exception].kind() == JsonKind::kAbsent) return std::nullopt;
    return remote_error((*record_)[code].token.text(), (*record_)[exception].token.text());
  }

  Failure remote_error(std::string_view code, std::string_view exception) const {
    return Error{ErrorCode::kRemoteError,
                 "the API answered with error " + readable(code, 40) + " instead of data",
                 {file_->name, 0, "/Exception", readable(exception, 200)},
                 "an answer that holds records; call the API again"};
  }

  const Profile& profile_;
  const std::vector<SourceFile>& files_;
  Progress* progress_;
  ColumnForms forms_;
  JsonPages pages_;
  JsonFields fields_;
  std::vector<JsonRows> rules_;
  std::vector<JsonPath> unique_;
  std::uint32_t error_code_ = 0, exception_ = 0;
  JsonScanner scanner_;
  std::unique_ptr<JsonRecord> record_;

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
