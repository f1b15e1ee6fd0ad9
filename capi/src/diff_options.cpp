#include "diff_options.hpp"

#include <simdjson.h>

#include <new>

namespace trueup::capi {
namespace {

Error fault(ErrorCode code, std::string message, std::string_view key, std::string hint) {
  return {code, std::move(message), {"options", 0, std::string(key), {}}, std::move(hint)};
}

Failure read_names(std::string_view key, simdjson::dom::element value, std::vector<std::string>& names) {
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS)
    return fault(ErrorCode::kBadValue, "not a list", key, "a list of column names");
  for (const simdjson::dom::element item : list) {
    std::string_view name;
    if (item.get(name) != simdjson::SUCCESS)
      return fault(ErrorCode::kBadValue, "not a text", key, "a list of column names");
    names.emplace_back(name);
  }
  return {};
}

Failure read_threads(simdjson::dom::element value, unsigned& threads) {
  std::uint64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS || number > 1024)
    return fault(ErrorCode::kBadValue, "not a number of threads", "threads", "0 to 1024");
  threads = static_cast<unsigned>(number);
  return {};
}

Failure read_option(std::string_view key, simdjson::dom::element value, DiffOptions& options) {
  if (key == "key") return read_names(key, value, options.key);
  if (key == "ignore") return read_names(key, value, options.ignore);
  if (key == "numeric") return read_names(key, value, options.numeric);
  if (key == "threads") return read_threads(value, options.threads);
  return fault(ErrorCode::kUnknownKey, "unknown option", key, "key, ignore, numeric, threads");
}

}  // namespace

Result<DiffOptions> parse_diff_options(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  const simdjson::error_code parsed = parser.parse(simdjson::padded_string(json)).get(object);
  if (parsed == simdjson::MEMALLOC) throw std::bad_alloc();
  if (parsed != simdjson::SUCCESS)
    return fault(ErrorCode::kNotTheFormat, "the options are no JSON object", {}, R"({"key": ["sku"]})");
  DiffOptions options;
  for (const auto [key, value] : object)
    if (Failure failure = read_option(key, value, options)) return *failure;
  if (options.key.empty()) return fault(ErrorCode::kMissingKey, "no key column", "key", R"({"key": ["sku"]})");
  return options;
}

}  // namespace trueup::capi
