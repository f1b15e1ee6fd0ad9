#include <algorithm>

#include "fmt/format.h"
#include "report/printable.hpp"
#include "report/summary_parts.hpp"
#include "trueup/report/summary.hpp"

namespace trueup {
namespace {

constexpr std::size_t kMostDocuments = 3;  // the JSON has all of them
constexpr std::size_t kMostKeys = 4;

// A text whose ends are blank is quoted, so that a trailing space is seen.
std::string shown(std::string_view text) {
  const bool blank_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  return blank_end ? "\"" + std::string(text) + "\"" : std::string(text);
}

std::string signed_text(Quantity quantity) {
  if (!quantity.known()) return "unknown";
  return (quantity.value > 0 ? "+" : "") + grouped(quantity.text());
}

std::string span_text(Duration duration) {
  const std::int64_t minutes = duration.seconds / 60;
  if (minutes < 120) return fmt::format("{} min", minutes);
  if (minutes < 48 * 60) return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  return fmt::format("{} d {} h", minutes / 1440, minutes / 60 % 24);
}

class SummaryText {
 public:
  explicit SummaryText(const ReportSource& source) : source_(source) {}

  std::string write() {
    line(headline(source_));
    for (const BridgeTotal& total : source_.explanation.totals) write_waterfall(total);
    write_findings("Needs action", [](const Finding& finding) { return finding.verdict == Verdict::kRoot || finding.verdict == Verdict::kUndecided; });
    write_findings("Nothing explains", [](const Finding& finding) { return finding.verdict == Verdict::kUnexplained; });
    write_findings("Explained, no action", [](const Finding& finding) { return finding.verdict == Verdict::kBenign; });
    write_not_comparable();
    write_rejected();
    write_not_tested();
    write_inputs();
    return std::move(out_);
  }

  std::string write_key(const BridgeKey& key) {
    const ComparedPair& pair = source_.pairs[key.pair];
    const std::string book(source_.evidence.text(pair.book)), other(source_.evidence.text(pair.other));
    line(fmt::format("{} at {}, {}", shown(key.sku), key.location, key.bucket));
    if (!key.comparable) line(fmt::format("  cannot be compared: {}", key.why_not));
    amount(other + " says", key.other, "");
    for (const BridgePart& part : key.parts) {
      const Finding& finding = source_.explanation.findings[part.finding];
      amount("  " + cause_text(finding), part.quantity, money_text(part.money), true);
    }
    rest("  undecided", key.undecided);
    rest("  remainder (no opening balance)", key.remainder);
    rest("  unexplained", key.unexplained);
    amount(book + " says", key.book, "");
    amount("delta = book - other", key.delta, money_text(key.money), true);
    for (const Finding* finding : findings_of(source_.explanation, key)) {
      line("");
      write_finding(*finding, finding->documents.size());
    }
    return std::move(out_);
  }

 private:
  // Whatever a report says may hold somebody's text: nothing of it steers the terminal. A leading line break is ours.
  void line(const std::string& text) {
    const bool breaks = !text.empty() && text.front() == '\n';
    out_ += (breaks ? "\n" : "") + printable(std::string_view(text).substr(breaks ? 1 : 0)) + "\n";
  }

  std::string money_text(const PricedAmount& amount) const {
    return amount.likely ? grouped(format_money(*amount.likely, source_.the_case.currency)) + " " + source_.the_case.currency : "";
  }

  void amount(const std::string& label, Quantity quantity, const std::string& money, bool with_sign = false) {
    const std::string text = with_sign ? signed_text(quantity) : quantity.known() ? grouped(quantity.text()) : "unknown";
    std::string row = fmt::format("  {:<58}{:>14}{:>20}", label, text, money);
    row.erase(row.find_last_not_of(' ') + 1);
    line(row);
  }

  void rest(const std::string& label, Quantity quantity) {
    if (quantity.value != 0) amount(label, quantity, "", true);
  }

  static std::string cause_text(const Finding& finding) {
    if (finding.causes.empty()) return finding.gap;
    std::string out;
    for (const FindingCause& cause : finding.causes) out += (out.empty() ? "" : " | ") + cause.code;
    return out;
  }

  void write_waterfall(const BridgeTotal& total) {
    const ComparedPair& pair = source_.pairs[total.pair];
    line(fmt::format("\nFrom {} to {}, on hand, base units", source_.evidence.text(pair.other), source_.evidence.text(pair.book)));
    amount(std::string(source_.evidence.text(pair.other)) + " says", total.other, "");
    for (const TotalPart& part : total_parts(source_.explanation, total.pair)) {
      const Finding& finding = source_.explanation.findings[part.finding];
      amount("  " + cause_text(finding) + ", " + members_text(finding), part.quantity, money_text(finding.money), true);
    }
    rest("  undecided", total.undecided);
    rest("  remainder (no opening balance; nothing explains it)", total.remainder);
    rest("  unexplained", total.unexplained);
    amount(std::string(source_.evidence.text(pair.book)) + " says", total.book, "");
  }

  std::string members_text(const Finding& finding) const {
    if (finding.documents.size() == 1 || (!finding.documents.empty() && distinct_documents(finding) == 1)) return shown(finding.documents.front().id);
    if (!finding.documents.empty()) return fmt::format("{} documents", distinct_documents(finding));
    return finding.keys.empty() ? "" : shown(finding.keys.front().sku);
  }

  template <class Wanted>
  void write_findings(const std::string& title, Wanted wanted) {
    std::vector<const Finding*> found;
    for (const Finding& finding : source_.explanation.findings)
      if (wanted(finding)) found.push_back(&finding);
    if (found.empty()) return;
    std::stable_sort(found.begin(), found.end(), [](const Finding* left, const Finding* right) { return weight_of(*left) > weight_of(*right); });
    line("\n" + title);
    for (const Finding* finding : found) write_finding(*finding, kMostDocuments);
  }

