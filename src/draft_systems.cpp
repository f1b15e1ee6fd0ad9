#include "draft_systems.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace trueup {
namespace {

constexpr std::string_view kWarehouseSends[] = {"944", "945", "946", "947", "846"};
constexpr std::string_view kDepositorSends[] = {"940", "943"};
constexpr std::string_view kCustomerSends[] = {"850", "860", "875", "180"};
// Rows of these tables name their systems themselves.
constexpr std::string_view kOfNoSystem[] = {"sku_map", "unit_map", "location_map", "status_map", "links", "messages"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

template <std::size_t N>
bool reads_one_of(const DraftSource& source, const std::string_view (&sets)[N]) {
  return std::any_of(source.profile->x12.sets.begin(), source.profile->x12.sets.end(),
                     [&](const std::string& set) { return is_one_of(set, sets); });
}

/// A partner's id as the id of a system: "ACME 3PL" is acme-3pl.
std::string system_id(std::string_view partner) {
  std::string id;
  for (const char c : partner) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (letter) id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!id.empty() && id.back() != '-') id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() ? "warehouse" : id;
}

bool is_book_dialect(std::string_view dialect) { return dialect.starts_with("cin7"); }

bool holds_stock(const DraftFiles& files, std::string_view dialect) {
  for (const DraftSource& source : files.sources)
    for (const TableFacts& facts : source.tables)
      if (source.profile->dialect == dialect && (facts.table == "stock" || facts.table == "movements")) return true;
  return false;
}

class SystemGuesser {
 public:
  SystemGuesser(const DraftFiles& files, CaseGuesses& guesses) : files_(files), guesses_(guesses) {}

  void guess() {
    for (const DraftSource& source : files_.sources) note_warehouses(source);
    for (const bool own : {false, true})  // files in trueup's own form come last: theirs is the side that is missing
      for (const DraftSource& source : files_.sources)
        if (source.profile->dialect.empty() == own) add_source(source, own ? own_system(source) : system_of(source));
    std::stable_sort(guesses_.systems.begin(), guesses_.systems.end(), [](const GuessedSystem& left, const GuessedSystem& right) {
      return (left.role == SystemRole::kSystemOfRecord) > (right.role == SystemRole::kSystemOfRecord);
    });
  }

 private:
  void note_warehouses(const DraftSource& source) {
    if (source.profile->format != SourceFormat::kX12) return;
    if (reads_one_of(source, kWarehouseSends) && !source.sender.empty()) warehouses_.insert(source.sender);
    if (reads_one_of(source, kDepositorSends) && !source.receiver.empty()) warehouses_.insert(source.receiver);
  }

  void add_source(const DraftSource& source, const std::string& system) {
    for (const TableFacts& facts : source.tables) {
      GuessedInput input{&source, &facts, system, "", ""};
      if (is_one_of(facts.table, kOfNoSystem) && source.profile->dialect.empty()) input.system.clear();
      else if (system.empty() && facts.systems.empty()) input.why_not = "the file does not say whose it is";
      note_local_time(input.system, facts.local_time);
      for (const std::string& named : facts.systems) note_local_time(named, facts.local_time);
      guesses_.inputs.push_back(std::move(input));
    }
  }

  void note_local_time(const std::string& system, const std::string& time) {
    if (GuessedSystem* found = find(system); found != nullptr && found->local_time.empty()) found->local_time = time;
  }

  GuessedSystem* find(std::string_view id) {
    const auto found =
        std::find_if(guesses_.systems.begin(), guesses_.systems.end(), [&](const GuessedSystem& one) { return one.id == id; });
    return found == guesses_.systems.end() ? nullptr : &*found;
  }

  std::string declare(std::string id, SystemRole role, std::string dialect, std::string why) {
    if (find(id) == nullptr) guesses_.systems.push_back({id, role, std::move(dialect), "", std::move(why)});
    return id;
  }

  /// Two books of two Cin7 products are two systems.
  std::string book_id(const std::string& dialect) const {
    for (const DraftSource& source : files_.sources)
      if (is_book_dialect(source.profile->dialect) && source.profile->dialect != dialect) return dialect;
    return "cin7";
  }

