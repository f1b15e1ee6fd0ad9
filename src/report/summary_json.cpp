#include <algorithm>

#include "report/summary_parts.hpp"
#include "trueup/report/json_writer.hpp"
#include "trueup/report/summary.hpp"

namespace trueup {
namespace {

class SummaryJson {
 public:
  /// Rows of inputs stand in a key's explanation only: the summary is the same for any order and split of the rows.
  SummaryJson(const ReportSource& source, bool with_rows) : source_(source), with_rows_(with_rows), json_(true) {}

  std::string write() {
    json_.open_object();
    json_.key("schema").text("trueup.summary/1");
    json_.key("case").text(source_.the_case.name);
    json_.key("as_of").text_or_null(source_.pairs.empty() ? "" : format_instant(source_.pairs.front().instant));
    json_.key("currency").text_or_null(source_.the_case.currency);
    json_.key("signs").text("delta = book - other; book = other + parts + undecided + remainder + unexplained");
    json_.key("headline").text(headline(source_));
    json_.key("exit_code").number(static_cast<std::uint64_t>(source_.exit_code));
    json_.key("findings").open_array();
    for (const Finding& finding : source_.explanation.findings) write(finding);
    json_.close_array();
    write_bridge();
    write_scores();
    write_coverage();
    write_inputs();
    write_rejected();
    write_issues();
    json_.close_object();
    return json_.take() + "\n";
  }

  std::string write_key(const BridgeKey& key) {
    json_.open_object();
    json_.key("schema").text("trueup.key/1");
    json_.key("key");
    write(key);
    json_.key("findings").open_array();
    for (const Finding* finding : findings_of(source_.explanation, key)) write(*finding);
    json_.close_array();
    json_.close_object();
    return json_.take() + "\n";
  }

 private:
  void quantity(std::string_view name, Quantity value) { json_.key(name).text_or_null(value.text()); }

  void pair(std::size_t index) {
    const ComparedPair& pair = source_.pairs[index];
    json_.key("pair").open_object();
    json_.key("book").text(source_.evidence.text(pair.book));
    json_.key("other").text(source_.evidence.text(pair.other));
    json_.close_object();
  }

  void money(std::string_view name, const PricedAmount& amount) {
    json_.key(name);
    if (!amount.likely) {
      json_.null();
      return;
    }
    const std::string& currency = source_.the_case.currency;
    const auto figure = [&](std::string_view which, const std::optional<Money>& value) {
      json_.key(which).text_or_null(value ? format_money(*value, currency) : "");
    };
    json_.open_object();
    json_.key("currency").text(currency);
    json_.key("method").text(costing_name(source_.the_case.costing));
    figure("low", amount.low);
    figure("likely", amount.likely);
    figure("high", amount.high);
    json_.close_object();
  }

  void instant(std::string_view name, const std::optional<Instant>& value) {
    json_.key(name).text_or_null(value ? format_instant(*value) : "");
  }

  void write(const DocumentRef& document) {
    json_.open_object();
    json_.key("system").text(document.system);
    json_.key("type").text_or_null(document.type);
    json_.key("id").text_or_null(document.id);
    json_.key("reference").text_or_null(document.reference);
    json_.key("sku").text(document.sku);
    json_.key("quantity").text_or_null(document.printed.text());
    json_.key("unit").text_or_null(document.unit);
    instant("at", document.at);
    if (with_rows_) {
      json_.key("input").text(document.file);
      json_.key("row").number(document.row);
    }
    json_.close_object();
  }

