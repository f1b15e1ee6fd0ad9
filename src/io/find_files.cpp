#include "io/find_files.hpp"

#include <algorithm>
#include <filesystem>

namespace trueup {

bool fits(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) ++p, ++n;
    else if (p < pattern.size() && pattern[p] == '*') star = p++, mark = n;
    else if (star != std::string_view::npos) p = star + 1, n = ++mark;
    else return false;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> find_files(const std::string& base, const std::string& pattern) {
  namespace fs = std::filesystem;
  const fs::path whole = fs::path(base) / pattern;
  std::error_code ignored;
  if (fs::is_regular_file(whole, ignored)) return {whole.string()};
  std::vector<std::string> found;
  for (fs::directory_iterator it(whole.parent_path(), ignored), end; !ignored && it != end; it.increment(ignored))
    if (it->is_regular_file(ignored) && fits(whole.filename().string(), it->path().filename().string()))
      found.push_back(it->path().string());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace trueup
