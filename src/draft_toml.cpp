#include "draft_toml.hpp"

#include <algorithm>

#include "fmt/format.h"
#include "report/printable.hpp"

namespace trueup {
namespace {

constexpr std::string_view kStory =
    R"(# A first draft by trueup, from the files alone. Each guess says how sure it is, and what would come next;
# lines that start with "# " and a key are open: the files do not say. All keys: docs/CASES.md
)";

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\u{:04X}", byte);
    else out += c;
  }
  return out + '"';
}

/// A bare key needs no quotes.
std::string key(const std::string& text) {
  const bool bare = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
  });
  return bare ? text : quoted(text);
}

std::string comment(std::string_view text) { return "# " + printable(text); }

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + quoted(item);
  return "[" + out + "]";
}

std::string file_list(const std::vector<std::string>& files) {
  if (files.size() == 1) return list(files);
  std::string out = "[\n";
  for (const std::string& file : files) out += "  " + quoted(file) + ",\n";
  return out + "]";
}

const char* word_of(SystemRole role) {
  switch (role) {
    case SystemRole::kChannel: return "channel";
    case SystemRole::kSystemOfRecord: return "system_of_record";
    case SystemRole::kTransport: return "transport";
    case SystemRole::kExecution: return "execution";
    case SystemRole::kFinance: return "finance";
  }
  return "execution";
}

std::string header(const CaseGuesses& guesses) {
  std::string name;
  for (const GuessedSystem& system : guesses.systems) name += (name.empty() ? "" : " and ") + system.id;
  std::string out = "\n[case]\nname = " + quoted(name.empty() ? "draft" : name) + "\n";
  if (guesses.as_of) out += "as_of = " + quoted(format_instant(*guesses.as_of)) + "  " + comment(guesses.why_as_of) + "\n";
  else out += "# as_of = \"...\"  # when the balances were taken, such as 2026-11-20T06:00:00Z: no file says it\n";
  return out;
}

std::string zone_line(const GuessedSystem& system) {
  if (system.local_time.empty()) return "";
  if (system.dialect.starts_with("cin7"))
    return "timezone = \"UTC\"  " +
           comment("guess: 90 %, next: the account's own zone; Cin7 prints UTC without a letter, as in " + system.local_time) + "\n";
  return "# timezone = \"...\"  " +
         comment("its times have no offset, as in " + system.local_time + ": until it is said their rows cannot be read") + "\n";
}

std::string system_table(const GuessedSystem& system) {
  std::string out =
      "\n[[system]]\nid = " + quoted(system.id) + "\nrole = " + quoted(word_of(system.role)) + "  " + comment(system.why) + "\n";
  if (!system.dialect.empty()) out += "dialect = " + quoted(system.dialect) + "\n";
  return out + zone_line(system);
}

std::string location_table(const GuessedLocation& location, const std::string& book) {
  return "\n[[location]]  " + comment(location.why) + "\nid = " + quoted(location.book_name) +
         "\nkind = \"external\"\noperator = " + quoted(location.other) + "\nnames = { " + key(book) + " = " + quoted(location.book_name) +
         ", " + key(location.other) + " = " + quoted(location.other_name) + " }\n";
}

std::string open_location(const OpenLocation& open, const std::string& book) {
  const std::string name = open.other_name;
  std::string candidates;
  for (const std::string& candidate : open.candidates) candidates += (candidates.empty() ? "" : ", ") + quoted(candidate);
  return "\n" +
         comment("which place of " + book + " is " + quoted(name) + " of " + open.other + "?" +
                 (candidates.empty() ? " none is left" : " One of: " + candidates)) +
         "\n# [[location]]\n" + comment("id = " + quoted(name)) + "\n# kind = \"external\"\n" +
         comment("operator = " + quoted(open.other)) + "\n" +
         comment("names = { " + key(book) + " = \"...\", " + key(open.other) + " = " + quoted(name) + " }") + "\n";
}

std::string hop_table(const GuessedHop& hop) {
  std::string out = "\n[[hop]]\nid = " + quoted(hop.id) + "\nfrom = " + quoted(hop.from) + "\nto = " + quoted(hop.to) +
                    "\ncarries = " + list(hop.carries) +
                    "  # guess: 80 %, next: by way of another system; such documents are in the files\n";
  if (!hop.every.empty()) out += "# every = " + quoted(hop.every) + "  " + comment(hop.why_every) + "\n";
  return out + "# max_age = \"...\"  # older than this is late: until it is said, lag cannot be told from loss\n";
}

std::string recognised(const DraftSource& source) {
  const std::string next = source.runner_up.empty() ? "none" : fmt::format("{} {} %", source.runner_up, source.runner_up_certainty);
  return fmt::format("guess: {} %, next: {}", source.certainty, next);
}

std::string window_lines(const TableFacts& facts) {
  if (facts.table == "stock") return "# complete = true  # if a SKU that is not there is not in stock\n# absent = \"zero\"\n";
  if (facts.table != "documents" && facts.table != "movements" && facts.table != "messages") return "";
  if (!facts.first || !facts.last) return "# complete = true  # if nothing is missing between from and to\n";
  return "# from = " + quoted(format_instant(*facts.first)) +
         "  # the first and the last time in the files\n# to = " + quoted(format_instant(*facts.last)) +
         "\n# complete = true  # if nothing is missing between them\n";
}

std::string input_table(const GuessedInput& input, const CaseGuesses& guesses) {
  std::string out = "[[input]]\ntable = " + quoted(input.facts->table) + "\n";
  if (!input.system.empty()) out += "system = " + quoted(input.system) + "\n";
  if (!input.why_not.empty()) out += "system = \"...\"  # " + input.why_not + "\n";
  out += "profile = " + quoted(input.source->profile->name) + "  " + comment(recognised(*input.source)) + "\n";
  out += "files = " + file_list(input.source->files) + "\n";
  if (!input.hop.empty()) out += "hop = " + quoted(input.hop) + "  # guess: 60 %, next: another; the only one there is\n";
  else if (input.facts->table == "messages" && guesses.hops.size() > 1) out += "# hop = \"...\"  # of the hops above, if they are of one\n";
  if (input.facts->unplaced) out += "# location = \"...\"  # its rows say none\n";
  return out + window_lines(*input.facts);
}

std::string commented(const std::string& lines) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string line = lines.substr(at, end - at);
    out += (line.starts_with("# ") ? "" : "# ") + line + "\n";
    at = end + 1;
  }
  return out;
}

std::string locations(const CaseGuesses& guesses) {
  const GuessedSystem* book = book_of(guesses);
  if (book == nullptr)
    return guesses.systems.size() < 2
               ? ""
               : "\n# [[location]]  # which place of one system is which of another: the system of record is not known\n";
  std::string out;
  for (const GuessedLocation& location : guesses.locations) out += location_table(location, book->id);
  for (const OpenLocation& open : guesses.open) out += open_location(open, book->id);
  return out;
}

}  // namespace

std::string draft_toml(const DraftFiles& files, const CaseGuesses& guesses) {
  std::string out(kStory);
  out += header(guesses);
  for (const GuessedSystem& system : guesses.systems) out += system_table(system);
  out += locations(guesses);
  for (const GuessedHop& hop : guesses.hops) out += hop_table(hop);
  for (const GuessedInput& input : guesses.inputs) {
    const std::string table = input_table(input, guesses);
    out += "\n" + (input.why_not.empty() ? table : commented(table));
  }
  for (const auto& [file, why] : files.unread) out += "\n" + comment(file + " is not read: " + why.text()) + "\n";
  return out;
}

}  // namespace trueup
