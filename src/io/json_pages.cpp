#include "io/json_pages.hpp"

#include <algorithm>

#include "io/hash_text.hpp"
#include "io/text.hpp"
#include "trueup/base/decimal.hpp"

namespace trueup {
namespace {

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string pointer_of(const std::string& key) { return key.starts_with('/') ? key : "/" + key; }

}  // namespace

Failure JsonPages::check() const {
  for (auto rule : {&JsonPages::check_present, &JsonPages::check_page_numbers, &JsonPages::check_keys, &JsonPages::check_totals})
    if (Failure failure = (this->*rule)()) return failure;
  return std::nullopt;
}

Failure JsonPages::check_present() const {
  for (std::size_t i = 0; i < envelopes_.size(); ++i) {
    if (!envelopes_[i].is_page) continue;
    const std::pair<const std::string&, const std::string&> keys[] = {{profile_.json.total, envelopes_[i].total},
                                                                      {profile_.json.page, envelopes_[i].page}};
    for (const auto& [key, text] : keys) {
      if (key.empty() || parse_decimal(text, 0).fault == DecimalFault::kNone) continue;
      return Error{ErrorCode::kNotTheFormat,
                   "the page has no whole number under this key",
                   {files_[i].name, 0, pointer_of(key), readable(text)},
                   "the answer as the API gives it, with " + key + " and " + profile_.json.list.front()};
    }
  }
  return std::nullopt;
}

Failure JsonPages::check_page_numbers() const {
  if (profile_.json.page.empty()) return std::nullopt;
  std::vector<std::pair<std::int64_t, std::size_t>> pages;
  for (std::size_t i = 0; i < envelopes_.size(); ++i)
    if (envelopes_[i].is_page) pages.emplace_back(parse_decimal(envelopes_[i].page, 0).value, i);
  std::sort(pages.begin(), pages.end());
  std::int64_t expected = 1;
  for (const auto& [page, file] : pages) {
    const Place place{files_[file].name, 0, pointer_of(profile_.json.page), envelopes_[file].page};
    if (page < expected) return Error{ErrorCode::kDuplicateRecord, "the page stands twice among the files", place, "each page once"};
    if (page > expected)
      return Error{ErrorCode::kCountMismatch, "page " + number(static_cast<std::uint64_t>(expected)) + " is missing", place,
                   "all pages from 1 on"};
    ++expected;
  }
  return std::nullopt;
}

Failure JsonPages::check_totals() const {
  if (profile_.json.total.empty()) return std::nullopt;
  std::uint64_t records = 0;
  std::size_t first = envelopes_.size();
  for (std::size_t i = 0; i < envelopes_.size(); ++i) {
    if (!envelopes_[i].is_page) continue;
    first = std::min(first, i);
    records += envelopes_[i].records;
    if (envelopes_[i].total != envelopes_[first].total)
      return Error{ErrorCode::kCountMismatch,
                   "the pages tell different totals: " + envelopes_[first].total + " and " + envelopes_[i].total,
                   {files_[i].name, 0, pointer_of(profile_.json.total), envelopes_[i].total},
                   "pages of one reading; read them again"};
  }
  if (first == envelopes_.size() || number(records) == envelopes_[first].total) return std::nullopt;
  return Error{ErrorCode::kCountMismatch,
               number(records) + " records were read, the total is " + envelopes_[first].total,
               {files_[first].name, 0, pointer_of(profile_.json.total), envelopes_[first].total},
               "all pages of one reading"};
}

std::size_t JsonPages::file_of(std::uint64_t record, std::uint64_t& place) const {
  std::size_t file = 0;
  for (; file + 1 < envelopes_.size() && record >= envelopes_[file].records; ++file) record -= envelopes_[file].records;
  place = record + 1;
  return file;
}

Failure JsonPages::check_keys() const {
  if (!twice_) return std::nullopt;
  std::uint64_t first_place = 0, place = 0;
  const std::size_t first_file = file_of(twice_->first, first_place), file = file_of(twice_->again, place);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < width(); ++i) values.emplace_back(key_part(twice_->again, i));
  return Error{ErrorCode::kDuplicateRecord,
               "the record stands twice; first in " + files_[first_file].name + " as record " + number(first_place),
               {files_[file].name, place, listed(profile_.json.unique), readable(listed(values), 200)},
               "pages that were read while nobody changed the records; read them again"};
}

/// A record without any of the key's fields has no key, and repeats nothing.
bool JsonPages::has_key(std::uint64_t record) const {
  for (std::size_t i = 0; i < width(); ++i)
    if (!key_part(record, i).empty()) return true;
  return false;
}

/// The table is far larger than the cache: its lines are asked for some records ahead.
void JsonPages::compare_keys() {
  constexpr std::uint64_t kAhead = 16;
  const std::uint64_t records = width() == 0 ? 0 : keys_.size() / width();
  std::vector<KeyRef> fresh;
  for (std::uint64_t record = compared_; record < records; ++record)
    if (has_key(record)) fresh.push_back({record, hash_of_parts(width(), [&](std::size_t i) { return key_part(record, i); })});
  compared_ = records;
  for (std::size_t i = 0; i < fresh.size() && !twice_; ++i) {
    if (i + kAhead < fresh.size()) seen_.prefetch(fresh[i + kAhead]);
    if (const auto [first, is_new] = seen_.insert(fresh[i]); !is_new) twice_ = Twice{first->record, fresh[i].record};
  }
}

void JsonPages::add_file(JsonEnvelope envelope) {
  envelopes_.push_back(std::move(envelope));
  compare_keys();
}

}  // namespace trueup
