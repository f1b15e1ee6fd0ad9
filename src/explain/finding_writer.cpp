#include "explain/finding_writer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace trueup {
namespace {

// FNV-1a, 64 bits: an id has to be the same everywhere and for ever, not keyed.
std::string stable_hash(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out.push_back(kHex[hash >> shift & 15]);
  return out;
}

class FindingWriter {
 public:
  FindingWriter(const Case& the_case, const Evidence& evidence, const PairContext& pair, const std::vector<Event>& events, const GapGroup& group)
      : case_(the_case), evidence_(evidence), pair_(pair), events_(events), group_(group) {}

  Finding write(std::size_t pair_index) {
    const Gap& first = group_.gaps.front();
    finding_.pair = pair_index;
    finding_.id = stable_hash(text(pair_.book) + "|" + text(pair_.other) + "|on_hand|" + group_.identity);
    finding_.gap = name_of(first.kind);
    finding_.predicate = group_.predicate;
    finding_.verdict = first.kind == GapKind::kReadWindow ? Verdict::kUndecided : verdict_of(group_.judgement);
    finding_.matched_by = name_of(first.by);
    finding_.note = first.note;
    if (first.missing > 0) finding_.note = std::to_string(first.missing) + " of these " + std::to_string(first.candidates) + " documents; equal quantities, so which one cannot be told";
    write_causes();
    write_route();
    write_documents();
    write_keys();
    write_tables();
    return std::move(finding_);
  }

 private:
  std::string text(TextId id) const { return std::string(evidence_.text(id)); }

  void write_causes() {
    for (const WeighedCause& cause : group_.judgement.causes) {
      finding_.causes.push_back({std::string(cause.cause->code), std::string(name_of(cause.cause->layer)), cause.weight_e4});
      const std::string layer(name_of(cause.cause->layer));
      if (!cause.cause->benign && std::find(finding_.layers.begin(), finding_.layers.end(), layer) == finding_.layers.end()) finding_.layers.push_back(layer);
    }
    for (const RejectedCause& rejected : group_.judgement.rejected)
      finding_.rejected.push_back({std::string(rejected.cause->code), std::string(info_of(rejected.because).name) + (rejected.observed == Truth::kYes ? " holds" : " does not hold")});
    for (const AskFor& ask : group_.judgement.ask_for) finding_.ask_for.push_back({ask.table, "", ask.splits});
    if (!group_.judgement.causes.empty()) finding_.correction = group_.judgement.causes.front().signature->correction;
    if (finding_.causes.empty()) ask_for_more();
    else ask_for_what_all_predict();
  }

  // What every cause of the set predicts and nobody has seen: it parts none of them, but may refute them all.
  void ask_for_what_all_predict() {
    const Judgement& judgement = group_.judgement;
    const auto predicts = [](const WeighedCause& cause, Observation observation) {
      const std::span predictions(cause.signature->predictions, cause.signature->count);
      return std::any_of(predictions.begin(), predictions.end(), [&](const Prediction& one) { return one.observation == observation && one.must == Must::kHold; });
    };
    for (std::size_t i = 0; i < kObservationCount; ++i) {
      const auto observation = static_cast<Observation>(i);
      if (group_.gaps.front().observations[observation] != Truth::kUnknown) continue;
      if (std::all_of(judgement.causes.begin(), judgement.causes.end(), [&](const WeighedCause& cause) { return predicts(cause, observation); }))
        finding_.ask_for.push_back({std::string(info_of(observation).table), "", std::string(info_of(observation).name) + ": no leaves none of them"});
    }
  }

  // Nothing is known of the cause: what would say the most is named.
  void ask_for_more() {
    const GapKind kind = group_.gaps.front().kind;
    if (kind == GapKind::kRemainder) finding_.ask_for.push_back({"stock", text(pair_.book) + ", " + text(pair_.other), "balances of both sides at an earlier instant: an opening difference parts from a later break"});
    for (const TextId side : {pair_.book, pair_.other})
      if (!has_complete_documents(side)) finding_.ask_for.push_back({"documents", text(side), "complete documents of the window: what one side lacks becomes an event with its cause"});
    if (evidence_.table("counts").row_count() == 0) finding_.ask_for.push_back({"counts", text(pair_.other), "a count of the item: says which side is off, loss parts from a record"});
    finding_.correction = "none before the cause is known";
  }

  bool has_complete_documents(TextId side) const {
    return std::any_of(evidence_.coverage.begin(), evidence_.coverage.end(), [&](const Coverage& input) {
      return (input.table == "documents" || input.table == "movements") && input.system == side && input.complete;
    });
  }

  void write_route() {
    for (const Gap& gap : group_.gaps) {
      if (finding_.origin_hop.empty()) finding_.origin_hop = gap.origin_hop, finding_.visible_hop = gap.visible_hop, finding_.owner = gap.owner;
      if (gap.age && (!finding_.age || *gap.age > *finding_.age)) finding_.age = gap.age;
      if (gap.age_limit) finding_.age_limit = gap.age_limit;
    }
  }

