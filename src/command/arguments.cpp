#include "command/arguments.hpp"

#include <algorithm>

namespace trueup {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

Error bad_argument(std::string message, std::string value, const std::vector<std::string>& with_value, const std::vector<std::string>& plain) {
  std::string accepted = "one of";
  for (const std::string& flag : with_value) accepted += " " + flag + " VALUE";
  for (const std::string& flag : plain) accepted += " " + flag;
  return {ErrorCode::kInvalidArgument, std::move(message), {"", 0, "", std::move(value)}, accepted};
}

}  // namespace

std::string Arguments::value(const std::string& flag, const std::string& otherwise) const {
  const auto found = values.find(flag);
  return found == values.end() ? otherwise : found->second;
}

std::vector<std::string> Arguments::list(const std::string& flag) const {
  std::vector<std::string> items;
  std::string rest = value(flag, "");
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    items.push_back(rest.substr(0, comma));
    rest.erase(0, comma + 1);
  }
  return items;
}

Result<Arguments> parse_arguments(int argc, const char* const* argv, const std::vector<std::string>& with_value, const std::vector<std::string>& plain) {
  Arguments out;
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.size() < 2 || word[0] != '-') {
      out.names.push_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string flag = word.substr(0, equals);
    if (contains(plain, flag) && equals == std::string::npos) {
      out.values[flag] = "";
    } else if (!contains(with_value, flag)) {
      return bad_argument("is not an option here", word, with_value, plain);
    } else if (equals != std::string::npos) {
      out.values[flag] = word.substr(equals + 1);
    } else if (i + 1 < argc) {
      out.values[flag] = argv[++i];
    } else {
      return bad_argument("needs a value", word, with_value, plain);
    }
  }
  return out;
}

}  // namespace trueup