  std::string book_dialect() const {
    for (const DraftSource& source : files_.sources)
      if (is_book_dialect(source.profile->dialect)) return source.profile->dialect;
    return "";
  }

  std::string system_of(const DraftSource& source) {
    const std::string& dialect = source.profile->dialect;
    if (source.profile->format == SourceFormat::kX12) return partner_of(source);
    if (is_book_dialect(dialect))
      return declare(book_id(dialect), SystemRole::kSystemOfRecord, dialect, "guess: 95 %, next: none; its files are those of " + dialect);
    if (dialect == "generic_wms")
      return declare("warehouse", SystemRole::kExecution, dialect,
                     "guess: 80 %, next: system_of_record; its files are in a warehouse's words, which do not name it");
    if (dialect == "shopify" || dialect == "generic_channel" || (dialect == "amazon" && !holds_stock(files_, dialect)))
      return declare(dialect, SystemRole::kChannel, dialect,
                     "guess: 90 %, next: execution; it sells, and none of its stock is here to be compared");
    if (dialect == "amazon")
      return declare(dialect, SystemRole::kExecution, dialect, "guess: 80 %, next: channel; it holds stock of its own (FBA)");
    return declare(dialect, SystemRole::kExecution, dialect, "guess: 90 %, next: channel; its files are those of " + dialect);
  }

  /// The side that wrote the interchange: a warehouse, a customer, or the depositor, who is the book.
  std::string partner_of(const DraftSource& source) {
    const std::string& dialect = source.profile->dialect;
    if (warehouses_.contains(source.sender) || (source.sender.empty() && reads_one_of(source, kWarehouseSends)))
      return declare(system_id(source.sender), SystemRole::kExecution, dialect,
                     "guess: 90 %, next: channel; it sends what a warehouse sends, as \"" + source.sender + "\"");
    if (reads_one_of(source, kCustomerSends))
      return declare(system_id(source.sender), SystemRole::kChannel, dialect,
                     "guess: 70 %, next: system_of_record; it sends orders, as \"" + source.sender + "\"");
    if (const std::string book = book_dialect(); !book.empty())
      return declare(book_id(book), SystemRole::kSystemOfRecord, book, "guess: 95 %, next: none; its files are those of " + book);
    return declare(source.sender.empty() ? "book" : system_id(source.sender), SystemRole::kSystemOfRecord, "",
                   "guess: 70 %, next: channel; it sends what a depositor sends, as \"" + source.sender + "\"");
  }

  /// By the column `system`; else the one side that no other file is of.
  std::string own_system(const DraftSource& source) {
    bool named = false;
    for (const TableFacts& facts : source.tables)
      for (const std::string& id : facts.systems) {
        named = true;
        const bool book = id.starts_with("cin7");
        declare(id, book ? SystemRole::kSystemOfRecord : SystemRole::kExecution, "",
                book ? "guess: 80 %, next: execution; by its name in the rows"
                     : "guess: 50 %, next: channel; the rows name it and say no more");
      }
    if (named || source.tables.empty() || is_one_of(source.tables.front().table, kOfNoSystem)) return "";
    const auto count = [&](SystemRole role) {
      return std::count_if(guesses_.systems.begin(), guesses_.systems.end(),
                           [&](const GuessedSystem& one) { return one.role == role && one.why != kMissingSide; });
    };
    const auto books = count(SystemRole::kSystemOfRecord), warehouses = count(SystemRole::kExecution);
    if (books == 1 && warehouses == 0) return declare("warehouse", SystemRole::kExecution, "", kMissingSide);
    if (books == 0 && warehouses == 1) return declare("book", SystemRole::kSystemOfRecord, "", kMissingSide);
    return "";
  }

  static constexpr const char* kMissingSide =
      "guess: 60 %, next: the other side; its files do not say whose they are, and this side has no other";

  const DraftFiles& files_;
  CaseGuesses& guesses_;
  std::set<std::string> warehouses_;  ///< X12 ids
};

}  // namespace

void guess_systems(const DraftFiles& files, CaseGuesses& guesses) { SystemGuesser(files, guesses).guess(); }

}  // namespace trueup