  void write(const Finding& finding) {
    json_.open_object();
    json_.key("id").text(finding.id);
    json_.key("verdict").text(name_of(finding.verdict));
    json_.key("gap").text(finding.gap);
    json_.key("predicate").text_or_null(finding.predicate);
    json_.key("causes").open_array();
    for (const FindingCause& cause : finding.causes) {
      json_.open_object();
      json_.key("code").text(cause.code);
      json_.key("weight").text(format_decimal(cause.weight_e4, 4));
      json_.close_object();
    }
    json_.close_array();
    json_.key("layers").open_array();
    for (const std::string& layer : finding.layers) json_.text(layer);
    json_.close_array();
    json_.key("origin_hop").text_or_null(finding.origin_hop);
    json_.key("visible_hop").text_or_null(finding.visible_hop);
    json_.key("onset").open_object();
    instant("last_agreed", finding.last_agreed);
    instant("first_differed", finding.first_differed);
    json_.close_object();
    write_documents(finding);
    pair(finding.pair);
    json_.key("bucket").text("on_hand");
    write_keys(finding);
    quantity("net", finding.net);
    quantity("gross", finding.gross);
    money("money", finding.money);
    json_.key("unpriced_keys").number(finding.unpriced_keys);
    json_.key("age_seconds").text_or_null(finding.age ? std::to_string(finding.age->seconds) : "");
    json_.key("age_limit_seconds").text_or_null(finding.age_limit ? std::to_string(finding.age_limit->seconds) : "");
    json_.key("tier").text("T" + std::to_string(finding.tier));
    json_.key("tables_used").open_array();
    for (const std::string& table : finding.tables_used) json_.text(table);
    json_.close_array();
    json_.key("matched_by").text_or_null(finding.matched_by);
    write_open_questions(finding);
    json_.key("correction").text_or_null(finding.correction);
    json_.key("owner").text_or_null(finding.owner);
    json_.key("note").text_or_null(finding.note);
    json_.close_object();
  }

  void write_documents(const Finding& finding) {
    json_.key("first_document");
    if (finding.documents.empty()) {
      json_.null();
    } else {
      json_.open_object();
      json_.key("system").text(finding.documents.front().system);
      json_.key("type").text_or_null(finding.documents.front().type);
      json_.key("id").text_or_null(finding.documents.front().id);
      json_.close_object();
    }
    json_.key("documents").open_array();
    for (const DocumentRef& document : finding.documents) write(document);
    json_.close_array();
    json_.key("affected").open_object();
    json_.key("documents").number(distinct_documents(finding));
    json_.key("orders").number(distinct_orders(finding));
    json_.key("keys").number(finding.keys.size());
    instant("since", finding.first_differed);
    json_.close_object();
  }

