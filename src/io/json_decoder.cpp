#include <algorithm>
#include <memory>

#include "io/json_envelope.hpp"
#include "io/json_fields.hpp"
#include "io/json_pages.hpp"
#include "io/json_record.hpp"
#include "io/json_rows.hpp"
#include "io/json_scanner.hpp"
#include "io/json_table.hpp"
#include "io/not_csv.hpp"
#include "io/text.hpp"
#include "simdjson.h"
#include "trueup/table/issue_code.hpp"

namespace trueup {
namespace {

constexpr std::uint64_t kRecordsPerLook = 4096;  // between looks at `cancel`

/// Whether the profile takes an answer that is one record without an envelope.
bool takes_bare_record(const JsonShape& shape) {
  return shape.list.empty() || std::find(shape.list.begin(), shape.list.end(), "/") != shape.list.end();
}

std::string pointer_of(const std::string& key) { return key.starts_with('/') ? key : "/" + key; }

class JsonDecoder {
 public:
  JsonDecoder(const Profile& profile, const std::vector<SourceFile>& files, Progress* progress)
      : profile_(profile), files_(files), progress_(progress), forms_(profile), pages_(profile, files),
        around_(profile.json, scanner_, [this] { return read_found(); }) {
    rules_.reserve(profile.rules.size());
    for (const RowRule& rule : profile.rules) rules_.emplace_back(rule, fields_, forms_);
    for (const std::string& key : profile.json.unique) unique_.push_back(fields_.add({}, key));
    error_code_ = fields_.add({}, "ErrorCode").front();
    exception_ = fields_.add({}, "Exception").front();
    record_ = std::make_unique<JsonRecord>(fields_, scanner_);
  }
  JsonDecoder(const JsonDecoder&) = delete;
  JsonDecoder& operator=(const JsonDecoder&) = delete;

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
    out_ = &out;
    place_ = 0;
    envelope_ = {};
    for (JsonRows& rule : rules_) rule.open(file.name, file.bytes);
    if (Failure failure = parse(file)) return failure;
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
    return profile_.json.lines ? parse_lines(text) : parse_answer("text follows the JSON value", "one JSON value a file");
  }

  /// One value a line (jsonlines.org); what is read before a line that is none is not handed out.
  Failure parse_lines(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      ++place_;
      scanner_.open(text, begin, end);
      (void)scanner_.next();
      if (!scanner_.truncated())
        if (Failure failure = parse_answer("text follows the JSON value of the line", "one JSON value a line")) return failure;
      begin = end + 1;
    }
    return std::nullopt;
  }

  Failure parse_answer(const char* more, const char* hint) {
    const char first = scanner_.next();
    Failure failure;
    if (first == '[') failure = read_list();
    else if (first != '{') failure = error(ErrorCode::kNotTheFormat, "no JSON object or list", "a JSON text");
    else if (profile_.json.list.empty() && profile_.json.errors.empty()) failure = read_bare_record();
    else failure = parse_envelope();
    if (failure) return failure;
    (void)scanner_.next();
    return scanner_.truncated() ? std::nullopt : Failure(error(ErrorCode::kNotTheFormat, more, hint));
  }

  Failure broken() const {
    const std::uint64_t offset = scanner_.offset() + byte_order_mark(file_->bytes->view());
    if (scanner_.truncated() && scanner_.offset() < text_size())
      return error(ErrorCode::kNotTheFormat, "the line ends before its JSON value does", "one JSON value a line");
    if (scanner_.truncated())
      return error(ErrorCode::kTruncated, "the JSON text ends early, after " + std::to_string(offset) + " bytes", "the whole answer");
    return error(ErrorCode::kNotTheFormat, "not valid JSON at byte " + std::to_string(offset) + ": " + scanner_.fault(),
                 "a JSON text (RFC 8259)");
  }

  /// Of what concerns the answer as a whole; 0 when the file is one answer.
  std::uint64_t line() const { return profile_.json.lines ? place_ : 0; }

  std::uint64_t text_size() const { return file_->bytes->size() - byte_order_mark(file_->bytes->view()); }

  Failure no_list() const {
    std::string names;
    for (const std::string& list : profile_.json.list)
      if (list != "/") names += (names.empty() ? "" : " or ") + list;
    return Error{ErrorCode::kNotTheFormat,
                 "no page with the list of this profile",
                 {file_->name, place_, pointer_of(profile_.json.list.front()), ""},
                 "an object with the key " + names};
  }

