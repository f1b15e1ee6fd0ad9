// Where there is no libFuzzer: every golden file of a profile, damaged in ROUNDS ways from a fixed seed, through the fuzz entry.
//   mutated_goldens tests/golden/profiles ROUNDS
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "trueup/io/profile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr char kSpecial[] = {'*', '~', '\n', '\r', '"', ',', ';', '\t', '{', '}', '[', ']', '\\', ':', '>', '\0', '0', '-', '.', static_cast<char>(0xff), static_cast<char>(0xc3)};

/// One way to damage a text: a byte replaced, a stretch cut out, doubled or moved, or the end cut off.
void damage(std::string& text, std::mt19937_64& random) {
  if (text.empty()) return;
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  const std::size_t at = below(text.size());
  const std::size_t length = std::min(text.size() - at, 1 + below(64));
  switch (random() % 6) {
    case 0: text[at] = kSpecial[below(std::size(kSpecial))]; break;
    case 1: text.insert(at, 1, kSpecial[below(std::size(kSpecial))]); break;
    case 2: text.erase(at, length); break;
    case 3: text.insert(at, text.substr(at, length)); break;
    case 4: text.resize(at); break;
    default: {
      const std::string moved = text.substr(at, length);
      text.erase(at, length);
      text.insert(below(text.size() + 1), moved);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int rounds = std::atoi(argv[2]);
  const std::vector<std::string> names = trueup::shipped_profile_names();
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
    if (entry.is_regular_file() && entry.path().extension() != ".jsonl" && entry.path().extension() != ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::mt19937_64 random(20261124);
  for (const auto& path : files) {
    const std::string folder = path.parent_path().filename().string();
    const auto profile = std::find(names.begin(), names.end(), folder.substr(0, folder.find('+')));
    if (profile == names.end()) continue;
    std::ifstream stream(path, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(stream)), {});
    for (int round = 0; round < rounds; ++round) {
      std::string text = whole;
      for (std::uint64_t i = random() % 4; ; --i) {
        damage(text, random);
        if (i == 0) break;
      }
      text.insert(text.begin(), static_cast<char>(profile - names.begin()));
      (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    }
  }
  std::printf("%zu files, %d rounds\n", files.size(), rounds);
  return files.empty() ? 1 : 0;
}
