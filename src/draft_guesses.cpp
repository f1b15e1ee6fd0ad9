#include "draft_guesses.hpp"

#include <algorithm>

#include "draft_systems.hpp"
#include "fmt/format.h"
#include "trueup/mapping/normal_form.hpp"

namespace trueup {
namespace {

/// Whose a row is: what it says itself comes first.
const std::string& owner(const GuessedInput& input, const OfSystem& of_row) { return of_row.first.empty() ? input.system : of_row.first; }

// --- places

/// A location's name and the SKUs that lie there.
using Places = std::map<std::string, std::set<std::string>>;

Places places_of(const CaseGuesses& guesses, const std::string& system) {
  Places places;
  for (const GuessedInput& input : guesses.inputs)
    for (const auto& [place, skus] : input.facts->locations)
      if (owner(input, place) == system) places[place.second].insert(skus.begin(), skus.end());
  return places;
}

void pair_places(const std::string& other, const std::string& book_name, const std::string& other_name, std::string why, Places& book,
                 Places& others, CaseGuesses& guesses) {
  guesses.locations.push_back({book_name, other, other_name, std::move(why)});
  book.erase(book_name);
  others.erase(other_name);
}

void pair_same_names(const std::string& other, Places& book, Places& others, CaseGuesses& guesses) {
  const Places left = book, right = others;
  for (const auto& [name, skus] : right) {
    const auto same = [&](const auto& place) { return normal_form(place.first) == normal_form(name); };
    if (std::count_if(left.begin(), left.end(), same) != 1 || std::count_if(right.begin(), right.end(), same) != 1) continue;
    const std::string book_name = std::find_if(left.begin(), left.end(), same)->first;
    pair_places(other, book_name, name,
                book_name == name ? "guess: 95 %, next: none; both sides print this name"
                                  : "guess: 90 %, next: none; both sides print this name, but for its spelling",
                book, others, guesses);
  }
}

std::size_t shared_skus(const std::set<std::string>& left, const std::set<std::string>& right) {
  return static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [&](const std::string& sku) { return right.contains(sku); }));
}

/// The place of `places` that shares most SKUs with `skus`, and how many that and the next best share.
struct MostShared {
  std::string name, next;
  std::size_t count = 0, next_count = 0;
};

MostShared most_shared(const Places& places, const std::set<std::string>& skus) {
  MostShared out;
  for (const auto& [name, there] : places) {
    const std::size_t count = shared_skus(skus, there);
    if (count > out.count) out.next = std::exchange(out.name, name), out.next_count = std::exchange(out.count, count);
    else if (count > out.next_count) out.next = name, out.next_count = count;
  }
  return out;
}

/// Places that have most of their SKUs in common, each way, and hardly any with another.
void pair_same_skus(const std::string& other, Places& book, Places& others, CaseGuesses& guesses) {
  const Places left = book, right = others;
  for (const auto& [name, skus] : right) {
    const MostShared there = most_shared(left, skus);
    if (there.count == 0 || 2 * there.next_count > there.count || 2 * there.count < skus.size()) continue;
    if (most_shared(right, left.at(there.name)).name != name) continue;
    const auto percent = std::min<std::size_t>(90, 100 * there.count / (there.count + there.next_count) * there.count / skus.size());
    const std::string next = there.next.empty() ? "none" : there.next + " with " + std::to_string(there.next_count);
    pair_places(other, there.name, name,
                fmt::format("guess: {} %, next: {}; {} of its {} SKUs lie in both", percent, next, there.count, skus.size()), book, others,
                guesses);
  }
}

void guess_places(const std::string& book_id, const std::string& other, CaseGuesses& guesses) {
  Places book = places_of(guesses, book_id), others = places_of(guesses, other);
  if (book.empty() || others.empty()) return;
  for (const GuessedLocation& taken : guesses.locations) book.erase(taken.book_name);
  pair_same_names(other, book, others, guesses);
  if (book.size() == 1 && others.size() == 1)
    pair_places(other, std::string(book.begin()->first), std::string(others.begin()->first),
                "guess: 60 %, next: none; the one name that is left on each side", book, others, guesses);
  else pair_same_skus(other, book, others, guesses);
  for (const auto& [name, skus] : others) {
    OpenLocation open{other, name, {}};
    for (const auto& [candidate, there] : book) open.candidates.push_back(candidate);
    guesses.open.push_back(std::move(open));
  }
}

