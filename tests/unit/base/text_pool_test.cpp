#include "trueup/base/text_pool.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace trueup {
namespace {

TEST(TextPool, EqualIdsAreEqualBytes) {
  TextPool pool;
  std::map<std::string, std::uint32_t> twin;
  std::mt19937 random(7);
  for (int i = 0; i < 200000; ++i) {
    std::string text(random() % 9, 'a');
    for (char& c : text) c = static_cast<char>("ab\0 "[random() % 4]);
    const TextId id = pool.intern(text);
    EXPECT_EQ(pool.text(id), text);
    const auto [found, fresh] = twin.try_emplace(text, id.value);
    EXPECT_EQ(found->second, id.value);
  }
  EXPECT_EQ(pool.size(), twin.size() + (twin.contains("") ? 0 : 1));
}

TEST(TextPool, TellsTwinsApart) {
  TextPool pool;
  EXPECT_NE(pool.intern("A-1042"), pool.intern("A-1042 "));
  EXPECT_NE(pool.intern("0074512"), pool.intern("74512"));
  EXPECT_EQ(pool.intern("").value, 0u);
  EXPECT_EQ(pool.find("never seen").value, 0u);
}

TEST(TextPool, KeepsTextsLargerThanABlock) {
  TextPool pool;
  const std::string large(std::size_t{3} << 20, 'x');
  const TextId id = pool.intern(large), small = pool.intern("small");
  EXPECT_EQ(pool.text(id), large);
  EXPECT_EQ(pool.text(small), "small");
}

}  // namespace
}  // namespace trueup
