// hash: a keyed 64-bit hash of bytes. Good for tables within one process; never written down, never compared across
// processes, and not a message authentication code.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <exception>
#include <random>
#include <string_view>

namespace trueup {

/// The product of two words, folded to one by xor of its halves.
inline std::uint64_t fold_multiply(std::uint64_t a, std::uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
#else
  const std::uint64_t low_a = a & 0xffffffffu, high_a = a >> 32, low_b = b & 0xffffffffu, high_b = b >> 32;
  const std::uint64_t low = low_a * low_b, middle = high_a * low_b + (low >> 32);
  const std::uint64_t other = low_a * high_b + (middle & 0xffffffffu);
  return a * b ^ (high_a * high_b + (middle >> 32) + (other >> 32));
#endif
}

/// A multiply-and-fold hash in the manner of wyhash whose four secret words are random, so that who writes a file cannot
/// choose keys that collide. Values are chained for composite keys: every link takes in its text's length, and a missing
/// cell is a link of its own, so ("a", "bc"), ("ab", "c") and ("a", missing, "bc") part. Immutable; safe from any thread.
class KeyedHash {
 public:
  /// Secrets drawn from one word: for tests, and for whoever must have the same hash twice.
  explicit KeyedHash(std::uint64_t key) : KeyedHash(key, 0) {}

  /// The process's own hash; its key is drawn once, at first use. TRUEUP_FIXED_HASH_KEY (tests only) fixes the key.
  static const KeyedHash& of_process() {
#ifdef TRUEUP_FIXED_HASH_KEY
    static const KeyedHash hash(TRUEUP_FIXED_HASH_KEY);
#else
    static const KeyedHash hash(random_word(), random_word());
#endif
    return hash;
  }

  /// The hash of `text`, chained to `seed` (0, or the hash of what stands before).
  std::uint64_t bytes(std::string_view text, std::uint64_t seed = 0) const {
    const char* at = text.data();
    const std::uint64_t size = text.size();
    seed ^= secret_[0];
    std::uint64_t a = 0, b = 0;
    if (size <= 16) {
      if (size >= 8) {
        a = word(at);
        b = word(at + size - 8);
      } else if (size >= 4) {
        a = half(at);
        b = half(at + size - 4);
      } else if (size > 0) {
        a = std::uint64_t{byte(at)} << 16 | std::uint64_t{byte(at + size / 2)} << 8 | byte(at + size - 1);
      }
    } else {
      std::uint64_t left = size;
      for (; left > 16; left -= 16, at += 16) seed = fold_multiply(word(at) ^ secret_[1], word(at + 8) ^ seed);
      a = word(at + left - 16);  // the last 16 bytes, which may overlap what was read
      b = word(at + left - 8);
    }
    return fold_multiply(secret_[2] ^ size, fold_multiply(a ^ secret_[1], b ^ seed));
  }

  /// The hash of a missing cell, chained to `seed`.
  std::uint64_t missing(std::uint64_t seed = 0) const { return fold_multiply(seed ^ secret_[3], secret_[1]); }

  /// A random odd number for place `index`: a weight for sums over columns.
  std::uint64_t weight(std::uint64_t index) const { return mix(secret_[3] + index * 0x9e3779b97f4a7c15u) | 1; }

 private:
  KeyedHash(std::uint64_t key, std::uint64_t more) {
    for (std::size_t i = 0; i < secret_.size(); ++i) {
      key += 0x9e3779b97f4a7c15u;
      secret_[i] = mix(key) ^ mix(more + i);
    }
  }

  /// The finisher of splitmix64.
  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
  }

  static std::uint64_t random_word() {
    try {
      std::random_device device;
      return std::uint64_t{device()} << 32 ^ device();
    } catch (const std::exception&) {  // no source of randomness: the clock and an address are better than a constant
      int local = 0;
      const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
      return mix(static_cast<std::uint64_t>(ticks) ^ reinterpret_cast<std::uintptr_t>(&local));
    }
  }

  static std::uint8_t byte(const char* at) { return static_cast<std::uint8_t>(*at); }
  static std::uint64_t half(const char* at) {
    std::uint32_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
  }
  static std::uint64_t word(const char* at) {
    std::uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
  }

  std::array<std::uint64_t, 4> secret_{};
};

}  // namespace trueup