// --- ways

constexpr std::string_view kFromWarehouse[] = {"ship_advice", "receipt", "return_receipt", "adjustment"};
constexpr std::string_view kToWarehouse[] = {"ship_order", "inbound_notice", "return_authorization"};
constexpr std::string_view kFromChannel[] = {"sales_order", "refund", "return_authorization"};

std::set<std::string> types_of(const CaseGuesses& guesses, const std::string& system) {
  std::set<std::string> types;
  for (const GuessedInput& input : guesses.inputs)
    for (const OfSystem& type : input.facts->types)
      if (owner(input, type) == system) types.insert(type.second);
  return types;
}

template <std::size_t N>
void add_hop(const std::string& from, const std::string& to, const std::set<std::string>& types, const std::string_view (&carried)[N],
             const std::string& dialect, CaseGuesses& guesses) {
  GuessedHop hop{from + "-to-" + to, from, to, {}, "", ""};
  for (const std::string_view type : carried)
    if (types.contains(std::string(type))) hop.carries.emplace_back(type);
  if (hop.carries.empty()) return;
  if (dialect == "shipstation") hop.every = "15m", hop.why_every = "guess: 60 %, next: none; usual for ShipStation";
  if (dialect == "amazon") hop.every = "60m", hop.why_every = "guess: 60 %, next: none; usual for Amazon";
  guesses.hops.push_back(std::move(hop));
}

void guess_hops(const std::string& book, CaseGuesses& guesses) {
  const std::vector<GuessedSystem> systems = guesses.systems;
  for (const GuessedSystem& system : systems) {
    if (system.id == book) continue;
    std::set<std::string> types = types_of(guesses, system.id);
    if (system.role == SystemRole::kChannel) {
      add_hop(system.id, book, types, kFromChannel, system.dialect, guesses);
      continue;
    }
    add_hop(system.id, book, types, kFromWarehouse, system.dialect, guesses);
    types.merge(types_of(guesses, book));
    add_hop(book, system.id, types, kToWarehouse, system.dialect, guesses);
  }
  for (GuessedInput& input : guesses.inputs)
    if (input.facts->table == "messages" && guesses.hops.size() == 1) input.hop = guesses.hops.front().id;
}

// --- the instant

std::optional<Instant> latest(const CaseGuesses& guesses, bool balances) {
  std::optional<Instant> out;
  for (const GuessedInput& input : guesses.inputs)
    if ((input.facts->table == "stock") == balances && input.facts->last && (!out || *input.facts->last > *out)) out = input.facts->last;
  return out;
}

void guess_instant(CaseGuesses& guesses, std::optional<Instant> fallback) {
  if ((guesses.as_of = latest(guesses, true))) guesses.why_as_of = "guess: 80 %, next: none; the latest time in the balances";
  else if ((guesses.as_of = latest(guesses, false)))
    guesses.why_as_of = "guess: 50 %, next: later; the latest time in the other files, for the balances say none";
  else if ((guesses.as_of = fallback)) guesses.why_as_of = "guess: 30 %, next: earlier; no file says a time: when one was last written";
}

}  // namespace

const GuessedSystem* book_of(const CaseGuesses& guesses) {
  const GuessedSystem* book = nullptr;
  for (const GuessedSystem& system : guesses.systems) {
    if (system.role != SystemRole::kSystemOfRecord) continue;
    if (book != nullptr) return nullptr;
    book = &system;
  }
  return book;
}

CaseGuesses guess_case(const DraftFiles& files, std::optional<Instant> fallback) {
  CaseGuesses guesses;
  guess_systems(files, guesses);
  guess_instant(guesses, fallback);
  if (const GuessedSystem* book = book_of(guesses)) {
    const std::string id = book->id;
    for (const GuessedSystem& system : guesses.systems)
      if (system.role == SystemRole::kExecution) guess_places(id, system.id, guesses);
    guess_hops(id, guesses);
  }
  return guesses;
}

}  // namespace trueup