  void write_keys(const Finding& finding) {
    json_.key("keys").open_array();
    for (const FindingKey& key : finding.keys) {
      json_.open_object();
      json_.key("sku").text(key.sku);
      json_.key("location").text(key.location);
      json_.key("lot").null();
      if (!key.sku_system.empty()) json_.key("sku_system").text(key.sku_system);
      quantity("quantity", key.quantity);
      money("money", key.money);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_open_questions(const Finding& finding) {
    json_.key("rejected").open_array();
    for (const RejectedLookAlike& rejected : finding.rejected) {
      json_.open_object();
      json_.key("code").text(rejected.code);
      json_.key("because").text(rejected.because);
      json_.close_object();
    }
    json_.close_array();
    json_.key("ask_for").open_array();
    for (const AskedInput& asked : finding.ask_for) {
      json_.open_object();
      json_.key("table").text(asked.table);
      json_.key("system").text_or_null(asked.system);
      json_.key("splits").text(asked.splits);
      json_.close_object();
    }
    json_.close_array();
  }

  void write(const BridgeKey& key) {
    json_.open_object();
    json_.key("sku").text(key.sku);
    json_.key("location").text(key.location);
    json_.key("lot").null();
    if (!key.sku_system.empty()) json_.key("sku_system").text(key.sku_system);
    pair(key.pair);
    json_.key("bucket").text(key.bucket);
    json_.key("comparable").boolean(key.comparable);
    if (!key.comparable) json_.key("why_not").text(key.why_not);
    quantity("book", key.book);
    quantity("other", key.other);
    quantity("delta", key.delta);
    json_.key("parts").open_array();
    for (const BridgePart& part : key.parts) {
      const Finding& finding = source_.explanation.findings[part.finding];
      json_.open_object();
      json_.key("finding").text(finding.id);
      json_.key("cause").text_or_null(finding.causes.size() == 1 ? finding.causes.front().code : "");
      quantity("quantity", part.quantity);
      money("money", part.money);
      json_.close_object();
    }
    json_.close_array();
    quantity("undecided", key.undecided);
    quantity("remainder", key.remainder);
    quantity("unexplained", key.unexplained);
    money("money", key.money);
    json_.close_object();
  }

  void write(const BridgeTotal& total) {
    json_.open_object();
    pair(total.pair);
    json_.key("keys").number(total.keys);
    json_.key("keys_differing").number(total.keys_differing);
    json_.key("keys_not_comparable").number(total.keys_not_comparable);
    quantity("book", total.book);
    quantity("other", total.other);
    quantity("delta", total.delta);
    quantity("gross", total.gross);
    json_.key("parts").open_array();
    for (const TotalPart& part : total_parts(source_.explanation, total.pair)) {
      const Finding& finding = source_.explanation.findings[part.finding];
      json_.open_object();
      json_.key("finding").text(finding.id);
      json_.key("cause").text_or_null(finding.causes.size() == 1 ? finding.causes.front().code : "");
      quantity("quantity", part.quantity);
      json_.close_object();
    }
    json_.close_array();
    quantity("undecided", total.undecided);
    quantity("remainder", total.remainder);
    quantity("unexplained", total.unexplained);
    money("money", total.money);
    money("gross_money", total.gross_money);
    json_.key("unpriced_keys").number(total.unpriced_keys);
    json_.close_object();
  }

  void write_bridge() {
    json_.key("bridge").open_object();
    json_.key("waterfall").text("from other to book");
    const std::vector<BridgeTotal>& totals = source_.explanation.totals;
    json_.key("total");
    if (totals.size() == 1) write(totals.front());
    else json_.null();  // units of different comparisons are not added
    json_.key("pairs").open_array();
    for (const BridgeTotal& total : totals) write(total);
    json_.close_array();
    json_.key("keys").open_array();
    for (const BridgeKey& key : source_.explanation.keys) write(key);
    json_.close_array();
    json_.close_object();
  }

  void write_scores() {
    json_.key("scores").open_object();
    for (const Score& score : source_.explanation.scores) {
      json_.key(score.name).open_object();
      json_.key("good").text_or_null(score.good ? std::to_string(*score.good) : "");
      json_.key("of").text_or_null(score.of ? std::to_string(*score.of) : "");
      json_.key("why_not").text_or_null(score.why_not);
      json_.close_object();
    }
    json_.close_object();
  }

  void write_coverage() {
    json_.key("coverage").open_array();
    for (const CoverageNote& note : source_.explanation.coverage) {
      json_.open_object();
      json_.key("not_tested").text(note.what);
      json_.key("why").text(note.why);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_inputs() {
    json_.key("inputs").open_array();
    for (const Coverage& input : source_.evidence.coverage) {
      json_.open_object();
      json_.key("table").text(input.table);
      json_.key("system").text_or_null(source_.evidence.text(input.system));
      json_.key("profile").text(input.profile);
      instant("as_of", input.as_of);
      instant("as_of_end", input.as_of_end);
      instant("from", input.from);
      instant("to", input.to);
      json_.key("complete").boolean(input.complete);
      json_.key("rows").number(input.row_count);
      json_.key("rejected").number(input.rejected_count);
      json_.close_object();
    }
    json_.close_array();
  }

  void place(const Issue& issue) {
    json_.key("input").text_or_null(issue.place.input);
    json_.key("row").number(issue.place.row);
    json_.key("column").text_or_null(issue.place.column);
    json_.key("value").text(issue.place.value);
  }

  void write_rejected() {
    json_.key("rejected").open_array();
    for (const Issue& issue : source_.evidence.rejected) {
      json_.open_object();
      json_.key("code").text(issue.code);
      place(issue);
      json_.key("message").text(issue.message);
      json_.key("accepted").text(issue.fix);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_issues() {
    json_.key("issues").open_array();
    for (const Issue& issue : source_.issues) {
      json_.open_object();
      json_.key("code").text(issue.code);
      json_.key("severity").text(name_of(issue.severity));
      place(issue);
      json_.key("message").text(issue.message);
      json_.key("breaks").text(issue.breaks);
      json_.key("fix").text(issue.fix);
      json_.close_object();
    }
    json_.close_array();
  }

  const ReportSource& source_;
  bool with_rows_;
  JsonWriter json_;
};

}  // namespace

std::string write_summary_json(const ReportSource& source) { return SummaryJson(source, false).write(); }

std::string write_key_json(const ReportSource& source, const BridgeKey& key) { return SummaryJson(source, true).write_key(key); }

}  // namespace trueup