  void write_documents() {
    std::set<std::pair<std::string_view, std::uint32_t>> seen;
    for (const Gap& gap : group_.gaps) {
      for (const std::uint32_t index : gap.events)
        if (seen.emplace(events_[index].table, events_[index].row).second) finding_.documents.push_back(document_of(events_[index].table, events_[index].row));
      for (const std::uint32_t row : gap.documents)
        if (seen.emplace("documents", row).second) finding_.documents.push_back(document_of("documents", row));
      for (const std::uint32_t fact : gap.facts) finding_.documents.push_back(document_of(pair_.replay->facts[fact]));
    }
    // The holder's documents first, oldest first: the first divergent document leads.
    const std::string leader = finding_.documents.empty() ? "" : finding_.documents.front().system;
    std::stable_sort(finding_.documents.begin(), finding_.documents.end(), [&](const DocumentRef& left, const DocumentRef& right) {
      if ((left.system == leader) != (right.system == leader)) return left.system == leader;
      if (left.at != right.at) return left.at < right.at;
      return std::tie(left.type, left.id, left.sku, left.printed.value, left.unit, left.file, left.row) <
             std::tie(right.type, right.id, right.sku, right.printed.value, right.unit, right.file, right.row);
    });
    if (!finding_.documents.empty()) finding_.first_differed = finding_.documents.front().at;
  }

  DocumentRef document_of(std::string_view table, std::uint32_t row) const {
    const Records& rows = evidence_.table(table);
    const auto column = [&](std::string_view name) { return *find_column(rows.schema(), name); };
    const auto cell = [&](std::string_view name) { return text(rows.text(row, column(name))); };
    DocumentRef ref{cell("system"), cell("type"), cell("id"), cell("reference"), cell("sku"), cell("unit"), {rows.number(row, column("quantity"))}, std::nullopt, "", 0};
    for (const std::string_view name : {"posted_at", "effective_at", "created_at"})
      if (const auto time = find_column(rows.schema(), name); time && !ref.at && rows.number(row, *time) != Records::kUnknown) ref.at = Instant{rows.number(row, *time)};
    const Origin origin = rows.origin(row);
    ref.file = evidence_.files[origin.file];
    ref.row = origin.row;
    return ref;
  }

  DocumentRef document_of(const StateFact& fact) const {
    DocumentRef ref{text(fact.system), text(fact.type), text(fact.id), text(fact.reference), text(fact.sku), "", fact.quantity, std::nullopt, evidence_.files[fact.origin.file], fact.origin.row};
    if (fact.at != Records::kUnknown) ref.at = Instant{fact.at};
    return ref;
  }

  void write_keys() {
    struct Sum {
      StockKey key;
      Int128 quantity = 0;
      bool known = true;
    };
    std::map<std::tuple<std::string, std::string, bool>, Sum> sums;
    for (const Gap& gap : group_.gaps)
      for (const GapAmount& amount : gap.amounts) {
        Sum& sum = sums[{text(amount.key.sku), text(amount.key.location), amount.key.foreign}];
        sum.key = amount.key;
        sum.known = sum.known && amount.quantity.known();
        if (amount.quantity.known()) sum.quantity += amount.quantity.value;
      }
    Int128 net = 0, gross = 0;
    for (const auto& [name, sum] : sums) {
      const Quantity quantity = sum.known ? Quantity{narrow(sum.quantity).value_or(Quantity::kUnknown)} : Quantity::unknown();
      finding_.keys.push_back({std::get<0>(name), std::get<1>(name), sum.key.foreign ? text(pair_.other) : "", quantity, {}});
      if (sum.known) net += sum.quantity, gross += sum.quantity < 0 ? -sum.quantity : sum.quantity;
    }
    finding_.net = {narrow(net).value_or(Quantity::kUnknown)};
    finding_.gross = {narrow(gross).value_or(Quantity::kUnknown)};
  }

  bool uses(std::string_view table) const {
    return std::any_of(group_.gaps.begin(), group_.gaps.end(), [&](const Gap& gap) {
      return (table == "documents" && !gap.documents.empty()) ||
             std::any_of(gap.events.begin(), gap.events.end(), [&](std::uint32_t index) { return events_[index].table == table; });
    });
  }

  bool speaks_of_states() const {
    for (std::size_t i = 0; i < kObservationCount; ++i) {
      const auto observation = static_cast<Observation>(i);
      if (info_of(observation).table == "states" && group_.gaps.front().observations[observation] == Truth::kYes) return true;
    }
    return false;
  }

  void write_tables() {
    const bool messages = std::any_of(group_.gaps.begin(), group_.gaps.end(), [](const Gap& gap) { return !gap.messages.empty(); });
    finding_.tables_used = {"stock"};
    for (const std::string_view table : {"documents", "movements"})
      if (uses(table)) finding_.tables_used.emplace_back(table);
    if (messages) finding_.tables_used.push_back("messages");
    if (speaks_of_states()) finding_.tables_used.push_back("states");
    finding_.tier = messages || uses("movements") ? 4 : !finding_.documents.empty() ? 3 : 0;
  }

  const Case& case_;
  const Evidence& evidence_;
  const PairContext& pair_;
  const std::vector<Event>& events_;
  const GapGroup& group_;
  Finding finding_;
};

}  // namespace

Verdict verdict_of(const Judgement& judgement) {
  if (judgement.causes.empty()) return Verdict::kUnexplained;
  const auto benign = std::count_if(judgement.causes.begin(), judgement.causes.end(), [](const WeighedCause& cause) { return cause.cause->benign; });
  if (benign == 0) return Verdict::kRoot;
  return static_cast<std::size_t>(benign) == judgement.causes.size() ? Verdict::kBenign : Verdict::kUndecided;
}

Finding write_finding(const Case& the_case, const Evidence& evidence, const PairContext& pair, std::size_t pair_index,
                      const std::vector<Event>& events, const GapGroup& group) {
  return FindingWriter(the_case, evidence, pair, events, group).write(pair_index);
}

}  // namespace trueup
