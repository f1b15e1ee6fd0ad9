#include "trueup/report/json_writer.hpp"

#include <gtest/gtest.h>

namespace trueup {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
  EXPECT_EQ(quoted("a\"b\\c\n\x01"), R"("a\"b\\c\u000a\u0001")");
  EXPECT_EQ(quoted("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA6"), "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xA6\"");
}

TEST(JsonWriter, ReplacesBytesThatAreNoUtf8) {
  for (const char* text : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xE2\x82", "\xF5\x80\x80\x80", "\x80"}) {
    const std::string out = quoted(text);
    EXPECT_NE(out.find("\\ufffd"), std::string::npos) << out;
    for (const char c : out) EXPECT_LT(static_cast<unsigned char>(c), 0x80) << out;
  }
}

TEST(JsonWriter, NestsAndSeparates) {
  JsonWriter json(false);
  json.open_object();
  json.key("a").open_array().number(1).text("x").null().close_array();
  json.key("b").open_object().close_object();
  json.key("c").text_or_null("");
  json.close_object();
  EXPECT_EQ(json.str(), R"({"a":[1,"x",null],"b":{},"c":null})");
}

}  // namespace
}  // namespace trueup
