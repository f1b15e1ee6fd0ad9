// JSON text that was damaged at random: the scanner accepts what simdjson's DOM accepts, and decoding ends in rows or in a
// refusal that names the file.
#include <gtest/gtest.h>

#include <random>

#include "io/json_scanner.hpp"
#include "simdjson.h"
#include "trueup/io/decode.hpp"

namespace trueup {
namespace {

constexpr const char* kAnswers[] = {
    R"({"Total": 2, "Page": 1, "items": [{"Sku": "a", "N": -1.50e+3, "Lines": [{"Q": 0.1}, {"Q": null}]}, {"Sku": "b\u00e9\n", "N": true, "Lines": []}], "errors": []})",
    R"([{"Sku": "\ud83d\ude00", "N": "", "Lines": {"Q": 12}}, {"N": 1e9, "Sku": "x", "Lines": null}])",
    R"({"data": {"items": {"Sku": "a", "N": {"deep": [[1, 2], [false]]}}}, "errors": [{"message": "m", "code": 7}]})",
    "{\"Sku\": \"a\", \"N\": 1}\n\n{\"Sku\": \"b\", \"N\": 2}\n"};

constexpr std::string_view kPieces = "{}[],:\"\\0123456789.eE+-truefalsn u/\n\t";

std::string damaged(std::string text, std::mt19937_64& random) {
  for (std::uint64_t change = 0, changes = 1 + random() % 4; change < changes && !text.empty(); ++change) {
    const std::size_t at = random() % text.size();
    const char piece = kPieces[random() % kPieces.size()];
    switch (random() % 5) {
      case 0: text[at] = piece; break;
      case 1: text.insert(at, 1, piece); break;
      case 2: text.erase(at, 1 + random() % 3); break;
      case 3: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
      default: text.resize(at); break;
    }
  }
  return text;
}

bool scans(const Bytes& bytes) {
  JsonScanner scanner;
  scanner.open(bytes.view());
  return scanner.skip_value() && (scanner.next(), scanner.truncated());
}

TEST(JsonModel, AcceptsWhatAnotherParserAccepts) {
  std::mt19937_64 random(20261124);
  simdjson::dom::parser parser;
  int accepted = 0, refused = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string text = damaged(kAnswers[random() % 3], random);
    const simdjson::error_code other = parser.parse(simdjson::padded_string(text)).error();
    // What a double cannot hold is a number all the same; half a surrogate pair is found where the text is read.
    if (other == simdjson::NUMBER_ERROR || other == simdjson::STRING_ERROR) continue;
    ASSERT_EQ(scans(*Bytes::own(text)), other == simdjson::SUCCESS) << text << "\n" << simdjson::error_message(other);
    ++(other == simdjson::SUCCESS ? accepted : refused);
  }
  EXPECT_GT(accepted, 3000);
  EXPECT_GT(refused, 20000);
}

TEST(JsonModel, DecodesOrRefusesWithThePlace) {
  const std::string rows = "[[rows]]\ntable = \"items\"\n[rows.columns]\nsku = \"Sku\"\nname = { from = \"N\", optional = true }\n"
                           "[[rows]]\ntable = \"kits\"\neach = \"/Lines\"\n[rows.columns]\nkit_sku = \"/Sku\"\ncomponent_sku = \"/Sku\"\nquantity = \"Q\"\n";
  const char* shapes[] = {"list = [\"items\", \"/data/items\", \"/\"]\ntotal = \"Total\"\npage = \"Page\"\nerrors = [\"errors\"]\nunique = [\"Sku\"]\n", "lines = true\n", "unique = [\"Sku\"]\n"};
  std::vector<Profile> profiles;
  for (const char* shape : shapes) profiles.push_back(*parse_profile(std::string("name = \"t\"\nformat = \"json\"\n[json]\n") + shape + rows, "t.toml"));
  std::mt19937_64 random(7);
  int decoded = 0, refused = 0;
  for (int round = 0; round < 60000; ++round) {
    const SourceFile file{"in.json", Bytes::own(damaged(kAnswers[random() % 4], random)), ""};
    const auto result = decode(profiles[random() % 3], {file});
    if (result) {
      ++decoded;
      for (const RecordBatch& batch : result->batches)
        for (const auto& column : batch.columns) ASSERT_EQ(column.size(), batch.row_count()) << file.bytes->view();
      continue;
    }
    ++refused;
    ASSERT_EQ(result.error().place.input, "in.json") << file.bytes->view();
    ASSERT_FALSE(result.error().message.empty());
    ASSERT_FALSE(result.error().hint.empty()) << file.bytes->view();
  }
  EXPECT_GT(decoded, 1000);
  EXPECT_GT(refused, 20000);
}

}  // namespace
}  // namespace trueup