  // By money where it is known, then by units.
  static std::pair<Int128, std::int64_t> weight_of(const Finding& finding) {
    const Int128 money = finding.money.likely ? (finding.money.likely->minor < 0 ? -finding.money.likely->minor : finding.money.likely->minor) : 0;
    return {money, finding.gross.value};
  }

  void write_finding(const Finding& finding, std::size_t most_documents) {
    const bool counted = std::any_of(finding.keys.begin(), finding.keys.end(), [](const FindingKey& key) { return key.quantity.known(); });
    const std::string money = money_text(finding.money);
    line(fmt::format("  [{}] {}: {}{}{}", finding.id.substr(0, 8), cause_text(finding), counted ? signed_text(finding.net) + " units" : "units unknown",
                     money.empty() ? ", money unknown" : ", " + money, finding.causes.size() > 1 ? " (one of these; evidence does not decide)" : ""));
    line("      " + keys_text(finding));
    if (!finding.note.empty()) line("      " + shown(finding.note));
    std::size_t listed = 0;
    for (const DocumentRef& document : finding.documents) {
      if (listed++ == most_documents) {
        line(fmt::format("      ... and {} more document lines", finding.documents.size() - most_documents));
        break;
      }
      line("      " + document_text(document));
    }
    if (finding.age) line(fmt::format("      age {}, allowed {}{}", span_text(*finding.age), finding.age_limit ? span_text(*finding.age_limit) : "unknown",
                                      finding.origin_hop.empty() ? "" : fmt::format(", hop {}{}", finding.origin_hop, finding.owner.empty() ? ", no owner" : ", owner " + finding.owner)));
    if (!finding.correction.empty()) line("      next: " + finding.correction);
    for (std::size_t i = 0; i < finding.ask_for.size() && i < 2; ++i)
      line(fmt::format("      ask for: {}{} ({})", finding.ask_for[i].table, finding.ask_for[i].system.empty() ? "" : " of " + finding.ask_for[i].system, finding.ask_for[i].splits));
  }

  static std::string keys_text(const Finding& finding) {
    std::string out = "on ";
    for (std::size_t i = 0; i < finding.keys.size() && i < kMostKeys; ++i) {
      const FindingKey& key = finding.keys[i];
      out += (i == 0 ? "" : ", ") + shown(key.sku) + (key.sku_system.empty() ? "" : " (code of " + key.sku_system + ")");
      if (key.quantity.known() && key.quantity.value != 0) out += " " + signed_text(key.quantity);
    }
    if (finding.keys.size() > kMostKeys) out += fmt::format(" and {} more", finding.keys.size() - kMostKeys);
    return out;
  }

  static std::string document_text(const DocumentRef& document) {
    std::string out = fmt::format("{} {} {}", document.system, document.type, shown(document.id));
    if (!document.reference.empty() && document.reference != document.id) out += " for " + shown(document.reference);
    if (document.printed.known()) out += ": " + grouped(document.printed.text()) + (document.unit.empty() ? "" : " " + shown(document.unit)) + " of " + shown(document.sku);
    if (document.at) out += ", " + format_instant(*document.at);
    return out + fmt::format("  ({} row {})", document.file, document.row);
  }

  void write_not_comparable() {
    bool titled = false;
    for (const BridgeKey& key : source_.explanation.keys) {
      if (key.comparable) continue;
      if (!titled) line("\nCannot be compared, and stand outside of all sums");
      titled = true;
      line(fmt::format("  {}{}: {}; book {}, other {}", shown(key.sku), key.sku_system.empty() ? "" : " (code of " + key.sku_system + ")", key.why_not,
                       key.book.known() ? grouped(key.book.text()) : "unknown", key.other.known() ? grouped(key.other.text()) : "unknown"));
    }
  }

  void write_rejected() {
    const std::vector<Issue>& rejected = source_.evidence.rejected;
    if (rejected.empty()) return;
    line(fmt::format("\nRejected cells: {} (the answer is partial)", rejected.size()));
    for (std::size_t i = 0; i < rejected.size() && i < 10; ++i)
      line(fmt::format("  {} row {}, {}: \"{}\" {}; accepted: {}", rejected[i].place.input, rejected[i].place.row, rejected[i].place.column, shown(rejected[i].place.value), rejected[i].message, rejected[i].fix));
    if (rejected.size() > 10) line(fmt::format("  ... and {} more", rejected.size() - 10));
  }

  void write_not_tested() {
    line("\nNot tested");
    for (const CoverageNote& note : source_.explanation.coverage)
      if (note.what != "causes") line("  " + note.what + ": " + note.why);
    if (source_.evidence.table("counts").row_count() == 0) line("  Where the systems agree, that is all that is said: physical not verified.");
  }

  void write_inputs() {
    line("\nInputs");
    for (const Coverage& input : source_.evidence.coverage)
      line(fmt::format("  {:<11}{:<8}{:<28}{:>9} rows{}{}", input.table, source_.evidence.text(input.system), input.profile, grouped(std::to_string(input.row_count)),
                       input.rejected_count > 0 ? fmt::format(", {} cells rejected", input.rejected_count) : "", input.complete ? ", complete" : ""));
  }

  const ReportSource& source_;
  std::string out_;
};

}  // namespace

std::string write_summary_text(const ReportSource& source) { return SummaryText(source).write(); }

std::string write_key_text(const ReportSource& source, const BridgeKey& key) { return SummaryText(source).write_key(key); }

}  // namespace trueup