  Failure parse_envelope() {
    const JsonScanner start = scanner_;
    const std::uint64_t before = envelope_.records;
    if (!around_.read()) return failure_ ? std::move(failure_) : around_.fault().empty() ? broken() : misshapen();
    const bool has_error = around_.error().any;
    if (around_.found()) {
      envelope_.is_page = !profile_.json.lines;
      envelope_.total = around_.total();
      envelope_.page = around_.page();
    } else if (!has_error) {
      if (!takes_bare_record(profile_.json)) return no_list();
      scanner_ = start;
      return read_bare_record();
    }
    if (has_error && envelope_.records == before) return remote_error(around_.error(), around_.error_key());
    if (has_error) report_part();
    return std::nullopt;
  }

  Failure misshapen() const {
    return Error{ErrorCode::kNotTheFormat,
                 around_.fault(),
                 {file_->name, place_, around_.fault_key(), ""},
                 "one list a page, under the key that profile " + profile_.name + " names"};
  }

  /// An answer may hold records and errors (a 207, GraphQL): the records are good, but not all there is.
  void report_part() {
    const IssueCode& code = *find_issue_code("incomplete");
    const JsonErrorText& said = around_.error();
    Issue issue;
    issue.code = code.code;
    issue.severity = code.severity;
    issue.place = {file_->name, line(), around_.error_key(), readable(said.message.empty() ? said.code : said.message, 200)};
    issue.message = "the answer holds an error beside its records: a part of them is not there";
    issue.breaks = code.breaks;
    issue.fix = "the whole answer; call the API again";
    out_->found.push_back(std::move(issue));
    out_->whole = false;
  }

  /// What the envelope's reader has found.
  bool read_found() {
    failure_ = scanner_.next() == '[' ? read_list() : read_record();
    return !failure_;
  }

  Failure read_list() {
    bool first = true;
    (void)scanner_.enter('[');
    while (scanner_.entry(']', first))
      if (Failure failure = read_record()) return failure;
    return scanner_.failed() ? broken() : std::nullopt;
  }

  Failure read_record() {
    if (!profile_.json.lines) ++place_;
    if (!record_->read()) return broken();
    return add_record();
  }

  /// An object of which the profile knows nothing would be an input without rows, and nobody would see it.
  Failure read_bare_record() {
    if (!profile_.json.lines) ++place_;
    if (!record_->read()) return broken();
    if (record_->unknown() && !profile_.rules.empty())
      return error(ErrorCode::kNotTheFormat, "the object has none of the fields that profile " + profile_.name + " reads",
                   "a record, or the answer that holds them");
    return add_record();
  }

  Failure add_record() {
    ++envelope_.records;
    if (Failure failure = remote_error()) return failure;
    if (!unique_.empty()) add_key();
    for (JsonRows& rule : rules_)
      if (!rule.add(*record_, place_))
        return Error{ErrorCode::kNotTheFormat,
                     rule.fault(),
                     {file_->name, place_, rule.fault_pointer(), ""},
                     "records of the shape that profile " + profile_.name + " describes"};
    if (envelope_.records % kRecordsPerLook == 0 && progress_ != nullptr && progress_->cancelled())
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
    const JsonToken& code = (*record_)[record_->child(JsonRecord::kRoot, error_code_)].token;
    const JsonToken& exception = (*record_)[record_->child(JsonRecord::kRoot, exception_)].token;
    if (code.kind == JsonKind::kAbsent || exception.kind == JsonKind::kAbsent) return std::nullopt;
    return remote_error({true, std::string(code.text()), std::string(exception.text())}, "/Exception");
  }

  Failure remote_error(const JsonErrorText& said, const std::string& key) const {
    const std::string which = said.code.empty() ? "an error" : "error " + readable(said.code, 40);
    return Error{ErrorCode::kRemoteError,
                 "the API answered with " + which + " instead of data",
                 {file_->name, line(), key, readable(said.message, 200)},
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
  JsonEnvelopeReader around_;
  Failure failure_;  ///< of records that were read within their envelope

  Decoded* out_ = nullptr;
  const SourceFile* file_ = nullptr;
  JsonEnvelope envelope_;
  std::uint64_t place_ = 0;  ///< the record of the file that is now read, or its line
};

}  // namespace

Failure decode_json_files(const Profile& profile, const std::vector<SourceFile>& files, Decoded& out,
                          const std::function<void()>& after_file, Progress* progress) {
  return JsonDecoder(profile, files, progress).decode(out, after_file);
}

}  // namespace trueup
