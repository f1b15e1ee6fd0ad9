#include "mapping/checks/repeated_keys.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "trueup/base/hash.hpp"

namespace trueup {
namespace {

// One bit a key, at a place that other keys may share.
class KeyBits {
 public:
  explicit KeyBits(std::size_t keys) : shift_(64 - static_cast<int>(std::bit_width(keys * kBitsPerKey | 63))), words_((std::size_t{1} << (64 - shift_)) / 64) {}

  bool test(std::uint64_t key) const { return (words_[place(key) / 64] >> place(key) % 64 & 1) != 0; }
  void set(std::uint64_t key) { words_[place(key) / 64] |= std::uint64_t{1} << place(key) % 64; }

 private:
  static constexpr std::size_t kBitsPerKey = 16;

  std::uint64_t place(std::uint64_t key) const { return key * weight_ >> shift_; }

  std::uint64_t weight_ = KeyedHash::of_process().weight(0);
  int shift_;
  std::vector<std::uint64_t> words_;
};

// Every place of a repeated key, and of a few that share a bit with another.
std::vector<KeyAt> likely_repeated(std::span<const std::uint64_t> keys) {
  KeyBits seen(keys.size()), again(keys.size());
  for (const std::uint64_t key : keys)
    if (key != 0) (seen.test(key) ? again : seen).set(key);
  std::vector<KeyAt> out;
  for (std::uint32_t at = 0; at < keys.size(); ++at)
    if (keys[at] != 0 && again.test(keys[at])) out.push_back({keys[at], at});
  return out;
}

}  // namespace

std::vector<KeyAt> repeated_keys(std::span<const std::uint64_t> keys) {
  std::vector<KeyAt> found = likely_repeated(keys);
  std::sort(found.begin(), found.end(), [](const KeyAt& left, const KeyAt& right) { return std::tie(left.key, left.at) < std::tie(right.key, right.at); });
  auto kept = found.begin();
  for (auto first = found.begin(), end = first; first != found.end(); first = end) {
    end = std::find_if(first, found.end(), [&](const KeyAt& entry) { return entry.key != first->key; });
    if (end - first > 1) kept = std::copy(first, end, kept);
  }
  found.erase(kept, found.end());
  return found;
}

}  // namespace trueup
